//! The catalogue: projects found by words, on the map, and by what they are.

mod filters;
pub mod place;
pub mod query;

use kopuro_shared::projects::{ProjectCount, ProjectQuery, ProjectSort, ProjectSummary};
use leptos::{ev, prelude::*};

use self::{
    filters::{Chips, Filters},
    query::{Asked, filter},
};
use crate::{
    api::projects::{count_projects, list_projects},
    components::{
        amount::CurrencyChoice,
        button::{Button, Kind},
        choice::Choice,
        dialog::Dialog,
        icon::{Icon, icon},
        layout::title,
        loaded::Fetched,
        paged::Paged,
        project_card::ProjectCard,
        search_box::SearchBox,
        states::Empty,
    },
    format, t, t_of,
};

/// From this width on, in pixels, filters stand beside the list: 60rem of the style sheet.
const WIDE: f64 = 960.0;

/// Projects to find.
#[component]
pub fn CataloguePage() -> impl IntoView {
    title(&t!("catalogue-title"));
    let asked = Asked::of_address();
    let count: Fetched<ProjectCount> = Fetched::new(move || {
        let query = asked.query.get();
        async move { count_projects(&query).await }
    });
    let counted = move || count.get().and_then(Result::ok).map(counted).unwrap_or_default();
    let open = RwSignal::new(false);
    let wide = is_wide();
    view! {
        <div class="page">
            <div class="row between baseline">
                <h1>{t!("catalogue-title")}</h1>
                <p class="muted" role="status">{counted}</p>
            </div>
            <div class="search">
                <Words asked=asked />
                <Show when=move || !wide.get()>
                    <button type="button" class="button secondary" aria-haspopup="dialog" on:click=move |_| open.set(true)>
                        {icon(Icon::Filter)}<span>{t!("catalogue-filters")}</span>
                    </button>
                </Show>
            </div>
            <Chips asked=asked />
            <div class="catalogue">
                <Show when=move || wide.get()>
                    <aside class="side" aria-label=t!("catalogue-filters")><Filters asked=asked /></aside>
                </Show>
                <section class="section" aria-label=t!("catalogue-results")>
                    <div class="row toolbar"><SortChoice asked=asked /><CurrencyChoice /></div>
                    <Results asked=asked />
                </section>
            </div>
            <Show when=move || !wide.get()>
                <Dialog open=open title=t!("catalogue-filters") sheet=true>
                    <div class="sheet-scroll"><Filters asked=asked /></div>
                    <div class="sheet-foot">
                        <Button on_click=move || open.set(false)>{move || match counted() {
                            // Not known yet, or not on a line that is down.
                            found if found.is_empty() => t!("action-close"),
                            found => t!("catalogue-show", found = found),
                        }}</Button>
                    </div>
                </Dialog>
            </Show>
        </div>
    }
}

fn counted(count: ProjectCount) -> String {
    let plus = if count.is_exact { "" } else { "+" };
    let shown = format!("{}{plus}", format::count(count.count));
    t!("catalogue-count", count = count.count, shown = shown)
}

/// Whether there is room for a side column, as a signal.
fn is_wide() -> Signal<bool> {
    let measure =
        || window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(0.0) >= WIDE;
    let wide = RwSignal::new(measure());
    let listener = window_event_listener(ev::resize, move |_| {
        let now = measure();
        if wide.get_untracked() != now {
            wide.set(now);
        }
    });
    on_cleanup(move || listener.remove());
    wide.into()
}

/// The words in the address.
#[component]
fn Words(asked: Asked) -> impl IntoView {
    let words = move || asked.query.with(|query| query.q.clone().unwrap_or_default());
    let search = Callback::new(move |(words, again): (String, bool)| {
        let change = |query: &mut ProjectQuery| query.q = filter(words);
        if again { asked.amend(change) } else { asked.ask(change) }
    });
    view! {
        <SearchBox id="project-search" label=t!("catalogue-search") example=t!("catalogue-search-example")
            words=Signal::derive(words) on_search=search />
    }
}

#[component]
fn SortChoice(asked: Asked) -> impl IntoView {
    let options: Vec<_> = ProjectSort::ALL
        .iter()
        .map(|sort| (sort.name().to_owned(), t_of!("sort", sort.name())))
        .collect();
    let value = move || {
        asked.query.with(|query| query.sort.unwrap_or(ProjectSort::Newest).name().to_owned())
    };
    let choose = Callback::new(move |name: String| {
        let sort = ProjectSort::from_name(&name).filter(|sort| *sort != ProjectSort::Newest);
        asked.ask(|query| query.sort = sort);
    });
    view! {
        <Choice id="sort" label=t!("catalogue-sort") value=Signal::derive(value) options=Signal::stored(options) on_choose=choose />
    }
}

#[component]
fn Results(asked: Asked) -> impl IntoView {
    let paged = Paged::new(move || list_projects(&asked.query.get()));
    let empty = move || {
        let narrowed = asked
            .query
            .with(|query| ProjectQuery { sort: None, ..query.clone() } != ProjectQuery::default());
        if narrowed {
            view! {
                <Empty title=t!("catalogue-none") text=t!("catalogue-none-text")>
                    <Chips asked=asked />
                </Empty>
            }
            .into_any()
        } else {
            view! { <Empty title=t!("catalogue-nothing") text=t!("catalogue-nothing-text") /> }
                .into_any()
        }
    };
    paged.view("project-list", |project| project.id.clone(), card, empty)
}

/// A project of a list.
pub fn card(project: ProjectSummary) -> AnyView {
    view! { <ProjectCard project=project /> }.into_any()
}

/// A button that takes a filter away.
pub fn removable(text: String, remove: impl Fn() + 'static) -> AnyView {
    view! {
        <li><Button kind=Kind::Secondary compact=true on_click=remove>
            <span><span class="visually-hidden">{t!("catalogue-remove")}" "</span>{text}</span>{icon(Icon::Close)}
        </Button></li>
    }
    .into_any()
}
