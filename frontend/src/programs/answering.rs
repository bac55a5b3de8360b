//! The routes of the program for an organization's answers: its desks, their queues and cases.

use kopuro_shared::site::Program;
use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    components::layout::Layout,
    pages::{
        not_found::NotFound,
        workspace::{self, answering},
    },
};

/// The whole of it.
#[component]
pub fn Answering() -> impl IntoView {
    view! {
        <Router>
            <Layout>
                <Routes fallback=|| view! { <NotFound program=Program::Answering /> }>
                    <ParentRoute path=path!("/workspace/:id") view=workspace::Workspace>
                        <Route path=path!("desks") view=answering::desks::DesksPage />
                        <Route path=path!("desks/new") view=answering::desks::NewDeskPage />
                        <Route path=path!("desks/:desk") view=answering::settings::SettingsPage />
                        <Route path=path!("desks/:desk/cases") view=answering::queue::QueuePage />
                        <Route path=path!("desks/:desk/canned_answers") view=answering::canned::CannedPage />
                        <Route path=path!("desks/:desk/blocks") view=answering::blocks::BlocksPage />
                        <Route path=path!("cases/:case") view=answering::case::CasePage />
                    </ParentRoute>
                </Routes>
            </Layout>
        </Router>
    }
}
