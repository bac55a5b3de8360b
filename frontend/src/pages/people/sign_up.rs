//! Opening an account.

use kopuro_shared::people::{DISPLAY_NAME_MAX, PASSWORD_MIN, RegisterPerson};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::{
    api::people,
    components::{
        button::Submit,
        field::{PasswordField, TextField},
        form::Form,
        layout::title,
        states::{Notice, Tone},
    },
    i18n, t,
};

/// The page.
#[component]
pub fn SignUpPage() -> impl IntoView {
    title(&t!("sign-up-title"));
    let form = Form::new();
    let name = RwSignal::new(String::new());
    let email = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let sent = RwSignal::new(None::<String>);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request = RegisterPerson {
            email: email.get_untracked().trim().to_owned(),
            password: password.get_untracked(),
            display_name: name.get_untracked().trim().to_owned(),
            language: i18n::language(),
        };
        let address = request.email.clone();
        form.check_and_send(
            &request.clone(),
            people::register_person(request, form.key()),
            move |_| {
                sent.set(Some(address));
            },
        );
    };
    let fields = move || {
        view! {
            <form class="card stack" novalidate on:submit=submit>
                {form.problem_view()}
                <TextField form=form pointer="/display_name" label=t!("field-label-display-name") hint=t!("field-hint-display-name")
                    value=name autocomplete="nickname" maxlength=DISPLAY_NAME_MAX />
                <TextField form=form pointer="/email" label=t!("field-label-email") hint=t!("field-hint-email") value=email kind="email" autocomplete="email" />
                <PasswordField form=form pointer="/password" label=t!("field-label-password")
                    hint=t!("field-hint-password", min = PASSWORD_MIN) value=password autocomplete="new-password" />
                <Submit busy=form.busy()>{t!("sign-up-action")}</Submit>
                <p class="small muted">{t!("sign-up-privacy")}</p>
            </form>
        }
    };
    view! {
        <div class="page narrow">
            <h1>{t!("sign-up-title")}</h1>
            {move || match sent.get() {
                Some(email) => view! {
                    <Notice tone=Tone::Good><b>{t!("sign-up-mail-title")}</b><p>{t!("sign-up-mail-text", email = email)}</p></Notice>
                }.into_any(),
                None => fields().into_any(),
            }}
            <p class="center">{t!("sign-up-old")}" "<A href="/sign-in">{t!("nav-sign-in")}</A></p>
        </div>
    }
}
