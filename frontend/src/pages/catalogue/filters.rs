//! The filters, and those of them that hold as buttons that take them away.

use kopuro_shared::{
    currency::Currency,
    money::Money,
    organizations::OrganizationKind,
    places::Place,
    projects::{ProjectQuery, ProjectState, Sector},
};
use leptos::prelude::*;

use super::{
    place::PlaceFilter,
    query::{Asked, filter},
    removable,
};
use crate::{
    api::{places::get_place, projects::list_sectors},
    components::{choice::Choice, loaded::Fetched},
    format,
    i18n::pick,
    t, t_of,
};

/// Bounds of the amount missing to choose from, in som: what one person, a circle of friends and an association raise.
const BOUNDS: [i64; 3] = [100_000, 500_000, 2_000_000];

/// The least and the most of an amount missing, in tyiyn.
type Range = (Option<i64>, Option<i64>);

fn ranges() -> Vec<Range> {
    let tyiyn = |som: i64| som * Currency::Kgs.minor_units();
    let upper = BOUNDS.iter().map(|bound| (None, Some(tyiyn(*bound))));
    upper.chain([(Some(tyiyn(BOUNDS[2])), None)]).collect()
}

fn range_key((least, most): Range) -> String {
    let part = |amount: Option<i64>| amount.map(|amount| amount.to_string()).unwrap_or_default();
    format!("{}-{}", part(least), part(most))
}

fn range_text((least, most): Range) -> String {
    let som = |amount: i64| format::money(Money::new(amount, Currency::Kgs));
    match (least, most) {
        (Some(least), None) => t!("filter-missing-more", amount = som(least)),
        (None, Some(most)) => t!("filter-missing-less", amount = som(most)),
        (Some(least), Some(most)) => format!("{} – {}", som(least), som(most)),
        (None, None) => t!("filter-any"),
    }
}

/// A list of options that begins with "any".
fn or_any(options: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    std::iter::once((String::new(), t!("filter-any"))).chain(options).collect()
}

/// The states that the catalogue shows.
fn states() -> impl Iterator<Item = ProjectState> {
    let hidden = [ProjectState::Draft, ProjectState::Submitted];
    ProjectState::ALL.iter().copied().filter(move |state| !hidden.contains(state))
}

/// All filters; each takes effect at once.
#[component]
pub fn Filters(asked: Asked) -> impl IntoView {
    let sectors: Fetched<Vec<Sector>> = Fetched::new(list_sectors);
    let sector_options = Signal::derive(move || {
        let sectors = sectors.get().and_then(Result::ok).unwrap_or_default();
        or_any(sectors.into_iter().map(|sector| (sector.code, pick(&sector.name))))
    });
    let state_options = or_any(
        states().map(|state| (state.name().to_owned(), t_of!("project-state", state.name()))),
    );
    let kind_options = or_any(
        OrganizationKind::ALL
            .iter()
            .map(|kind| (kind.name().to_owned(), t_of!("organization-kind", kind.name()))),
    );
    let range_options =
        or_any(ranges().into_iter().map(|range| (range_key(range), range_text(range))));
    let of =
        move |read: fn(&ProjectQuery) -> String| Signal::derive(move || asked.query.with(read));
    let range_of = |query: &ProjectQuery| {
        let range = (query.missing_min, query.missing_max);
        if range == (None, None) { String::new() } else { range_key(range) }
    };
    view! {
        <div class="stack loose">
            <PlaceFilter asked=asked />
            <Choice id="filter-sector" label=t!("filter-sector") options=sector_options
                value=of(|query| query.sector.clone().unwrap_or_default())
                on_choose=Callback::new(move |code| asked.ask(|query| query.sector = filter(code))) />
            <Choice id="filter-state" label=t!("filter-state") options=Signal::stored(state_options)
                value=of(|query| query.state.map(ProjectState::name).unwrap_or_default().to_owned())
                on_choose=Callback::new(move |name: String| asked.ask(|query| query.state = ProjectState::from_name(&name))) />
            <Choice id="filter-missing" label=t!("filter-missing") options=Signal::stored(range_options) value=of(range_of)
                on_choose=Callback::new(move |key: String| {
                    let range = ranges().into_iter().find(|range| range_key(*range) == key);
                    asked.ask(|query| (query.missing_min, query.missing_max) = range.unwrap_or_default());
                }) />
            <Choice id="filter-organization" label=t!("filter-organization") options=Signal::stored(kind_options)
                value=of(|query| query.organization_kind.map(OrganizationKind::name).unwrap_or_default().to_owned())
                on_choose=Callback::new(move |name: String| {
                    asked.ask(|query| query.organization_kind = OrganizationKind::from_name(&name));
                }) />
        </div>
    }
}

/// The filters that hold.
#[component]
pub fn Chips(asked: Asked) -> impl IntoView {
    let place: LocalResource<Option<Place>> = LocalResource::new(move || {
        let id = asked.query.with(|query| query.place_id.clone());
        async move { get_place(&id?).await.ok() }
    });
    let sectors: LocalResource<Vec<Sector>> = LocalResource::new(move || {
        let needed = asked.query.with(|query| query.sector.is_some());
        async move { if needed { list_sectors().await.unwrap_or_default() } else { Vec::new() } }
    });
    let chips = move || {
        let query = asked.query.get();
        let mut chips = Vec::new();
        if let Some(q) = query.q {
            chips.push(removable(t!("catalogue-quoted", words = q), move || {
                asked.ask(|query| query.q = None);
            }));
        }
        if let Some(id) = query.place_id {
            let known = place.get().flatten().filter(|place| place.id == id);
            let name = known.map_or(id, |place| pick(&place.name));
            chips.push(removable(name, move || asked.ask(|query| query.place_id = None)));
        }
        if let Some(code) = query.sector {
            let sectors = sectors.get().unwrap_or_default();
            let known = sectors.into_iter().find(|sector| sector.code == code);
            let name = known.map_or(code, |sector| pick(&sector.name));
            chips.push(removable(name, move || asked.ask(|query| query.sector = None)));
        }
        if let Some(state) = query.state {
            let text = t_of!("project-state", state.name());
            chips.push(removable(text, move || asked.ask(|query| query.state = None)));
        }
        let range = (query.missing_min, query.missing_max);
        if range != (None, None) {
            let remove = move || {
                asked.ask(|query| (query.missing_min, query.missing_max) = (None, None));
            };
            chips.push(removable(range_text(range), remove));
        }
        if let Some(kind) = query.organization_kind {
            let text = t_of!("organization-kind", kind.name());
            chips.push(removable(text, move || asked.ask(|query| query.organization_kind = None)));
        }
        if chips.len() > 1 {
            let clear = move || {
                asked.ask(|query| {
                    *query = ProjectQuery { sort: query.sort, ..ProjectQuery::default() };
                });
            };
            chips.push(view! { <li><Clear on_click=clear /></li> }.into_any());
        }
        (!chips.is_empty()).then(|| view! { <ul class="chips">{chips}</ul> })
    };
    view! { {chips} }
}

#[component]
fn Clear(on_click: impl Fn() + 'static) -> impl IntoView {
    view! { <button type="button" class="button quiet compact" on:click=move |_| on_click()>{t!("catalogue-clear")}</button> }
}
