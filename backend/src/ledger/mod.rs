//! The journal of each project: append-only double entry with a hash chain (`kopuro_shared::ledger` has the rules).
//!
//! Owns the tables `ledger…`. Must never: change or delete an entry (the database refuses it too), book what does not
//! balance, book outside the transaction of what it tells of.

mod routes;
pub mod service;
mod store;
pub mod verify;

use kopuro_shared::{
    ledger::{JournalEntry, JournalQuery, LedgerSummary},
    page::Page,
};

use crate::platform::api::Api;

/// Registers the operations.
pub fn register(api: &mut Api) {
    api.area("ledger", "The append-only journal of each project, which anyone can verify.");
    api.get("/projects/{id}/ledger", routes::get_ledger)
        .summary("Show how far a project's journal goes, and the balances of its accounts")
        .answers::<LedgerSummary>();
    api.get("/projects/{id}/ledger/entries", routes::list_ledger_entries)
        .summary("List a project's journal from its first entry, with everything that its hashes are made of")
        .query::<JournalQuery>()
        .answers::<Page<JournalEntry>>();
}
