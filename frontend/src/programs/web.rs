//! The routes of the program that most people open first: finding what is needed.

use kopuro_shared::site::Program;
use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

use crate::{
    components::layout::Layout,
    pages::{about, catalogue, home, not_found::NotFound, organizations, people, places, report},
};

/// The whole of it: what none of the others answers.
#[component]
pub fn Web() -> impl IntoView {
    view! {
        <Router>
            <Layout>
                <Routes fallback=|| view! { <NotFound program=Program::Web /> }>
                    <Route path=path!("/") view=home::Home />
                    <Route path=path!("/projects") view=catalogue::CataloguePage />
                    <Route path=path!("/places") view=places::CountryPage />
                    <Route path=path!("/places/:id") view=places::PlacePage />
                    <Route path=path!("/organizations") view=organizations::OrganizationsPage />
                    <Route path=path!("/organizations/:id") view=organizations::OrganizationPage />
                    <Route path=path!("/report/:subject/:id") view=report::ReportPage />
                    <Route path=path!("/sign-in") view=people::sign_in::SignInPage />
                    <Route path=path!("/sign-up") view=people::sign_up::SignUpPage />
                    <Route path=path!("/email/confirm") view=people::confirm_email::ConfirmEmailPage />
                    <Route path=path!("/how-money-works") view=about::HowMoneyWorks />
                    <Route path=path!("/about") view=about::About />
                </Routes>
            </Layout>
        </Router>
    }
}
