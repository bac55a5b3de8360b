//! HTTP in, use case, HTTP out.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use kopuro_shared::{
    consultations::{ConcludeConsultation, ConsultationQuery, WriteComment, WriteConsultation},
    organizations::{GiveReason, PageQuery},
};

use super::{comments, moderation, service};
use crate::platform::{
    api::PREFIX,
    app::App,
    auth::{Actor, Steward, Visitor},
    error::Result,
    http::{self, Body, IfMatch, Path, Query},
    idempotency::IdempotencyKey,
};

pub async fn list_consultations(
    req: HttpRequest,
    app: Data<App>,
    visitor: Visitor,
    Query(query): Query<ConsultationQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &service::list_consultations(&app, visitor, query).await?))
}

pub async fn create_consultation(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    key: IdempotencyKey,
    Body(request): Body<WriteConsultation>,
) -> Result<HttpResponse> {
    let made = service::create_consultation(&app, actor, id, key, request).await?;
    Ok(http::created(&format!("{PREFIX}/consultations/{}", made.brief.id), made.version, &made))
}

pub async fn get_consultation(
    app: Data<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    let consultation = service::get_consultation(&app, visitor, id).await?;
    Ok(http::versioned(consultation.version, &consultation))
}

pub async fn update_consultation(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    if_match: IfMatch,
    Body(request): Body<WriteConsultation>,
) -> Result<HttpResponse> {
    let changed = service::update_consultation(&app, actor, id, if_match, request).await?;
    Ok(http::versioned(changed.version, &changed))
}

pub async fn publish_consultation(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    if_match: IfMatch,
) -> Result<HttpResponse> {
    let published = service::publish_consultation(&app, actor, id, if_match).await?;
    Ok(http::versioned(published.version, &published))
}

pub async fn conclude_consultation(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    if_match: IfMatch,
    Body(request): Body<ConcludeConsultation>,
) -> Result<HttpResponse> {
    let concluded = service::conclude_consultation(&app, actor, id, if_match, request).await?;
    Ok(http::versioned(concluded.version, &concluded))
}

pub async fn list_comments(
    req: HttpRequest,
    app: Data<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &comments::list_comments(&app, visitor, id, query).await?))
}

pub async fn write_comment(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    Body(request): Body<WriteComment>,
) -> Result<HttpResponse> {
    Ok(http::ok(&comments::write_comment(&app, actor, id, request).await?))
}

pub async fn list_comment_versions(
    app: Data<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    Ok(http::ok(&comments::list_comment_versions(&app, visitor, id).await?))
}

pub async fn support_comment(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    comments::set_supported(&app, actor, id, true).await?;
    Ok(http::no_content())
}

pub async fn withdraw_support(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    comments::set_supported(&app, actor, id, false).await?;
    Ok(http::no_content())
}

pub async fn hide_comment(
    app: Data<App>,
    Steward(actor): Steward,
    Path(id): Path<String>,
    Body(request): Body<GiveReason>,
) -> Result<HttpResponse> {
    moderation::hide_comment(&app, actor, id, request.reason).await?;
    Ok(http::no_content())
}
