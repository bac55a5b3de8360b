//! The account: profile and privacy, password, second factor, sessions, my data, the end.

use kopuro_shared::{
    people::{
        CURRENCIES, ChangePassword, DISPLAY_NAME_MAX, Me, PASSWORD_MIN, ShowPassword, UpdateMe,
    },
    validation::SUMMARY_MAX,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsValue;

use super::{SignedIn, second_factor::SecondFactor};
use crate::{
    api::{Versioned, people},
    components::{
        button::{Button, Kind, Submit},
        dialog::Dialog,
        field::{CheckField, PasswordField, SelectField, TextArea, TextField},
        form::Form,
        layout::title,
        loaded::{Fetched, loaded},
        toast,
    },
    drafts, format, session, t, t_of, visit,
};

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    title(&t!("account-title"));
    view! {
        <SignedIn>
            <div class="page medium">
                <h1>{t!("account-title")}</h1>
                {
                    let me = Fetched::new(people::get_me);
                    loaded(me, |me| view! { <Profile me=me.clone() /><SecondFactor me=me.value /> })
                }
                <Password />
                <Sessions />
                <MyData />
            </div>
        </SignedIn>
    }
}

#[component]
fn Profile(me: Versioned<Me>) -> impl IntoView {
    let form = Form::new();
    let etag = StoredValue::new(me.etag);
    let me = me.value;
    let name = RwSignal::new(me.display_name);
    let about = RwSignal::new(me.about);
    let currency = RwSignal::new(me.currency);
    let is_public = RwSignal::new(me.is_public);
    let language = me.language;
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request = UpdateMe {
            display_name: Some(name.get_untracked().trim().to_owned()),
            about: Some(about.get_untracked()),
            language: Some(language),
            currency: Some(currency.get_untracked()),
            is_public: Some(is_public.get_untracked()),
        };
        form.check_and_send(
            &request.clone(),
            people::update_me(etag.get_value(), request),
            move |me| {
                etag.set_value(me.etag);
                session::update(me.value);
                toast::good(t!("saved"));
            },
        );
    };
    let currencies = CURRENCIES.map(|code| (code.to_owned(), t_of!("currency", code))).to_vec();
    view! {
        <form class="card stack" novalidate on:submit=submit>
            <h2>{t!("account-profile")}</h2>
            <p class="muted">{me.email}</p>
            {form.problem_view()}
            <TextField form=form pointer="/display_name" label=t!("field-label-display-name") hint=t!("field-hint-display-name")
                value=name autocomplete="nickname" maxlength=DISPLAY_NAME_MAX />
            <TextArea form=form pointer="/about" label=t!("field-label-about") value=about maxlength=SUMMARY_MAX />
            <SelectField form=form pointer="/currency" label=t!("field-label-my-currency") value=currency options=currencies />
            <CheckField label=t!("account-public") value=is_public />
            <Submit busy=form.busy()>{t!("action-save")}</Submit>
        </form>
    }
}

#[component]
fn Password() -> impl IntoView {
    let form = Form::new();
    let current = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request = ChangePassword {
            current_password: current.get_untracked(),
            password: password.get_untracked(),
        };
        form.check_and_send(&request.clone(), people::change_password(request), move |()| {
            current.set(String::new());
            password.set(String::new());
            toast::good(t!("saved"));
        });
    };
    view! {
        <form class="card stack" novalidate on:submit=submit>
            <h2>{t!("account-password")}</h2>
            {form.problem_view()}
            <PasswordField form=form pointer="/current_password" label=t!("field-label-current-password") value=current autocomplete="current-password" />
            <PasswordField form=form pointer="/password" label=t!("field-label-new-password")
                hint=t!("field-hint-password", min = PASSWORD_MIN) value=password autocomplete="new-password" />
            <Submit busy=form.busy()>{t!("action-save")}</Submit>
        </form>
    }
}

