//! The routes of the program for reading: what was answered, desks and how they answer, consultations.

use kopuro_shared::site::Program;
use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

use crate::{
    components::layout::Layout,
    pages::{cases, consultations, desks, not_found::NotFound},
};

/// The whole of it.
#[component]
pub fn Reading() -> impl IntoView {
    view! {
        <Router>
            <Layout>
                <Routes fallback=|| view! { <NotFound program=Program::Reading /> }>
                    <Route path=path!("/cases") view=cases::public::CasesPage />
                    <Route path=path!("/desks/:id") view=desks::DeskPage />
                    <Route path=path!("/responsiveness") view=desks::responsiveness::ResponsivenessPage />
                    <Route path=path!("/consultations") view=consultations::list::ConsultationsPage />
                    <Route path=path!("/consultations/:id") view=consultations::ConsultationPage />
                </Routes>
            </Layout>
        </Router>
    }
}
