//! The routes of the program for what stewards do for the dialogue: cases without a desk, topics, working days, appeals.

use kopuro_shared::site::Program;
use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    components::layout::Layout,
    pages::{not_found::NotFound, steward},
};

/// The whole of it.
#[component]
pub fn Dialogue() -> impl IntoView {
    view! {
        <Router>
            <Layout>
                <Routes fallback=|| view! { <NotFound program=Program::Dialogue /> }>
                    <ParentRoute path=path!("/steward") view=steward::StewardFrame>
                        <Route path=path!("cases") view=steward::cases::CasesPage />
                        <Route path=path!("cases/:case") view=steward::cases::CasePage />
                        <Route path=path!("block_appeals") view=steward::block_appeals::BlockAppealsPage />
                        <Route path=path!("topics") view=steward::topics::TopicsPage />
                        <Route path=path!("calendar") view=steward::calendar::CalendarPage />
                    </ParentRoute>
                </Routes>
            </Layout>
        </Router>
    }
}
