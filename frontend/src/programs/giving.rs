//! The routes of the program for giving: a project, and the pledges for it.

use kopuro_shared::site::Program;
use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

use crate::{
    components::layout::Layout,
    pages::{not_found::NotFound, people, pledges, project},
};

/// The whole of it. Signing in and up are here too, so that a donor on the way to a pledge downloads no other program.
#[component]
pub fn Giving() -> impl IntoView {
    view! {
        <Router>
            <Layout>
                <Routes fallback=|| view! { <NotFound program=Program::Giving /> }>
                    <Route path=path!("/projects/:id") view=project::ProjectPage />
                    <Route path=path!("/projects/:id/pledge") view=pledges::make::MakePledgePage />
                    <Route path=path!("/pledges/:id") view=pledges::pledge::PledgePage />
                    <Route path=path!("/sign-in") view=people::sign_in::SignInPage />
                    <Route path=path!("/sign-up") view=people::sign_up::SignUpPage />
                </Routes>
            </Layout>
        </Router>
    }
}
