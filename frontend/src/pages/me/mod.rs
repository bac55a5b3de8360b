//! My space: what I pledged, what I follow, and what happened there.

mod notifications;
mod pledges;

use kopuro_shared::projects::ProjectSummary;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::{
    api::community::list_followed_projects,
    components::{
        button::LinkButton,
        layout::title,
        paged::Paged,
        project_card::ProjectCard,
        states::Empty,
        tabs::{Tabs, use_part},
    },
    pages::people::SignedIn,
    session, t, t_of,
};

/// The parts of the page, as its address names them.
const PARTS: &[&str] = &["pledges", "follows", "news"];

/// The page.
#[component]
pub fn MePage() -> impl IntoView {
    title(&t!("me-title"));
    view! { <SignedIn><Me /></SignedIn> }
}

#[component]
fn Me() -> impl IntoView {
    let part = use_part(PARTS);
    let tabs = PARTS.iter().map(|name| (*name, t_of!("me-part", name))).collect::<Vec<_>>();
    let content = move || match part.get() {
        "follows" => view! { <Follows /> }.into_any(),
        "news" => view! { <notifications::Notifications /> }.into_any(),
        _ => view! { <pledges::Pledges /> }.into_any(),
    };
    view! {
        <div class="page">
            <header class="row between">
                <div class="stack tight">
                    <h1>{t!("me-title")}</h1>
                    <p class="muted">{move || session::me().map(|me| me.display_name)}</p>
                </div>
                <div class="row">
                    <A href="/me/cases">{t!("my-cases-title")}</A>
                    <A href="/account">{t!("nav-account")}</A>
                </div>
            </header>
            <Tabs label=t!("me-parts") path="/me".to_owned() parts=tabs current=part />
            {content}
        </div>
    }
}

#[component]
fn Follows() -> impl IntoView {
    let projects = Paged::new(list_followed_projects);
    let none = || {
        view! {
            <Empty title=t!("me-follows-none") text=t!("me-follows-none-text")>
                <LinkButton href="/projects">{t!("me-find-projects")}</LinkButton>
            </Empty>
        }
        .into_any()
    };
    let card = |project: ProjectSummary| view! { <ProjectCard project=project /> };
    projects.view("project-list", |project| project.id.clone(), card, none)
}
