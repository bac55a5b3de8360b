//! HTTP in, use case, HTTP out.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web::Data,
};
use kopuro_shared::{
    cases::{
        ActOnCase, AskCase, Case, MessageKind, PostMessage, QueueQuery,
        blocks::{AppealBlock, AssignCases, DecideAppeal},
        figures::{CaseRowsQuery, ResponsivenessQuery},
        guests::{ActOnGuestCase, AskAsGuest, OpenGuestAttachment, OpenGuestCase, PostGuestReply},
        routing::{PublicCaseQuery, SuggestRouting},
    },
    organizations::{GiveReason, PageQuery},
};

use super::{
    actions, attachments, blocks, figures, guests, lists, messages, moderation, public, routing,
    service,
};
use crate::{
    files,
    platform::{
        api::PREFIX,
        app::App,
        auth::{Actor, Steward, Visitor},
        error::Result,
        http::{self, Body, IfMatch, Path, Query},
        idempotency::IdempotencyKey,
        origin::Origin,
    },
};

/// Seconds for which caches may keep figures.
const FIGURES_KEPT: u32 = 60;

fn created(case: &Case) -> HttpResponse {
    let location = format!("{PREFIX}/cases/{}", case.summary.id);
    http::created(&location, case.version, case)
}

pub async fn ask_case(
    app: Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Body(request): Body<AskCase>,
) -> Result<HttpResponse> {
    Ok(created(&service::ask_case(&app, actor, key, request).await?))
}

pub async fn list_cases(
    req: HttpRequest,
    app: Data<App>,
    visitor: Visitor,
    Query(query): Query<PublicCaseQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &public::list_cases(&app, visitor, query).await?))
}

pub async fn suggest_routing(
    app: Data<App>,
    visitor: Visitor,
    Body(request): Body<SuggestRouting>,
) -> Result<HttpResponse> {
    Ok(http::ok(&routing::suggest_routing(&app, visitor, request).await?))
}

pub async fn get_case(
    app: Data<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    let case = service::get_case(&app, visitor, id).await?;
    Ok(http::versioned(case.version, &case))
}

pub async fn find_case_by_number(
    app: Data<App>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> Result<HttpResponse> {
    let case = service::find_case_by_number(&app, visitor, number).await?;
    Ok(http::versioned(case.version, &case))
}

pub async fn post_message(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    key: IdempotencyKey,
    Body(request): Body<PostMessage>,
) -> Result<HttpResponse> {
    Ok(created(&messages::post_message(&app, actor.into(), id, key, request).await?))
}

pub async fn act_on_case(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    if_match: IfMatch,
    Body(request): Body<ActOnCase>,
) -> Result<HttpResponse> {
    let case = actions::act_on_case(&app, actor.into(), id, if_match, request).await?;
    Ok(http::versioned(case.version, &case))
}

pub async fn hide_case_message(
    app: Data<App>,
    Steward(actor): Steward,
    Path((id, message_id)): Path<(String, String)>,
    Body(request): Body<GiveReason>,
) -> Result<HttpResponse> {
    moderation::hide_case_message(&app, actor, id, message_id, request.reason).await?;
    Ok(http::no_content())
}

pub async fn get_case_attachment(
    req: HttpRequest,
    app: Data<App>,
    visitor: Visitor,
    Path((id, file_id)): Path<(String, String)>,
) -> Result<HttpResponse> {
    let served = attachments::get_case_attachment(&app, visitor.into(), id, file_id).await?;
    files::serve(&req, &app, served, "attachment").await
}

pub async fn open_guest_attachment(
    req: HttpRequest,
    app: Data<App>,
    origin: Origin,
    Body(request): Body<OpenGuestAttachment>,
) -> Result<HttpResponse> {
    let caller = guests::caller(&app, &request.secret, origin)?;
    let id = caller.guest_case_id.clone().unwrap_or_default();
    let served = attachments::get_case_attachment(&app, caller, id, request.file_id).await?;
    files::serve(&req, &app, served, "attachment").await
}

pub async fn list_my_cases(
    req: HttpRequest,
    app: Data<App>,
    actor: Actor,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &lists::list_my_cases(&app, actor, query).await?))
}

pub async fn list_desk_cases(
    req: HttpRequest,
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(query): Query<QueueQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &lists::list_desk_cases(&app, actor, id, query).await?))
}

