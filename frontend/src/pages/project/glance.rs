//! What a donor wants to know first, beside everything else.

use chrono::{DateTime, Utc};
use kopuro_shared::projects::{Evidence, Project, ProjectState};
use leptos::prelude::*;
use leptos_router::components::A;

use super::follow::Follow;
use crate::{
    components::{
        button::LinkButton, moment::Moment, progress::Progress, project_card::Answerable,
        share::ShareButton,
    },
    format,
    i18n::pick,
    t,
};

/// How far, how much is missing, who answers for it, what the last proof was; pledge, follow, share.
#[component]
pub fn Glance(project: Project) -> impl IntoView {
    let path = format!("/projects/{}", project.id);
    let organization = format!("/organizations/{}", project.organization.id);
    let proof = last_photo(&project);
    view! {
        <aside class="card project-glance" aria-label=t!("project-glance")>
            <Progress goal=project.goal received=project.received promised=project.promised />
            <p class="small muted">{t!("project-pledges", count = project.pledges)}</p>
            <Pledge project=project.clone() />
            <dl class="facts wide">
                <dt>{t!("project-answers")}</dt>
                <dd><A href=organization><Answerable organization=project.organization.clone() /></A></dd>
                <dt>{t!("project-last-proof")}</dt>
                <dd><LastProof at=project.proved_at path=path photo=proof /></dd>
            </dl>
            <div class="row no-print">
                <Follow id=project.id.clone() is_followed=project.is_followed followers=project.followers />
                <ShareButton label=t!("action-share") title=pick(&project.title) />
            </div>
        </aside>
    }
}

#[component]
fn Pledge(project: Project) -> impl IntoView {
    if project.takes_pledges {
        let href = format!("/projects/{}/pledge", project.id);
        let last_day = project.ends_on.map(format::date);
        return view! {
            // On a phone the bar below has the same button, always at hand.
            <div class="glance-pledge"><LinkButton href=href>{t!("project-pledge")}</LinkButton></div>
            {last_day.map(|day| view! { <p class="small muted center">{t!("project-until", date = day)}</p> })}
        }
        .into_any();
    }
    let why = match project.state {
        ProjectState::Published if project.is_frozen => t!("project-closed-frozen"),
        ProjectState::Published => t!("project-closed-ended"),
        ProjectState::Draft | ProjectState::Submitted => t!("project-closed-draft"),
        ProjectState::Cancelled => t!("project-closed-cancelled"),
        _ => t!("project-closed-funded"),
    };
    view! { <p class="muted">{why}</p> }.into_any()
}

#[component]
fn LastProof(at: Option<DateTime<Utc>>, path: String, photo: Option<Evidence>) -> impl IntoView {
    let Some(at) = at else {
        return view! { <span class="muted">{t!("project-no-proof")}</span> }.into_any();
    };
    let photo = photo.map(|photo| {
        view! { <img class="proof" src=photo.file.url alt="" loading="lazy" decoding="async" /> }
    });
    view! { <a href=format!("{path}?part=work") class="proof-link" data-noscroll="">{photo}<Moment at=at /></a> }
        .into_any()
}

/// The newest picture that shows what was done.
fn last_photo(project: &Project) -> Option<Evidence> {
    let evidence = project.milestones.iter().flat_map(|milestone| &milestone.evidence);
    let photos = evidence.filter(|evidence| evidence.file.media_type.starts_with("image/"));
    photos.max_by_key(|evidence| evidence.added_at).cloned()
}
