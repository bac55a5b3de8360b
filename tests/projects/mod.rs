//! Projects.

mod catalogue;
mod community;
mod lifecycle;
mod notices;
mod planning;
mod tasks;

use serde_json::{Value, json};

use crate::{
    organizations::{found, in_days, verify},
    support::{Answer, Client, Server},
};

/// A verified local self-government with an account in som, its owner, and a steward.
pub struct Village {
    pub server: Server,
    pub owner: Client,
    pub steward: Client,
    pub organization: String,
}

impl Village {
    pub async fn new(server: Server) -> Self {
        let owner = server.person_with_second_factor("bakyt").await;
        let steward = server.steward("steward").await;
        let organization = found(&owner).await;
        verify(&owner, &steward, &organization, &in_days(365)).await;
        let account = json!({
            "currency": "KGS", "holder": "Алай айыл өкмөтү", "bank_name": "Банк", "number": "1290000123456789",
        });
        let path = format!("/organizations/{organization}/bank_accounts");
        owner.post(&path, account).await.expect_status(201);
        Self { server, owner, steward, organization }
    }

    /// Opens a draft in a place.
    pub async fn draft(&self, request: Value) -> Value {
        let path = format!("/organizations/{}/projects", self.organization);
        self.owner.post(&path, request).await.expect_status(201).body
    }

    /// Does something with a project as it stands now.
    pub async fn act(&self, client: &Client, id: &str, request: Value) -> Answer {
        let version = client.get(&format!("/projects/{id}")).await.version();
        client.post_version(&format!("/projects/{id}/actions"), version, request).await
    }

    /// A project that everyone sees.
    pub async fn published(&self, request: Value, plan: Value) -> String {
        let draft = self.draft(request).await;
        let id = draft["id"].as_str().expect("an id").to_owned();
        let version = draft["version"].as_i64().expect("a version");
        put_version(&self.owner, &format!("/projects/{id}/plan"), version, plan)
            .await
            .expect_status(200);
        self.act(&self.owner, &id, json!({ "action": "submit" })).await.expect_status(200);
        self.act(&self.steward, &id, json!({ "action": "publish" })).await.expect_status(200);
        id
    }

    /// The bridge, published.
    pub async fn bridge(&self) -> String {
        self.published(bridge(), plan()).await
    }

    /// Proves by SQL-free booking that som came for a project from the state.
    pub async fn book(&self, project: &str, transaction: &str, amount: i64) {
        use kopuro::pledges::booking::{BookReceipt, ReceiptFrom, book_receipt};
        let new = BookReceipt {
            from: ReceiptFrom::Partner(
                project.to_owned(),
                kopuro_shared::matching::Partner::Diaspora,
            ),
            transaction_id: transaction.to_owned(),
            amount: kopuro_shared::money::Money::new(
                amount,
                kopuro_shared::currency::Currency::Kgs,
            ),
            received_on: kopuro::platform::clock::today(),
        };
        let app = self.server.app.clone();
        let booked = self.server.app.db.write(move |conn| book_receipt(conn, &app, &new)).await;
        booked.expect("a receipt");
    }
}

/// Replaces what is under a version.
pub async fn put_version(client: &Client, path: &str, version: i64, body: Value) -> Answer {
    let request =
        client.request(reqwest::Method::PUT, path).header("If-Match", format!("\"{version}\""));
    client.send(request.json(&body)).await
}

/// The draft of the bridge.
pub fn bridge() -> Value {
    json!({
        "place_id": "kg-o-alay",
        "sector": "21020",
        "title": { "ky": "Мектепке көпүрө", "ru": "Мост к школе", "en": "The bridge to the school" },
        "summary": { "ky": "Балдар сууну кечип мектепке барат.", "en": "Children wade through the river to school." },
        "description": { "ky": "Он эки метрлик бетон көпүрө." },
        "beneficiaries": 400,
        "currency": "KGS",
    })
}

/// A plan for a million som that can be submitted.
pub fn plan() -> Value {
    json!({
        "goal": { "amount": 100_000_000, "currency": "KGS" },
        "ends_on": in_days(60),
        "budget_lines": [
            { "name": { "ky": "Долбоорлоо" }, "amount": 20_000_000 },
            { "name": { "ky": "Бетон жана курулуш" }, "amount": 80_000_000 },
        ],
        "funding_shares": [
            { "partner": "diaspora", "share": 7_000 },
            { "partner": "local_self_government", "share": 3_000, "name": { "ky": "Алай айыл өкмөтү" } },
        ],
        "milestones": [
            { "title": { "ky": "Тирөөчтөр" }, "planned_on": in_days(90) },
            { "title": { "ky": "Көпүрө даяр" }, "planned_on": in_days(150) },
        ],
        "surplus": { "use": "same_place", "note": { "ky": "Жолду оңдоого" } },
    })
}
