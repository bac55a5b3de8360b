//! HTTP in, use case, HTTP out.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use kopuro_shared::{
    desks::{CreateDesk, DeskQuery, PutTopic, UpdateDesk, WriteCannedAnswer},
    organizations::PageQuery,
};

use super::{canned, duty, service, topics};
use crate::platform::{
    api::PREFIX,
    app::App,
    auth::{Actor, Steward, Visitor},
    error::Result,
    http::{self, Body, IfMatch, Path, Query},
    idempotency::IdempotencyKey,
};

/// Topics change some times a year.
const TOPICS_KEPT: u32 = 300;

pub async fn list_topics(app: Data<App>) -> Result<HttpResponse> {
    Ok(http::public(TOPICS_KEPT, None, &topics::list_topics(&app).await?))
}

pub async fn put_topic(
    app: Data<App>,
    Steward(actor): Steward,
    Path(id): Path<String>,
    Body(request): Body<PutTopic>,
) -> Result<HttpResponse> {
    let topic = topics::put_topic(&app, actor, id, request).await?;
    Ok(http::versioned(topic.version, &topic))
}

pub async fn list_desks(
    req: HttpRequest,
    app: Data<App>,
    Query(query): Query<DeskQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &service::list_desks(&app, query).await?))
}

pub async fn get_desk(
    app: Data<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    let desk = service::get_desk(&app, visitor, id).await?;
    Ok(http::versioned(desk.version, &desk))
}

pub async fn update_desk(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    if_match: IfMatch,
    Body(request): Body<UpdateDesk>,
) -> Result<HttpResponse> {
    let desk = service::update_desk(&app, actor, id, if_match, request).await?;
    Ok(http::versioned(desk.version, &desk))
}

pub async fn put_on_duty(
    app: Data<App>,
    actor: Actor,
    Path((id, person_id)): Path<(String, String)>,
) -> Result<HttpResponse> {
    duty::put_on_duty(&app, actor, id, person_id).await?;
    Ok(http::no_content())
}

pub async fn take_off_duty(
    app: Data<App>,
    actor: Actor,
    Path((id, person_id)): Path<(String, String)>,
) -> Result<HttpResponse> {
    duty::take_off_duty(&app, actor, id, person_id).await?;
    Ok(http::no_content())
}

pub async fn list_organization_desks(
    req: HttpRequest,
    app: Data<App>,
    Path(id): Path<String>,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &service::list_organization_desks(&app, id, query).await?))
}

pub async fn create_desk(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    key: IdempotencyKey,
    Body(request): Body<CreateDesk>,
) -> Result<HttpResponse> {
    let desk = service::create_desk(&app, actor, id, key, request).await?;
    Ok(http::created(&format!("{PREFIX}/desks/{}", desk.id), desk.version, &desk))
}

pub async fn list_canned_answers(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    Ok(http::ok(&canned::list_canned_answers(&app, actor, id).await?))
}

pub async fn create_canned_answer(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    key: IdempotencyKey,
    Body(request): Body<WriteCannedAnswer>,
) -> Result<HttpResponse> {
    let location = format!("{PREFIX}/desks/{id}/canned_answers");
    let answer = canned::create_canned_answer(&app, actor, id, key, request).await?;
    Ok(http::created(&location, answer.version, &answer))
}

pub async fn update_canned_answer(
    app: Data<App>,
    actor: Actor,
    Path(ids): Path<(String, String)>,
    if_match: IfMatch,
    Body(request): Body<WriteCannedAnswer>,
) -> Result<HttpResponse> {
    let answer = canned::update_canned_answer(&app, actor, ids, if_match, request).await?;
    Ok(http::versioned(answer.version, &answer))
}

pub async fn remove_canned_answer(
    app: Data<App>,
    actor: Actor,
    Path((id, answer_id)): Path<(String, String)>,
) -> Result<HttpResponse> {
    canned::remove_canned_answer(&app, actor, id, answer_id).await?;
    Ok(http::no_content())
}

pub async fn list_my_desks(app: Data<App>, actor: Actor) -> Result<HttpResponse> {
    Ok(http::ok(&duty::list_my_desks(&app, actor).await?))
}
