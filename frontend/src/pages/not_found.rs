//! An address that leads nowhere, or to another program.

use kopuro_shared::site::Program;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    components::{
        button::LinkButton,
        layout::title,
        states::{Empty, Skeleton},
    },
    t, visit,
};

/// Hands over to the program that answers at this address; where this one does, says that there is no such page.
#[component]
pub fn NotFound(
    /// The program that this is.
    program: Program,
) -> impl IntoView {
    let location = use_location();
    let path = location.pathname.get_untracked();
    if Program::at(&path) != program {
        let address = location.search.with_untracked(|search| {
            let mark = if search.is_empty() { "" } else { "?" };
            format!("{path}{mark}{search}{}", location.hash.get_untracked())
        });
        // The router may not have written the new address into the history yet, so wait for it.
        let waiting =
            set_timeout_with_handle(move || hand_over(&path, &address), std::time::Duration::ZERO);
        // Who has gone back meanwhile stays there.
        on_cleanup(move || {
            if let Ok(waiting) = waiting {
                waiting.clear();
            }
        });
        return view! { <div class="page"><Skeleton tall=true /></div> }.into_any();
    }
    title(&t!("not-found-title"));
    view! {
        <div class="page narrow">
            <Empty title=t!("not-found-title") text=t!("not-found-text")>
                <LinkButton href="/">{t!("nav-home")}</LinkButton>
            </Empty>
        </div>
    }
    .into_any()
}

fn hand_over(path: &str, address: &str) {
    visit::hand_over();
    let location = window().location();
    let is_there = location.pathname().is_ok_and(|there| there == path);
    // A browser refuses only while another page is loading already.
    let _ = if is_there { location.reload() } else { location.assign(address) };
}
