//! Organizations.

mod bank_accounts;
mod members;
mod search;
mod verification;

use serde_json::{Value, json};

use crate::support::Client;

/// What a local self-government says of itself.
pub fn lsg() -> Value {
    json!({
        "kind": "local_self_government",
        "name": { "ky": "Алай айыл өкмөтү", "ru": "Алайский айыл окмоту" },
        "place_id": "kg-o-alay",
    })
}

/// Founds an organization; its id.
pub async fn found(client: &Client) -> String {
    client.post("/organizations", lsg()).await.expect_status(201).id()
}

/// Submits an organization and has a steward verify it until the given day.
pub async fn verify(owner: &Client, steward: &Client, id: &str, until: &str) {
    let submission = owner
        .post(&format!("/organizations/{id}/submissions"), json!({ "note": "Устав, токтом №5" }))
        .await;
    let submission = submission.expect_status(201).id();
    let decision =
        json!({ "is_verified": true, "reason": "Checked by telephone", "verified_until": until });
    steward.post(&format!("/submissions/{submission}/decide"), decision).await.expect_status(204);
}

/// A day so many days from today.
pub fn in_days(days: i64) -> String {
    (kopuro::platform::clock::today() + chrono::Duration::days(days)).to_string()
}
