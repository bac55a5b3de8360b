//! Money that goes out: four eyes, what the bank has, what goes back, and the figures.

mod approve;
mod enter;
mod figures;
mod orders;
mod proof;
mod refund_runs;
mod refunds;
mod reversals;

use kopuro::{
    ledger::verify::verify_project,
    platform::{clock, db::blocking},
    pledges::booking::{BookReceipt, ReceiptFrom, book_receipt},
};
use kopuro_shared::{currency::Currency, money::Money};
use serde_json::{Value, json};

use crate::{
    organizations::in_days,
    pledges::fixture::execute,
    projects::{Village, bridge, plan},
    support::{Answer, Client, Server},
};

/// A funded project of a million som, and the people of its organization.
pub struct Bridge {
    pub village: Village,
    pub id: String,
    /// The lines of its budget: 200,000 and 800,000 som.
    pub lines: Vec<String>,
    /// With a second factor.
    pub treasurer: Client,
    /// Without one.
    pub editor: Client,
}

impl Bridge {
    /// The bridge with all its money, which came without pledges.
    pub async fn funded(server: Server) -> Self {
        let bridge = Self::published(server, plan()).await;
        bridge.village.book(&bridge.id, "bank-1", 100_000_000).await;
        bridge
    }

    /// The bridge without money.
    pub async fn published(server: Server, plan: Value) -> Self {
        let village = Village::new(server).await;
        let id = village.published(bridge(), plan).await;
        let page = village.owner.get(&format!("/projects/{id}")).await.expect_status(200).body;
        let lines = page["budget_lines"].as_array().expect("lines").iter();
        let lines = lines.map(|line| line["id"].as_str().expect("an id").to_owned()).collect();
        let treasurer = village.server.person_with_second_factor("treasurer").await;
        join(&village, &treasurer, "treasurer", "treasurer").await;
        let editor = village.server.person("editor").await;
        join(&village, &editor, "editor", "editor").await;
        Self { village, id, lines, treasurer, editor }
    }

    /// A document of the organization, private so far.
    pub async fn invoice(&self) -> String {
        let (id, organization) = (clock::new_id(), &self.village.organization);
        let person = &self.village.owner.person_id;
        let now = clock::now_naive().format("%F %T");
        let sql = format!(
            "INSERT INTO files (id, kind, media_type, name, size, sha256, is_public, uploaded_by, created_at,
                 organization_id, stored_at)
             VALUES ('{id}', 'document', 'application/pdf', 'эсеп.pdf', 1000, 'ab', FALSE, '{person}', '{now}',
                 '{organization}', '{now}')"
        );
        execute(&self.village.server, sql).await.expect("the row fits the schema");
        id
    }

    /// What is entered for concrete.
    pub async fn concrete(&self, amount: i64) -> Value {
        json!({
            "budget_line_id": self.lines[1],
            "supplier": "Бетон ЖЧК",
            "purpose": { "ky": "Бетон М300, 40 м³", "en": "Concrete M300, 40 m³" },
            "amount": { "amount": amount, "currency": "KGS" },
            "spent_on": clock::today(),
            "invoice_file_ids": [self.invoice().await],
        })
    }

    /// Enters something.
    pub async fn enter(&self, client: &Client, request: Value) -> Answer {
        client.post(&format!("/projects/{}/expenses", self.id), request).await
    }

    /// An expense for concrete that the editor entered; its id.
    pub async fn entered(&self, amount: i64) -> String {
        let request = self.concrete(amount).await;
        self.enter(&self.editor, request).await.expect_status(201).id()
    }

    /// An expense for concrete that two people have seen; its id.
    pub async fn approved(&self, amount: i64) -> String {
        let id = self.entered(amount).await;
        act(&self.treasurer, &id, "approve").await.expect_status(200);
        id
    }

    /// Books som that the bank proves for a pledge.
    pub async fn pay(&self, pledge: &Value, transaction: &str, amount: i64) {
        let new = BookReceipt {
            from: ReceiptFrom::Pledge(pledge["id"].as_str().expect("an id").to_owned()),
            transaction_id: transaction.to_owned(),
            amount: Money::new(amount, Currency::Kgs),
            received_on: clock::today(),
        };
        let app = self.village.server.app.clone();
        let booked = self.village.server.app.db.write(move |conn| book_receipt(conn, &app, &new));
        booked.await.expect("a receipt");
    }

    /// A donor's pledge.
    pub async fn pledge(&self, donor: &Client, amount: i64) -> Value {
        let request =
            json!({ "project_id": self.id, "amount": { "amount": amount, "currency": "KGS" } });
        donor.post("/pledges", request).await.expect_status(201).body
    }

    /// Moves the project into a state, whatever its conditions: these tests are about money.
    pub async fn in_state(&self, state: &str) {
        let sql = format!(
            "UPDATE projects SET state = '{state}', state_reason = 'x' WHERE id = '{}'",
            self.id
        );
        execute(&self.village.server, sql).await.expect("a state");
    }

    /// The balance of an account in som, debits above zero.
    pub async fn balance(&self, account: &str) -> i64 {
        let path = format!("/projects/{}/ledger", self.id);
        let ledger = self.village.server.visitor().get(&path).await.expect_status(200).body;
        let rows = ledger["balances"].as_array().expect("balances");
        let row = rows.iter().find(|row| row["account"] == account && row["currency"] == "KGS");
        row.map_or(0, |row| row["balance"].as_i64().expect("a balance"))
    }

    /// Where the money came from and went.
    pub async fn spending(&self) -> Value {
        let path = format!("/projects/{}/spending", self.id);
        self.village.server.visitor().get(&path).await.expect_status(200).body
    }

    /// What is wrong with the journal, if anything is.
    pub async fn verdict(&self) -> Option<String> {
        let (db, id) = (self.village.server.app.db.clone(), self.id.clone());
        blocking(move || verify_project(&db, &id)).await.expect("it can be read").1
    }
}

/// Has somebody accept a role.
pub async fn join(village: &Village, client: &Client, name: &str, role: &str) {
    let email = format!("{name}@example.kg");
    let path = format!("/organizations/{}/invitations", village.organization);
    village.owner.post(&path, json!({ "email": email, "role": role })).await.expect_status(201);
    let token = village.server.token_mailed_to(&email).await;
    client.post("/invitations/accept", json!({ "token": token })).await.expect_status(200);
}

/// Does something with a payment as it stands now.
pub async fn act(client: &Client, id: &str, action: &str) -> Answer {
    act_because(client, id, action, "Ката").await
}

/// The same with a reason.
pub async fn act_because(client: &Client, id: &str, action: &str, reason: &str) -> Answer {
    let version = client.get(&format!("/expenses/{id}")).await.version();
    let request = json!({ "action": action, "reason": reason });
    client.post_version(&format!("/expenses/{id}/actions"), version, request).await
}

/// The bridge's plan, where what is left goes back to the donors.
pub fn returning() -> Value {
    let mut plan = plan();
    plan["surplus"] = json!({ "use": "return_to_donors", "note": { "ky": "Баарына кайтарылат" } });
    plan["ends_on"] = json!(in_days(60));
    plan
}
