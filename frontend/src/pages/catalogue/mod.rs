//! The catalogue: projects found by words, on the map, and by what they are.

mod filters;
pub mod place;
pub mod query;

use std::time::Duration;

use kopuro_shared::projects::{ProjectCount, ProjectQuery, ProjectSort, ProjectSummary};
use leptos::{ev, leptos_dom::helpers::debounce, prelude::*};

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
        states::Empty,
    },
    format, t, t_of,
};

/// After so long without another letter the search is asked.
const TYPING: Duration = Duration::from_millis(350);
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
                <SearchBox asked=asked />
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

#[component]
fn SearchBox(asked: Asked) -> impl IntoView {
    let words = move || asked.query.with(|query| query.q.clone().unwrap_or_default());
    let typed = RwSignal::new(words());
    let sent = StoredValue::new(words());
    // Back and shared links change the address under the field.
    Effect::new(move |_| {
        let words = words();
        if words != sent.get_value() {
            sent.set_value(words.clone());
            typed.set(words);
        }
    });
    let send = move || {
        let Some(words) = typed.try_get_untracked().map(|words| words.trim().to_owned()) else {
            return;
        };
        let before = sent.get_value();
        if words == before {
            return;
        }
        sent.set_value(words.clone());
        let change = |query: &mut ProjectQuery| query.q = filter(words);
        if before.is_empty() { asked.ask(change) } else { asked.amend(change) }
    };
    let mut wait = debounce(TYPING, move |()| send());
    view! {
        <form class="search-box" role="search" on:submit=move |event| { event.prevent_default(); send(); }>
            {icon(Icon::Search)}
            <label class="visually-hidden" for="project-search">{t!("catalogue-search")}</label>
            <input id="project-search" type="search" autocomplete="off" enterkeyhint="search" maxlength="160"
                placeholder=t!("catalogue-search-example") bind:value=typed on:input=move |_| wait(()) />
        </form>
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
fn removable(text: String, remove: impl Fn() + 'static) -> AnyView {
    view! {
        <li><Button kind=Kind::Secondary compact=true on_click=remove>
            <span><span class="visually-hidden">{t!("catalogue-remove")}" "</span>{text}</span>{icon(Icon::Close)}
        </Button></li>
    }
    .into_any()
}
