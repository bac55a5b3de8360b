//! The routes of the program with which organizations and stewards work, and where people keep their account.

use kopuro_shared::site::Program;
use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    components::layout::Layout,
    pages::{invitation, not_found::NotFound, people, steward, workspace},
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
                    <ParentRoute path=path!("/steward") view=steward::StewardFrame>
                        <Route path=path!("") view=steward::queue::QueuePage />
                        <Route path=path!("organizations") view=steward::organizations::OrganizationsPage />
                        <Route path=path!("organizations/:id") view=steward::organizations::OrganizationPage />
                        <Route path=path!("projects/:id") view=steward::project::ProjectPage />
                        <Route path=path!("rates") view=steward::rates::RatesPage />
                        <Route path=path!("audit") view=steward::audit::AuditPage />
                    </ParentRoute>
                    <ParentRoute path=path!("/workspace/:id") view=workspace::Workspace>
                        <Route path=path!("") view=workspace::overview::OverviewPage />
                        <Route path=path!("projects") view=workspace::projects::list::ProjectsPage />
                        <Route path=path!("projects/new") view=workspace::projects::create::CreatePage />
                        <Route path=path!("projects/:project/:part?") view=workspace::projects::ProjectPage />
                        <Route path=path!("money") view=workspace::money::payments::PaymentsPage />
                        <Route path=path!("money/statements") view=workspace::money::statements::StatementsPage />
                        <Route path=path!("money/transactions") view=workspace::money::transactions::TransactionsPage />
                        <Route path=path!("money/transactions/:transaction") view=workspace::money::transaction::TransactionPage />
                        <Route path=path!("organization") view=workspace::organization::OrganizationPage />
                        <Route path=path!("members") view=workspace::members::MembersPage />
                    </ParentRoute>
                </Routes>
            </Layout>
        </Router>
    }
}
