//! A project's page: how far, how much is missing, who answers for it, what the last proof was; then the whole of it in
//! four parts.

mod about;
mod expenses;
mod follow;
mod glance;
mod history;
pub mod matching;
mod money;
mod questions;
mod work;

pub use history::sentence;

use kopuro_shared::projects::{Project, ProjectState};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::places::Crumbs;
use crate::{
    api::{Versioned, projects::get_project},
    components::{
        button::LinkButton,
        layout::title,
        loaded::{Fetched, loaded},
        photo::PhotoImage,
        project_card::StateBadge,
        states::{Notice, Tone},
        tabs::{Tabs, use_part},
    },
    format,
    i18n::pick,
    t, t_of,
};

/// The parts of the page, as its address names them.
const PARTS: &[&str] = &["about", "work", "money", "talk"];

/// The project in the address.
#[component]
pub fn ProjectPage() -> impl IntoView {
    let params = use_params_map();
    let project: Fetched<Versioned<Project>> = Fetched::new(move || {
        let id = params.with(|params| params.get("id").unwrap_or_default());
        async move { get_project(&id).await }
    });
    let view = |project: Versioned<Project>| view! { <ProjectView project=project.value /> };
    view! { <div class="page">{loaded(project, view)}</div> }
}

#[component]
fn ProjectView(project: Project) -> impl IntoView {
    let name = pick(&project.title);
    title(&name);
    let part = use_part(PARTS);
    let path = format!("/projects/{}", project.id);
    let tabs = PARTS.iter().map(|name| (*name, t_of!("project-part", name))).collect::<Vec<_>>();
    let beneficiaries = i64::from(project.beneficiaries);
    let pledge_bar = project.takes_pledges.then(|| {
        let href = format!("{path}/pledge");
        view! { <div class="pledge-bar no-print"><LinkButton href=href>{t!("project-pledge")}</LinkButton></div> }
    });
    let cover = project.cover.clone().map(|photo| {
        view! { <PhotoImage photo=photo alt="" class="project-picture" eager=true /> }
    });
    let shown = project.clone();
    let content = move || match part.get() {
        "work" => view! { <work::Work project=shown.clone() /> }.into_any(),
        "money" => view! { <money::ProjectMoney project=shown.clone() /> }.into_any(),
        "talk" => view! { <questions::Talk project=shown.clone() /> }.into_any(),
        _ => view! { <about::About project=shown.clone() /> }.into_any(),
    };
    view! {
        <Crumbs places=project.places.clone() />
        <div class="project">
            <header class="stack project-head">
                <h1>{name}</h1>
                <p class="row">
                    <StateBadge state=project.state />
                    {(beneficiaries > 0).then(|| view! {
                        <span class="muted">{t!("project-beneficiaries", count = beneficiaries, shown = format::count(beneficiaries))}</span>
                    })}
                </p>
                <Notices project=project.clone() />
                {cover}
                <p class="lead">{pick(&project.summary)}</p>
            </header>
            <glance::Glance project=project.clone() />
            <div class="stack loose project-parts">
                <Tabs label=t!("project-parts") path=path parts=tabs current=part />
                {content}
            </div>
        </div>
        {pledge_bar}
    }
}

/// What must be known before anything else: the project is frozen, or was given up.
#[component]
fn Notices(project: Project) -> impl IntoView {
    let frozen = project.is_frozen.then(|| {
        view! { <Notice tone=Tone::Bad><b>{t!("project-frozen")}</b><p>{t!("project-frozen-text")}</p></Notice> }
    });
    let is_cancelled = project.state == ProjectState::Cancelled;
    let cancelled = is_cancelled.then(|| {
        let plan = project.money.map(|plan| view! { <about::PlanOfMoney plan=plan /> });
        view! {
            <Notice tone=Tone::Bad>
                <b>{t!("project-cancelled")}</b>
                <p>{project.state_reason}</p>
                {plan}
            </Notice>
        }
    });
    view! { {frozen}{cancelled} }
}