pub async fn list_unrouted_cases(
    req: HttpRequest,
    app: Data<App>,
    _: Steward,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &lists::list_unrouted_cases(&app, query).await?))
}

pub async fn assign_cases(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    Body(request): Body<AssignCases>,
) -> Result<HttpResponse> {
    blocks::assign_cases(&app, actor, id, request).await?;
    Ok(http::no_content())
}

pub async fn block_sender(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    Body(request): Body<GiveReason>,
) -> Result<HttpResponse> {
    Ok(http::ok(&blocks::block_sender(&app, actor, id, request.reason).await?))
}

pub async fn end_block(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    Ok(http::ok(&blocks::end_block(&app, actor, id).await?))
}

pub async fn list_desk_blocks(
    req: HttpRequest,
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &blocks::list_desk_blocks(&app, actor, id, query).await?))
}

pub async fn list_my_blocks(
    req: HttpRequest,
    app: Data<App>,
    actor: Actor,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &blocks::list_my_blocks(&app, actor, query).await?))
}

pub async fn appeal_block(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    Body(request): Body<AppealBlock>,
) -> Result<HttpResponse> {
    Ok(http::ok(&blocks::appeal_block(&app, actor, id, request).await?))
}

pub async fn list_block_appeals(
    req: HttpRequest,
    app: Data<App>,
    _: Steward,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &blocks::list_block_appeals(&app, query).await?))
}

pub async fn decide_block_appeal(
    app: Data<App>,
    Steward(actor): Steward,
    Path(id): Path<String>,
    Body(request): Body<DecideAppeal>,
) -> Result<HttpResponse> {
    Ok(http::ok(&blocks::decide_block_appeal(&app, actor, id, request).await?))
}

pub async fn get_responsiveness(
    app: Data<App>,
    Query(query): Query<ResponsivenessQuery>,
) -> Result<HttpResponse> {
    Ok(http::public(FIGURES_KEPT, None, &figures::get_responsiveness(&app, query).await?))
}

pub async fn export_case_rows(
    req: HttpRequest,
    app: Data<App>,
    Query(query): Query<CaseRowsQuery>,
) -> Result<HttpResponse> {
    let page = figures::export_case_rows(&app, query).await?;
    // The page's own answer knows the link to the next part.
    let link = http::page(&req, &page).headers().get(header::LINK).cloned();
    let mut answer = HttpResponse::Ok();
    answer.content_type("text/csv; charset=utf-8");
    if let Some(link) = link {
        answer.insert_header((header::LINK, link));
    }
    Ok(answer.body(page.items.concat()))
}

pub async fn ask_as_guest(
    app: Data<App>,
    origin: Origin,
    Body(request): Body<AskAsGuest>,
) -> Result<HttpResponse> {
    let accepted = guests::ask_as_guest(&app, origin, request).await?;
    Ok(HttpResponse::build(StatusCode::ACCEPTED).json(accepted))
}

pub async fn open_guest_case(
    app: Data<App>,
    origin: Origin,
    Body(request): Body<OpenGuestCase>,
) -> Result<HttpResponse> {
    let case = guests::open_guest_case(&app, origin, request.secret).await?;
    Ok(http::versioned(case.version, &case))
}

pub async fn post_guest_reply(
    app: Data<App>,
    origin: Origin,
    key: IdempotencyKey,
    Body(request): Body<PostGuestReply>,
) -> Result<HttpResponse> {
    let caller = guests::caller(&app, &request.secret, origin)?;
    let id = caller.guest_case_id.clone().unwrap_or_default();
    let reply =
        PostMessage { kind: MessageKind::Reply, text: request.text, attachments: Vec::new() };
    Ok(created(&messages::post_message(&app, caller, id, key, reply).await?))
}

pub async fn act_on_guest_case(
    app: Data<App>,
    origin: Origin,
    if_match: IfMatch,
    Body(request): Body<ActOnGuestCase>,
) -> Result<HttpResponse> {
    let caller = guests::caller(&app, &request.secret, origin)?;
    let id = caller.guest_case_id.clone().unwrap_or_default();
    let ActOnGuestCase { action, reason, rating, .. } = request;
    let request = ActOnCase { action, reason, rating, desk_id: None, person_id: None };
    let case = actions::act_on_case(&app, caller, id, if_match, request).await?;
    Ok(http::versioned(case.version, &case))
}
