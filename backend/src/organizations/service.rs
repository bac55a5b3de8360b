//! Founding, showing, changing and listing organizations; and what other areas ask of them.

use chrono::NaiveDate;
use kopuro_shared::{
    error::ErrorCode,
    files::FileKind,
    language::Translated,
    organizations::{
        AllOrganizationsQuery, CreateOrganization, Organization, OrganizationAction,
        OrganizationKind, OrganizationQuery, OrganizationSummary, Role, UpdateOrganization,
        Verification,
    },
    page::Page,
    validation::FieldCode,
};

use super::{
    search,
    store::{self, MemberRow, OrganizationChanges, OrganizationRow},
};
pub(super) use crate::platform::error::known;
use crate::{
    files::{self, service::Claim},
    places,
    platform::{
        app::App,
        audit::{self, Event},
        auth::{Actor, Visitor},
        clock, cursor,
        db::Conn,
        error::{Error, Result},
        http::IfMatch,
        idempotency::{self, IdempotencyKey},
        search::query_terms,
    },
};

/// Organizations that one person may found: more is work for a steward, or abuse.
const FOUNDED_MAX: usize = 20;

/// Whether somebody vouches for the organization today.
pub(super) fn verification(row: &OrganizationRow) -> Result<Verification> {
    let stored = known(Verification::from_name(&row.verification), "verification")?;
    Ok(stored.on(row.verified_until, clock::today()))
}

pub(super) fn name(row: &OrganizationRow) -> Result<Translated> {
    Ok(serde_json::from_value(row.name.clone())?)
}

pub(super) fn role(row: &MemberRow) -> Result<Role> {
    known(Role::from_name(&row.role), "role")
}

/// A row as people see it in lists.
pub(super) fn summary(row: &OrganizationRow, my_role: Option<Role>) -> Result<OrganizationSummary> {
    Ok(OrganizationSummary {
        id: row.id.clone(),
        kind: known(OrganizationKind::from_name(&row.kind), "organization kind")?,
        name: name(row)?,
        place_id: row.place_id.clone(),
        verification: verification(row)?,
        my_role,
    })
}

fn view(conn: &mut Conn<'_>, row: OrganizationRow, my_role: Option<Role>) -> Result<Organization> {
    let logo = match row.logo_file_id.as_deref() {
        Some(file_id) => files::facts::photos_of(conn, &[file_id])?.remove(file_id),
        None => None,
    };
    Ok(Organization {
        logo,
        kind: known(OrganizationKind::from_name(&row.kind), "organization kind")?,
        name: name(&row)?,
        about: serde_json::from_value(row.about.clone())?,
        places: places::service::breadcrumbs(conn, &row.place_id)?,
        verification: verification(&row)?,
        my_role,
        id: row.id,
        version: row.version,
        parent_id: row.parent_id,
        website: row.website,
        email: row.email,
        phone: row.phone,
        verified_until: row.verified_until,
        suspension_reason: row.suspension_reason,
        created_at: row.created_at.and_utc(),
    })
}

/// The role of a person in an organization.
pub fn find_role(
    conn: &mut Conn<'_>,
    organization_id: &str,
    person_id: &str,
) -> Result<Option<Role>> {
    store::find_member(conn, organization_id, person_id)?.as_ref().map(role).transpose()
}

/// Whether a person acts for any organization.
pub fn is_member_of_any(conn: &mut Conn<'_>, person_id: &str) -> Result<bool> {
    store::is_member_of_any(conn, person_id)
}

/// Refuses an actor who may not do this for the organization. To who is no member at all it says the same as where there
/// is no such organization, unless its page is public anyway.
pub fn ensure_can(
    conn: &mut Conn<'_>,
    actor: &Actor,
    organization_id: &str,
    action: OrganizationAction,
) -> Result<OrganizationRow> {
    let row = store::get_organization(conn, organization_id)?;
    match find_role(conn, organization_id, &actor.person_id)? {
        Some(role) if action.is_for(role) => Ok(row),
        Some(_) => Err(Error::not_allowed()),
        None if is_public(&row)? => Err(Error::not_allowed()),
        None => Err(Error::not_found()),
    }
}

/// Refuses who is neither a member nor a steward.
pub fn ensure_insider(conn: &mut Conn<'_>, actor: &Actor, organization_id: &str) -> Result<()> {
    let row = store::get_organization(conn, organization_id)?;
    let steward = actor.is_steward && actor.second_factor;
    if steward || find_role(conn, organization_id, &actor.person_id)?.is_some() {
        return Ok(());
    }
    Err(if is_public(&row)? { Error::not_allowed() } else { Error::not_found() })
}

