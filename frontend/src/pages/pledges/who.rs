//! The second step: who pledges, and whether with a name.

use kopuro_shared::pledges::CreatePledge;
use leptos::{ev, prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, components::A, hooks::use_navigate};

use super::{
    amount::typed,
    draft::{self, Draft},
};
use crate::{
    api::{ApiError, pledges::create_pledge},
    components::{
        button::{Button, Kind, Submit},
        field::CheckField,
        form::Form,
        states::Skeleton,
    },
    format,
    pages::people::sign_in::SignInForm,
    rates,
    session::{self, Who},
    t,
};

/// The step: signing in where that is needed, then the pledge.
#[component]
pub fn WhoStep(draft: RwSignal<Draft>) -> impl IntoView {
    // A mail's link is opened in another tab; coming back to this one goes on.
    let listener = window_event_listener(ev::focus, |_| spawn_local(session::look_again()));
    on_cleanup(move || listener.remove());
    // A changed name must not redraw a form that was filled in.
    let case = Memo::new(|_| match session::who() {
        Who::Unknown => 0,
        Who::Visitor => 1,
        Who::Person(_) => 2,
    });
    let amount = move || {
        let money =
            draft.with(|draft| typed(draft, draft.currency.unwrap_or_else(rates::currency)));
        money.map(format::money).unwrap_or_default()
    };
    view! {
        <div class="panel row between">
            <span>{t!("pledge-you-give")}" "<b class="number">{amount}</b></span>
            <Button kind=Kind::Quiet compact=true on_click=move || draft.update(|draft| draft.step = 1)>{t!("pledge-change")}</Button>
        </div>
        {move || match case.get() {
            0 => view! { <Skeleton /> }.into_any(),
            1 => view! { <AskWho /> }.into_any(),
            _ => view! { <Confirm draft=draft /> }.into_any(),
        }}
    }
}

#[component]
fn AskWho() -> impl IntoView {
    view! {
        <p>{t!("pledge-sign-in")}</p>
        <SignInForm done=Callback::new(|()| ()) />
        <p class="center">{t!("sign-in-new")}" "<A href="/sign-up">{t!("sign-up-action")}</A></p>
        <p class="small muted center">{t!("pledge-kept")}</p>
    }
}

#[component]
fn Confirm(draft: RwSignal<Draft>) -> impl IntoView {
    let form = Form::new();
    let anonymous = RwSignal::new(draft.with_untracked(|draft| draft.anonymous));
    Effect::new(move |_| {
        let anonymous = anonymous.get();
        draft.update(|draft| draft.anonymous = anonymous);
    });
    let offline = RwSignal::new(false);
    let navigate = use_navigate();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some((request, key)) = prepare(draft) else { return };
        let navigate = navigate.clone();
        let send = async move {
            let answer = create_pledge(request, key).await;
            let is_unknown = matches!(answer, Err(ApiError::Offline | ApiError::Unreadable(_)));
            offline.try_set(is_unknown);
            answer
        };
        form.send(send, move |pledge| {
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&format!("/pledges/{}?made=1", pledge.id), options);
            draft::forget();
        });
    };
    let name = session::me().map(|me| me.display_name).unwrap_or_default();
    view! {
        <form class="card stack" novalidate on:submit=submit>
            {form.problem_view()}
            <Show when=move || offline.get()><p role="status">{t!("pledge-retry-safe")}</p></Show>
            <p>{t!("pledge-as")}" "<b>{name}</b></p>
            <CheckField label=t!("pledge-anonymous-check") value=anonymous />
            <p class="small muted">{t!("pledge-anonymous-text")}</p>
            <Submit busy=form.busy()>{t!("pledge-action")}</Submit>
            <p class="small muted">{t!("pledge-no-money-yet")}</p>
        </form>
    }
}

/// The request, and its key, both kept before anything is sent. Without an amount it goes back to the first step.
fn prepare(draft: RwSignal<Draft>) -> Option<(CreatePledge, String)> {
    let currency = draft.with_untracked(|draft| draft.currency).unwrap_or_else(rates::currency);
    let Ok(amount) = draft.with_untracked(|draft| typed(draft, currency)) else {
        draft.update(|draft| draft.step = 1);
        return None;
    };
    let mut kept = draft.get_untracked();
    let request =
        CreatePledge { project_id: kept.project_id.clone(), amount, anonymous: kept.anonymous };
    let key = kept.key_for(&request);
    kept.save();
    draft.set(kept);
    Some((request, key))
}
