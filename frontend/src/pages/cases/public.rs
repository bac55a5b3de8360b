//! Public questions and answers: search, filters, and the way to a case by its number.

use kopuro_shared::{
    cases::{CaseState, number::parse_number, routing::PublicCaseQuery},
    desks::Topic,
    error::ErrorCode,
    places::PlaceSummary,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{query::Asked, row::case_row};
use crate::{
    api::{
        ApiError,
        cases::{find_case_by_number, list_cases},
        desks::{get_desk, list_topics},
        organizations::get_organization,
        places::get_place,
    },
    components::{
        button::{LinkButton, Submit},
        choice::Choice,
        field::{CheckField, TextField},
        form::Form,
        layout::title,
        paged::Paged,
        place_search::PlaceSearch,
        search_box::SearchBox,
        states::Empty,
    },
    i18n::pick,
    pages::catalogue::{place, query::filter, removable},
    t, t_of,
};

/// The topics, for names and choices.
type Topics = LocalResource<Result<Vec<Topic>, ApiError>>;

/// The page.
#[component]
pub fn CasesPage() -> impl IntoView {
    title(&t!("cases-title"));
    let asked = Asked::of_address();
    let topics: Topics = LocalResource::new(list_topics);
    let words = move || asked.query.with(|query| query.q.clone().unwrap_or_default());
    let search = Callback::new(move |(words, again): (String, bool)| {
        asked.ask(again, |query| query.q = filter(words));
    });
    let cases = Paged::new(move || list_cases(&asked.query.get()));
    let none = move || {
        if asked.query.with(|query| *query == PublicCaseQuery::default()) {
            return view! {
                <Empty title=t!("cases-nothing") text=t!("cases-nothing-text")>
                    <LinkButton href="/ask">{t!("ask-action")}</LinkButton>
                </Empty>
            }
            .into_any();
        }
        view! {
            <Empty title=t!("cases-none") text=t!("cases-none-text")>
                <LinkButton href="/ask">{t!("ask-action")}</LinkButton>
            </Empty>
        }
        .into_any()
    };
    view! {
        <div class="page medium">
            <header class="row between">
                <h1>{t!("cases-title")}</h1>
                <LinkButton href="/ask">{t!("ask-action")}</LinkButton>
            </header>
            <p class="lead">{t!("cases-lead")}</p>
            <div class="search">
                <SearchBox id="case-search" label=t!("cases-search") example=t!("cases-search-example")
                    words=Signal::derive(words) on_search=search />
            </div>
            <Chips asked=asked topics=topics />
            <details class="more-filters">
                <summary>{t!("catalogue-filters")}</summary>
                <Filters asked=asked topics=topics />
            </details>
            <ByNumber />
            <section class="section" aria-label=t!("cases-results")>
                {cases.view("list", |case| case.id.clone(), case_row, none)}
            </section>
        </div>
    }
}

#[component]
fn Filters(asked: Asked, topics: Topics) -> impl IntoView {
    let any = || (String::new(), t!("filter-any"));
    let topic_options = move || {
        let topics = topics.get().and_then(Result::ok).unwrap_or_default();
        let topics = topics.into_iter().map(|topic| (topic.id, pick(&topic.name)));
        std::iter::once(any()).chain(topics).collect::<Vec<_>>()
    };
    let topic = move || asked.query.with(|query| query.topic.clone().unwrap_or_default());
    let choose_topic =
        Callback::new(move |id: String| asked.ask(false, |query| query.topic = filter(id)));
    let states = CaseState::ALL
        .iter()
        .map(|state| (state.name().to_owned(), t_of!("case-state", state.name())));
    let states: Vec<_> = std::iter::once(any()).chain(states).collect();
    let state = move || {
        asked
            .query
            .with(|query| query.state.map(|state| state.name().to_owned()).unwrap_or_default())
    };
    let choose_state = Callback::new(move |name: String| {
        asked.ask(false, |query| query.state = CaseState::from_name(&name));
    });
    let overdue = RwSignal::new(asked.query.with_untracked(|query| query.overdue));
    Effect::new(move |_| {
        let is_asked = asked.query.with(|query| query.overdue);
        overdue.set(is_asked);
    });
    Effect::new(move |_| {
        let wanted = overdue.get();
        if asked.query.with_untracked(|query| query.overdue) != wanted {
            asked.ask(false, |query| query.overdue = wanted);
        }
    });
    let typed = RwSignal::new(String::new());
    let choose_place = Callback::new(move |place: PlaceSummary| {
        typed.set(String::new());
        asked.ask(false, |query| query.place_id = Some(place.id));
    });
    view! {
        <div class="card stack">
            <div class="filters">
                <Choice id="case-topic" label=t!("case-topic") value=Signal::derive(topic) options=Signal::derive(topic_options) on_choose=choose_topic />
                <Choice id="case-state" label=t!("filter-state") value=Signal::derive(state) options=Signal::stored(states) on_choose=choose_state />
            </div>
            <PlaceSearch typed=typed found=place::search(typed) on_choose=choose_place />
            <CheckField label=t!("cases-overdue") value=overdue />
        </div>
    }
}

/// What is asked, each with a way to take it away.
#[component]
fn Chips(asked: Asked, topics: Topics) -> impl IntoView {
    let value = move |of: fn(&PublicCaseQuery) -> Option<String>| {
        Memo::new(move |_| asked.query.with(of).unwrap_or_default())
    };
    let (place, organization, desk) = (
        value(|query| query.place_id.clone()),
        value(|query| query.organization_id.clone()),
        value(|query| query.desk_id.clone()),
    );
    let names = LocalResource::new(move || {
        let (place, organization, desk) = (place.get(), organization.get(), desk.get());
        async move {
            let mut names = [const { None }; 3];
            if !place.is_empty() {
                names[0] = get_place(&place).await.ok().map(|place| pick(&place.name));
            }
            if !organization.is_empty() {
                names[1] = get_organization(&organization).await.ok().map(|one| pick(&one.name));
            }
            if !desk.is_empty() {
                names[2] = get_desk(&desk).await.ok().map(|desk| pick(&desk.name));
            }
            names
        }
    });
    let chips = move || {
        let query = asked.query.get();
        // Until its name is there, a filter is called by what it is.
        let [place, organization, desk] = names.get().unwrap_or_default();
        let mut chips = Vec::new();
        let mut chip = |text: String, remove: fn(&mut PublicCaseQuery)| {
            chips.push(removable(text, move || asked.ask(false, remove)));
        };
        if let Some(words) = query.q {
            chip(t!("catalogue-quoted", words = words), |query| query.q = None);
        }
        if let Some(topic) = query.topic {
            let topics = topics.get().and_then(Result::ok).unwrap_or_default();
            let name = topics.into_iter().find(|one| one.id == topic).map(|one| pick(&one.name));
            chip(name.unwrap_or(topic), |query| query.topic = None);
        }
        if query.place_id.is_some() {
            chip(place.unwrap_or_else(|| t!("case-place")), |query| query.place_id = None);
        }
        if query.organization_id.is_some() {
            let name = organization.unwrap_or_else(|| t!("case-organization"));
            chip(name, |query| query.organization_id = None);
        }
        if query.desk_id.is_some() {
            chip(desk.unwrap_or_else(|| t!("case-desk")), |query| query.desk_id = None);
        }
        if let Some(state) = query.state {
            chip(t_of!("case-state", state.name()), |query| query.state = None);
        }
        if query.overdue {
            chip(t!("cases-overdue"), |query| query.overdue = false);
        }
        (!chips.is_empty()).then(|| view! { <ul class="chips">{chips}</ul> })
    };
    view! { {chips} }
}

/// The way to a case whose number somebody has on paper or by telephone.
#[component]
fn ByNumber() -> impl IntoView {
    let form = Form::new();
    let number = RwSignal::new(String::new());
    let navigate = use_navigate();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        // The check digits tell a slip before anything is asked.
        let Some(parsed) = parse_number(&number.read_untracked()) else {
            return form.mark("/number", t!("cases-number-wrong"));
        };
        let find = async move { find_case_by_number(&parsed).await };
        let navigate = navigate.clone();
        let find = async move {
            match find.await {
                Err(error) if error.code() == Some(ErrorCode::NotFound) => Ok(None),
                answer => answer.map(Some),
            }
        };
        form.send(find, move |case| match case {
            Some(case) => {
                navigate(&format!("/cases/{}", case.summary.id), NavigateOptions::default());
            }
            None => form.mark("/number", t!("cases-number-none")),
        });
    };
    view! {
        <details class="more-filters">
            <summary>{t!("cases-by-number")}</summary>
            <form class="card stack" novalidate on:submit=submit>
                {form.problem_view()}
                <TextField form=form pointer="/number" label=t!("case-number-label") hint=t!("cases-number-hint") value=number
                    inputmode="numeric" maxlength=20 />
                <div class="row"><Submit busy=form.busy()>{t!("cases-number-action")}</Submit></div>
            </form>
        </details>
    }
}
