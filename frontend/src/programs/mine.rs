//! The routes of the program for what is one's own: my space, my account, and how one's money is followed.

use kopuro_shared::site::Program;
use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

use crate::{
    components::layout::Layout,
    pages::{ledger, me, not_found::NotFound, people, receipts},
};

/// The whole of it.
#[component]
pub fn Mine() -> impl IntoView {
    view! {
        <Router>
            <Layout>
                <Routes fallback=|| view! { <NotFound program=Program::Mine /> }>
                    <Route path=path!("/me") view=me::MePage />
                    <Route path=path!("/account") view=people::account::AccountPage />
                    <Route path=path!("/password") view=people::password::ForgottenPasswordPage />
                    <Route path=path!("/password/new") view=people::password::NewPasswordPage />
                    <Route path=path!("/projects/:id/account") view=ledger::AccountPage />
                    <Route path=path!("/receipts/:code") view=receipts::ReceiptPage />
                </Routes>
            </Layout>
        </Router>
    }
}
