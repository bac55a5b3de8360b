//! The frame of a project's pages: what it is called, where it stands, and its parts.

use kopuro_shared::{organizations::OrganizationAction, projects::Project, site::Program};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};

use super::{
    plan::PlanPart, questions::QuestionsPart, steps::StepsPart, texts::TextsPart,
    updates::UpdatesPart, work::WorkPart,
};
use crate::{
    api::{Versioned, projects::get_project},
    components::{
        button::LinkButton,
        loaded::{Fetched, loaded},
        project_card::StateBadge,
        states::{Empty, Notice, Tone},
    },
    i18n::pick,
    pages::{
        not_found::NotFound,
        workspace::{Org, in_workspace},
    },
    t,
};

/// A project that the organization works on.
#[derive(Debug, Clone)]
pub struct Work {
    /// Whose it is.
    pub org: Org,
    /// Its page.
    pub project: Project,
    /// Its `ETag`.
    pub etag: String,
    /// Fetches it anew.
    pub reload: Callback<()>,
}

impl Work {
    /// Whether the person may do this.
    pub fn may(&self, action: OrganizationAction) -> bool {
        self.org.may(action) && !self.project.is_frozen
    }

    /// The address of a part of its pages.
    pub fn path(&self, part: &str) -> String {
        self.org.path(&format!("/projects/{}{part}", self.project.id))
    }
}

/// The page of a project, with the part that the address names. What is about its money is another program's.
#[component]
pub fn ProjectPage() -> impl IntoView {
    project_page(|part, work| match part {
        "" => view! { <StepsPart work=work /> }.into_any(),
        "texts" => view! { <TextsPart work=work /> }.into_any(),
        "plan" => view! { <PlanPart work=work /> }.into_any(),
        "work" => view! { <WorkPart work=work /> }.into_any(),
        "updates" => view! { <UpdatesPart work=work /> }.into_any(),
        "questions" => view! { <QuestionsPart work=work /> }.into_any(),
        _ => view! { <NotFound program=Program::Projects /> }.into_any(),
    })
}

/// Draws the part of a project that the address names, inside the frame of all parts.
pub fn project_page(shown: fn(&str, Work) -> AnyView) -> impl IntoView {
    let params = use_params_map();
    let param =
        move |name: &'static str| params.with(|params| params.get(name).unwrap_or_default());
    let part = Memo::new(move |_| param("part"));
    in_workspace(t!("workspace-projects"), move |org| {
        let id = Memo::new(move |_| param("project"));
        let project: Fetched<Versioned<Project>> = Fetched::new(move || {
            let id = id.get();
            async move { get_project(&id).await }
        });
        loaded(project, move |found| {
            if found.value.organization.id != org.id {
                return view! { <Empty title=t!("not-found-title") text=t!("not-found-text") /> }
                    .into_any();
            }
            crate::components::layout::title(&pick(&found.value.title));
            let work = Work {
                org: org.clone(),
                project: found.value,
                etag: found.etag,
                reload: Callback::new(move |()| project.refetch()),
            };
            view! { <Parts work=work part=part shown=shown /> }.into_any()
        })
    })
}

#[component]
fn Parts(work: Work, part: Memo<String>, shown: fn(&str, Work) -> AnyView) -> impl IntoView {
    let project = &work.project;
    let link = |part: &str, text: String| {
        view! { <A href=work.path(part) exact=true>{text}</A> }
    };
    let content = {
        let work = work.clone();
        move || shown(&part.get(), work.clone())
    };
    let is_public = project.state.is_public(project.published_at.is_some());
    let public = format!("/projects/{}", project.id);
    view! {
        <div class="row between">
            <h1>{pick(&project.title)}</h1>
            <span class="row">
                <StateBadge state=project.state />
                {is_public.then(|| view! { <LinkButton kind=crate::components::button::Kind::Quiet href=public>{t!("project-see-page")}</LinkButton> })}
            </span>
        </div>
        {project.is_frozen.then(|| view! { <Notice tone=Tone::Bad>{t!("desk-project-frozen")}</Notice> })}
        <nav class="tabs small-tabs" aria-label=t!("project-parts")>
            {link("", t!("project-part-steps"))}
            {link("/texts", t!("project-part-texts"))}
            {link("/plan", t!("project-part-plan"))}
            {link("/work", t!("project-part-work"))}
            {link("/money", t!("workspace-money"))}
            {link("/updates", t!("project-part-updates"))}
            {link("/questions", t!("project-part-questions"))}
        </nav>
        {content}
    }
}
