//! Asking a steward to vouch for the organization.

use chrono::{Duration, NaiveDate};
use kopuro_shared::{
    files::FileKind,
    organizations::{
        OrganizationAction, SUBMISSION_DOCUMENTS_MAX, SubmitOrganization, Verification,
    },
    validation::TEXT_MAX,
};
use leptos::prelude::*;

use super::{Org, UploadField, Uploads, organization::tone};
use crate::{
    api::organizations::submit_organization,
    components::{
        button::Submit,
        field::TextArea,
        form::Form,
        states::{Badge, Notice, Tone},
        toast,
    },
    drafts::Draft,
    format, t, t_of,
};

/// Days before its end from which on a verification should be renewed.
const RENEW_DAYS: i64 = 30;

/// Whether a verification that is good until this day should be renewed now.
pub fn runs_out(until: Option<NaiveDate>) -> bool {
    until.is_some_and(|until| until - format::today() <= Duration::days(RENEW_DAYS))
}

/// The state of the verification, what it means, and the request where one can be made.
#[component]
pub fn VerificationCard(org: Org) -> impl IntoView {
    let state = org.page.verification;
    let until = org.page.verified_until.filter(|_| state == Verification::Verified);
    let renew = runs_out(until);
    let asks = state.when_submitted().is_some()
        && (state != Verification::Verified || renew)
        && org.may(OrganizationAction::Submit);
    view! {
        <section class="card stack" id="verification">
            <div class="row between">
                <h2>{t!("verification-title")}</h2>
                <span class="row">
                    <Badge tone=tone(state) text=t_of!("verification", state.name()) />
                    {until.map(|until| view! { <span class="small muted">{t!("organization-until", date = format::date(until))}</span> })}
                </span>
            </div>
            <p>{t_of!("desk-verification-means", state.name())}</p>
            {renew.then(|| view! { <Notice tone=Tone::Wait>{t!("verification-renew")}</Notice> })}
            {asks.then(|| view! { <Submission org=org /> })}
        </section>
    }
}

#[component]
fn Submission(org: Org) -> impl IntoView {
    let form = Form::new();
    let draft = Draft::of(&format!("submission/{}", org.id));
    let note = draft.text("note", "");
    let documents = Uploads::new(&org.id, FileKind::Document, SUBMISSION_DOCUMENTS_MAX);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request = SubmitOrganization {
            note: note.get_untracked(),
            document_ids: documents.arrived().into_iter().map(|(id, _)| id).collect(),
        };
        let sent = submit_organization(org.id.clone(), form.key(), request.clone());
        form.check_and_send(&request, sent, move |_| {
            draft.clear();
            documents.clear();
            toast::good(t!("verification-sent"));
            org.reload.run(());
        });
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            {draft.notice()}
            {form.problem_view()}
            <TextArea form=form pointer="/note" label=t!("field-label-verification-note") hint=t!("field-hint-verification-note")
                value=note maxlength=TEXT_MAX />
            <UploadField uploads=documents id="submission-documents" label=t!("field-label-verification-documents")
                hint=t!("field-hint-verification-documents") />
            <div class="row">
                <Submit busy=Signal::derive(move || form.busy().get() || documents.is_pending())>
                    {t!("verification-action")}
                </Submit>
            </div>
        </form>
    }
}
