//! The routes of the program for an organization's desk: what waits, the organization itself, its members, its consultations.

use kopuro_shared::site::Program;
use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    components::layout::Layout,
    pages::{
        invitation,
        not_found::NotFound,
        workspace::{self, answering},
    },
};

/// The whole of it.
#[component]
pub fn Desk() -> impl IntoView {
    view! {
        <Router>
            <Layout>
                <Routes fallback=|| view! { <NotFound program=Program::Desk /> }>
                    <Route path=path!("/invitation") view=invitation::InvitationPage />
                    <Route path=path!("/workspace") view=workspace::choose::ChoosePage />
                    <Route path=path!("/workspace/new") view=workspace::found::FoundPage />
                    <ParentRoute path=path!("/workspace/:id") view=workspace::Workspace>
                        <Route path=path!("") view=workspace::overview::OverviewPage />
                        <Route path=path!("organization") view=workspace::organization::OrganizationPage />
                        <Route path=path!("members") view=workspace::members::MembersPage />
                        <Route path=path!("consultations") view=answering::consultations::ConsultationsPage />
                        <Route path=path!("consultations/new") view=answering::consultations::NewConsultationPage />
                        <Route path=path!("consultations/:consultation") view=answering::consultations::OwnConsultationPage />
                    </ParentRoute>
                </Routes>
            </Layout>
        </Router>
    }
}
