//! HTTP in, use case, HTTP out.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use kopuro_shared::{
    organizations::{GiveReason, PageQuery},
    projects::{
        ActOnProject, AddEvidence, AnswerQuestion, AskQuestion, ChangeMilestone, CreateProject,
        MapQuery, NotificationQuery, PlanProject, PostUpdate, ProjectQuery, ReadNotifications,
        RecordProcurement, UpdateProject,
    },
};

use super::{catalogue, community, follows, lifecycle, sectors, service, tasks, work};
use crate::platform::{
    api::PREFIX,
    app::App,
    auth::{Actor, Steward, Visitor},
    error::Result,
    http::{self, Body, IfMatch, Path, Query},
    idempotency::IdempotencyKey,
};

/// Seconds for which caches may keep the sectors: they change with the program.
const SECTORS_KEPT: u32 = 86_400;
/// Seconds for which caches may keep what everyone sees alike and what moves slowly.
const FIGURES_KEPT: u32 = 60;

pub async fn list_sectors() -> Result<HttpResponse> {
    Ok(http::public(SECTORS_KEPT, None, &sectors::list_sectors()))
}

pub async fn list_projects(
    req: HttpRequest,
    app: Data<App>,
    Query(query): Query<ProjectQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &catalogue::list_projects(&app, query).await?))
}

pub async fn count_projects(
    app: Data<App>,
    Query(query): Query<ProjectQuery>,
) -> Result<HttpResponse> {
    Ok(http::ok(&catalogue::count_projects(&app, query).await?))
}

pub async fn get_project_map(
    app: Data<App>,
    Query(query): Query<MapQuery>,
) -> Result<HttpResponse> {
    Ok(http::public(FIGURES_KEPT, None, &catalogue::get_project_map(&app, query).await?))
}

pub async fn create_project(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    key: IdempotencyKey,
    Body(request): Body<CreateProject>,
) -> Result<HttpResponse> {
    let project = service::create_project(&app, actor, id, key, request).await?;
    let location = format!("{PREFIX}/projects/{}", project.id);
    Ok(http::created(&location, project.version, &project))
}

pub async fn list_organization_projects(
    req: HttpRequest,
    app: Data<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse> {
    let page = service::list_organization_projects(&app, visitor, id, query).await?;
    Ok(http::page(&req, &page))
}

pub async fn list_organization_tasks(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    Ok(http::ok(&tasks::list_organization_tasks(&app, actor, id).await?))
}

pub async fn get_project(
    app: Data<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    let project = service::get_project(&app, visitor, id).await?;
    Ok(http::versioned(project.version, &project))
}

pub async fn update_project(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    if_match: IfMatch,
    Body(request): Body<UpdateProject>,
) -> Result<HttpResponse> {
    let project = service::update_project(&app, actor, id, if_match, request).await?;
    Ok(http::versioned(project.version, &project))
}

pub async fn plan_project(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    if_match: IfMatch,
    Body(request): Body<PlanProject>,
) -> Result<HttpResponse> {
    let project = service::plan_project(&app, actor, id, if_match, request).await?;
    Ok(http::versioned(project.version, &project))
}

pub async fn act_on_project(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    if_match: IfMatch,
    Body(request): Body<ActOnProject>,
) -> Result<HttpResponse> {
    let project = lifecycle::act_on_project(&app, actor, id, if_match, request).await?;
    Ok(http::versioned(project.version, &project))
}

pub async fn list_submitted_projects(
    req: HttpRequest,
    app: Data<App>,
    _: Steward,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &service::list_submitted_projects(&app, query).await?))
}

pub async fn record_procurement(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    Body(request): Body<RecordProcurement>,
) -> Result<HttpResponse> {
    Ok(http::ok(&work::record_procurement(&app, actor, id, request).await?))
}

pub async fn change_milestone(
    app: Data<App>,
    actor: Actor,
    Path((id, milestone_id)): Path<(String, String)>,
    Body(request): Body<ChangeMilestone>,
) -> Result<HttpResponse> {
    Ok(http::ok(&work::change_milestone(&app, actor, id, milestone_id, request).await?))
}

pub async fn add_evidence(
    app: Data<App>,
    actor: Actor,
    Path((id, milestone_id)): Path<(String, String)>,
    key: IdempotencyKey,
    Body(request): Body<AddEvidence>,
) -> Result<HttpResponse> {
    let location = format!("{PREFIX}/projects/{id}");
    let milestone = work::add_evidence(&app, actor, id, milestone_id, key, request).await?;
    Ok(http::created(&location, 1, &milestone))
}

pub async fn list_updates(
    req: HttpRequest,
    app: Data<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &community::list_updates(&app, visitor, id, query).await?))
}

pub async fn post_update(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    key: IdempotencyKey,
    Body(request): Body<PostUpdate>,
) -> Result<HttpResponse> {
    let location = format!("{PREFIX}/projects/{id}/updates");
    Ok(http::created(&location, 1, &community::post_update(&app, actor, id, key, request).await?))
}

pub async fn list_questions(
    req: HttpRequest,
    app: Data<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &community::list_questions(&app, visitor, id, query).await?))
}

pub async fn ask_question(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    key: IdempotencyKey,
    Body(request): Body<AskQuestion>,
) -> Result<HttpResponse> {
    let location = format!("{PREFIX}/projects/{id}/questions");
    Ok(http::created(&location, 1, &community::ask_question(&app, actor, id, key, request).await?))
}

pub async fn answer_question(
    app: Data<App>,
    actor: Actor,
    Path((id, question_id)): Path<(String, String)>,
    Body(request): Body<AnswerQuestion>,
) -> Result<HttpResponse> {
    Ok(http::ok(&community::answer_question(&app, actor, id, question_id, request).await?))
}

pub async fn hide_question(
    app: Data<App>,
    Steward(actor): Steward,
    Path((id, question_id)): Path<(String, String)>,
    Body(request): Body<GiveReason>,
) -> Result<HttpResponse> {
    community::hide_question(&app, actor, id, question_id, request.reason).await?;
    Ok(http::no_content())
}

pub async fn list_project_events(
    req: HttpRequest,
    app: Data<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &community::list_project_events(&app, visitor, id, query).await?))
}

pub async fn follow_project(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    follows::follow_project(&app, actor, id).await?;
    Ok(http::no_content())
}

pub async fn unfollow_project(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    follows::unfollow_project(&app, actor, id).await?;
    Ok(http::no_content())
}

pub async fn list_followed_projects(
    req: HttpRequest,
    app: Data<App>,
    actor: Actor,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &follows::list_followed_projects(&app, actor, query).await?))
}

pub async fn list_notifications(
    req: HttpRequest,
    app: Data<App>,
    actor: Actor,
    Query(query): Query<NotificationQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &follows::list_notifications(&app, actor, query).await?))
}

pub async fn read_notifications(
    app: Data<App>,
    actor: Actor,
    Body(request): Body<ReadNotifications>,
) -> Result<HttpResponse> {
    follows::read_notifications(&app, actor, request.up_to).await?;
    Ok(http::no_content())
}
