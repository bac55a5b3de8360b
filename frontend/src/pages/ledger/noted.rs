//! The end of the journal at the person's last check, kept in this browser: a history that was rewritten as a whole still
//! verifies by itself, but not against what was seen before.

use chrono::{DateTime, Utc};
use leptos::prelude::window;
use serde::{Deserialize, Serialize};

/// What a check has seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// How many entries there were.
    pub entries: i64,
    /// The hash of the last one.
    pub head: String,
    /// When it was checked (UTC).
    pub at: DateTime<Utc>,
}

fn place(project_id: &str) -> String {
    format!("kopuro.ledger.{project_id}")
}

/// The last check of a project in this browser.
pub fn find(project_id: &str) -> Option<Noted> {
    let storage = window().local_storage().ok().flatten()?;
    let text = storage.get_item(&place(project_id)).ok().flatten()?;
    serde_json::from_str(&text).ok()
}

/// Keeps a check that found everything in order.
pub fn keep(project_id: &str, noted: &Noted) {
    let storage = window().local_storage().ok().flatten();
    if let (Some(storage), Ok(text)) = (storage, serde_json::to_string(noted)) {
        // Without storage the next check has nothing to compare with, and says so.
        let _ = storage.set_item(&place(project_id), &text);
    }
}
