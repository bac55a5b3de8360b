//! HTTP in, use case, HTTP out.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use kopuro_shared::{
    organizations::PageQuery,
    reports::{CreateReport, DecideReport, ReportQuery},
};

use super::service;
use crate::platform::{
    api::PREFIX,
    app::App,
    auth::{Actor, Steward},
    error::Result,
    http::{self, Body, IfMatch, Path, Query},
    idempotency::IdempotencyKey,
};

pub async fn create_report(
    app: Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Body(request): Body<CreateReport>,
) -> Result<HttpResponse> {
    let report = service::create_report(&app, actor, key, request).await?;
    Ok(http::created(&format!("{PREFIX}/me/reports"), 1, &report))
}

pub async fn list_my_reports(
    req: HttpRequest,
    app: Data<App>,
    actor: Actor,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &service::list_my_reports(&app, actor, query).await?))
}

pub async fn list_reports(
    req: HttpRequest,
    app: Data<App>,
    Steward(actor): Steward,
    Query(query): Query<ReportQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &service::list_reports(&app, actor, query).await?))
}

pub async fn get_report(
    app: Data<App>,
    Steward(actor): Steward,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    let report = service::get_report(&app, actor, id).await?;
    Ok(http::versioned(report.version, &report))
}

pub async fn decide_report(
    app: Data<App>,
    Steward(actor): Steward,
    Path(id): Path<String>,
    if_match: IfMatch,
    Body(request): Body<DecideReport>,
) -> Result<HttpResponse> {
    let report = service::decide_report(&app, actor, id, if_match, request).await?;
    Ok(http::versioned(report.version, &report))
}
