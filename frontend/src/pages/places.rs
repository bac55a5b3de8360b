//! A place: where it lies, what it needs, who answers there, and what lies in it.

use kopuro_shared::{
    organizations::OrganizationKind,
    places::{PlaceKind, PlaceSummary},
    projects::{MapFigures, ProjectQuery},
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::A,
    hooks::{use_navigate, use_params_map},
};

use super::{
    catalogue::{
        card,
        place::{self, Shown},
        query::link_to_place,
    },
    organizations::organization_card,
};
use crate::{
    api::{organizations::list_organizations, projects::list_projects},
    components::{
        button::{Kind, LinkButton},
        layout::title,
        loaded::{Fetched, loaded},
        need_map::NeedMap,
        paged::Paged,
        place_search::PlaceSearch,
        states::Empty,
    },
    format,
    i18n::pick,
    t, t_of,
};

/// Projects that a place's page begins with.
const FIRST: u32 = 6;

/// The whole country.
#[component]
pub fn CountryPage() -> impl IntoView {
    place_view(|| "kg".to_owned())
}

/// The place in the address.
#[component]
pub fn PlacePage() -> impl IntoView {
    let params = use_params_map();
    place_view(move || params.with(|params| params.get("id").unwrap_or_default()))
}

fn place_view(id: impl Fn() -> String + Send + Sync + 'static) -> impl IntoView {
    let shown: Fetched<Shown> = Fetched::new(move || place::fetch(id(), String::new()));
    view! { <div class="page">{loaded(shown, |shown| view! { <PlaceView shown=shown /> })}</div> }
}

#[component]
fn PlaceView(shown: Shown) -> impl IntoView {
    let Shown { place, figures, outlines } = shown;
    let name = pick(&place.name);
    title(&name);
    let country = place.kind == PlaceKind::Country;
    let navigate = use_navigate();
    let open = Callback::new(move |id: String| {
        navigate(&format!("/places/{id}"), NavigateOptions::default());
    });
    let codes = [("ISO 3166-2", place.iso_code), ("SOATE", place.soate_code)]
        .into_iter()
        .filter_map(|(name, code)| Some(format!("{name}: {}", code?)))
        .collect::<Vec<_>>()
        .join(" · ");
    let id = place.id.clone();
    let is_leaf = place.children.is_empty();
    let here = if is_leaf { id.clone() } else { String::new() };
    view! {
        <Crumbs places=place.ancestors />
        <h1>{name}</h1>
        <p class="muted">{t_of!("place-kind", place.kind.name())}{(!codes.is_empty()).then(|| format!(" · {codes}"))}</p>
        {country.then(|| view! { <Search on_choose=open /> })}
        {(!is_leaf).then(|| view! { <Figures figures=figures.clone() /> })}
        <section class="section" aria-label=t!("map-label")>
            <NeedMap figures=figures outlines=outlines chosen=Signal::stored(here) on_choose=open />
        </section>
        <Needs place_id=id.clone() />
        {(!country).then(|| view! { <Answering place_id=id /> })}
        {if is_leaf {
            ().into_any()
        } else {
            view! { <Children places=place.children /> }.into_any()
        }}
    }
}

#[component]
fn Search(on_choose: Callback<String>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let choose = Callback::new(move |place: PlaceSummary| on_choose.run(place.id));
    view! { <PlaceSearch typed=typed found=place::search(typed) on_choose=choose /> }
}

/// What is needed in the place as a whole.
#[component]
pub fn Figures(figures: MapFigures) -> impl IntoView {
    let whole = figures.whole;
    view! {
        <dl class="figures">
            <div class="figure"><dt>{t!("home-figure-open")}</dt><dd>{format::count(whole.open)}</dd></div>
            <div class="figure"><dt>{t!("home-figure-missing")}</dt><dd>{format::whole(whole.missing)}</dd></div>
            <div class="figure"><dt>{t!("home-figure-all")}</dt><dd>{format::count(whole.projects)}</dd></div>
        </dl>
    }
}

/// The projects of the place and what lies in it.
#[component]
fn Needs(place_id: String) -> impl IntoView {
    let query = ProjectQuery {
        place_id: Some(place_id.clone()),
        limit: Some(FIRST),
        ..ProjectQuery::default()
    };
    let paged = Paged::new(move || list_projects(&query));
    let empty = || {
        view! { <Empty title=t!("place-no-projects") text=t!("place-no-projects-text") /> }
            .into_any()
    };
    view! {
        <section class="section" aria-labelledby="place-needs">
            <div class="row between baseline">
                <h2 id="place-needs">{t!("place-needs")}</h2>
                <A href=link_to_place(&place_id)>{t!("place-search")}</A>
            </div>
            {paged.view("project-list", |project| project.id.clone(), card, empty)}
        </section>
    }
}

/// The local self-governments of the place and what lies in it.
#[component]
fn Answering(place_id: String) -> impl IntoView {
    let kind = Some(OrganizationKind::LocalSelfGovernment);
    let paged = Paged::new(move || list_organizations(kind, &place_id));
    let empty = || {
        view! {
            <Empty title=t!("place-no-organizations") text=t!("place-no-organizations-text")>
                <LinkButton kind=Kind::Secondary href="/workspace">{t!("home-stayed-need")}</LinkButton>
            </Empty>
        }
        .into_any()
    };
    view! {
        <section class="section" aria-labelledby="place-organizations">
            <h2 id="place-organizations">{t!("place-organizations")}</h2>
            {paged.view("grid plain", |row| row.id.clone(), organization_card, empty)}
        </section>
    }
}

/// What a place lies in, as links.
#[component]
pub fn Crumbs(places: Vec<PlaceSummary>) -> impl IntoView {
    let links = places.into_iter().map(
        |place| view! { <li><A href=format!("/places/{}", place.id)>{pick(&place.name)}</A></li> },
    );
    view! { <nav aria-label=t!("crumbs-label")><ol class="crumbs">{links.collect_view()}</ol></nav> }
}

/// What lies in a place, by level: the same as the map, for those who don't see it.
#[component]
fn Children(places: Vec<PlaceSummary>) -> impl IntoView {
    let groups = PlaceKind::ALL.into_iter().filter_map(|kind| {
        let places: Vec<_> = places.iter().filter(|place| place.kind == kind).cloned().collect();
        (!places.is_empty()).then(|| {
            let links = places.into_iter().map(|place| {
                view! { <li><A href=format!("/places/{}", place.id)>{pick(&place.name)}</A></li> }
            });
            view! {
                <section>
                    <h2>{t_of!("place-kinds", kind.name())}</h2>
                    <ul class="place-list">{links.collect_view()}</ul>
                </section>
            }
        })
    });
    groups.collect_view()
}