#[component]
fn Sessions() -> impl IntoView {
    let sessions = Fetched::new(people::list_sessions);
    let navigate = use_navigate();
    let leave = move |everywhere: bool| {
        let navigate = navigate.clone();
        spawn_local(async move {
            let left = if everywhere {
                people::sign_out_everywhere().await
            } else {
                people::sign_out().await
            };
            match left {
                Ok(()) => {
                    drafts::forget_all();
                    visit::forget_all();
                    session::end();
                    navigate("/", leptos_router::NavigateOptions::default());
                }
                Err(error) => toast::bad(error.text()),
            }
        });
    };
    let leave_everywhere = leave.clone();
    view! {
        <section class="card">
            <h2>{t!("account-sessions")}</h2>
            {loaded(sessions, |sessions| {
                let rows = sessions.into_iter().map(|entry| view! {
                    <li class="row between">
                        <span class="grow">{entry.device}<br /><span class="small muted">{entry.address}" · "{format::moment(entry.last_used_at)}</span></span>
                        {entry.is_current.then(|| view! { <span class="badge good">{t!("account-this-session")}</span> })}
                    </li>
                });
                view! { <ul class="list">{rows.collect_view()}</ul> }
            })}
            <div class="row">
                <Button kind=Kind::Secondary on_click=move || leave(false)>{t!("sign-out")}</Button>
                <Button kind=Kind::Quiet on_click=move || leave_everywhere(true)>{t!("sign-out-everywhere")}</Button>
            </div>
        </section>
    }
}

#[component]
fn MyData() -> impl IntoView {
    let asks = RwSignal::new(false);
    let download = move || {
        spawn_local(async move {
            match people::export_me().await {
                Ok(data) => {
                    save_as(
                        "kopuro.json",
                        &serde_json::to_string_pretty(&data).unwrap_or_default(),
                    );
                }
                Err(error) => toast::bad(error.text()),
            }
        });
    };
    view! {
        <section class="card">
            <h2>{t!("account-data")}</h2>
            <p>{t!("account-data-text")}</p>
            <div class="row">
                <Button kind=Kind::Secondary on_click=download>{t!("account-download")}</Button>
                <Button kind=Kind::Danger on_click=move || asks.set(true)>{t!("account-delete")}</Button>
            </div>
            <Dialog open=asks title=t!("account-delete")><Delete asks=asks /></Dialog>
        </section>
    }
}

#[component]
fn Delete(asks: RwSignal<bool>) -> impl IntoView {
    let form = Form::new();
    let password = RwSignal::new(String::new());
    let navigate = use_navigate();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request = ShowPassword { password: password.get_untracked() };
        let navigate = navigate.clone();
        form.check_and_send(&request.clone(), people::delete_me(request), move |()| {
            asks.set(false);
            drafts::forget_all();
            visit::forget_all();
            session::end();
            toast::good(t!("account-deleted"));
            navigate("/", leptos_router::NavigateOptions::default());
        });
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            <p>{t!("account-delete-text")}</p>
            {form.problem_view()}
            <PasswordField form=form pointer="/password" label=t!("field-label-password") value=password autocomplete="current-password" />
            <div class="row">
                <Submit busy=form.busy()>{t!("account-delete")}</Submit>
                <Button kind=Kind::Secondary on_click=move || asks.set(false)>{t!("action-cancel")}</Button>
            </div>
        </form>
    }
}

/// Hands a text to the browser as a file to save.
fn save_as(name: &str, text: &str) {
    use wasm_bindgen::JsCast;
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let Ok(blob) = web_sys::Blob::new_with_str_sequence(&parts) else { return };
    let Ok(url) = web_sys::Url::create_object_url_with_blob(&blob) else { return };
    if let Some(link) = document()
        .create_element("a")
        .ok()
        .and_then(|link| link.dyn_into::<web_sys::HtmlAnchorElement>().ok())
    {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    let _ = web_sys::Url::revoke_object_url(&url);
}
