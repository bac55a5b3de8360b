//! HTTP in, use case, HTTP out.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use kopuro_shared::pledges::{CancelPledge, CreatePledge, MyPledgeQuery, PledgeQuery};

use super::{lists, service};
use crate::platform::{
    api::PREFIX,
    app::App,
    auth::{Actor, Visitor},
    error::Result,
    http::{self, Body, IfMatch, Path, Query},
    idempotency::IdempotencyKey,
};

/// Sums change with each pledge, but a page that is some seconds old misleads nobody.
const CACHE_SECONDS: u32 = 10;

pub async fn create_pledge(
    app: Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Body(request): Body<CreatePledge>,
) -> Result<HttpResponse> {
    let pledge = service::create_pledge(&app, actor, key, request).await?;
    let location = format!("{PREFIX}/pledges/{}", pledge.id);
    Ok(http::created(&location, pledge.version, &pledge))
}

pub async fn get_pledge(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    let pledge = service::get_pledge(&app, actor, id).await?;
    Ok(http::versioned(pledge.version, &pledge))
}

pub async fn cancel_pledge(
    app: Data<App>,
    actor: Actor,
    if_match: IfMatch,
    Path(id): Path<String>,
    Body(request): Body<CancelPledge>,
) -> Result<HttpResponse> {
    let pledge = service::cancel_pledge(&app, actor, if_match, id, request).await?;
    Ok(http::versioned(pledge.version, &pledge))
}

pub async fn list_my_pledges(
    req: HttpRequest,
    app: Data<App>,
    actor: Actor,
    Query(query): Query<MyPledgeQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &lists::list_my_pledges(&app, actor, query).await?))
}

pub async fn list_project_pledges(
    req: HttpRequest,
    app: Data<App>,
    Path(id): Path<String>,
    Query(query): Query<PledgeQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &lists::list_project_pledges(&app, id, query).await?))
}

pub async fn get_pledge_totals(app: Data<App>, Path(id): Path<String>) -> Result<HttpResponse> {
    Ok(http::public(CACHE_SECONDS, None, &lists::get_pledge_totals(&app, id).await?))
}

pub async fn get_receipt(
    app: Data<App>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Result<HttpResponse> {
    Ok(http::ok(&lists::get_receipt(&app, visitor, code).await?))
}
