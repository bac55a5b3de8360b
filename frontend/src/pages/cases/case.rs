//! The page of a case, for who asked it, for who answers it, and for everyone where it is public.

use kopuro_shared::{
    cases::{ActOnCase, Case, CaseAction, MessageKind, number::format_number},
    organizations::OrganizationSummary,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    components::A,
    hooks::{use_params_map, use_query_map},
};

use super::{
    composer::{Composer, Composing},
    door::Door,
    rate::Rate,
    standing::{standing, state_badge},
    thread::thread,
};
use crate::{
    api::{ApiError, organizations::list_my_organizations},
    components::{
        ask::{Ask, Question},
        button::{Button, Kind, LinkButton},
        copyable::Copyable,
        form::Form,
        layout::title,
        loaded::{Fetched, loaded},
        moment::Moment,
        share::ShareButton,
        stale::stale_action,
        states::{Badge, Notice, Tone},
        texts::own_name,
        toast,
    },
    i18n::pick,
    t,
};

/// The case in the address.
#[component]
pub fn CasePage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    move || case_at(Door::person(&id.get()), || ())
}

/// The case behind a door; `opened` is called once it is there.
pub fn case_at(door: Door, opened: fn()) -> AnyView {
    let way = door.clone();
    let case: Fetched<Case> = Fetched::new(move || {
        let way = way.clone();
        async move {
            let case = way.open().await?;
            opened();
            Ok(case)
        }
    });
    let content = move |case: Case| view! { <Board case=case door=door.clone() /> };
    view! { <div class="page">{loaded(case, content)}</div> }.into_any()
}

#[component]
fn Board(case: Case, door: Door) -> impl IntoView {
    title(&case.summary.subject);
    let composing = Composing::of(&case.summary.id, MessageKind::Reply);
    let way = StoredValue::new(door.clone());
    let case = RwSignal::new(case);
    let changed = Callback::new(move |now: Case| case.set(now));
    let reload = Callback::new(move |()| {
        spawn_local(async move {
            match way.get_value().open().await {
                Ok(now) => drop(case.try_set(now)),
                Err(error) => toast::bad(error.text()),
            }
        });
    });
    let may = move |action: CaseAction| {
        Memo::new(move |_| case.with(|case| case.actions.contains(&action)))
    };
    let (may_reply, may_rate, may_close) =
        (may(CaseAction::Reply), may(CaseAction::Rate), may(CaseAction::Close));
    // Who answers closes on the desk's page, with the reason.
    let is_mine = Memo::new(move |_| case.with(|case| case.summary.is_mine));
    view! {
        {move || case.with(|case| head(case, way.get_value().is_guest()))}
        <div class="with-side">
            <div class="stack loose">
                {move || case.with(standing)}
                {move || case.with(next_steps)}
                <WhoAnswers case=case />
                {move || case.with(|case| thread(case, &way.get_value()))}
                <Show when=move || may_reply.get()>
                    <Composer composing=composing door=way.get_value() kinds=vec![MessageKind::Reply] sent=changed />
                </Show>
                <Show when=move || may_rate.get()>
                    <Rate case=case door=way.get_value() reload=reload />
                </Show>
                {move || case.with(rated)}
                <Show when=move || may_close.get() && is_mine.get()>
                    <Close case=case door=way.get_value() reload=reload />
                </Show>
            </div>
            <aside class="side">{move || case.with(facts)}</aside>
        </div>
    }
}

fn head(case: &Case, is_guest: bool) -> AnyView {
    let summary = &case.summary;
    let back = match (is_guest, summary.is_mine) {
        (true, _) => None,
        (false, true) => Some(("/me/cases", t!("my-cases-title"))),
        (false, false) => Some(("/cases", t!("cases-title"))),
    };
    let privacy = if summary.is_public { t!("case-public") } else { t!("case-private") };
    view! {
        <header class="stack tight">
            {back.map(|(href, text)| view! { <p class="small"><A href=href>"‹ "{text}</A></p> })}
            <h1 lang=summary.language.tag()>{summary.subject.clone()}</h1>
            <p class="row">{state_badge(summary)}<Badge text=privacy /></p>
            <p class="muted">{t!("case-number")}" "<b class="number">{format_number(&summary.number)}</b></p>
        </header>
    }
    .into_any()
}

/// What comes next, for who has asked and waits for the first word.
fn next_steps(case: &Case) -> Option<AnyView> {
    let waits = case.actions.contains(&CaseAction::Reply)
        && case.summary.answered_at.is_none()
        && case.summary.closed_at.is_none()
        && !case.summary.is_overdue
        && case.messages.iter().all(|said| said.kind != MessageKind::AskBack);
    if !waits {
        return None;
    }
    let was_asked = use_query_map().with_untracked(|query| query.get("asked").is_some());
    // Without a desk its state says what the stewards do.
    let desk = case.summary.desk.is_some().then(|| t!("asked-step-desk"));
    let steps = desk.into_iter().chain([t!("asked-step-mail"), t!("asked-step-late")]);
    let steps: Vec<_> = steps.map(|step| view! { <li>{step}</li> }).collect();
    let view = view! {
        <section class="panel">
            {was_asked.then(|| view! { <Notice tone=Tone::Good><b>{t!("asked-sent")}</b></Notice> })}
            <h2>{t!("asked-next")}</h2>
            <ol class="stack tight">{steps}</ol>
            <p>{t!("asked-number")}</p>
            <Copyable text=format_number(&case.summary.number) label=t!("case-number") />
        </section>
    };
    Some(view.into_any())
}

