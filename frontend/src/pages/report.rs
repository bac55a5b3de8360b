//! Reporting something to the stewards.

use kopuro_shared::{
    reports::{CreateReport, Report, ReportReason, ReportSubject},
    validation::SUMMARY_MAX,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::people::SignedIn;
use crate::{
    api::reports::create_report,
    components::{
        button::{Kind, LinkButton, Submit},
        field::{SelectField, TextArea},
        form::Form,
        layout::title,
        states::Empty,
    },
    t, t_of,
};

/// The form for the thing in the address.
#[component]
pub fn ReportPage() -> impl IntoView {
    let params = use_params_map();
    let of = |name: &str| params.with_untracked(|params| params.get(name).unwrap_or_default());
    let Some(subject) = ReportSubject::from_name(&of("subject")) else {
        return view! { <div class="page narrow"><Empty title=t!("not-found-title") text=t!("not-found-text") /></div> }
            .into_any();
    };
    let id = of("id");
    let name = t_of!("report-this", subject.name());
    title(&name);
    let made = RwSignal::new(None::<Report>);
    let content = move || match made.get() {
        Some(report) => thanks(&report).into_any(),
        None => view! { <ReportForm subject=subject id=id.clone() made=made /> }.into_any(),
    };
    view! {
        <SignedIn>
            <div class="page narrow">
                <h1>{name.clone()}</h1>
                {content.clone()}
            </div>
        </SignedIn>
    }
    .into_any()
}

/// What happens now, and the way back to where the thing stands.
fn thanks(report: &Report) -> impl IntoView + use<> {
    let back = if let Some(project) = &report.project_id {
        format!("/projects/{project}")
    } else if let Some(case) = &report.case_id {
        format!("/cases/{case}")
    } else if let Some(consultation) = &report.consultation_id {
        format!("/consultations/{consultation}")
    } else {
        format!("/organizations/{}", report.organization_id)
    };
    view! {
        <Empty title=t!("report-made") text=t!("report-made-text")>
            <LinkButton kind=Kind::Secondary href=back>{t!("report-back")}</LinkButton>
        </Empty>
    }
}

#[component]
fn ReportForm(subject: ReportSubject, id: String, made: RwSignal<Option<Report>>) -> impl IntoView {
    let form = Form::new();
    let reason = RwSignal::new(String::new());
    let text = RwSignal::new(String::new());
    let choose = std::iter::once((String::new(), t!("report-none-chosen")));
    let reasons = ReportReason::ALL.iter();
    let reasons = reasons.map(|one| (one.name().to_owned(), t_of!("report-reason", one.name())));
    let options: Vec<_> = choose.chain(reasons).collect();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(reason) = ReportReason::from_name(&reason.get_untracked()) else {
            form.mark("/reason", t!("report-choose"));
            return;
        };
        let text = text.get_untracked().trim().to_owned();
        let request = CreateReport { subject, subject_id: id.clone(), reason, text };
        let sent = create_report(form.key(), request.clone());
        form.check_and_send(&request, sent, move |report| made.set(Some(report)));
    };
    view! {
        <p class="lead">{t!("report-lead")}</p>
        <form class="card stack" novalidate on:submit=submit>
            {form.problem_view()}
            <SelectField form=form pointer="/reason" label=t!("report-what") value=reason options=Signal::stored(options) />
            <TextArea form=form pointer="/text" label=t!("report-text") hint=t!("report-text-hint") value=text maxlength=SUMMARY_MAX />
            <div class="row"><Submit busy=form.busy()>{t!("report-send")}</Submit></div>
        </form>
    }
}
