//! Members and invitations. Only an owner changes who acts for an organization; nobody is a member without agreeing.

use chrono::Duration;
use kopuro_shared::{
    error::ErrorCode,
    organizations::{
        Invitation, InviteMember, Member, OrganizationAction, OrganizationSummary, Role,
    },
};
use serde_json::json;

use super::{
    service::{self, ensure_can, ensure_insider, ensure_other_owner, known},
    store::{self, InvitationRow, MemberRow},
};
use crate::{
    people,
    platform::{
        app::App,
        audit::{self, Event},
        auth::{Actor, hash_token, random_token},
        clock,
        db::Conn,
        error::{Error, Result},
        idempotency::{self, IdempotencyKey},
        outbox,
    },
};

/// How long the link of an invitation is good.
const INVITATION_LIFETIME: Duration = Duration::days(7);

/// The members; for members and stewards.
pub async fn list_members(app: &App, actor: Actor, id: String) -> Result<Vec<Member>> {
    app.db
        .read(move |conn| {
            ensure_insider(conn, &actor, &id)?;
            let rows = store::select_members(conn, &id)?;
            let members = rows.into_iter().map(|row| {
                Ok(Member {
                    display_name: people::service::find_display_name(conn, &row.person_id)?
                        .unwrap_or_default(),
                    role: service::role(&row)?,
                    person_id: row.person_id,
                    joined_at: row.joined_at.and_utc(),
                })
            });
            members.collect()
        })
        .await
}

/// Gives a member another role. The last owner stays one.
pub async fn change_role(
    app: &App,
    actor: Actor,
    id: String,
    person_id: String,
    role: Role,
) -> Result<()> {
    app.db
        .write(move |conn| {
            ensure_can(conn, &actor, &id, OrganizationAction::ManageMembers)?;
            store::find_member(conn, &id, &person_id)?.ok_or_else(Error::not_found)?;
            if role != Role::Owner {
                ensure_other_owner(conn, &id, &person_id)?;
            }
            store::set_role(conn, &id, &person_id, role.name())?;
            let event = Event::new("change_role", "person", &person_id)
                .organization(&id)
                .details(json!({ "role": role }));
            audit::record(conn, &actor, event)
        })
        .await
}

/// Removes a member; a member may leave. The last owner stays.
pub async fn remove_member(app: &App, actor: Actor, id: String, person_id: String) -> Result<()> {
    app.db
        .write(move |conn| {
            if person_id != actor.person_id {
                ensure_can(conn, &actor, &id, OrganizationAction::ManageMembers)?;
            }
            let member = store::find_member(conn, &id, &person_id)?.ok_or_else(Error::not_found)?;
            if service::role(&member)? == Role::Owner {
                ensure_other_owner(conn, &id, &person_id)?;
            }
            store::delete_member(conn, &id, &person_id)?;
            let event = Event::new("remove_member", "person", &person_id).organization(&id);
            audit::record(conn, &actor, event)
        })
        .await
}

fn invitation(row: InvitationRow) -> Result<Invitation> {
    Ok(Invitation {
        role: known(Role::from_name(&row.role), "role")?,
        id: row.id,
        email: row.email,
        expires_at: row.expires_at.and_utc(),
    })
}

/// The invitations that wait.
pub async fn list_invitations(app: &App, actor: Actor, id: String) -> Result<Vec<Invitation>> {
    app.db
        .read(move |conn| {
            ensure_can(conn, &actor, &id, OrganizationAction::ManageMembers)?;
            let rows = store::select_invitations(conn, &id, clock::now_naive())?;
            rows.into_iter().map(invitation).collect()
        })
        .await
}

