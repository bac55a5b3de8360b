//! The routes of the program with which an organization works on its projects, but for their money.

use kopuro_shared::site::Program;
use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    components::layout::Layout,
    pages::{not_found::NotFound, workspace},
};

/// The whole of it.
#[component]
pub fn Projects() -> impl IntoView {
    view! {
        <Router>
            <Layout>
                <Routes fallback=|| view! { <NotFound program=Program::Projects /> }>
                    <ParentRoute path=path!("/workspace/:id") view=workspace::Workspace>
                        <Route path=path!("projects") view=workspace::projects::list::ProjectsPage />
                        <Route path=path!("projects/new") view=workspace::projects::create::CreatePage />
                        <Route path=path!("projects/:project/:part?") view=workspace::projects::ProjectPage />
                    </ParentRoute>
                </Routes>
            </Layout>
        </Router>
    }
}