/// What nobody ever vouched for is seen by its members and by stewards only: anyone could call themselves a ministry.
pub(super) fn is_public(row: &OrganizationRow) -> Result<bool> {
    Ok(match verification(row)? {
        Verification::Verified | Verification::Expired | Verification::Suspended => true,
        Verification::Unverified | Verification::Submitted => row.verified_until.is_some(),
    })
}

/// Founds an organization; the actor is its owner.
pub async fn create_organization(
    app: &App,
    actor: Actor,
    key: IdempotencyKey,
    request: CreateOrganization,
) -> Result<Organization> {
    app.db
        .write(move |conn| {
            idempotency::once(
                conn,
                &key,
                &actor.person_id,
                "create_organization",
                &request,
                |conn| {
                    if store::select_of_person(conn, &actor.person_id)?.len() >= FOUNDED_MAX {
                        return Err(Error::too_many(24 * 60 * 60));
                    }
                    found(conn, &actor, &request)
                },
            )
        })
        .await
}

fn found(conn: &mut Conn<'_>, actor: &Actor, request: &CreateOrganization) -> Result<Organization> {
    if !places::service::exists(conn, &request.place_id)? {
        return Err(Error::field("/place_id", FieldCode::UnknownReference));
    }
    if let Some(parent) = &request.parent_id {
        let unknown = |_| Error::field("/parent_id", FieldCode::UnknownReference);
        let parent = store::get_organization(conn, parent).map_err(unknown)?;
        if !is_public(&parent)? {
            return Err(Error::field("/parent_id", FieldCode::UnknownReference));
        }
    }
    let now = clock::now_naive();
    let row = OrganizationRow {
        id: clock::new_id(),
        version: 1,
        kind: request.kind.name().to_owned(),
        name: serde_json::to_value(&request.name)?,
        about: serde_json::to_value(&request.about)?,
        place_id: request.place_id.clone(),
        parent_id: request.parent_id.clone(),
        registration_number: request.registration_number.clone(),
        website: request.website.clone(),
        email: request.email.clone(),
        phone: request.phone.clone(),
        logo_file_id: None,
        verification: Verification::Unverified.name().to_owned(),
        verified_until: None,
        suspension_reason: None,
        created_by: actor.person_id.clone(),
        created_at: now,
        updated_at: now,
    };
    store::insert_organization(conn, &row)?;
    search::index(conn, &row.id, &request.name)?;
    let owner = MemberRow {
        organization_id: row.id.clone(),
        person_id: actor.person_id.clone(),
        role: Role::Owner.name().to_owned(),
        joined_at: now,
    };
    store::insert_member(conn, &owner)?;
    let event = Event::new("create_organization", "organization", &row.id).organization(&row.id);
    audit::record(conn, actor, event)?;
    view(conn, row, Some(Role::Owner))
}

/// An organization's page; `not-found` for an unverified one to who is neither member nor steward.
pub async fn get_organization(app: &App, visitor: Visitor, id: String) -> Result<Organization> {
    app.db
        .read(move |conn| {
            let row = store::get_organization(conn, &id)?;
            let my_role = match visitor.person_id() {
                Some(person_id) => find_role(conn, &id, person_id)?,
                None => None,
            };
            if my_role.is_none() && !visitor.is_steward() && !is_public(&row)? {
                return Err(Error::not_found());
            }
            view(conn, row, my_role)
        })
        .await
}

/// Changes what the public page says.
pub async fn update_organization(
    app: &App,
    actor: Actor,
    id: String,
    if_match: IfMatch,
    request: UpdateOrganization,
) -> Result<Organization> {
    app.db
        .write(move |conn| {
            let row = ensure_can(conn, &actor, &id, OrganizationAction::Edit)?;
            if_match.ensure(row.version)?;
            let request = request.clone();
            if let Some(file_id) = &request.logo_file_id {
                let claim = Claim {
                    file_id,
                    pointer: "/logo_file_id",
                    kind: Some(FileKind::Photo),
                    organization_id: &id,
                    is_public: true,
                };
                files::service::claim(conn, &actor, &claim)?;
            }
            let changes = OrganizationChanges {
                logo_file_id: request.logo_file_id,
                version: Some(row.version + 1),
                updated_at: Some(clock::now_naive()),
                name: request.name.as_ref().map(serde_json::to_value).transpose()?,
                about: request.about.map(serde_json::to_value).transpose()?,
                website: request.website,
                email: request.email,
                phone: request.phone,
                ..OrganizationChanges::default()
            };
            if let Some(name) = &request.name {
                search::index(conn, &id, name)?;
            }
            store::update_organization(conn, &id, &changes)?;
            let event = Event::new("update_organization", "organization", &id).organization(&id);
            audit::record(conn, &actor, event)?;
            let my_role = find_role(conn, &id, &actor.person_id)?;
            let row = store::get_organization(conn, &id)?;
            view(conn, row, my_role)
        })
        .await
}

