//! The second step: answers that may be there already, then topic and desk with the reason for each, and how the question is
//! asked.

use kopuro_shared::{
    cases::routing::{Routing, SimilarCase, SuggestRouting, SuggestedTopic},
    desks::{DeskSummary, Topic},
};
use leptos::prelude::*;

use super::{
    draft::{Asking, DeskChoice},
    go, how,
    option::option,
};
use crate::{
    api::{
        ApiError,
        cases::suggest_routing,
        desks::{list_desks, list_topics},
    },
    components::{
        button::{Button, Kind, Submit},
        field::SelectField,
        form::Form,
        loaded::{Fetched, loaded},
        paged::Paged,
        states::Empty,
    },
    format,
    i18n::pick,
    pages::cases::standing::when,
    t,
};

/// What is suggested for a text; for a topic that was picked beside the suggestions its desks too.
async fn suggest(text: String, place_id: String, topic: String) -> Result<Routing, ApiError> {
    let place_id = Some(place_id).filter(|id| !id.is_empty());
    let asked = SuggestRouting { text, place_id, topic: None };
    let mut found = suggest_routing(asked.clone()).await?;
    let is_there = found.topics.iter().any(|one| one.topic.id == topic);
    if !topic.is_empty() && !is_there {
        let more = suggest_routing(SuggestRouting { topic: Some(topic), ..asked }).await?;
        found.desks.extend(more.desks);
    }
    Ok(found)
}

/// What is chosen where nobody chose: the likeliest.
#[derive(Clone, Copy)]
struct Chosen {
    topic: Memo<String>,
    desk: Memo<DeskChoice>,
}

impl Chosen {
    fn of(asking: Asking, routing: Fetched<Routing>) -> Self {
        let found = move || routing.get().and_then(Result::ok);
        let topic = Memo::new(move |_| {
            let picked = asking.topic.get();
            if !picked.is_empty() {
                return picked;
            }
            let first = found().and_then(|found| found.topics.into_iter().next());
            first.map(|first| first.topic.id).unwrap_or_default()
        });
        let desk = Memo::new(move |_| {
            if let Some(picked) = asking.desk.get() {
                return picked;
            }
            let topic = topic.get();
            let fits =
                found().and_then(|found| found.desks.into_iter().find(|fit| fit.topic == topic));
            fits.map_or(DeskChoice::Stewards, |fit| DeskChoice::Desk(fit.desk))
        });
        Self { topic, desk }
    }
}

/// The step.
#[component]
pub fn ChooseStep(asking: Asking) -> impl IntoView {
    let form = Form::new();
    // Only a topic beside those that are suggested asks anew.
    let beside = RwSignal::new(asking.topic.get_untracked());
    let routing: Fetched<Routing> = Fetched::new(move || {
        let topic = beside.get();
        suggest(asking.text.get_untracked(), asking.place.id.get_untracked(), topic)
    });
    let topics: LocalResource<Result<Vec<Topic>, ApiError>> = LocalResource::new(list_topics);
    let chosen = Chosen::of(asking, routing);
    if asking.subject.with_untracked(String::is_empty) {
        asking.subject.set(asking.text.with_untracked(|text| how::headline(text)));
    }
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        asking.topic.set(chosen.topic.get_untracked());
        asking.desk.set(Some(chosen.desk.get_untracked()));
        if form.check(&asking.request()) {
            go(asking, 3);
        }
    };
    let pick_topic = Callback::new(move |topic: String| {
        let found = untrack(move || routing.get()).and_then(Result::ok);
        if let Some(found) = found {
            if found.topics.iter().all(|one| one.topic.id != topic) {
                beside.set(topic.clone());
            }
            // Another topic asks for other desks; one that was picked beside the suggestions stays.
            let is_for_other = |desk: &DeskSummary| {
                let mut fits = found.desks.iter().filter(|fit| fit.desk.id == desk.id).peekable();
                fits.peek().is_some() && fits.all(|fit| fit.topic != topic)
            };
            if matches!(asking.desk.get_untracked(), Some(DeskChoice::Desk(desk)) if is_for_other(&desk))
            {
                asking.desk.set(None);
            }
        }
        asking.topic.set(topic);
    });
    let name = form.control_id("/topic");
    let group = name.clone();
    let content = move |found: Routing| {
        let group = group.clone();
        view! {
            {similar(found.similar)}
            {suggested_topics(found.topics, group, chosen, pick_topic)}
        }
    };
    let options = move || {
        let topics = topics.get().and_then(Result::ok).unwrap_or_default();
        let topics = topics.into_iter().filter(|topic| topic.is_open);
        let topics = topics.map(|topic| (topic.id, pick(&topic.name)));
        std::iter::once((String::new(), t!("ask-topic-choose"))).chain(topics).collect::<Vec<_>>()
    };
    let selected = RwSignal::new(String::new());
    Effect::new(move |_| selected.set(chosen.topic.get()));
    Effect::new(move |_| {
        let topic = selected.get();
        if topic != chosen.topic.get_untracked() {
            pick_topic.run(topic);
        }
    });
    view! {
        {loaded(routing, content)}
        <form class="stack loose" novalidate on:submit=submit>
            <SelectField form=form pointer="/topic" label=t!("ask-topic") hint=t!("ask-topic-hint") value=selected
                options=Signal::derive(options) />
            <Desks asking=asking routing=routing chosen=chosen name=format!("{name}-desk") />
            <how::How asking=asking form=form />
            <div class="row between">
                <Button kind=Kind::Secondary on_click=move || go(asking, 1)>{t!("ask-back")}</Button>
                <Submit busy=form.busy()>{t!("ask-look-over")}</Submit>
            </div>
        </form>
    }
}

