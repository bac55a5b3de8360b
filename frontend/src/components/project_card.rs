//! A project in lists: how far, how much is missing, who answers for it, what the last proof was.

use kopuro_shared::{
    organizations::{OrganizationSummary, Verification},
    projects::{ProjectState, ProjectSummary},
};
use leptos::prelude::*;
use leptos_router::components::A;

use super::{
    icon::{Icon, icon},
    photo::PhotoImage,
    progress::Progress,
    states::{Badge, Tone},
};
use crate::{format, i18n::pick, t, t_of};

/// Where a project stands, in a word or two.
#[component]
pub fn StateBadge(
    /// The state.
    state: ProjectState,
) -> impl IntoView {
    let tone = match state {
        ProjectState::Draft => Tone::Plain,
        ProjectState::Submitted | ProjectState::Published => Tone::Wait,
        ProjectState::Funded | ProjectState::Procurement | ProjectState::InProgress => Tone::Busy,
        ProjectState::Completed | ProjectState::Accepted => Tone::Good,
        ProjectState::Cancelled => Tone::Bad,
    };
    view! { <Badge tone=tone text=t_of!("project-state", state.name()) /> }
}

/// What stands for a sector, by the first digits of its code.
pub fn sector_icon(sector: &str) -> Icon {
    match sector.get(..2).unwrap_or_default() {
        "11" => Icon::Book,
        "12" => Icon::Health,
        "14" => Icon::Water,
        "21" => Icon::Bridge,
        "22" | "23" => Icon::Bolt,
        "31" | "41" => Icon::Leaf,
        _ => Icon::Village,
    }
}

/// A project's picture, or a drawing where it has none.
#[component]
pub fn Cover(
    /// The project.
    project: ProjectSummary,
) -> impl IntoView {
    match project.cover {
        // The title is beside it.
        Some(photo) => view! { <PhotoImage photo=photo alt="" class="project-picture" /> }.into_any(),
        None => view! {
            <div class="project-picture drawn" aria-hidden="true">
                <svg viewBox="0 0 320 180" preserveAspectRatio="xMidYMax slice">
                    <path class="far" d="M0 120l45-50 30 26 50-62 44 56 38-30 53 58 60-48v110H0z"></path>
                    <path class="near" d="M0 150c60-30 110-26 160-8s110 10 160-12v50H0z"></path>
                </svg>
                {icon(sector_icon(&project.sector))}
            </div>
        }
        .into_any(),
    }
}

/// Who answers for a project, and whether somebody vouches for it.
#[component]
pub fn Answerable(
    /// The organization.
    organization: OrganizationSummary,
) -> impl IntoView {
    let verified = organization.verification == Verification::Verified;
    view! {
        <span class="answerable" class:verified=verified>
            {icon(if verified { Icon::Shield } else { Icon::Village })}
            <span>{pick(&organization.name)}
                {verified.then(|| view! { <span class="visually-hidden">", "{t_of!("verification", "verified")}</span> })}
            </span>
        </span>
    }
}

/// A project in a list.
#[component]
pub fn ProjectCard(
    /// The project.
    project: ProjectSummary,
) -> impl IntoView {
    let takes = project.state.takes_pledges(project.ends_on, format::today());
    let last_day = project.ends_on.filter(|_| takes);
    let (goal, received) = (project.goal, project.received);
    view! {
        <article class="card flush linked project-card">
            <Cover project=project.clone() />
            <div class="card-body">
                <p class="row between">
                    <span class="small muted">{pick(&project.place.name)}</span>
                    <StateBadge state=project.state />
                </p>
                <h3><A href=format!("/projects/{}", project.id)>{pick(&project.title)}</A></h3>
                <Progress goal=goal received=received />
                <Answerable organization=project.organization />
                <p class="small muted">
                    {project.proved_at.map(|at| t!("project-proved", date = format::date(at.date_naive())))}
                    {(project.proved_at.is_some() && last_day.is_some()).then_some(" · ")}
                    {last_day.map(|day| t!("project-ends", date = format::date(day)))}
                </p>
            </div>
        </article>
    }
}
