//! HTTP in, use case, HTTP out.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use kopuro_shared::{
    expenses::{
        ActOnExpense, ActOnRefundRun, CreateDistribution, CreateExpense, CreateRefund,
        CreateRefundRun, Expense, ExpenseQuery, OrganizationExpenseQuery, ProveExpense,
    },
    organizations::PageQuery,
};

use super::{decisions, figures, proof, refunds, runs, service};
use crate::platform::{
    api::PREFIX,
    app::App,
    auth::{Actor, Visitor},
    error::Result,
    http::{self, Body, IfMatch, Path, Query},
    idempotency::IdempotencyKey,
};

/// Figures change with each booking, but a plot that is some seconds old misleads nobody.
const CACHE_SECONDS: u32 = 10;

fn created(expense: &Expense) -> HttpResponse {
    http::created(&format!("{PREFIX}/expenses/{}", expense.id), expense.version, expense)
}

pub async fn create_expense(
    app: Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Path(id): Path<String>,
    Body(request): Body<CreateExpense>,
) -> Result<HttpResponse> {
    Ok(created(&service::create_expense(&app, actor, id, key, request).await?))
}

pub async fn list_expenses(
    req: HttpRequest,
    app: Data<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(query): Query<ExpenseQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &service::list_expenses(&app, visitor, id, query).await?))
}

pub async fn list_organization_expenses(
    req: HttpRequest,
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(query): Query<OrganizationExpenseQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &service::list_organization_expenses(&app, actor, id, query).await?))
}

pub async fn get_expense(
    app: Data<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    let expense = service::get_expense(&app, visitor, id).await?;
    Ok(http::versioned(expense.version, &expense))
}

pub async fn act_on_expense(
    app: Data<App>,
    actor: Actor,
    if_match: IfMatch,
    Path(id): Path<String>,
    Body(request): Body<ActOnExpense>,
) -> Result<HttpResponse> {
    let expense = decisions::act_on_expense(&app, actor, id, if_match, request).await?;
    Ok(http::versioned(expense.version, &expense))
}

pub async fn prove_expense(
    app: Data<App>,
    actor: Actor,
    if_match: IfMatch,
    Path(id): Path<String>,
    Body(request): Body<ProveExpense>,
) -> Result<HttpResponse> {
    let expense = proof::prove_expense(&app, actor, id, if_match, request).await?;
    Ok(http::versioned(expense.version, &expense))
}

pub async fn unprove_expense(
    app: Data<App>,
    actor: Actor,
    if_match: IfMatch,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    let expense = proof::unprove_expense(&app, actor, id, if_match).await?;
    Ok(http::versioned(expense.version, &expense))
}

pub async fn create_refund(
    app: Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Path(id): Path<String>,
    Body(request): Body<CreateRefund>,
) -> Result<HttpResponse> {
    Ok(created(&refunds::create_refund(&app, actor, id, key, request).await?))
}

pub async fn create_distribution(
    app: Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Path(id): Path<String>,
    Body(request): Body<CreateDistribution>,
) -> Result<HttpResponse> {
    Ok(created(&refunds::create_distribution(&app, actor, id, key, request).await?))
}

pub async fn create_refund_run(
    app: Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Path(id): Path<String>,
    Body(request): Body<CreateRefundRun>,
) -> Result<HttpResponse> {
    let run = runs::create_refund_run(&app, actor, id, key, request).await?;
    Ok(http::created(&format!("{PREFIX}/refund_runs/{}", run.id), run.version, &run))
}

pub async fn list_refund_runs(
    req: HttpRequest,
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &runs::list_refund_runs(&app, actor, id, query).await?))
}

pub async fn get_refund_run(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    let run = runs::get_refund_run(&app, actor, id).await?;
    Ok(http::versioned(run.version, &run))
}

pub async fn act_on_refund_run(
    app: Data<App>,
    actor: Actor,
    if_match: IfMatch,
    Path(id): Path<String>,
    Body(request): Body<ActOnRefundRun>,
) -> Result<HttpResponse> {
    let run = runs::act_on_refund_run(&app, actor, id, if_match, request).await?;
    Ok(http::versioned(run.version, &run))
}

pub async fn get_spending(app: Data<App>, Path(id): Path<String>) -> Result<HttpResponse> {
    Ok(http::public(CACHE_SECONDS, None, &figures::get_spending(&app, id).await?))
}

pub async fn get_course(app: Data<App>, Path(id): Path<String>) -> Result<HttpResponse> {
    Ok(http::public(CACHE_SECONDS, None, &figures::get_course(&app, id).await?))
}