/// Answers that are there already: who finds theirs need not ask.
fn similar(cases: Vec<SimilarCase>) -> Option<AnyView> {
    if cases.is_empty() {
        return None;
    }
    let rows = cases.into_iter().map(|SimilarCase { case, words }| {
        let when = when(&case);
        let href = format!("/cases/{}", case.id);
        let words = words.join(", ");
        view! {
            <li>
                <a href=href lang=case.language.tag()>{case.subject}</a>
                <small class="muted">{when}" · "{t!("ask-similar-words", words = words)}</small>
            </li>
        }
    });
    let rows: Vec<_> = rows.collect();
    let view = view! {
        <section class="panel" aria-labelledby="ask-similar">
            <h2 id="ask-similar">{t!("ask-similar")}</h2>
            <p class="small">{t!("ask-similar-text")}</p>
            <ul class="similar">{rows}</ul>
        </section>
    };
    Some(view.into_any())
}

/// The topics that fit, each with the words that led to it.
fn suggested_topics(
    topics: Vec<SuggestedTopic>,
    group: String,
    chosen: Chosen,
    pick_topic: Callback<String>,
) -> AnyView {
    if topics.is_empty() {
        return view! { <p>{t!("ask-topic-none")}</p> }.into_any();
    }
    let rows = topics.into_iter().map(|SuggestedTopic { topic, keywords, similar }| {
        let quoted: Vec<_> =
            keywords.into_iter().map(|word| t!("catalogue-quoted", words = word)).collect();
        let words = (!quoted.is_empty()).then(|| t!("ask-topic-why", words = quoted.join(", ")));
        let cases = (similar > 0).then(|| t!("ask-topic-similar", count = similar));
        let why: Vec<_> = [words, cases].into_iter().flatten().collect();
        let id = topic.id.clone();
        let is_picked = Signal::derive(move || chosen.topic.with(|topic| *topic == id));
        let pick_it = Callback::new(move |()| pick_topic.run(topic.id.clone()));
        let why = view! { <small>{why.join(" ")}</small> }.into_any();
        option(group.clone(), is_picked, pick_it, pick(&topic.name), why)
    });
    let rows: Vec<_> = rows.collect();
    view! {
        <fieldset class="options">
            <legend>{t!("ask-topics")}</legend>
            {rows}
        </fieldset>
    }
    .into_any()
}

