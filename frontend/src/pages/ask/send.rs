//! The third step: a last look, and who asks. With an account it is sent; without one a mail's link sends it.

use kopuro_shared::validation::NAME_MAX;
use leptos::{ev, prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, components::A, hooks::use_navigate};

use super::{
    draft::{self, Asking, DeskChoice},
    go,
};
use crate::{
    api::{
        ApiError,
        cases::{ask_as_guest, ask_case},
        desks::list_topics,
    },
    components::{
        button::{Button, Kind, Submit},
        field::TextField,
        form::Form,
        states::{Notice, Skeleton, Tone},
    },
    i18n::pick,
    session::{self, Who},
    t,
};

/// The step.
#[component]
pub fn SendStep(asking: Asking) -> impl IntoView {
    // Signed in in another tab meanwhile; coming back to this one goes on.
    let listener = window_event_listener(ev::focus, |_| spawn_local(session::look_again()));
    on_cleanup(move || listener.remove());
    let case = Memo::new(|_| match session::who() {
        Who::Unknown => 0,
        Who::Visitor => 1,
        Who::Person(_) => 2,
    });
    view! {
        <LookOver asking=asking />
        {move || match case.get() {
            0 => view! { <Skeleton /> }.into_any(),
            1 => view! { <AsGuest asking=asking /> }.into_any(),
            _ => view! { <AsPerson asking=asking /> }.into_any(),
        }}
    }
}

#[component]
fn LookOver(asking: Asking) -> impl IntoView {
    let topics = LocalResource::new(list_topics);
    let topic = move || {
        let topics = topics.get().and_then(Result::ok).unwrap_or_default();
        let found = asking.topic.with(|id| topics.into_iter().find(|topic| topic.id == *id));
        found.map(|topic| pick(&topic.name))
    };
    let desk = match asking.desk.get_untracked() {
        Some(DeskChoice::Desk(desk)) => {
            format!("{}, {}", pick(&desk.name), pick(&desk.organization_name))
        }
        Some(DeskChoice::Stewards) | None => t!("ask-stewards"),
    };
    let privacy = match (asking.is_public.get_untracked(), asking.shows_name.get_untracked()) {
        (false, _) => t!("ask-private"),
        (true, false) => t!("ask-public-nameless"),
        (true, true) => t!("ask-public-named"),
    };
    let place = asking.place.name.get_untracked();
    let place = (!asking.place.id.read_untracked().is_empty()).then_some(place);
    let files: Vec<_> = asking.files.get_untracked().into_iter().map(|(_, name)| name).collect();
    view! {
        <section class="card stack">
            <h2>{t!("ask-look-over")}</h2>
            <h3 lang=asking.language.get_untracked()>{asking.subject.get_untracked()}</h3>
            <p class="prose" lang=asking.language.get_untracked()>{asking.text.get_untracked()}</p>
            <dl class="facts">
                <dt>{t!("case-topic")}</dt><dd>{topic}</dd>
                <dt>{t!("case-desk")}</dt><dd>{desk}</dd>
                {place.map(|place| view! { <dt>{t!("case-place")}</dt><dd>{place}</dd> })}
                <dt>{t!("ask-who-reads")}</dt><dd>{privacy}</dd>
                {(!files.is_empty()).then(|| view! { <dt>{t!("case-files")}</dt><dd>{files.join(", ")}</dd> })}
            </dl>
            <div class="row">
                <Button kind=Kind::Secondary compact=true on_click=move || go(asking, 1)>{t!("ask-change-text")}</Button>
                <Button kind=Kind::Secondary compact=true on_click=move || go(asking, 2)>{t!("ask-change-choice")}</Button>
            </div>
        </section>
    }
}

/// What the server found wrong with what the earlier steps asked for.
fn faults(form: Form, own: &'static [&'static str]) -> impl IntoView {
    move || {
        let faults = form.faults().into_iter().filter(|(at, _)| !own.contains(&at.as_str()));
        faults.map(|(_, text)| view! { <p class="error strong">{text}</p> }).collect_view()
    }
}

#[component]
fn AsPerson(asking: Asking) -> impl IntoView {
    let form = Form::new();
    let offline = RwSignal::new(false);
    let navigate = use_navigate();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request = asking.request();
        let key = asking.key_for(&request);
        let sent = request.clone();
        let send = async move {
            let answer = ask_case(sent, key).await;
            let is_unknown = matches!(answer, Err(ApiError::Offline | ApiError::Unreadable(_)));
            offline.try_set(is_unknown);
            answer
        };
        let navigate = navigate.clone();
        form.check_and_send(&request, send, move |case| {
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&format!("/cases/{}?asked=1", case.summary.id), options);
            draft::forget();
        });
    };
    let name = session::me().map(|me| me.display_name).unwrap_or_default();
    view! {
        <form class="card stack" novalidate on:submit=submit>
            {form.problem_view()}
            {faults(form, &[])}
            <Show when=move || offline.get()><p role="status">{t!("ask-retry-safe")}</p></Show>
            <p>{t!("ask-as")}" "<b>{name}</b></p>
            <p class="small muted">{t!("ask-as-text")}</p>
            <Submit busy=form.busy()>{t!("ask-send")}</Submit>
        </form>
    }
}

#[component]
fn AsGuest(asking: Asking) -> impl IntoView {
    let form = Form::new();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request = asking.guest_request();
        form.check_and_send(&request.clone(), ask_as_guest(request), move |_| {
            asking.mailed.set(true);
            window().scroll_to_with_x_and_y(0.0, 0.0);
        });
    };
    view! {
        <form class="card stack" novalidate on:submit=submit>
            <h2>{t!("ask-guest")}</h2>
            <p class="small muted">{t!("ask-guest-text")}</p>
            {form.problem_view()}
            {faults(form, &["/email", "/name"])}
            <TextField form=form pointer="/email" label=t!("field-label-email") hint=t!("ask-guest-email-hint") value=asking.email
                kind="email" autocomplete="email" inputmode="email" />
            <TextField form=form pointer="/name" label=t!("field-label-display-name") hint=t!("ask-guest-name-hint") value=asking.name
                autocomplete="name" maxlength=NAME_MAX />
            <Submit busy=form.busy()>{t!("ask-guest-send")}</Submit>
            <p class="small">{t!("ask-have-account")}" "<A href="/sign-in?next=/ask">{t!("nav-sign-in")}</A></p>
        </form>
    }
}

/// A guest's question was taken in: it is asked when the link is opened.
#[component]
pub fn Mailed(asking: Asking) -> impl IntoView {
    let change = move || {
        asking.mailed.set(false);
        go(asking, 3);
    };
    let email = asking.email.get_untracked();
    view! {
        <Notice tone=Tone::Good>
            <b>{t!("ask-mailed")}</b>
            <p>{t!("ask-mailed-text", email = email)}</p>
        </Notice>
        <section class="card stack">
            <p>{t!("ask-mailed-next")}</p>
            <p class="small muted">{t!("ask-mailed-spam")}</p>
            <div class="row">
                <Button kind=Kind::Secondary on_click=change>{t!("ask-mailed-change")}</Button>
                <Button kind=Kind::Quiet on_click=move || asking.clear()>{t!("ask-again")}</Button>
            </div>
        </section>
    }
}
