//! The pledge that a person is about to make, kept in this browser: a reload, a lost connection, signing in or opening a
//! mail's link on the way lose nothing. What was sent is kept with its idempotency key until the server has answered, so
//! that a second try creates nothing twice.

use kopuro_shared::{currency::Currency, ids::Id, pledges::CreatePledge};
use leptos::prelude::window;
use serde::{Deserialize, Serialize};

use crate::api;

/// Where it is kept. One at a time: a draft for another project takes its place.
const PLACE: &str = "kopuro.pledge";

/// The draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// For which project.
    pub project_id: Id,
    /// The amount as it was typed.
    pub amount: String,
    /// Its currency; nothing until one was chosen.
    pub currency: Option<Currency>,
    /// Whether the public sees no name.
    pub anonymous: bool,
    /// The step that the person is at, 1 or 2.
    pub step: u8,
    /// What was sent and not answered yet.
    pub sent: Option<Sent>,
}

/// A request with the key that makes it count once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The idempotency key.
    pub key: String,
    /// The request.
    pub request: CreatePledge,
}

impl Draft {
    /// The draft for a project, or an empty one.
    pub fn load(project_id: &str) -> Self {
        read().filter(|draft| draft.project_id == project_id).unwrap_or_else(|| Self {
            project_id: project_id.to_owned(),
            amount: String::new(),
            currency: None,
            anonymous: false,
            step: 1,
            sent: None,
        })
    }

    /// Keeps it.
    pub fn save(&self) {
        if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(self)) {
            // Without storage the draft lasts as long as the page.
            let _ = storage.set_item(PLACE, &text);
        }
    }

    /// The key for a request: that of the last try where it is the same request.
    pub fn key_for(&mut self, request: &CreatePledge) -> String {
        match &self.sent {
            Some(sent) if sent.request == *request => sent.key.clone(),
            _ => {
                let key = api::new_key();
                self.sent = Some(Sent { key: key.clone(), request: request.clone() });
                key
            }
        }
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn read() -> Option<Draft> {
    let text = storage()?.get_item(PLACE).ok().flatten()?;
    serde_json::from_str(&text).ok()
}

/// The page where the person can go on with a pledge.
pub fn pending() -> Option<String> {
    read().map(|draft| format!("/projects/{}/pledge", draft.project_id))
}

/// Forgets it: the pledge was made.
pub fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(PLACE);
    }
}
