//! The routes of the program for asking: questions to departments and their answers, desks and how they answer, consultations.

use kopuro_shared::site::Program;
use leptos::prelude::*;
use leptos_router::components::{Router, Routes};

use crate::{components::layout::Layout, pages::not_found::NotFound};

/// The whole of it.
#[component]
pub fn Asking() -> impl IntoView {
    view! {
        <Router>
            <Layout>
                <Routes fallback=|| view! { <NotFound program=Program::Asking /> }>{()}</Routes>
            </Layout>
        </Router>
    }
}
