//! The organization's projects, newest first.

use kopuro_shared::organizations::OrganizationAction;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::{
    api::projects::list_organization_projects,
    components::{
        button::LinkButton, paged::Paged, progress::Progress, project_card::StateBadge,
        states::Empty,
    },
    format,
    i18n::pick,
    pages::workspace::in_workspace,
    t,
};

/// The page.
#[component]
pub fn ProjectsPage() -> impl IntoView {
    in_workspace(t!("workspace-projects"), |org| {
        let id = org.id.clone();
        let projects = Paged::new(move || list_organization_projects(&id));
        let new = org.may(OrganizationAction::WriteProjects);
        let href = org.path("/projects/new");
        view! {
            <div class="row between">
                <h1>{t!("workspace-projects")}</h1>
                {new.then(|| view! { <LinkButton href=href>{t!("project-new")}</LinkButton> })}
            </div>
            {projects.view(
                "list",
                |project| project.id.clone(),
                |project| view! {
                    <article class="card linked">
                        <div class="row between">
                            <h3><A href=format!("/workspace/{}/projects/{}", project.organization.id, project.id)>{pick(&project.title)}</A></h3>
                            <StateBadge state=project.state />
                        </div>
                        <p class="small muted">
                            {pick(&project.place.name)}
                            {project.ends_on.map(|day| format!(" · {}", t!("desk-project-until", date = format::date(day))))}
                        </p>
                        {(project.goal.amount > 0).then(|| view! { <Progress goal=project.goal received=project.received /> })}
                    </article>
                },
                || view! { <Empty title=t!("projects-none") text=t!("projects-none-text") /> }.into_any(),
            )}
        }
    })
}
