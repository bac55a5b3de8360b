//! The routes of the program for an organization's answers: its desks, their queues and cases, its consultations.

use kopuro_shared::site::Program;
use leptos::prelude::*;
use leptos_router::components::{Router, Routes};

use crate::{components::layout::Layout, pages::not_found::NotFound};

/// The whole of it.
#[component]
pub fn Answering() -> impl IntoView {
    view! {
        <Router>
            <Layout>
                <Routes fallback=|| view! { <NotFound program=Program::Answering /> }>{()}</Routes>
            </Layout>
        </Router>
    }
}