fn facts(case: &Case) -> AnyView {
    let summary = &case.summary;
    let place = summary.place.clone().map(|place| {
        view! { <dt>{t!("case-place")}</dt><dd>{pick(&place.name)}</dd> }
    });
    let desk = summary.desk.clone().map(|desk| {
        view! {
            <dt>{t!("case-desk")}</dt>
            <dd><A href=format!("/desks/{}", desk.id)>{pick(&desk.name)}</A>", "
                <A href=format!("/organizations/{}", desk.organization_id)>{pick(&desk.organization_name)}</A></dd>
        }
    });
    let topic = format!("/cases?topic={}", summary.topic);
    let topic_name = pick(&summary.topic_name);
    let (opened_at, language) = (summary.opened_at, own_name(summary.language));
    let asker = summary.asked_by.clone().filter(|_| !summary.is_mine).map(|name| {
        view! { <dt>{t!("case-asked-by")}</dt><dd>{name}</dd> }
    });
    let subject = summary.subject.clone();
    let asks = (!summary.is_mine).then(|| {
        view! { <LinkButton kind=Kind::Secondary href="/ask">{t!("ask-action")}</LinkButton> }
    });
    let share = summary.is_public.then(|| {
        view! { <div class="row"><ShareButton label=t!("action-share") title=subject /></div> }
    });
    view! {
        <section class="card">
            <h2>{t!("case-facts")}</h2>
            <dl class="facts wide">
                <dt>{t!("case-topic")}</dt><dd><A href=topic>{topic_name}</A></dd>
                {place}
                {desk}
                {asker}
                <dt>{t!("case-asked")}</dt><dd><Moment at=opened_at /></dd>
                <dt>{t!("case-language")}</dt><dd>{language}</dd>
            </dl>
            {share}
        </section>
        {asks}
    }
    .into_any()
}

fn rated(case: &Case) -> Option<AnyView> {
    let rating = case.rating?;
    let comment = case.rating_comment.clone().filter(|comment| !comment.is_empty());
    let view = view! {
        <section class="panel">
            <p><b>{t!("case-rated", rating = u32::from(rating))}</b></p>
            {comment.map(|comment| view! { <p class="prose">{comment}</p> })}
        </section>
    };
    Some(view.into_any())
}

/// The way to where the case is answered, for who may do something there.
#[component]
fn WhoAnswers(case: RwSignal<Case>) -> impl IntoView {
    let is_inside = Memo::new(move |_| case.with(|case| case.actions.contains(&CaseAction::Note)));
    let routes = Memo::new(move |_| case.with(|case| case.actions.contains(&CaseAction::Route)));
    let mine: LocalResource<Option<Result<Vec<OrganizationSummary>, ApiError>>> =
        LocalResource::new(move || {
            let inside = is_inside.get();
            async move { if inside { Some(list_my_organizations().await) } else { None } }
        });
    let link = move || {
        let mine = mine.get().flatten()?.ok()?;
        let desk = case.with(|case| case.summary.desk.clone())?;
        // Who has it by escalation works on it in their own organization.
        let own = mine.iter().find(|one| one.id == desk.organization_id).or(mine.first())?;
        let href =
            format!("/workspace/{}/cases/{}", own.id, case.with(|case| case.summary.id.clone()));
        let view = view! {
            <div class="panel row between">
                <span>{t!("case-for-desk")}</span>
                <LinkButton href=href>{t!("case-to-desk")}</LinkButton>
            </div>
        };
        Some(view.into_any())
    };
    let steward = move || {
        routes.get().then(|| {
            view! {
                <div class="panel row between">
                    <span>{t!("case-for-stewards")}</span>
                    <LinkButton href="/steward/cases">{t!("case-to-stewards")}</LinkButton>
                </div>
            }
        })
    };
    view! { {link}{steward} }
}

/// The asker ends it: the matter is settled, or doesn't matter any more.
#[component]
fn Close(case: RwSignal<Case>, door: Door, reload: Callback<()>) -> impl IntoView {
    let form = Form::new();
    let open = RwSignal::new(false);
    let question = Question {
        title: t!("case-close"),
        text: t!("case-close-text"),
        action: t!("case-close-action"),
        reason: None,
    };
    let door = StoredValue::new(door);
    let send = Callback::new(move |_| {
        let request = ActOnCase {
            action: CaseAction::Close,
            reason: String::new(),
            desk_id: None,
            person_id: None,
            rating: None,
        };
        let version = case.with_untracked(|case| case.version);
        form.send(door.get_value().act(version, request), move |now| {
            open.set(false);
            case.set(now);
            toast::good(t!("case-close-done"));
        });
    });
    view! {
        <div class="row no-print">
            <Button kind=Kind::Secondary on_click=move || open.set(true)>{t!("case-close-action")}</Button>
        </div>
        <Ask open=open form=form question=Signal::stored(question) on_send=send>
            {stale_action(form, reload)}
        </Ask>
    }
}