/// Invites somebody by mail; an earlier invitation of the same address becomes worthless.
pub async fn invite_member(
    app: &App,
    actor: Actor,
    id: String,
    key: IdempotencyKey,
    request: InviteMember,
) -> Result<Invitation> {
    let state = app.clone();
    app.db
        .write(move |conn| {
            let organization = ensure_can(conn, &actor, &id, OrganizationAction::ManageMembers)?;
            idempotency::once(
                conn,
                &key,
                &actor.person_id,
                "invite_member",
                &(&id, &request),
                |conn| {
                    let members = store::select_members(conn, &id)?.len();
                    let waiting = store::select_invitations(conn, &id, clock::now_naive())?.len();
                    if members + waiting >= usize::try_from(store::PEOPLE_MAX).unwrap_or_default() {
                        return Err(Error::too_many(24 * 60 * 60));
                    }
                    let email = people::service::normalize_email(&request.email);
                    ensure_no_member(conn, &id, &email)?;
                    let now = clock::now_naive();
                    store::end_invitation(conn, &id, &email, now)?;
                    let token = random_token();
                    let row = InvitationRow {
                        id: clock::new_id(),
                        organization_id: id.clone(),
                        email: email.clone(),
                        role: request.role.name().to_owned(),
                        token_hash: hash_token(&token),
                        invited_by: actor.person_id.clone(),
                        created_at: now,
                        expires_at: now + INVITATION_LIFETIME,
                        accepted_by: None,
                        accepted_at: None,
                        withdrawn_at: None,
                    };
                    store::insert_invitation(conn, &row)?;
                    let language = actor.origin.language;
                    let link = state.link(&format!("/invitation#{token}"));
                    let name = service::name(&organization)?;
                    let args = [("organization", name.pick(language)), ("link", link.as_str())];
                    outbox::mail(conn, language, &email, "organization-invitation", &args)?;
                    let event = Event::new("invite_member", "invitation", &row.id)
                        .organization(&id)
                        .details(json!({ "role": request.role }));
                    audit::record(conn, &actor, event)?;
                    invitation(row)
                },
            )
        })
        .await
}

fn ensure_no_member(conn: &mut Conn<'_>, id: &str, email: &str) -> Result<()> {
    let Some(person_id) = people::service::find_person_id(conn, email)? else { return Ok(()) };
    match store::find_member(conn, id, &person_id)? {
        Some(_) => Err(Error::new(ErrorCode::AlreadyMember)),
        None => Ok(()),
    }
}

/// Withdraws an invitation.
pub async fn withdraw_invitation(
    app: &App,
    actor: Actor,
    id: String,
    invitation_id: String,
) -> Result<()> {
    app.db
        .write(move |conn| {
            ensure_can(conn, &actor, &id, OrganizationAction::ManageMembers)?;
            if !store::end_invitation(conn, &id, &invitation_id, clock::now_naive())? {
                return Err(Error::not_found());
            }
            let event =
                Event::new("withdraw_invitation", "invitation", &invitation_id).organization(&id);
            audit::record(conn, &actor, event)
        })
        .await
}

/// Accepts an invitation that was sent to the actor's own confirmed address. Error: `link-expired`.
pub async fn accept_invitation(
    app: &App,
    actor: Actor,
    token: String,
) -> Result<OrganizationSummary> {
    app.db
        .write(move |conn| {
            let expired = || Error::new(ErrorCode::LinkExpired);
            let (email, _) =
                people::service::find_mailbox(conn, &actor.person_id)?.ok_or_else(expired)?;
            let now = clock::now_naive();
            let invitation =
                store::use_invitation(conn, &hash_token(&token), &email, &actor.person_id, now)?
                    .ok_or_else(expired)?;
            let id = invitation.organization_id;
            if store::find_member(conn, &id, &actor.person_id)?.is_some() {
                return Err(Error::new(ErrorCode::AlreadyMember));
            }
            let member = MemberRow {
                organization_id: id.clone(),
                person_id: actor.person_id.clone(),
                role: invitation.role,
                joined_at: now,
            };
            store::insert_member(conn, &member)?;
            let event =
                Event::new("accept_invitation", "invitation", &invitation.id).organization(&id);
            audit::record(conn, &actor, event)?;
            service::summary(&store::get_organization(conn, &id)?, Some(service::role(&member)?))
        })
        .await
}
