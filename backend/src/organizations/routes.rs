//! HTTP in, use case, HTTP out.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use kopuro_shared::organizations::{
    AcceptInvitation, AllOrganizationsQuery, ChangeRole, CreateBankAccount, CreateOrganization,
    DecideSubmission, GiveReason, InviteMember, OrganizationQuery, PageQuery, SubmitOrganization,
    UpdateOrganization,
};

use super::{bank_accounts, members, service, verification};
use crate::platform::{
    api::PREFIX,
    app::App,
    auth::{Actor, Steward, Visitor},
    error::Result,
    http::{self, Body, IfMatch, Path, Query},
    idempotency::IdempotencyKey,
};

pub async fn list_organizations(
    req: HttpRequest,
    app: Data<App>,
    Query(query): Query<OrganizationQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &service::list_organizations(&app, query).await?))
}

pub async fn list_all_organizations(
    req: HttpRequest,
    app: Data<App>,
    _: Steward,
    Query(query): Query<AllOrganizationsQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &service::list_all_organizations(&app, query).await?))
}

pub async fn create_organization(
    app: Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Body(request): Body<CreateOrganization>,
) -> Result<HttpResponse> {
    let organization = service::create_organization(&app, actor, key, request).await?;
    let location = format!("{PREFIX}/organizations/{}", organization.id);
    Ok(http::created(&location, organization.version, &organization))
}

pub async fn get_organization(
    app: Data<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    let organization = service::get_organization(&app, visitor, id).await?;
    Ok(http::versioned(organization.version, &organization))
}

pub async fn update_organization(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    if_match: IfMatch,
    Body(request): Body<UpdateOrganization>,
) -> Result<HttpResponse> {
    let organization = service::update_organization(&app, actor, id, if_match, request).await?;
    Ok(http::versioned(organization.version, &organization))
}

pub async fn list_my_organizations(app: Data<App>, actor: Actor) -> Result<HttpResponse> {
    Ok(http::ok(&service::list_my_organizations(&app, actor).await?))
}

pub async fn list_members(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    Ok(http::ok(&members::list_members(&app, actor, id).await?))
}

pub async fn change_role(
    app: Data<App>,
    actor: Actor,
    Path((id, person_id)): Path<(String, String)>,
    Body(request): Body<ChangeRole>,
) -> Result<HttpResponse> {
    members::change_role(&app, actor, id, person_id, request.role).await?;
    Ok(http::no_content())
}

pub async fn remove_member(
    app: Data<App>,
    actor: Actor,
    Path((id, person_id)): Path<(String, String)>,
) -> Result<HttpResponse> {
    members::remove_member(&app, actor, id, person_id).await?;
    Ok(http::no_content())
}

pub async fn list_invitations(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    Ok(http::ok(&members::list_invitations(&app, actor, id).await?))
}

pub async fn invite_member(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    key: IdempotencyKey,
    Body(request): Body<InviteMember>,
) -> Result<HttpResponse> {
    let location = format!("{PREFIX}/organizations/{id}/invitations");
    Ok(http::created(&location, 1, &members::invite_member(&app, actor, id, key, request).await?))
}

pub async fn withdraw_invitation(
    app: Data<App>,
    actor: Actor,
    Path((id, invitation_id)): Path<(String, String)>,
) -> Result<HttpResponse> {
    members::withdraw_invitation(&app, actor, id, invitation_id).await?;
    Ok(http::no_content())
}

pub async fn accept_invitation(
    app: Data<App>,
    actor: Actor,
    Body(request): Body<AcceptInvitation>,
) -> Result<HttpResponse> {
    Ok(http::ok(&members::accept_invitation(&app, actor, request.token).await?))
}

pub async fn submit_organization(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    key: IdempotencyKey,
    Body(request): Body<SubmitOrganization>,
) -> Result<HttpResponse> {
    let submission = verification::submit_organization(&app, actor, id, key, request).await?;
    Ok(http::created(&format!("{PREFIX}/submissions"), 1, &submission))
}

pub async fn list_submissions(
    req: HttpRequest,
    app: Data<App>,
    _: Steward,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &verification::list_submissions(&app, query).await?))
}

pub async fn decide_submission(
    app: Data<App>,
    Steward(actor): Steward,
    Path(id): Path<String>,
    Body(request): Body<DecideSubmission>,
) -> Result<HttpResponse> {
    verification::decide_submission(&app, actor, id, request).await?;
    Ok(http::no_content())
}

pub async fn suspend_organization(
    app: Data<App>,
    Steward(actor): Steward,
    Path(id): Path<String>,
    Body(request): Body<GiveReason>,
) -> Result<HttpResponse> {
    verification::suspend_organization(&app, actor, id, request.reason).await?;
    Ok(http::no_content())
}

pub async fn reinstate_organization(
    app: Data<App>,
    Steward(actor): Steward,
    Path(id): Path<String>,
    Body(request): Body<GiveReason>,
) -> Result<HttpResponse> {
    verification::reinstate_organization(&app, actor, id, request.reason).await?;
    Ok(http::no_content())
}

pub async fn list_bank_accounts(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    Ok(http::ok(&bank_accounts::list_bank_accounts(&app, actor, id).await?))
}

pub async fn create_bank_account(
    app: Data<App>,
    actor: Actor,
    Path(id): Path<String>,
    key: IdempotencyKey,
    Body(request): Body<CreateBankAccount>,
) -> Result<HttpResponse> {
    let location = format!("{PREFIX}/organizations/{id}/bank_accounts");
    let account = bank_accounts::create_bank_account(&app, actor, id, key, request).await?;
    Ok(http::created(&location, 1, &account))
}

pub async fn close_bank_account(
    app: Data<App>,
    actor: Actor,
    Path((id, account_id)): Path<(String, String)>,
) -> Result<HttpResponse> {
    bank_accounts::close_bank_account(&app, actor, id, account_id).await?;
    Ok(http::no_content())
}
