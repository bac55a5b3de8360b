//! The routes of the program for asking: one's questions to departments, and a case with its thread.

use kopuro_shared::site::Program;
use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

use crate::{
    components::layout::Layout,
    pages::{ask, cases, not_found::NotFound},
};

/// The whole of it.
#[component]
pub fn Asking() -> impl IntoView {
    view! {
        <Router>
            <Layout>
                <Routes fallback=|| view! { <NotFound program=Program::Asking /> }>
                    <Route path=path!("/ask") view=ask::AskPage />
                    <Route path=path!("/cases/:id") view=cases::case::CasePage />
                    <Route path=path!("/guest_case") view=cases::guest::GuestCasePage />
                    <Route path=path!("/me/cases") view=cases::mine::MyCasesPage />
                    <Route path=path!("/me/blocks") view=cases::blocks::BlocksPage />
                </Routes>
            </Layout>
        </Router>
    }
}
