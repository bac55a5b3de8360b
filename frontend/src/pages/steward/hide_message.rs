//! Hiding a message of a public case: on the pages where a steward reads it.

use kopuro_shared::organizations::GiveReason;
use leptos::prelude::*;

use crate::{
    api::queue::hide_case_message,
    components::{
        ask::{Ask, Question},
        button::{Button, Kind},
        form::Form,
        toast,
    },
    session, t,
};

/// A button that hides a message, with the reason; nothing for who is no steward with a second factor.
#[component]
pub fn HideMessage(
    /// The case.
    case_id: String,
    /// The message.
    message_id: String,
) -> impl IntoView {
    let form = Form::new();
    let open = RwSignal::new(false);
    let gone = RwSignal::new(false);
    let question = Question {
        title: t!("message-hide"),
        text: t!("message-hide-text"),
        action: t!("message-hide"),
        reason: Some(t!("comment-hide-reason")),
    };
    let send = Callback::new(move |reason: String| {
        let checked = GiveReason { reason: reason.clone() };
        let sent = hide_case_message(case_id.clone(), message_id.clone(), reason);
        form.check_and_send(&checked, sent, move |()| {
            open.set(false);
            toast::good(t!("saved"));
            gone.set(true);
        });
    });
    let may = session::me_untracked().is_some_and(|me| me.is_steward && me.second_factor_shown);
    may.then(|| {
        view! {
            {move || if gone.get() {
                view! { <p class="muted">{t!("case-message-hidden")}</p> }.into_any()
            } else {
                view! {
                    <div class="row"><Button kind=Kind::Danger compact=true on_click=move || open.set(true)>{t!("message-hide")}</Button></div>
                }
                .into_any()
            }}
            <Ask open=open form=form question=question on_send=send />
        }
    })
}
