//! Bank statements: files in the shapes that banks really send, what they book, what waits, what is undone.

mod faults;
mod import;
mod once;
mod outgoing;
mod queue;
mod rights;
mod tables;
mod unmatch;

use chrono::NaiveDate;
use kopuro::statements::{
    generate::{Draft, write_statement},
    read::{Account, Entry},
};
use kopuro_shared::{currency::Currency, statements::StatementFormat};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    pledges::fixture::{Fixture, execute},
    support::{Answer, Client, Server},
};

/// The account of the fixture's organization.
pub const ACCOUNT: &str = "1290000123456789";

/// A project with its organization, and the treasurer.
pub struct Desk {
    pub f: Fixture,
    pub treasurer: Client,
    pub organization: String,
    pub account: String,
}

impl Desk {
    pub async fn new(server: Server) -> Self {
        Self::with(Fixture::new(server).await).await
    }

    pub async fn with(f: Fixture) -> Self {
        let treasurer = f.server.person_with_second_factor("treasurer").await;
        let project =
            f.server.visitor().get(&format!("/projects/{}", f.project)).await.expect_status(200);
        let organization = project.body["organization"]["id"].as_str().expect("an id").to_owned();
        join(&f.server, &organization, &treasurer.person_id, "treasurer").await;
        let accounts = treasurer.get(&format!("/organizations/{organization}/bank_accounts")).await;
        let account = accounts.expect_status(200).body[0]["id"].as_str().expect("an id").to_owned();
        Self { f, treasurer, organization, account }
    }

    pub fn path(&self, rest: &str) -> String {
        format!("/organizations/{}/{rest}", self.organization)
    }

    /// Sends a file as it is.
    pub async fn send(&self, path: &str, file: impl Into<Vec<u8>>) -> Answer {
        let request = self.treasurer.request(Method::POST, &self.path(path)).body(file.into());
        self.treasurer.send(request).await
    }

    /// Imports a file that is good; the import.
    pub async fn import(&self, file: impl Into<Vec<u8>>) -> Value {
        let statement = self.send("statements", file).await.expect_status(201).body;
        assert_eq!(statement["state"], "completed", "{statement}");
        statement
    }

    /// Imports a table.
    pub async fn import_table(&self, file: impl Into<Vec<u8>>) -> Answer {
        self.send(&format!("statements?account_id={}", self.account), file).await
    }

    /// The transactions of a state, newest first.
    pub async fn transactions(&self, state: &str) -> Vec<Value> {
        let path = self.path(&format!("transactions?limit=100&state={state}"));
        let page = self.treasurer.get(&path).await.expect_status(200).body;
        page["items"].as_array().expect("items").clone()
    }

    /// The only waiting transaction, whole.
    pub async fn waiting(&self) -> Value {
        let queue = self.transactions("queued").await;
        assert_eq!(queue.len(), 1, "{queue:?}");
        self.transaction(&queue[0]).await
    }

    /// A transaction as it is now.
    pub async fn transaction(&self, row: &Value) -> Value {
        let path = self.path(&format!("transactions/{}", row["id"].as_str().expect("an id")));
        self.treasurer.get(&path).await.expect_status(200).body
    }

    /// Decides about a transaction.
    pub async fn decide(&self, row: &Value, action: &str, body: Value) -> Answer {
        let id = row["id"].as_str().expect("an id");
        let path = self.path(&format!("transactions/{id}/{action}"));
        self.treasurer.post_version(&path, row["version"].as_i64().expect("a version"), body).await
    }

    /// What the project has received from the diaspora.
    pub async fn received(&self) -> i64 {
        self.f.totals().await["received"]["amount"].as_i64().expect("an amount")
    }

    /// Walks every journal.
    pub async fn verify(&self) {
        let db = self.f.server.app.db.clone();
        let report =
            kopuro::platform::db::blocking(move || kopuro::ledger::verify::verify_all(&db, |_| ()));
        assert_eq!(report.await.expect("a report").faults, vec![]);
    }
}

/// Makes a person a member.
pub async fn join(server: &Server, organization: &str, person: &str, role: &str) {
    let sql = format!(
        "INSERT INTO organizations_members (organization_id, person_id, role, joined_at)
         VALUES ('{organization}', '{person}', '{role}', '2026-01-01 00:00:00')"
    );
    execute(server, sql).await.expect("the rows fit the schema");
}

/// A day of May 2026.
pub fn may(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, day).expect("a day")
}

/// The reference of a pledge.
pub fn reference(pledge: &Value) -> &str {
    pledge["reference"].as_str().expect("a reference")
}

/// What a bank would write.
pub fn statement(format: StatementFormat, opening: i64, entries: &[Entry]) -> Vec<u8> {
    let draft = Draft {
        format,
        id: "2026-05".into(),
        account: Account { number: ACCOUNT.into(), currency: Currency::Kgs },
        holder: "Ак-Суу айыл өкмөтү".into(),
        opening,
        created_at: may(31).and_hms_opt(18, 0, 0).expect("a time").and_utc(),
    };
    let mut file = Vec::new();
    write_statement(&mut file, &draft, entries.iter().cloned()).expect("memory");
    file
}

/// A camt.053.001.02 by hand, as small as the standard lets it be, with these entries.
pub fn by_hand(opening: &str, closing: &str, entries: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">
<BkToCstmrStmt><GrpHdr><MsgId>1</MsgId><CreDtTm>2026-05-04T18:00:00</CreDtTm></GrpHdr>
<Stmt><Id>1</Id><CreDtTm>2026-05-04T18:00:00</CreDtTm>
<Acct><Id><Othr><Id>{ACCOUNT}</Id></Othr></Id><Ccy>KGS</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="KGS">{opening}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-05-04</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="KGS">{closing}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-05-04</Dt></Dt></Bal>
{entries}
</Stmt></BkToCstmrStmt></Document>"#
    )
}

/// An entry of [`by_hand`]: an amount, and what stands behind it.
pub fn entry(amount: &str, direction: &str, rest: &str) -> String {
    format!(
        r#"<Ntry><Amt Ccy="KGS">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-05-04</Dt></BookgDt>{rest}</Ntry>"#
    )
}

/// The body that matches to a pledge.
pub fn to_pledge(pledge: &Value) -> Value {
    json!({ "target": { "pledge_id": pledge["id"] } })
}
