//! Projects' accounts.

use kopuro_shared::{
    ledger::{JournalEntry, LedgerSummary},
    page::{MAX_LIMIT, Page},
};

use super::{ApiError, ListOf, client};

fn entries(project_id: &str) -> String {
    format!("/projects/{}/ledger/entries", client::encode(project_id))
}

/// A project's balances and how far its journal goes.
pub async fn get_ledger(project_id: &str) -> Result<LedgerSummary, ApiError> {
    client::get(&format!("/projects/{}/ledger", client::encode(project_id))).await
}

/// A project's journal, from the first entry on.
pub fn list_ledger_entries(project_id: &str) -> ListOf<JournalEntry> {
    ListOf::new(&entries(project_id), &[])
}

/// A large page of the journal, for who reads all of it.
pub async fn get_ledger_entries(
    project_id: &str,
    cursor: Option<&str>,
) -> Result<Page<JournalEntry>, ApiError> {
    let limit = MAX_LIMIT.to_string();
    ListOf::new(&entries(project_id), &[("limit", &limit)]).page(cursor).await
}
