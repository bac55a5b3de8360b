//! Cases.

mod clockwork;
mod figures;
mod guests;
mod privacy;
mod routing;
mod thread;
mod tools;

use serde_json::{Value, json};

use crate::support::{Answer, Client};

/// A question to a desk.
pub fn question(desk: &str) -> Value {
    json!({
        "subject": "Жер участогу",
        "text": "Айылда үй салууга жерди кимден сурайм?",
        "topic": "land",
        "place_id": "kg-o-alay",
        "desk_id": desk,
        "language": "ky",
    })
}

/// Does something with a case as it stands now.
pub async fn act(client: &Client, id: &str, request: Value) -> Answer {
    let version = client.get(&format!("/cases/{id}")).await.body["version"].as_i64().unwrap_or(1);
    client.post_version(&format!("/cases/{id}/actions"), version, request).await
}

/// Writes into a case's thread.
pub async fn write(client: &Client, id: &str, kind: &str, text: &str) -> Answer {
    client.post(&format!("/cases/{id}/messages"), json!({ "kind": kind, "text": text })).await
}
