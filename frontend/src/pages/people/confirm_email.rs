//! The link of the mail that confirms an address.

use kopuro_shared::people::ConfirmEmail;
use leptos::prelude::*;

use crate::{
    api::people,
    components::{
        button::{Kind, LinkButton, Submit},
        field::PasswordField,
        form::Form,
        layout::title,
        states::{Notice, Tone},
    },
    pages::pledges::draft,
    session, t,
};

/// The token behind `#` in the address: a part that no server and no referrer gets to see.
pub fn token_of_address() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// Asks for the password of the registration: whoever opens the mail need not be who registered.
#[component]
pub fn ConfirmEmailPage() -> impl IntoView {
    title(&t!("confirm-title"));
    let form = Form::new();
    let password = RwSignal::new(String::new());
    let done = RwSignal::new(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request =
            ConfirmEmail { token: token_of_address(), password: password.get_untracked() };
        form.check_and_send(&request.clone(), people::confirm_email(request), move |session| {
            session::begin(session);
            done.set(true);
        });
    };
    view! {
        <div class="page narrow">
            <h1>{t!("confirm-title")}</h1>
            <Show when=move || done.get() fallback=move || view! {
                <form class="card stack" novalidate on:submit=submit>
                    {form.problem_view()}
                    <p>{t!("confirm-text")}</p>
                    <PasswordField form=form pointer="/password" label=t!("field-label-password") value=password autocomplete="current-password" />
                    <Submit busy=form.busy()>{t!("confirm-action")}</Submit>
                </form>
            }>
                <Notice tone=Tone::Good><b>{t!("confirm-done")}</b><p>{t!("confirm-done-text")}</p></Notice>
                {draft::pending().map(|path| view! {
                    <div class="row"><LinkButton href=path>{t!("pledge-go-on")}</LinkButton></div>
                })}
                <div class="row"><LinkButton kind=Kind::Secondary href="/places">{t!("action-see-places")}</LinkButton></div>
            </Show>
        </div>
    }
}
