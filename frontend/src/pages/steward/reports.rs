//! What people report: the queue, and a steward's decisions.

use kopuro_shared::reports::{
    DecideReport, ReportDecision, ReportDetails, ReportState, ReportSubject,
};
use leptos::prelude::*;
use leptos_router::components::A;

use super::for_stewards;
use crate::{
    api::reports::{decide_report, list_reports},
    components::{
        ask::{Ask, Question},
        button::{Button, Kind},
        field::SelectField,
        form::Form,
        paged::Paged,
        states::{Badge, Empty, Tone},
        toast,
    },
    format,
    i18n::pick,
    t, t_of,
};

/// What a steward is about to decide: the report, its version, the decision. Rows find it in their context.
type Deciding = RwSignal<Option<(String, i64, ReportDecision)>>;

/// The page.
#[component]
pub fn ReportsPage() -> impl IntoView {
    for_stewards(t!("steward-reports"), || {
        let form = Form::new();
        let state = RwSignal::new(ReportState::Open.name().to_owned());
        let subject = RwSignal::new(String::new());
        let reports = Paged::new(move || list_reports(&state.read(), &subject.read()));
        let deciding: Deciding = RwSignal::new(None);
        provide_context(deciding);
        let open = RwSignal::new(false);
        Effect::new(move |_| {
            if deciding.with(Option::is_some) {
                open.set(true);
            }
        });
        // Closing the question without an answer lets the same one be chosen again.
        Effect::new(move |_| {
            if !open.get() {
                deciding.set(None);
            }
        });
        let reason = RwSignal::new(String::new());
        let question = Signal::derive(move || {
            let decision = deciding.get().map_or("dismiss", |(_, _, decision)| decision.name());
            Question {
                title: t!("steward-decide"),
                text: t_of!("report-decision-text", decision),
                action: t_of!("report-decision", decision),
                reason: Some(t!("report-decision-reason")),
            }
        });
        let send = Callback::new(move |reason_given: String| {
            let Some((id, version, decision)) = deciding.get_untracked() else { return };
            let request = DecideReport { decision, reason: reason_given };
            form.check_and_send(&request.clone(), decide_report(id, version, request), move |_| {
                reason.set(String::new());
                open.set(false);
                toast::good(t!("saved"));
                reports.reload();
            });
        });
        let any = || (String::new(), t!("steward-filter-any"));
        let states = ReportState::ALL
            .iter()
            .map(|one| (one.name().to_owned(), t_of!("report-state", one.name())));
        let states: Vec<_> = std::iter::once(any()).chain(states).collect();
        let subjects = ReportSubject::ALL
            .iter()
            .map(|one| (one.name().to_owned(), t_of!("report-subject", one.name())));
        let subjects: Vec<_> = std::iter::once(any()).chain(subjects).collect();
        view! {
            <div class="card filters">
                <SelectField form=form pointer="/state" label=t!("report-state-label") value=state options=states />
                <SelectField form=form pointer="/subject" label=t!("report-subject-label") value=subject options=subjects />
            </div>
            {reports.view(
                "list",
                |one| format!("{}{}", one.id, one.version),
                row,
                || view! { <Empty title=t!("steward-no-reports") /> }.into_any(),
            )}
            <Ask open=open form=form question=question reason=reason on_send=send />
        }
    })
}

/// Where the thing stands. A private case is seen by who takes part in it, not by stewards: what it said stands here.
fn place(report: &ReportDetails) -> Option<String> {
    if let Some(consultation) = &report.consultation_id {
        return Some(format!("/consultations/{consultation}"));
    }
    if let Some(case) = &report.case_id {
        return Some(format!("/cases/{case}"));
    }
    let part = match report.subject {
        ReportSubject::Update => "?part=work",
        ReportSubject::Question | ReportSubject::Answer => "?part=talk",
        _ => "",
    };
    report.project_id.as_ref().map(|project| format!("/projects/{project}{part}"))
}

fn row(report: ReportDetails) -> AnyView {
    let deciding = expect_context::<Deciding>();
    let tone = if report.state == ReportState::Open { Tone::Wait } else { Tone::Plain };
    let organization = format!("/steward/organizations/{}", report.organization.id);
    let place = place(&report).map(|href| view! { <A href=href>{t!("report-look")}</A> });
    let (id, version) = (report.id, report.version);
    let buttons = report.decisions.into_iter().map(|decision| {
        let id = id.clone();
        let kind =
            if decision == ReportDecision::Dismiss { Kind::Secondary } else { Kind::Danger };
        view! {
            <Button kind=kind compact=true on_click=move || deciding.set(Some((id.clone(), version, decision)))>
                {t_of!("report-decision", decision.name())}
            </Button>
        }
    });
    let buttons: Vec<_> = buttons.collect();
    let decided = report.decision_reason.map(|reason| {
        view! { <p class="small muted">{report.decided_at.map(format::moment)}": "{reason}</p> }
    });
    view! {
        <article class="card stack">
            <div class="row between">
                <h3>{t_of!("report-subject", report.subject.name())}": "{t_of!("report-reason", report.reason.name())}</h3>
                <Badge tone=tone text=t_of!("report-state", report.state.name()) />
            </div>
            <p class="prose">{report.text}</p>
            <p class="small muted">{report.reported_by}" · "{format::moment(report.reported_at)}</p>
            <blockquote class="panel prose">{pick(&report.said)}</blockquote>
            <p class="row small"><A href=organization>{pick(&report.organization.name)}</A>{place}</p>
            {decided}
            {(!buttons.is_empty()).then(|| view! { <div class="row">{buttons}</div> })}
        </article>
    }
    .into_any()
}