/// The desks for the topic, any other, or the stewards.
#[component]
fn Desks(asking: Asking, routing: Fetched<Routing>, chosen: Chosen, name: String) -> impl IntoView {
    let is_desk = move |id: String| {
        Signal::derive(move || {
            chosen.desk.with(|desk| matches!(desk, DeskChoice::Desk(desk) if desk.id == id))
        })
    };
    let fitting = Memo::new(move |_| {
        let topic = chosen.topic.get();
        let found = routing.get().and_then(Result::ok).map(|found| found.desks);
        let fits = found.unwrap_or_default().into_iter().filter(|fit| fit.topic == topic);
        fits.collect::<Vec<_>>()
    });
    // What was picked beside the suggestions stays in the list when something else is picked.
    let beside = Memo::new(move |before: Option<&Option<DeskSummary>>| {
        let picked = match asking.desk.get() {
            Some(DeskChoice::Desk(desk)) => Some(desk),
            _ => before.cloned().flatten(),
        };
        let is_fitting =
            |desk: &DeskSummary| fitting.with(|fits| fits.iter().any(|fit| fit.desk.id == desk.id));
        match picked {
            Some(desk) if !is_fitting(&desk) => Some(desk),
            _ => before.cloned().flatten().filter(|desk| !is_fitting(desk)),
        }
    });
    let group = name.clone();
    let suggested = move || {
        let rows = fitting.get().into_iter().map(|fit| {
            let why = view! {
                <small>{pick(&fit.desk.organization_name)}</small>
                <small>{t!("ask-desk-place", place = pick(&fit.place.name))}</small>
                <small class="strong">{t!("ask-desk-due", date = format::date(fit.due_on), count = fit.desk.promise_days)}</small>
            };
            desk_option(asking, &group, is_desk(fit.desk.id.clone()), fit.desk, why.into_any())
        });
        let mut rows: Vec<_> = rows.collect();
        if let Some(desk) = beside.get() {
            let why = view! {
                <small>{pick(&desk.organization_name)}</small>
                <small class="strong">{t!("ask-desk-promise", count = desk.promise_days)}</small>
            };
            rows.push(desk_option(asking, &group, is_desk(desk.id.clone()), desk, why.into_any()));
        }
        rows
    };
    let stewards = Signal::derive(move || chosen.desk.with(|desk| *desk == DeskChoice::Stewards));
    let pick_stewards = Callback::new(move |()| asking.desk.set(Some(DeskChoice::Stewards)));
    let why = view! { <small>{t!("ask-stewards-text")}</small> }.into_any();
    view! {
        <fieldset class="options">
            <legend>{t!("ask-desks")}</legend>
            {suggested}
            {option(name, stewards, pick_stewards, t!("ask-stewards"), why)}
        </fieldset>
        <OtherDesks asking=asking />
    }
}

fn desk_option(
    asking: Asking,
    group: &str,
    is_picked: Signal<bool>,
    desk: DeskSummary,
    why: AnyView,
) -> AnyView {
    let title = pick(&desk.name);
    let pick_it = Callback::new(move |()| asking.desk.set(Some(DeskChoice::Desk(desk.clone()))));
    option(group.to_owned(), is_picked, pick_it, title, why)
}

/// Every desk that takes questions, the nearest to the place first, for who knows whom to ask.
#[component]
fn OtherDesks(asking: Asking) -> impl IntoView {
    let open = RwSignal::new(false);
    provide_context(PickDesk(Callback::new(move |desk: DeskSummary| {
        asking.desk.set(Some(DeskChoice::Desk(desk)));
        open.set(false);
    })));
    view! {
        <div class="stack">
            <button type="button" class="link" aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)>{t!("ask-other-desk")}</button>
            {move || open.get().then(|| {
                let place = asking.place.id.get_untracked();
                let desks = Paged::new(move || list_desks("", &place));
                let none = || view! { <Empty title=t!("desks-none") text=t!("ask-stewards-text") /> }.into_any();
                desks.view("list lines", |desk| desk.id.clone(), other_desk, none)
            })}
        </div>
    }
}

/// What picks a desk of the list. Rows find it in their context.
#[derive(Clone, Copy)]
struct PickDesk(Callback<DeskSummary>);

fn other_desk(desk: DeskSummary) -> AnyView {
    let pick_desk = expect_context::<PickDesk>();
    let (name, organization) = (pick(&desk.name), pick(&desk.organization_name));
    let promise = t!("ask-desk-promise", count = desk.promise_days);
    view! {
        <div class="row between">
            <span class="stack tight grow"><b>{name}</b><small class="muted">{organization}" · "{promise}</small></span>
            <Button kind=Kind::Secondary compact=true on_click=move || pick_desk.0.run(desk.clone())>{t!("ask-choose")}</Button>
        </div>
    }
    .into_any()
}
