//! What waits for a steward: organizations to verify, projects to publish, finished work to accept.

use chrono::Duration;
use kopuro_shared::{
    organizations::{DecideSubmission, Submission},
    projects::ProjectSummary,
    validation::SUMMARY_MAX,
};
use leptos::prelude::*;
use leptos_router::components::A;

use super::for_stewards;
use crate::{
    api::{
        organizations::{decide_submission, list_submissions},
        work::{list_completed_projects, list_submitted_projects},
    },
    components::{
        button::{Button, Kind, Submit},
        field::{TextArea, TextField},
        form::Form,
        paged::Paged,
        project_card::StateBadge,
        states::Empty,
        toast,
    },
    drafts::Draft,
    format,
    i18n::pick,
    pages::workspace::FileLink,
    t, t_of,
};

/// Days for which an organization is verified where the steward says nothing else.
const USUAL_DAYS: i64 = 365;

/// What happens once a steward has decided. Rows find it in their context.
type Decided = Callback<()>;

/// The page.
#[component]
pub fn QueuePage() -> impl IntoView {
    for_stewards(t!("steward-queue"), || {
        let submissions = Paged::new(list_submissions);
        let decided: Decided = Callback::new(move |()| submissions.reload());
        provide_context(decided);
        let none = || view! { <Empty title=t!("steward-none-to-verify") /> }.into_any();
        view! {
            <section class="stack">
                <h2>{t!("steward-to-verify")}</h2>
                {submissions.view("list", |one| one.id.clone(), submission_card, none)}
            </section>
            <section class="stack">
                <h2>{t!("steward-to-publish")}</h2>
                {projects(Paged::new(list_submitted_projects), t!("steward-none-to-publish"))}
            </section>
            <section class="stack">
                <h2>{t!("steward-to-accept")}</h2>
                {projects(Paged::new(list_completed_projects), t!("steward-none-to-accept"))}
            </section>
        }
    })
}

fn projects(list: Paged<ProjectSummary>, none: String) -> impl IntoView {
    let row = |project: ProjectSummary| {
        view! {
            <article class="card linked">
                <div class="row between">
                    <h3><A href=format!("/steward/projects/{}", project.id)>{pick(&project.title)}</A></h3>
                    <StateBadge state=project.state />
                </div>
                <p class="small muted">{pick(&project.organization.name)}" · "{pick(&project.place.name)}" · "{format::money(project.goal)}</p>
            </article>
        }
    };
    let none = move || view! { <Empty title=none.clone() /> }.into_any();
    list.view("list", |project| project.id.clone(), row, none)
}

fn submission_card(submission: Submission) -> AnyView {
    let decided = expect_context::<Decided>();
    let organization = submission.organization;
    let number = submission.registration_number.map(|number| {
        view! { <dt>{t!("field-label-registration-number")}</dt><dd>{number}</dd> }
    });
    let documents: Vec<_> =
        submission.documents.into_iter().map(|file| view! { <FileLink file=file /> }).collect();
    view! {
        <article class="card stack">
            <h3><A href=format!("/steward/organizations/{}", organization.id)>{pick(&organization.name)}</A></h3>
            <dl class="facts">
                <dt>{t!("field-label-kind")}</dt><dd>{t_of!("organization-kind", organization.kind.name())}</dd>
                {number}
                <dt>{t!("steward-asked-at")}</dt><dd>{format::moment(submission.submitted_at)}</dd>
            </dl>
            <p class="prose">{submission.note}</p>
            {(!documents.is_empty()).then(|| view! { <div class="row">{documents}</div> })}
            <details class="panel">
                <summary>{t!("steward-decide")}</summary>
                <Decide id=submission.id decided=decided />
            </details>
        </article>
    }
    .into_any()
}

#[component]
fn Decide(id: String, decided: Callback<()>) -> impl IntoView {
    let form = Form::new();
    let draft = Draft::of(&format!("decision/{id}"));
    let reason = draft.text("reason", "");
    let until = draft.text("until", &(format::today() + Duration::days(USUAL_DAYS)).to_string());
    // One button each: what the form is sent with is the decision.
    let send = {
        let id = id.clone();
        move |is_verified: bool| {
            let verified_until = is_verified.then(|| until.get_untracked().parse().ok()).flatten();
            let reason = reason.get_untracked();
            let request = DecideSubmission { is_verified, reason, verified_until };
            let sent = decide_submission(id.clone(), request.clone());
            form.check_and_send(&request, sent, move |()| {
                draft.clear();
                toast::good(if is_verified {
                    t!("steward-verified")
                } else {
                    t!("steward-rejected")
                });
                decided.run(());
            });
        }
    };
    let reject = send.clone();
    view! {
        <form class="stack" novalidate on:submit=move |event| { event.prevent_default(); send(true); }>
            {form.problem_view()}
            <TextArea form=form pointer="/reason" label=t!("steward-reason-to-organization") hint=t!("steward-reason-hint")
                value=reason maxlength=SUMMARY_MAX />
            <TextField form=form pointer="/verified_until" label=t!("steward-verified-until") value=until kind="date" />
            <div class="row">
                <Submit busy=form.busy()>{t!("steward-verify")}</Submit>
                <Button kind=Kind::Danger busy=form.busy()
                    on_click=move || reject(false)>{t!("steward-reject")}</Button>
            </div>
        </form>
    }
}
