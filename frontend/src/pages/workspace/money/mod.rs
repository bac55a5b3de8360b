//! The organization's money: what waits for a decision, what the bank says, what was spent.

mod decide;
pub mod enter;
pub mod payments;
pub mod project;
mod returns;
pub mod statements;
pub mod transaction;
pub mod transactions;

use leptos::prelude::*;
use leptos_router::components::A;

use super::Org;
use crate::t;

/// The parts of the money pages.
#[component]
pub fn MoneyParts(org: Org) -> impl IntoView {
    let link = move |part: &str, text: String| {
        view! { <A href=org.path(&format!("/money{part}")) exact=true>{text}</A> }
    };
    view! {
        <nav class="tabs small-tabs" aria-label=t!("money-parts")>
            {link("", t!("money-payments"))}
            {link("/transactions", t!("money-transactions"))}
            {link("/statements", t!("money-statements"))}
        </nav>
    }
}
