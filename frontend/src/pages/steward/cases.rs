//! Questions that no desk has: which there are, and giving each to one.

use kopuro_shared::{
    cases::{
        ActOnCase, Case, CaseAction, CaseSummary,
        number::format_number,
        routing::{Routing, SuggestRouting, SuggestedDesk},
    },
    validation::{SUMMARY_MAX, TEXT_MAX},
};
use leptos::prelude::*;
use leptos_router::{
    components::A,
    hooks::{use_navigate, use_params_map},
};

use super::for_stewards;
use crate::{
    api::{
        cases::{act_on_case, get_case, suggest_routing},
        queue::list_unrouted_cases,
    },
    components::{
        button::{Button, Kind, Submit},
        field::TextArea,
        form::Form,
        loaded::{Fetched, loaded},
        paged::Paged,
        stale::stale_action,
        states::{Empty, Notice, Tone},
        toast,
    },
    drafts::Draft,
    format,
    i18n::pick,
    pages::{
        cases::{door::Door, thread::thread},
        workspace::answering::{ChosenDesk, DeskPicker, full_name},
    },
    t,
};

/// The queue.
#[component]
pub fn CasesPage() -> impl IntoView {
    for_stewards(t!("steward-cases"), || {
        let cases = Paged::new(list_unrouted_cases);
        let none = || {
            view! { <Empty title=t!("unrouted-none") text=t!("unrouted-none-text") /> }.into_any()
        };
        view! {
            <p class="muted">{t!("unrouted-text")}</p>
            {cases.view("list", |case| case.id.clone(), row, none)}
        }
    })
}

/// What a case is about: topic, place.
fn about(case: &CaseSummary) -> String {
    let place = case.place.as_ref().map(|place| pick(&place.name));
    let parts: Vec<_> = std::iter::once(pick(&case.topic_name)).chain(place).collect();
    parts.join(", ")
}

fn row(case: CaseSummary) -> AnyView {
    let subject = case.subject.clone();
    view! {
        <article class="card linked">
            <h3 lang=case.language.tag()><A href=format!("/steward/cases/{}", case.id)>{subject}</A></h3>
            <p class="small muted">{about(&case)}" · "{format::moment(case.opened_at)}</p>
        </article>
    }
    .into_any()
}

/// A question and the choice of a desk.
#[component]
pub fn CasePage() -> impl IntoView {
    let params = use_params_map();
    for_stewards(t!("unrouted-one"), move || {
        let id = Memo::new(move |_| params.with(|params| params.get("case").unwrap_or_default()));
        let case: Fetched<Case> = Fetched::new(move || {
            let id = id.get();
            async move { get_case(&id).await }
        });
        let reload = Callback::new(move |()| case.refetch());
        view! {
            <p class="small"><A href="/steward/cases">{t!("steward-cases")}</A></p>
            {loaded(case, move |found| view! { <Shown case=found reload=reload /> })}
        }
    })
}

#[component]
fn Shown(case: Case, reload: Callback<()>) -> impl IntoView {
    let summary = &case.summary;
    let door = Door::person(&summary.id);
    let routes = case.actions.contains(&CaseAction::Route);
    view! {
        <div class="stack tight">
            <h2 lang=summary.language.tag()>{summary.subject.clone()}</h2>
            <p class="small muted"><span class="number">{format_number(&summary.number)}</span>" · "{about(summary)}</p>
        </div>
        {thread(&case, &door)}
        {if routes {
            view! { <Route case=case reload=reload /> }.into_any()
        } else {
            view! { <Notice tone=Tone::Good>{t!("unrouted-has-desk")}</Notice> }.into_any()
        }}
    }
}

#[component]
fn Route(case: Case, reload: Callback<()>) -> impl IntoView {
    let form = Form::new();
    let summary = case.summary.clone();
    let draft = Draft::of(&format!("route/{}", summary.id));
    let reason = draft.text("reason", "");
    let chosen = ChosenDesk::none();
    let asked = {
        let words = std::iter::once(summary.subject.as_str())
            .chain(case.messages.iter().map(|message| message.text.as_str()))
            .collect::<Vec<_>>();
        StoredValue::new(SuggestRouting {
            text: words.join("\n").chars().take(TEXT_MAX).collect(),
            place_id: summary.place.as_ref().map(|place| place.id.clone()),
            topic: Some(summary.topic.clone()),
        })
    };
    let suggested: Fetched<Routing> =
        Fetched::new(move || async move { suggest_routing(asked.get_value()).await });
    let topic = summary.topic.clone();
    let place = summary.place.as_ref().map(|place| (place.id.clone(), pick(&place.name)));
    let (id, version) = (StoredValue::new(summary.id), case.version);
    let navigate = use_navigate();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request = ActOnCase {
            action: CaseAction::Route,
            reason: reason.get_untracked().trim().to_owned(),
            desk_id: Some(chosen.id.get_untracked()),
            person_id: None,
            rating: None,
        };
        let navigate = navigate.clone();
        let sending = request.clone();
        let sent = async move { act_on_case(&id.get_value(), version, sending).await };
        form.check_and_send(&request, sent, move |_| {
            draft.clear();
            toast::good(t!("unrouted-routed"));
            navigate("/steward/cases", leptos_router::NavigateOptions::default());
        });
    };
    view! {
        <section class="stack">
            <h2>{t!("unrouted-suggested")}</h2>
            {loaded(suggested, move |routing| suggestions(routing, chosen))}
        </section>
        <form class="card stack" novalidate on:submit=submit>
            <h2>{t!("unrouted-route")}</h2>
            {draft.notice()}
            {form.problem_view()}
            {stale_action(form, reload)}
            <DeskPicker form=form pointer="/desk_id" label=t!("unrouted-desk") chosen=chosen topic=topic place=place />
            <TextArea form=form pointer="/reason" label=t!("unrouted-reason") hint=t!("unrouted-reason-hint") value=reason maxlength=SUMMARY_MAX />
            <div class="row"><Submit busy=form.busy()>{t!("unrouted-action")}</Submit></div>
        </form>
    }
}

/// Desks that fit, and why.
fn suggestions(routing: Routing, chosen: ChosenDesk) -> AnyView {
    if routing.desks.is_empty() {
        return view! { <p class="muted">{t!("unrouted-none-suggested")}</p> }.into_any();
    }
    let names: std::collections::BTreeMap<_, _> = routing
        .topics
        .into_iter()
        .map(|one| (one.topic.id.clone(), (pick(&one.topic.name), one.keywords)))
        .collect();
    let rows = routing.desks.into_iter().map(|SuggestedDesk { desk, topic, place, due_on }| {
        let (topic, words) = names.get(&topic).cloned().unwrap_or((topic, Vec::new()));
        let why = t!("unrouted-why", topic = topic, place = pick(&place.name));
        let words = (!words.is_empty()).then(|| t!("unrouted-words", words = words.join(", ")));
        let name = full_name(&desk);
        let label = t!("desk-picker-choose-named", name = name.clone());
        let choose = move || chosen.choose(&desk);
        view! {
            <li class="card row between">
                <div class="stack tight grow">
                    <b>{name}</b>
                    <small class="muted">{why}" "{words}</small>
                    <small>{t!("unrouted-due", date = format::date(due_on))}</small>
                </div>
                <Button kind=Kind::Secondary compact=true on_click=choose>
                    <span aria-hidden="true">{t!("desk-picker-choose")}</span><span class="visually-hidden">{label}</span>
                </Button>
            </li>
        }
    });
    view! { <ul class="list">{rows.collect_view()}</ul> }.into_any()
}
