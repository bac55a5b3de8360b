//! A published project with its organization, written into the tables: these tests are about money.

use diesel::connection::SimpleConnection;
use kopuro::{
    on_engine,
    platform::{clock, error::Error},
    pledges::booking::{BookReceipt, Booked, ReceiptFrom, book_receipt},
};
use kopuro_shared::{currency::Currency, money::Money};
use serde_json::{Value, json};

use crate::support::{Client, Server};

/// The goal of the project: a million som.
pub const GOAL: i64 = 100_000_000;

/// Who pays and who is paid.
pub struct Fixture {
    pub server: Server,
    pub donor: Client,
    pub project: String,
}

/// Runs statements on whichever engine the server has.
pub async fn execute(server: &Server, sql: String) -> Result<(), Error> {
    server.app.db.write(move |conn| Ok(on_engine!(conn, c => c.batch_execute(&sql))?)).await
}

impl Fixture {
    /// A donor, and a published project whose organization has an account in som.
    pub async fn new(server: Server) -> Self {
        Self::with_rule(server, None).await
    }

    /// The same with a matching rule.
    pub async fn with_rule(server: Server, rule: Option<Value>) -> Self {
        let donor = server.person("aigul").await;
        let (organization, account, project) = (clock::new_id(), clock::new_id(), clock::new_id());
        let rule = rule.map_or("NULL".to_owned(), |rule| format!("'{rule}'"));
        let (person, now) = (&donor.person_id, "'2026-01-01 00:00:00'");
        let name = r#"'{"ky":"Ак-Суу айыл өкмөтү"}'"#;
        let title = r#"'{"ky":"Мектепке көпүрө"}'"#;
        let sql = format!(
            "INSERT INTO organizations (id, version, kind, name, about, place_id, verification, verified_until,
                 created_by, created_at, updated_at)
             VALUES ('{organization}', 1, 'local_self_government', {name}, '{{}}', 'kg-t', 'verified', '2099-01-01',
                 '{person}', {now}, {now});
             INSERT INTO organizations_bank_accounts (id, organization_id, currency, holder, bank_name, bic,
                 number_kind, number, created_by, created_at)
             VALUES ('{account}', '{organization}', 'KGS', 'Ак-Суу айыл өкмөтү', 'Банк', 'NBKRKG22', 'domestic',
                 '1290000123456789', '{person}', {now});
             INSERT INTO projects (id, version, organization_id, place_id, sector, title, summary, description,
                 beneficiaries, goal, currency, matching_rule, surplus_note, state, state_since, created_by,
                 created_at, updated_at)
             VALUES ('{project}', 1, '{organization}', 'kg-t', '21020', {title}, '{{}}', '{{}}', 400, {GOAL}, 'KGS',
                 {rule}, '{{}}', 'published', {now}, '{person}', {now}, {now});"
        );
        execute(&server, sql).await.expect("the rows fit the schema");
        Self { server, donor, project }
    }

    /// The body of a pledge.
    pub fn request(&self, amount: i64, currency: &str) -> Value {
        json!({ "project_id": self.project, "amount": { "amount": amount, "currency": currency } })
    }

    /// The donor's pledge in som.
    pub async fn pledge(&self, amount: i64) -> Value {
        self.donor.post("/pledges", self.request(amount, "KGS")).await.expect_status(201).body
    }

    /// Today's rates in som.
    pub async fn rates(&self, rates: &[(&str, &str)]) {
        let steward = self.server.steward(&format!("steward-{}", clock::new_id())).await;
        let today = clock::today();
        let lines = rates.iter().map(|(currency, rate)| format!("{today},{currency},{rate}\n"));
        let table = format!("date,currency,rate\n{}", lines.collect::<String>());
        let import = json!({ "source": "National Bank", "table": table });
        steward.post("/exchange_rates/imports", import).await.expect_status(200);
    }

    /// Books som that the bank proves.
    pub async fn book(&self, from: ReceiptFrom, transaction: &str, amount: i64) -> Booked {
        let new = BookReceipt {
            from,
            transaction_id: transaction.to_owned(),
            amount: Money::new(amount, Currency::Kgs),
            received_on: clock::today(),
        };
        let app = self.server.app.clone();
        let booked = self.server.app.db.write(move |conn| book_receipt(conn, &app, &new)).await;
        booked.expect("a receipt")
    }

    /// Books som for a pledge.
    pub async fn book_pledge(&self, pledge: &Value, transaction: &str, amount: i64) -> Booked {
        let id = pledge["id"].as_str().expect("an id").to_owned();
        self.book(ReceiptFrom::Pledge(id), transaction, amount).await
    }

    /// The pledge as its donor sees it now.
    pub async fn shown(&self, pledge: &Value) -> Value {
        let path = format!("/pledges/{}", pledge["id"].as_str().expect("an id"));
        self.donor.get(&path).await.expect_status(200).body
    }

    /// The project's sums.
    pub async fn totals(&self) -> Value {
        let path = format!("/projects/{}/pledge_totals", self.project);
        self.server.visitor().get(&path).await.expect_status(200).body
    }

    /// The balance of an account of the project's ledger, debits above zero.
    pub async fn balance(&self, account: &str, currency: &str) -> i64 {
        let path = format!("/projects/{}/ledger", self.project);
        let ledger = self.server.visitor().get(&path).await.expect_status(200).body;
        let rows = ledger["balances"].as_array().expect("balances");
        let row = rows.iter().find(|row| row["account"] == account && row["currency"] == currency);
        row.map_or(0, |row| row["balance"].as_i64().expect("a balance"))
    }
}
