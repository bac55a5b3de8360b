//! Signing in, with the second factor where the account has one.

use kopuro_shared::{error::ErrorCode, people::SignIn};
use leptos::prelude::*;
use leptos_router::{
    components::A,
    hooks::{use_navigate, use_query_map},
};

use crate::{
    api::people,
    components::{
        button::Submit,
        field::{PasswordField, TextField},
        form::Form,
        layout::title,
    },
    session, t,
};

/// Where to go after signing in: only to pages of this site.
fn next_page(next: Option<String>) -> String {
    next.filter(|next| next.starts_with('/') && !next.starts_with("//") && !next.contains('\\'))
        .unwrap_or_else(|| "/me".to_owned())
}

/// The page.
#[component]
pub fn SignInPage() -> impl IntoView {
    title(&t!("sign-in-title"));
    let navigate = use_navigate();
    let query = use_query_map();
    let done = Callback::new(move |()| {
        let next = next_page(query.get_untracked().get("next"));
        navigate(&next, leptos_router::NavigateOptions::default());
    });
    view! {
        <div class="page narrow">
            <h1>{t!("sign-in-title")}</h1>
            <SignInForm done=done />
            <p class="center">{t!("sign-in-new")}" "<A href="/sign-up">{t!("sign-up-action")}</A></p>
        </div>
    }
}

/// The form alone, for pages that go on afterwards.
#[component]
pub fn SignInForm(
    /// Signed in.
    done: Callback<()>,
) -> impl IntoView {
    let form = Form::new();
    let email = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let code = RwSignal::new(String::new());
    let asks_code = RwSignal::new(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request = SignIn {
            email: email.get_untracked().trim().to_owned(),
            password: password.get_untracked(),
            code: Some(code.get_untracked().trim().to_owned()).filter(|code| !code.is_empty()),
        };
        let sent = request.clone();
        let answer = async move {
            let answer = people::sign_in(sent).await;
            if let Err(error) = &answer
                && error.code() == Some(ErrorCode::CodeRequired)
            {
                asks_code.set(true);
            }
            answer
        };
        form.check_and_send(&request, answer, move |session| {
            session::begin(session);
            done.run(());
        });
    };
    view! {
        <form class="card stack" novalidate on:submit=submit>
            {form.problem_view()}
            <TextField form=form pointer="/email" label=t!("field-label-email") value=email kind="email" autocomplete="username" />
            <PasswordField form=form pointer="/password" label=t!("field-label-password") value=password autocomplete="current-password" />
            <Show when=move || asks_code.get()>
                <TextField form=form pointer="/code" label=t!("field-label-code") hint=t!("field-hint-code") value=code
                    autocomplete="one-time-code" inputmode="numeric" />
            </Show>
            <Submit busy=form.busy()>{t!("sign-in-action")}</Submit>
            <p><A href="/password">{t!("sign-in-forgotten")}</A></p>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::next_page;

    #[test]
    fn signing_in_never_leads_to_another_site() {
        for bad in
            ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""]
        {
            assert_eq!(next_page(Some(bad.to_owned())), "/me", "{bad}");
        }
        assert_eq!(next_page(Some("/places/kg-o".to_owned())), "/places/kg-o");
    }
}
