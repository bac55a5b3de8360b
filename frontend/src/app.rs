//! The routes.

use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

use crate::{components::layout::Layout, pages};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    view! {
        <Router>
            <Layout>
                <Routes fallback=pages::not_found::NotFound>
                    <Route path=path!("/") view=pages::home::Home />
                    <Route path=path!("/places") view=pages::places::CountryPage />
                    <Route path=path!("/places/:id") view=pages::places::PlacePage />
                    <Route path=path!("/invitation") view=pages::invitation::InvitationPage />
                    <Route path=path!("/organizations/:id") view=pages::organizations::OrganizationPage />
                    <Route path=path!("/sign-in") view=pages::people::sign_in::SignInPage />
                    <Route path=path!("/sign-up") view=pages::people::sign_up::SignUpPage />
                    <Route path=path!("/email/confirm") view=pages::people::confirm_email::ConfirmEmailPage />
                    <Route path=path!("/password") view=pages::people::password::ForgottenPasswordPage />
                    <Route path=path!("/password/new") view=pages::people::password::NewPasswordPage />
                    <Route path=path!("/account") view=pages::people::account::AccountPage />
                    <Route path=path!("/how-money-works") view=pages::about::HowMoneyWorks />
                    <Route path=path!("/about") view=pages::about::About />
                </Routes>
            </Layout>
        </Router>
    }
}
