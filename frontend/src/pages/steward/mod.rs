//! The stewards' workspace: who is verified, what is published, what people report, what happened.

pub mod audit;
pub mod block_appeals;
pub mod calendar;
pub mod cases;
mod hide_message;
pub mod organizations;
pub mod project;
pub mod queue;
pub mod rates;
pub mod reports;
pub mod topics;

pub use hide_message::HideMessage;

use leptos::prelude::*;
use leptos_router::components::{A, Outlet};

use super::{people::SignedIn, workspace::WithSecondFactor};
use crate::{
    components::{layout::title, states::Empty},
    session, t,
};

/// The frame. Its pages draw themselves by [`for_stewards`].
#[component]
pub fn StewardFrame() -> impl IntoView {
    view! {
        <div class="page desk">
            <nav class="tabs" aria-label=t!("steward-parts")>
                <A href="/steward" exact=true>{t!("steward-queue")}</A>
                <A href="/steward/organizations">{t!("steward-organizations")}</A>
                <A href="/steward/cases">{t!("steward-cases")}</A>
                <A href="/steward/reports">{t!("steward-reports")}</A>
                <A href="/steward/block_appeals">{t!("steward-appeals")}</A>
                <A href="/steward/topics">{t!("steward-topics")}</A>
                <A href="/steward/calendar">{t!("steward-calendar")}</A>
                <A href="/steward/rates">{t!("steward-rates")}</A>
                <A href="/steward/audit">{t!("steward-audit")}</A>
            </nav>
            <Outlet />
        </div>
    }
}

/// Draws a page for a steward who has shown a second factor; leads a steward without one to it.
pub fn for_stewards<V: IntoView + 'static>(
    name: String,
    page: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> impl IntoView {
    title(&name);
    let is_steward = Memo::new(|_| session::me().is_some_and(|me| me.is_steward));
    let guarded = move || {
        let page = page.clone();
        if is_steward.get() {
            view! { <WithSecondFactor>{page()}</WithSecondFactor> }.into_any()
        } else {
            view! { <Empty title=t!("steward-not-you") text=t!("steward-not-you-text") /> }
                .into_any()
        }
    };
    view! {
        <h1>{name}</h1>
        <SignedIn>{guarded.clone()}</SignedIn>
    }
}