/// Verified organizations, newest first.
pub async fn list_organizations(
    app: &App,
    query: OrganizationQuery,
) -> Result<Page<OrganizationSummary>> {
    let list = format!("organizations?{:?}{:?}", query.kind, query.place_id);
    let before: Option<String> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let today: NaiveDate = clock::today();
    let rows = app
        .db
        .read(move |conn| {
            let kind = query.kind.map(OrganizationKind::name);
            store::select_verified(
                conn,
                kind,
                query.place_id.as_deref(),
                today,
                before.as_deref(),
                limit,
            )
        })
        .await?;
    let page = app.cursors.page(&list, rows, limit, |row| row.id.clone())?;
    let items = page.items.iter().map(|row| summary(row, None)).collect::<Result<_>>()?;
    Ok(Page { items, next_cursor: page.next_cursor })
}

/// The ids of the newest verified organizations, at most `limit`.
pub async fn list_verified_ids(app: &App, limit: usize) -> Result<Vec<String>> {
    let today = clock::today();
    app.db.read(move |conn| store::select_verified_ids(conn, today, limit)).await
}

/// Organizations in whatever state, for stewards.
pub async fn list_all_organizations(
    app: &App,
    query: AllOrganizationsQuery,
) -> Result<Page<OrganizationSummary>> {
    let list = format!(
        "all_organizations?{:?}{:?}{:?}{:?}",
        query.verification, query.kind, query.place_id, query.q
    );
    let before: Option<String> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let today: NaiveDate = clock::today();
    let rows = app
        .db
        .read(move |conn| {
            let selection = store::Selection {
                verification: query.verification,
                kind: query.kind.map(OrganizationKind::name),
                place_id: query.place_id.as_deref(),
                terms: query_terms(query.q.as_deref().unwrap_or_default()),
            };
            store::select_all(conn, &selection, today, before.as_deref(), limit)
        })
        .await?;
    let page = app.cursors.page(&list, rows, limit, |row| row.id.clone())?;
    let items = page.items.iter().map(|row| summary(row, None)).collect::<Result<_>>()?;
    Ok(Page { items, next_cursor: page.next_cursor })
}

/// The organizations that the actor acts for.
pub async fn list_my_organizations(app: &App, actor: Actor) -> Result<Vec<OrganizationSummary>> {
    let rows = app.db.read(move |conn| store::select_of_person(conn, &actor.person_id)).await?;
    rows.iter().map(|(row, member)| summary(row, Some(role(member)?))).collect()
}

/// Refuses when the person is the only owner of an organization.
pub fn ensure_not_last_owner(conn: &mut Conn<'_>, person_id: &str) -> Result<()> {
    for (organization, member) in store::select_of_person(conn, person_id)? {
        if role(&member)? == Role::Owner {
            ensure_other_owner(conn, &organization.id, person_id)?;
        }
    }
    Ok(())
}

/// Refuses when nobody but this person owns the organization.
pub(super) fn ensure_other_owner(
    conn: &mut Conn<'_>,
    organization_id: &str,
    person_id: &str,
) -> Result<()> {
    let members = store::select_members(conn, organization_id)?;
    let other = members
        .iter()
        .any(|member| member.person_id != person_id && member.role == Role::Owner.name());
    if other { Ok(()) } else { Err(Error::new(ErrorCode::LastOwner)) }
}

/// Ends every membership of a person whose account is deleted.
pub fn forget_person(conn: &mut Conn<'_>, person_id: &str) -> Result<()> {
    for (organization, _) in store::select_of_person(conn, person_id)? {
        store::delete_member(conn, &organization.id, person_id)?;
    }
    Ok(())
}
