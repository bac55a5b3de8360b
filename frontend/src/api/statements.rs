//! Bank statements, and what a treasurer decides about their transactions.

use kopuro_shared::statements::{
    ChangeCsvMapping, CsvMapping, ExplainTransaction, MatchTransaction, SplitTransaction,
    Statement, StatementPreview, Transaction, TransactionSummary, UnmatchTransaction,
};

use super::{
    ApiError, ListOf, Versioned,
    client::{self, encode},
};

fn path(organization_id: &str, what: &str) -> String {
    format!("/organizations/{}/{what}", encode(organization_id))
}

fn transaction(organization_id: &str, id: &str, step: &str) -> String {
    path(organization_id, &format!("transactions/{}{step}", encode(id)))
}

fn file_query(path: &str, account_id: &str, file: &web_sys::File) -> String {
    client::query(path, &[("account_id", account_id), ("file_name", &file.name())])
}

/// What importing a file would do. `progress` hears how many hundredths are on their way.
pub async fn preview_statement(
    organization_id: &str,
    account_id: &str,
    key: &str,
    file: &web_sys::File,
    progress: impl Fn(u32) + 'static,
) -> Result<StatementPreview, ApiError> {
    let path = file_query(&path(organization_id, "statements/preview"), account_id, file);
    client::upload(&path, key, file, progress).await
}

/// Imports a file, all of it or nothing.
pub async fn import_statement(
    organization_id: &str,
    account_id: &str,
    key: &str,
    file: &web_sys::File,
    progress: impl Fn(u32) + 'static,
) -> Result<Statement, ApiError> {
    let path = file_query(&path(organization_id, "statements"), account_id, file);
    client::upload(&path, key, file, progress).await
}

/// Imported statements, newest first.
pub fn list_statements(organization_id: &str) -> ListOf<Statement> {
    ListOf::new(&path(organization_id, "statements"), &[])
}

fn mapping(organization_id: &str, account_id: &str) -> String {
    path(organization_id, &format!("statements/csv_mappings/{}", encode(account_id)))
}

/// How an account's tables are read.
pub async fn get_csv_mapping(
    organization_id: &str,
    account_id: &str,
) -> Result<Versioned<CsvMapping>, ApiError> {
    client::get_versioned(&mapping(organization_id, account_id)).await
}

/// Saves how an account's tables are read.
pub async fn change_csv_mapping(
    organization_id: String,
    account_id: String,
    etag: String,
    request: ChangeCsvMapping,
) -> Result<Versioned<CsvMapping>, ApiError> {
    client::put(&mapping(&organization_id, &account_id), &etag, &request).await
}

/// Bank transactions in a state, newest first; of one statement where that is named.
pub fn list_transactions(
    organization_id: &str,
    state: &str,
    statement_id: &str,
) -> ListOf<TransactionSummary> {
    let parameters = [("state", state), ("statement_id", statement_id)];
    ListOf::new(&path(organization_id, "transactions"), &parameters)
}

/// A bank transaction with what it could be for.
pub async fn get_transaction(
    organization_id: &str,
    id: &str,
) -> Result<Versioned<Transaction>, ApiError> {
    client::get_versioned(&transaction(organization_id, id, "")).await
}

/// What a treasurer decides about a transaction.
#[derive(Debug, Clone)]
pub enum Decision {
    /// It is for one pledge or partner.
    Match(MatchTransaction),
    /// It is for several.
    Split(SplitTransaction),
    /// It is not ours.
    SetAside(ExplainTransaction),
    /// It is ours after all.
    TakeBack(ExplainTransaction),
    /// What was booked was wrong.
    Unmatch(UnmatchTransaction),
}

/// Decides about a transaction of this version.
pub async fn decide_transaction(
    organization_id: String,
    id: String,
    etag: String,
    decision: Decision,
) -> Result<Versioned<Transaction>, ApiError> {
    let at = |step: &str| transaction(&organization_id, &id, step);
    match &decision {
        Decision::Match(request) => client::post_versioned(&at("/match"), &etag, request).await,
        Decision::Split(request) => client::post_versioned(&at("/split"), &etag, request).await,
        Decision::SetAside(request) => {
            client::post_versioned(&at("/set_aside"), &etag, request).await
        }
        Decision::TakeBack(request) => {
            client::post_versioned(&at("/take_back"), &etag, request).await
        }
        Decision::Unmatch(request) => client::post_versioned(&at("/unmatch"), &etag, request).await,
    }
}
