//! The second factor: set up with an authenticator app; treasurers and stewards must have it.

use kopuro_shared::people::{ConfirmSecondFactor, Me, SecondFactorSetup, ShowPassword};
use leptos::prelude::*;

use crate::{
    api::people,
    components::{
        button::Submit,
        copyable::Copyable,
        field::{PasswordField, TextField},
        form::Form,
        states::{Badge, Notice, Tone},
    },
    session, t,
};

#[derive(Clone)]
enum Step {
    Password,
    Code(SecondFactorSetup),
    Done(Vec<String>),
}

/// The part of the account page.
#[component]
pub fn SecondFactor(me: Me) -> impl IntoView {
    let step = RwSignal::new(Step::Password);
    let has = me.has_second_factor;
    view! {
        <section class="card">
            <div class="row between">
                <h2>{t!("factor-title")}</h2>
                <Badge tone={if has { Tone::Good } else { Tone::Wait }} text={if has { t!("factor-on") } else { t!("factor-off") }} />
            </div>
            <p>{t!("factor-text")}</p>
            {move || (!has).then(|| match step.get() {
                Step::Password => view! { <Begin step=step /> }.into_any(),
                Step::Code(setup) => view! { <Confirm setup=setup step=step /> }.into_any(),
                Step::Done(codes) => view! {
                    <Notice tone=Tone::Good><b>{t!("factor-codes-title")}</b><p>{t!("factor-codes-text")}</p></Notice>
                    <Copyable text=codes.join(" ") label=t!("factor-codes-title") />
                }.into_any(),
            })}
        </section>
    }
}

#[component]
fn Begin(step: RwSignal<Step>) -> impl IntoView {
    let form = Form::new();
    let password = RwSignal::new(String::new());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request = ShowPassword { password: password.get_untracked() };
        form.check_and_send(&request.clone(), people::begin_second_factor(request), move |setup| {
            step.set(Step::Code(setup));
        });
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            {form.problem_view()}
            <PasswordField form=form pointer="/password" label=t!("field-label-password") value=password autocomplete="current-password" />
            <Submit busy=form.busy()>{t!("factor-begin")}</Submit>
        </form>
    }
}

#[component]
fn Confirm(setup: SecondFactorSetup, step: RwSignal<Step>) -> impl IntoView {
    let form = Form::new();
    let code = RwSignal::new(String::new());
    // The picture as an image, not as markup: nothing from an answer becomes part of the page.
    let picture =
        format!("data:image/svg+xml,{}", String::from(js_sys::encode_uri_component(&setup.qr_svg)));
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request = ConfirmSecondFactor { code: code.get_untracked().trim().to_owned() };
        form.check_and_send(
            &request.clone(),
            people::confirm_second_factor(request),
            move |codes| {
                step.set(Step::Done(codes.codes));
                // The next access token says that this session has shown the factor.
                leptos::task::spawn_local(async {
                    let _ = session::renew().await;
                });
            },
        );
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            <p>{t!("factor-scan")}</p>
            <div class="qr"><img src=picture alt=t!("factor-scan") /></div>
            <Copyable text=setup.secret label=t!("factor-secret") />
            {form.problem_view()}
            <TextField form=form pointer="/code" label=t!("field-label-code") value=code autocomplete="one-time-code" inputmode="numeric" maxlength=6 />
            <Submit busy=form.busy()>{t!("factor-confirm")}</Submit>
        </form>
    }
}
