//! The routes of the program for an organization's money, that of each project too.

use kopuro_shared::site::Program;
use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    components::layout::Layout,
    pages::{not_found::NotFound, workspace},
};

/// The whole of it.
#[component]
pub fn Money() -> impl IntoView {
    view! {
        <Router>
            <Layout>
                <Routes fallback=|| view! { <NotFound program=Program::Money /> }>
                    <ParentRoute path=path!("/workspace/:id") view=workspace::Workspace>
                        <Route path=path!("money") view=workspace::money::payments::PaymentsPage />
                        <Route path=path!("money/statements") view=workspace::money::statements::StatementsPage />
                        <Route path=path!("money/transactions") view=workspace::money::transactions::TransactionsPage />
                        <Route path=path!("money/transactions/:transaction") view=workspace::money::transaction::TransactionPage />
                        <Route path=path!("projects/:project/money") view=workspace::money::project::ProjectMoneyPage />
                    </ParentRoute>
                </Routes>
            </Layout>
        </Router>
    }
}
