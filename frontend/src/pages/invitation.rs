//! The link of the mail that invites somebody to act for an organization.

use kopuro_shared::organizations::AcceptInvitation;
use leptos::prelude::*;

use super::people::{SignedIn, confirm_email::token_of_address};
use crate::{
    api::organizations::accept_invitation,
    components::{
        button::{LinkButton, Submit},
        form::Form,
        layout::title,
        states::{Notice, Tone},
    },
    i18n::pick,
    session, t, t_of,
};

/// Asks whether the person agrees: nobody acts for an organization by opening a link.
#[component]
pub fn InvitationPage() -> impl IntoView {
    title(&t!("invitation-title"));
    view! {
        <SignedIn>
            <div class="page narrow">
                <h1>{t!("invitation-title")}</h1>
                <Accept />
            </div>
        </SignedIn>
    }
}

#[component]
fn Accept() -> impl IntoView {
    let form = Form::new();
    let joined = RwSignal::new(None::<(String, String, String)>);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request = AcceptInvitation { token: token_of_address() };
        form.send(accept_invitation(request), move |organization| {
            let role =
                organization.my_role.map(|role| t_of!("role", role.name())).unwrap_or_default();
            session::joined();
            joined.set(Some((organization.id, pick(&organization.name), role)));
        });
    };
    move || {
        match joined.get() {
        Some((id, organization, role)) => view! {
            <Notice tone=Tone::Good>
                <b>{t!("invitation-done")}</b>
                <p>{t!("invitation-done-text", organization = organization, role = role)}</p>
            </Notice>
            <div class="row"><LinkButton href=format!("/workspace/{id}")>{t!("invitation-workspace")}</LinkButton></div>
        }
        .into_any(),
        None => view! {
            <form class="card stack" on:submit=submit>
                {form.problem_view()}
                <p>{t!("invitation-text")}</p>
                <Submit busy=form.busy()>{t!("invitation-action")}</Submit>
            </form>
        }
        .into_any(),
    }
    }
}
