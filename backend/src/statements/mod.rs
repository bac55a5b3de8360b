//! Bank statements: reading them, booking what they prove, and the queue of what a treasurer decides.
//!
//! Owns the tables `statements…`. Must never: book one bank transaction twice, guess whom money is from, change anything
//! for a file that has a fault.
//!
//! How an import goes is told in [`import`], when two lines of files are one transaction in
//! `kopuro_shared::statements::identity`.

mod booking;
pub mod command;
pub mod decisions;
pub mod facts;
pub mod generate;
pub mod import;
pub mod lists;
mod mappings;
mod preview;
pub mod read;
mod routes;
pub mod service;
mod slots;
mod store;
mod suggestions;
pub mod upload;
mod view;

use std::time::Duration;

use kopuro_shared::{
    page::Page,
    statements::{
        ChangeCsvMapping, CsvMapping, ExplainTransaction, ImportStatement, MatchTransaction,
        SplitTransaction, Statement, StatementPreview, StatementQuery, Transaction,
        TransactionQuery, TransactionSummary, UnmatchTransaction,
    },
};

use utoipa::openapi::{
    Content,
    schema::{ObjectBuilder, Type},
};

use crate::platform::{api::Api, app::App, db::blocking, error::Result};

/// How often the server looks for imports that another one has left.
pub const GO_ON_PAUSE: Duration = Duration::from_secs(15);

/// Goes on with imports that no server works on.
pub async fn go_on(app: App) -> Result<()> {
    blocking(move || import::go_on(&app)).await
}

/// The body of an import, in the contract.
fn file() -> Content {
    let octets = ObjectBuilder::new().schema_type(Type::String);
    Content::new(Some(octets.content_media_type("application/octet-stream")))
}

/// Registers the operations.
pub fn register(api: &mut Api) {
    api.area(
        "statements",
        "Bank statements, what they prove, and what a treasurer decides about them.",
    );
    api.post("/organizations/{id}/statements", routes::import_statement)
        .signed_in()
        .idempotent()
        .summary("Import a bank statement: camt.053, camt.054 or a table (CSV); all of it or nothing")
        .describe(
            "For owners and treasurers with a second factor. The body is the file itself, up to 200 MB; its format is \
             told by its content. A transaction that is known from another file is booked only once. A large file is \
             still `booking` when this answers; it goes on by itself.",
        )
        .query::<ImportStatement>()
        .body_of("application/octet-stream", file())
        .creates::<Statement>();
    api.post("/organizations/{id}/statements/preview", routes::preview_statement)
        .signed_in()
        .summary("Say what importing a bank statement would do; changes nothing")
        .query::<ImportStatement>()
        .body_of("application/octet-stream", file())
        .answers::<StatementPreview>();
    api.get("/organizations/{id}/statements", routes::list_statements)
        .signed_in()
        .summary("List imported bank statements, newest first")
        .query::<StatementQuery>()
        .answers::<Page<Statement>>();
    api.get("/organizations/{id}/statements/{statement_id}", routes::get_statement)
        .signed_in()
        .summary("Show an imported bank statement, and how far its booking is")
        .answers::<Statement>();
    let mapping = "/organizations/{id}/statements/csv_mappings/{account_id}";
    api.get(mapping, routes::get_csv_mapping)
        .signed_in()
        .summary("Show how an account's tables (CSV) are read; a proposal in version 0 before that is saved")
        .answers::<CsvMapping>();
    api.put(mapping, routes::change_csv_mapping)
        .signed_in()
        .if_match()
        .summary("Save how an account's tables (CSV) are read")
        .body::<ChangeCsvMapping>()
        .answers::<CsvMapping>();
    register_transactions(api);
}

fn register_transactions(api: &mut Api) {
    api.get("/organizations/{id}/transactions", routes::list_transactions)
        .signed_in()
        .summary("List bank transactions, newest first; `state=queued` is the treasurer's queue")
        .query::<TransactionQuery>()
        .answers::<Page<TransactionSummary>>();
    api.get("/organizations/{id}/transactions/{transaction_id}", routes::get_transaction)
        .signed_in()
        .summary("Show a bank transaction; one that waits with the pledges that it could be for")
        .answers::<Transaction>();
    api.post("/organizations/{id}/transactions/{transaction_id}/match", routes::match_transaction)
        .signed_in()
        .if_match()
        .summary("Book a waiting transaction, or a part of it, for a pledge or for a partner of a project")
        .body::<MatchTransaction>()
        .answers::<Transaction>();
    api.post("/organizations/{id}/transactions/{transaction_id}/split", routes::split_transaction)
        .signed_in()
        .if_match()
        .summary("Book a waiting transaction for several pledges or partners")
        .body::<SplitTransaction>()
        .answers::<Transaction>();
    api.post(
        "/organizations/{id}/transactions/{transaction_id}/set_aside",
        routes::set_aside_transaction,
    )
    .signed_in()
    .if_match()
    .summary("Set a transaction aside as not ours")
    .body::<ExplainTransaction>()
    .answers::<Transaction>();
    api.post(
        "/organizations/{id}/transactions/{transaction_id}/take_back",
        routes::take_back_transaction,
    )
    .signed_in()
    .if_match()
    .summary("Take back that a transaction was set aside")
    .body::<ExplainTransaction>()
    .answers::<Transaction>();
    api.post(
        "/organizations/{id}/transactions/{transaction_id}/unmatch",
        routes::unmatch_transaction,
    )
    .signed_in()
    .if_match()
    .summary(
        "Undo what a transaction was booked for: mirror entries in the ledger, and it waits again",
    )
    .body::<UnmatchTransaction>()
    .answers::<Transaction>();
}
