//! HTTP in, use case, HTTP out.

use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Payload},
};
use kopuro_shared::statements::{
    ChangeCsvMapping, ExplainTransaction, ImportStatement, MatchTransaction, SplitTransaction,
    StatementQuery, Transaction, TransactionQuery, UnmatchTransaction,
};

use super::{
    decisions::{self, Decided},
    lists, mappings, service,
};
use crate::platform::{
    api::PREFIX,
    app::App,
    auth::Actor,
    error::Result,
    http::{self, Body, IfMatch, Path, Query},
    idempotency::IdempotencyKey,
};

pub async fn import_statement(
    app: Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Path(id): Path<String>,
    Query(request): Query<ImportStatement>,
    body: Payload,
) -> Result<HttpResponse> {
    let statement = service::import_statement(&app, actor, id.clone(), key, request, body).await?;
    let location = format!("{PREFIX}/organizations/{id}/statements/{}", statement.id);
    Ok(http::created(&location, 1, &statement))
}

pub async fn preview_statement(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(request): Query<ImportStatement>,
    body: Payload,
) -> Result<HttpResponse> {
    Ok(http::ok(&service::preview_statement(&app, actor, id, request, body).await?))
}

pub async fn list_statements(
    req: HttpRequest,
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(query): Query<StatementQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &lists::list_statements(&app, actor, id, query).await?))
}

pub async fn get_statement(
    app: Data<App>,
    actor: Actor,
    Path((id, statement_id)): Path<(String, String)>,
) -> Result<HttpResponse> {
    Ok(http::ok(&lists::get_statement(&app, actor, id, statement_id).await?))
}

pub async fn get_csv_mapping(
    app: Data<App>,
    actor: Actor,
    Path((id, account_id)): Path<(String, String)>,
) -> Result<HttpResponse> {
    let mapping = mappings::get_csv_mapping(&app, actor, id, account_id).await?;
    Ok(http::versioned(mapping.version, &mapping))
}

pub async fn change_csv_mapping(
    app: Data<App>,
    actor: Actor,
    if_match: IfMatch,
    Path((id, account_id)): Path<(String, String)>,
    Body(request): Body<ChangeCsvMapping>,
) -> Result<HttpResponse> {
    let mapping =
        mappings::change_csv_mapping(&app, actor, if_match, id, account_id, request).await?;
    Ok(http::versioned(mapping.version, &mapping))
}

pub async fn list_transactions(
    req: HttpRequest,
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(query): Query<TransactionQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &lists::list_transactions(&app, actor, id, query).await?))
}

pub async fn get_transaction(
    app: Data<App>,
    actor: Actor,
    Path((id, transaction_id)): Path<(String, String)>,
) -> Result<HttpResponse> {
    Ok(shown(&lists::get_transaction(&app, actor, id, transaction_id).await?))
}

fn shown(transaction: &Transaction) -> HttpResponse {
    http::versioned(transaction.version, transaction)
}

fn decided(
    actor: Actor,
    if_match: IfMatch,
    (organization_id, transaction_id): (String, String),
) -> Decided {
    Decided { actor, if_match, organization_id, transaction_id }
}

pub async fn match_transaction(
    app: Data<App>,
    actor: Actor,
    if_match: IfMatch,
    Path(ids): Path<(String, String)>,
    Body(request): Body<MatchTransaction>,
) -> Result<HttpResponse> {
    let decided = decided(actor, if_match, ids);
    Ok(shown(&decisions::match_transaction(&app, decided, request).await?))
}

pub async fn split_transaction(
    app: Data<App>,
    actor: Actor,
    if_match: IfMatch,
    Path(ids): Path<(String, String)>,
    Body(request): Body<SplitTransaction>,
) -> Result<HttpResponse> {
    let decided = decided(actor, if_match, ids);
    Ok(shown(&decisions::split_transaction(&app, decided, request).await?))
}

pub async fn set_aside_transaction(
    app: Data<App>,
    actor: Actor,
    if_match: IfMatch,
    Path(ids): Path<(String, String)>,
    Body(request): Body<ExplainTransaction>,
) -> Result<HttpResponse> {
    let decided = decided(actor, if_match, ids);
    Ok(shown(&decisions::set_aside_transaction(&app, decided, request).await?))
}

pub async fn take_back_transaction(
    app: Data<App>,
    actor: Actor,
    if_match: IfMatch,
    Path(ids): Path<(String, String)>,
    Body(request): Body<ExplainTransaction>,
) -> Result<HttpResponse> {
    let decided = decided(actor, if_match, ids);
    Ok(shown(&decisions::take_back_transaction(&app, decided, request).await?))
}

pub async fn unmatch_transaction(
    app: Data<App>,
    actor: Actor,
    if_match: IfMatch,
    Path(ids): Path<(String, String)>,
    Body(request): Body<UnmatchTransaction>,
) -> Result<HttpResponse> {
    let decided = decided(actor, if_match, ids);
    Ok(shown(&decisions::unmatch_transaction(&app, decided, request).await?))
}
