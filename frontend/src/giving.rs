//! The routes of the program for giving: a project with its account, pledges, receipts, and one's own space.

use kopuro_shared::site::Program;
use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

use crate::{
    components::layout::Layout,
    pages::{ledger, me, not_found::NotFound, people, pledges, project, receipts},
};

/// The whole of it. `kopuro_shared::site` names the first segments of these addresses; signing in and up are here too, so
/// that a donor on the way to a pledge downloads no other program.
#[component]
pub fn Giving() -> impl IntoView {
    view! {
        <Router>
            <Layout>
                <Routes fallback=|| view! { <NotFound program=Program::Giving /> }>
                    <Route path=path!("/projects/:id") view=project::ProjectPage />
                    <Route path=path!("/projects/:id/pledge") view=pledges::make::MakePledgePage />
                    <Route path=path!("/projects/:id/account") view=ledger::AccountPage />
                    <Route path=path!("/pledges/:id") view=pledges::pledge::PledgePage />
                    <Route path=path!("/receipts/:code") view=receipts::ReceiptPage />
                    <Route path=path!("/me") view=me::MePage />
                    <Route path=path!("/sign-in") view=people::sign_in::SignInPage />
                    <Route path=path!("/sign-up") view=people::sign_up::SignUpPage />
                </Routes>
            </Layout>
        </Router>
    }
}
