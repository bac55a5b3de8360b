//! The forgotten password: asking for the mail, and the page that its link opens.

use kopuro_shared::people::{PASSWORD_MIN, RequestPasswordReset, ResetPassword};
use leptos::prelude::*;

use super::confirm_email::token_of_address;
use crate::{
    api::people,
    components::{
        button::{LinkButton, Submit},
        field::{PasswordField, TextField},
        form::Form,
        layout::title,
        states::{Notice, Tone},
    },
    t,
};

/// Asks for the mail.
#[component]
pub fn ForgottenPasswordPage() -> impl IntoView {
    title(&t!("forgotten-title"));
    let form = Form::new();
    let email = RwSignal::new(String::new());
    let sent = RwSignal::new(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request = RequestPasswordReset { email: email.get_untracked().trim().to_owned() };
        form.check_and_send(&request.clone(), people::request_password_reset(request), move |_| {
            sent.set(true);
        });
    };
    view! {
        <div class="page narrow">
            <h1>{t!("forgotten-title")}</h1>
            <Show when=move || sent.get() fallback=move || view! {
                <form class="card stack" novalidate on:submit=submit>
                    {form.problem_view()}
                    <p>{t!("forgotten-text")}</p>
                    <TextField form=form pointer="/email" label=t!("field-label-email") value=email kind="email" autocomplete="username" />
                    <Submit busy=form.busy()>{t!("forgotten-action")}</Submit>
                </form>
            }>
                <Notice tone=Tone::Good>{t!("forgotten-sent")}</Notice>
            </Show>
        </div>
    }
}

/// Sets the new password.
#[component]
pub fn NewPasswordPage() -> impl IntoView {
    title(&t!("new-password-title"));
    let form = Form::new();
    let password = RwSignal::new(String::new());
    let done = RwSignal::new(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request =
            ResetPassword { token: token_of_address(), password: password.get_untracked() };
        form.check_and_send(&request.clone(), people::reset_password(request), move |()| {
            done.set(true);
        });
    };
    view! {
        <div class="page narrow">
            <h1>{t!("new-password-title")}</h1>
            <Show when=move || done.get() fallback=move || view! {
                <form class="card stack" novalidate on:submit=submit>
                    {form.problem_view()}
                    <PasswordField form=form pointer="/password" label=t!("field-label-new-password")
                        hint=t!("field-hint-password", min = PASSWORD_MIN) value=password autocomplete="new-password" />
                    <Submit busy=form.busy()>{t!("action-save")}</Submit>
                </form>
            }>
                <Notice tone=Tone::Good>{t!("new-password-done")}</Notice>
                <div class="row"><LinkButton href="/sign-in">{t!("nav-sign-in")}</LinkButton></div>
            </Show>
        </div>
    }
}
