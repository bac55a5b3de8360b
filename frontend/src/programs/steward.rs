//! The routes of the program for stewards.

use kopuro_shared::site::Program;
use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    components::layout::Layout,
    pages::{not_found::NotFound, steward},
};

/// The whole of it.
#[component]
pub fn Steward() -> impl IntoView {
    view! {
        <Router>
            <Layout>
                <Routes fallback=|| view! { <NotFound program=Program::Steward /> }>
                    <ParentRoute path=path!("/steward") view=steward::StewardFrame>
                        <Route path=path!("") view=steward::queue::QueuePage />
                        <Route path=path!("organizations") view=steward::organizations::OrganizationsPage />
                        <Route path=path!("organizations/:id") view=steward::organizations::OrganizationPage />
                        <Route path=path!("projects/:id") view=steward::project::ProjectPage />
                        <Route path=path!("reports") view=steward::reports::ReportsPage />
                        <Route path=path!("rates") view=steward::rates::RatesPage />
                        <Route path=path!("audit") view=steward::audit::AuditPage />
                    </ParentRoute>
                </Routes>
            </Layout>
        </Router>
    }
}
