//! The routes of the program with which organizations and stewards work, and where people keep their account.

use kopuro_shared::site::Program;
use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

use crate::{
    components::layout::Layout,
    pages::{invitation, not_found::NotFound, people},
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
                </Routes>
            </Layout>
        </Router>
    }
}
