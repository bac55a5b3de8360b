//! The routes of the program with which organizations and stewards work, and where people keep their account.

use kopuro_shared::site::Program;
use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    components::layout::Layout,
    pages::{invitation, not_found::NotFound, people, workspace},
};

/// The whole of it. `kopuro_shared::site` names the first segments of these addresses.
#[component]
pub fn Desk() -> impl IntoView {
    view! {
        <Router>
            <Layout>
                <Routes fallback=|| view! { <NotFound program=Program::Desk /> }>
                    <Route path=path!("/account") view=people::account::AccountPage />
                    <Route path=path!("/invitation") view=invitation::InvitationPage />
                    <Route path=path!("/password") view=people::password::ForgottenPasswordPage />
                    <Route path=path!("/password/new") view=people::password::NewPasswordPage />
                    <Route path=path!("/workspace") view=workspace::choose::ChoosePage />
                    <Route path=path!("/workspace/new") view=workspace::found::FoundPage />
                    <ParentRoute path=path!("/workspace/:id") view=workspace::Workspace>
                        <Route path=path!("") view=workspace::overview::OverviewPage />
                        <Route path=path!("organization") view=workspace::organization::OrganizationPage />
                        <Route path=path!("members") view=workspace::members::MembersPage />
                    </ParentRoute>
                </Routes>
            </Layout>
        </Router>
    }
}
