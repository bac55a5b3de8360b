//! Which consultations there are. What is asked lives in the page's address.

use kopuro_shared::consultations::{ConsultationState, ConsultationSummary};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::A,
    hooks::{use_navigate, use_query_map},
};

use crate::{
    api::consultations::list_consultations,
    components::{
        choice::Choice,
        layout::title,
        paged::Paged,
        states::{Badge, Empty, Tone},
    },
    format,
    i18n::pick,
    t, t_of,
};

/// The key of those whose result is late.
const OVERDUE: &str = "overdue";

/// The page.
#[component]
pub fn ConsultationsPage() -> impl IntoView {
    title(&t!("consultations-title"));
    let query = use_query_map();
    let shown = Memo::new(move |_| {
        query.with(|query| {
            if query.get("overdue").is_some_and(|value| value == "true") {
                return OVERDUE.to_owned();
            }
            let state = query.get("state").unwrap_or_default();
            ConsultationState::from_name(&state).map_or_else(String::new, |_| state)
        })
    });
    let consultations = Paged::new(move || {
        let shown = shown.get();
        let overdue = shown == OVERDUE;
        list_consultations(if overdue { "" } else { &shown }, "", overdue)
    });
    let navigate = use_navigate();
    let choose = Callback::new(move |key: String| {
        let search = match key.as_str() {
            "" => String::new(),
            OVERDUE => "?overdue=true".to_owned(),
            state => format!("?state={state}"),
        };
        let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
        navigate(&format!("/consultations{search}"), options);
    });
    let none = || {
        view! { <Empty title=t!("consultations-none") text=t!("consultations-none-text") /> }
            .into_any()
    };
    // Drafts are nobody's but the organization's.
    let states = ConsultationState::ALL.iter().filter(|state| **state != ConsultationState::Draft);
    let states = states.map(|one| (one.name().to_owned(), t_of!("consultations", one.name())));
    let all = std::iter::once((String::new(), t!("consultations-all")))
        .chain(states)
        .chain([(OVERDUE.to_owned(), t!("consultations-overdue"))]);
    let options = Signal::stored(all.collect::<Vec<_>>());
    view! {
        <div class="page medium">
            <h1>{t!("consultations-title")}</h1>
            <p class="lead">{t!("consultations-text")}</p>
            <div class="filter">
                <Choice id="consultations-shown" label=t!("consultations-show") value=shown options=options on_choose=choose />
            </div>
            {consultations.view("list", |one| one.id.clone(), public_row, none)}
        </div>
    }
}

fn public_row(one: ConsultationSummary) -> AnyView {
    let href = format!("/consultations/{}", one.id);
    consultation_row(one, href)
}

/// Where a consultation stands, and whether its result is late.
pub fn state_badge(one: &ConsultationSummary) -> AnyView {
    let (tone, text) = match one.state {
        _ if one.is_overdue => (Tone::Bad, t!("consultation-overdue")),
        ConsultationState::Draft => (Tone::Plain, t!("consultation-draft")),
        ConsultationState::Open => (Tone::Busy, t!("consultation-open")),
        ConsultationState::Closed => (Tone::Wait, t!("consultation-closed")),
        ConsultationState::Concluded => (Tone::Good, t!("consultation-concluded")),
    };
    view! { <Badge tone=tone text=text /> }.into_any()
}

/// The day that matters next.
fn next_day(one: &ConsultationSummary) -> String {
    match one.state {
        ConsultationState::Draft | ConsultationState::Open => {
            t!("consultation-until", date = format::date(one.closes_on))
        }
        ConsultationState::Closed if one.is_overdue => {
            t!("consultation-result-was-due", date = format::date(one.result_due_on))
        }
        ConsultationState::Closed => {
            t!("consultation-result-due", date = format::date(one.result_due_on))
        }
        ConsultationState::Concluded => {
            t!("consultation-was-until", date = format::date(one.closes_on))
        }
    }
}

/// A row of a list.
pub fn consultation_row(one: ConsultationSummary, href: String) -> AnyView {
    let badge = state_badge(&one);
    let day = next_day(&one);
    view! {
        <article class="card linked">
            <div class="row between">
                <h3><A href=href>{pick(&one.title)}</A></h3>
                {badge}
            </div>
            <p class="small muted">{pick(&one.organization.name)}" · "{day}</p>
        </article>
    }
    .into_any()
}
