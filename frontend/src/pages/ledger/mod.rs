//! A project's account: balances, every entry in plain words, and the means to check them.

mod balances;
mod entries;
mod export;
mod noted;
mod panel;
mod verify;

use kopuro_shared::{ledger::LedgerSummary, projects::Project};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};

use crate::{
    api::{Versioned, ledger::get_ledger, projects::get_project},
    components::{
        layout::title,
        loaded::{Fetched, loaded},
    },
    i18n::pick,
    t,
};

/// The account of the project in the address.
#[component]
pub fn AccountPage() -> impl IntoView {
    title(&t!("ledger-title"));
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let project: Fetched<Versioned<Project>> = Fetched::new(move || {
        let id = id.get();
        async move { get_project(&id).await }
    });
    let ledger: Fetched<LedgerSummary> = Fetched::new(move || {
        let id = id.get();
        async move { get_ledger(&id).await }
    });
    let name = move || {
        let project = project.get()?.ok()?.value;
        Some(
            view! { <p><A href=format!("/projects/{}", project.id)>{pick(&project.title)}</A></p> },
        )
    };
    view! {
        <div class="page medium">
            <header class="stack tight">
                <h1>{t!("ledger-title")}</h1>
                {name}
            </header>
            <p class="lead">{t!("ledger-lead")}</p>
            {loaded(ledger, |ledger| view! { <Account ledger=ledger /> })}
        </div>
    }
}

#[component]
fn Account(ledger: LedgerSummary) -> impl IntoView {
    let id = ledger.project_id.clone();
    view! {
        <panel::VerifyPanel project_id=id.clone() head=ledger.head.clone() />
        <section class="section">
            <h2>{t!("ledger-balances")}</h2>
            <balances::Balances ledger=ledger />
        </section>
        <section class="section">
            <h2>{t!("ledger-entries")}</h2>
            <export::Export project_id=id.clone() />
            <entries::Entries project_id=id />
        </section>
    }
}
