//! Withdrawing a pledge that nothing was paid for.

use kopuro_shared::{pledges::CancelPledge, validation::SUMMARY_MAX};
use leptos::prelude::*;

use crate::{
    api::pledges::cancel_pledge,
    components::{
        button::{Button, Kind, Submit},
        dialog::Dialog,
        field::TextArea,
        form::Form,
        toast,
    },
    t,
};

/// The button, with the question before it is done.
#[component]
pub fn Withdraw(id: String, etag: String, changed: Callback<()>) -> impl IntoView {
    let form = Form::new();
    let open = RwSignal::new(false);
    let reason = RwSignal::new(String::new());
    let pledge = StoredValue::new((id, etag));
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request = CancelPledge { reason: reason.get_untracked().trim().to_owned() };
        let (id, etag) = pledge.get_value();
        form.check_and_send(&request.clone(), cancel_pledge(id, etag, request), move |_| {
            open.set(false);
            toast::good(t!("withdraw-done"));
            changed.run(());
        });
    };
    view! {
        <div class="row no-print">
            <Button kind=Kind::Danger on_click=move || open.set(true)>{t!("withdraw-action")}</Button>
        </div>
        <Dialog open=open title=t!("withdraw-title")>
            <form class="stack" novalidate on:submit=submit>
                {form.problem_view()}
                <p>{t!("withdraw-text")}</p>
                <TextArea form=form pointer="/reason" label=t!("withdraw-reason") value=reason maxlength=SUMMARY_MAX />
                <div class="row">
                    <Submit busy=form.busy()>{t!("withdraw-action")}</Submit>
                    <Button kind=Kind::Secondary on_click=move || open.set(false)>{t!("withdraw-keep")}</Button>
                </div>
            </form>
        </Dialog>
    }
}
