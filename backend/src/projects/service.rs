//! Opening, showing, changing and planning projects; and what the other parts of the area share.

use kopuro_shared::{
    currency::Currency,
    error::ErrorCode,
    files::FileKind,
    language::Translated,
    organizations::{OrganizationAction, PageQuery, Verification},
    page::Page,
    projects::{
        CreateProject, MoneyPlan, MoneyUse, PlanProject, Project, ProjectState, ProjectSummary,
        UpdateProject, lifecycle::ProjectActor,
    },
    validation::FieldCode,
};
use serde_json::Value;

use super::{
    catalogue, sectors,
    store::{
        self, ProjectRow,
        plan::{BudgetLineRow, FundingShareRow, MilestoneRow, PlanRows},
    },
    view,
};
pub(super) use crate::platform::error::known;
use crate::{
    files::{self, service::Claim},
    organizations, places,
    platform::{
        app::App,
        audit::{self, Event},
        auth::{Actor, Visitor},
        clock, cursor,
        db::Conn,
        error::{Error, Result},
        http::IfMatch,
        idempotency::{self, IdempotencyKey},
    },
};

/// Drafts that an organization may have at once: more is abuse, or a mistake of a program.
const DRAFTS_MAX: i64 = 50;

pub(super) fn state_of(row: &ProjectRow) -> Result<ProjectState> {
    known(ProjectState::from_name(&row.state), "project state")
}

pub(super) fn currency_of(row: &ProjectRow) -> Result<Currency> {
    row.currency.parse().map_err(Error::internal)
}

pub(super) fn wrong_state(row: &ProjectRow) -> Error {
    Error::new(ErrorCode::WrongState).with("state", &row.state)
}

/// A plan for money as its columns have it; nothing where it was not made.
pub(super) fn money_plan(
    money_use: Option<&str>,
    note: Option<&Value>,
    project_id: Option<&str>,
) -> Result<Option<MoneyPlan>> {
    let Some(money_use) = money_use else { return Ok(None) };
    let note = note.cloned().map(serde_json::from_value::<Translated>).transpose()?;
    Ok(Some(MoneyPlan {
        money_use: known(MoneyUse::from_name(money_use), "use of money")?,
        note: note.unwrap_or_default(),
        project_id: project_id.map(str::to_owned),
    }))
}

/// As whom an actor acts on an organization's projects. Who is a member is nothing else.
pub(super) fn actor_for(
    conn: &mut Conn<'_>,
    actor: Option<&Actor>,
    organization_id: &str,
) -> Result<ProjectActor> {
    let Some(actor) = actor else { return Ok(ProjectActor::Other) };
    let role = organizations::service::find_role(conn, organization_id, &actor.person_id)?;
    Ok(match role {
        Some(role) => ProjectActor::Member(role),
        None if actor.is_steward && actor.second_factor => ProjectActor::Steward,
        None => ProjectActor::Other,
    })
}

fn is_public(row: &ProjectRow) -> Result<bool> {
    Ok(state_of(row)?.is_public(row.published_at.is_some()))
}

/// A project that the visitor may see, and as whom they see it; `not-found` otherwise.
pub(super) fn get_visible(
    conn: &mut Conn<'_>,
    actor: Option<&Actor>,
    id: &str,
) -> Result<(ProjectRow, ProjectActor)> {
    let row = store::get_project(conn, id)?;
    let seen_as = actor_for(conn, actor, &row.organization_id)?;
    if seen_as == ProjectActor::Other && !is_public(&row)? {
        return Err(Error::not_found());
    }
    Ok((row, seen_as))
}

/// A project that everyone may see; `not-found` for any other.
pub(super) fn get_public(conn: &mut Conn<'_>, id: &str) -> Result<ProjectRow> {
    let row = store::get_project(conn, id)?;
    if is_public(&row)? { Ok(row) } else { Err(Error::not_found()) }
}

/// Refuses while the project's organization is suspended.
pub(super) fn ensure_not_frozen(conn: &mut Conn<'_>, organization_id: &str) -> Result<()> {
    let organization = organizations::facts::get_summary(conn, organization_id)?;
    if organization.verification == Verification::Suspended {
        return Err(Error::new(ErrorCode::ProjectFrozen));
    }
    Ok(())
}

/// A project that the actor may work on as a member with one of the action's roles.
///
/// Errors: `not-found`, `not-allowed`, `project-frozen`.
pub(super) fn get_own(
    conn: &mut Conn<'_>,
    actor: &Actor,
    id: &str,
    action: OrganizationAction,
) -> Result<ProjectRow> {
    let (row, acts_as) = get_visible(conn, Some(actor), id)?;
    match acts_as {
        ProjectActor::Member(role) if action.is_for(role) => {}
        _ => return Err(Error::not_allowed()),
    }
    ensure_not_frozen(conn, &row.organization_id)?;
    Ok(row)
}

/// Opens a project as a draft. Errors: `not-found`, `not-allowed`, `project-frozen`, `too-many-requests`.
pub async fn create_project(
    app: &App,
    actor: Actor,
    organization_id: String,
    key: IdempotencyKey,
    request: CreateProject,
) -> Result<Project> {
    app.db
        .write(move |conn| {
            organizations::service::ensure_can(
                conn,
                &actor,
                &organization_id,
                OrganizationAction::WriteProjects,
            )?;
            ensure_not_frozen(conn, &organization_id)?;
            let sent = (&organization_id, &request);
            idempotency::once(conn, &key, &actor.person_id, "create_project", &sent, |conn| {
                if store::count_drafts(conn, &organization_id)? >= DRAFTS_MAX {
                    return Err(Error::too_many(24 * 60 * 60));
                }
                ensure_place_and_sector(conn, Some(&request.place_id), Some(&request.sector))?;
                let row = new_row(&actor, &organization_id, &request)?;
                store::insert_project(conn, &row)?;
                let event =
                    Event::new("create_project", "project", &row.id).organization(&organization_id);
                audit::record(conn, &actor, event)?;
                view::project(conn, row, Some(&actor))
            })
        })
        .await
}

fn ensure_place_and_sector(
    conn: &mut Conn<'_>,
    place_id: Option<&str>,
    sector: Option<&str>,
) -> Result<()> {
    if let Some(place_id) = place_id
        && !places::service::exists(conn, place_id)?
    {
        return Err(Error::field("/place_id", FieldCode::UnknownReference));
    }
    if sector.is_some_and(|sector| !sectors::exists(sector)) {
        return Err(Error::field("/sector", FieldCode::UnknownReference));
    }
    Ok(())
}

fn new_row(actor: &Actor, organization_id: &str, request: &CreateProject) -> Result<ProjectRow> {
    let now = clock::now_naive();
    Ok(ProjectRow {
        id: clock::new_id(),
        version: 1,
        organization_id: organization_id.to_owned(),
        place_id: request.place_id.clone(),
        sector: request.sector.clone(),
        title: serde_json::to_value(&request.title)?,
        summary: serde_json::to_value(&request.summary)?,
        description: serde_json::to_value(&request.description)?,
        beneficiaries: request.beneficiaries,
        cover_file_id: None,
        goal: 0,
        currency: request.currency.code().to_owned(),
        ends_on: None,
        matching_rule: None,
        surplus_use: None,
        surplus_note: serde_json::to_value(Translated::default())?,
        surplus_project_id: None,
        state: ProjectState::Draft.name().to_owned(),
        state_since: now,
        state_reason: None,
        money_use: None,
        money_note: None,
        money_project_id: None,
        published_at: None,
        created_by: actor.person_id.clone(),
        created_at: now,
        updated_at: now,
        proved_at: None,
    })
}

/// A project's page; `not-found` for a draft to who is neither member nor steward.
pub async fn get_project(app: &App, visitor: Visitor, id: String) -> Result<Project> {
    app.db
        .read(move |conn| {
            let (row, _) = get_visible(conn, visitor.actor.as_ref(), &id)?;
            view::project(conn, row, visitor.actor.as_ref())
        })
        .await
}

/// Writes a changed row under its next version.
pub(super) fn save(conn: &mut Conn<'_>, row: &mut ProjectRow) -> Result<()> {
    row.version += 1;
    row.updated_at = clock::now_naive();
    store::update_project(conn, row)
}

/// Changes what a project says of itself. Errors: `wrong-state` for place and sector of what is no longer a draft, and
/// for anything of what is over.
pub async fn update_project(
    app: &App,
    actor: Actor,
    id: String,
    if_match: IfMatch,
    request: UpdateProject,
) -> Result<Project> {
    app.db
        .write(move |conn| {
            let mut row = get_own(conn, &actor, &id, OrganizationAction::WriteProjects)?;
            if_match.ensure(row.version)?;
            let state = state_of(&row)?;
            let settles = request.place_id.is_some() || request.sector.is_some();
            let over = matches!(state, ProjectState::Accepted | ProjectState::Cancelled);
            if over || (settles && !state.is_editable()) {
                return Err(wrong_state(&row));
            }
            ensure_place_and_sector(conn, request.place_id.as_deref(), request.sector.as_deref())?;
            change(conn, &actor, &mut row, state, request.clone())?;
            save(conn, &mut row)?;
            let event =
                Event::new("update_project", "project", &id).organization(&row.organization_id);
            audit::record(conn, &actor, event)?;
            catalogue::refresh(conn, &row)?;
            view::project(conn, row, Some(&actor))
        })
        .await
}

fn change(
    conn: &mut Conn<'_>,
    actor: &Actor,
    row: &mut ProjectRow,
    state: ProjectState,
    request: UpdateProject,
) -> Result<()> {
    if let Some(ends_on) = request.ends_on {
        // Donors were told a day: it may move back, never behind today.
        let ahead = ends_on > clock::today();
        let open = matches!(state, ProjectState::Draft | ProjectState::Published);
        if !ahead || !open {
            return Err(Error::field("/ends_on", FieldCode::InvalidDate));
        }
        row.ends_on = Some(ends_on);
    }
    if let Some(file_id) = request.cover_file_id {
        let claim = Claim {
            file_id: &file_id,
            pointer: "/cover_file_id",
            kind: Some(FileKind::Photo),
            organization_id: &row.organization_id,
            is_public: true,
        };
        files::service::claim(conn, actor, &claim)?;
        row.cover_file_id = Some(file_id);
    }
    let text = |text: Option<Translated>| text.map(serde_json::to_value).transpose();
    if let Some(title) = text(request.title)? {
        row.title = title;
    }
    if let Some(summary) = text(request.summary)? {
        row.summary = summary;
    }
    if let Some(description) = text(request.description)? {
        row.description = description;
    }
    row.beneficiaries = request.beneficiaries.unwrap_or(row.beneficiaries);
    row.place_id = request.place_id.unwrap_or_else(|| row.place_id.clone());
    row.sector = request.sector.unwrap_or_else(|| row.sector.clone());
    Ok(())
}

/// Replaces a draft's plan whole. Errors: `wrong-state` for what is no draft, `validation-failed` for projects and
/// organizations that it names and that are not there.
pub async fn plan_project(
    app: &App,
    actor: Actor,
    id: String,
    if_match: IfMatch,
    request: PlanProject,
) -> Result<Project> {
    app.db
        .write(move |conn| {
            let mut row = get_own(conn, &actor, &id, OrganizationAction::ManageProjects)?;
            if_match.ensure(row.version)?;
            if !state_of(&row)?.is_editable() {
                return Err(wrong_state(&row));
            }
            ensure_named(conn, &row.id, "/surplus/project_id", request.surplus.as_ref())?;
            for (index, share) in request.funding_shares.iter().enumerate() {
                let Some(organization) = &share.organization_id else { continue };
                organizations::facts::get_summary(conn, organization).map_err(|_| {
                    let at = format!("/funding_shares/{index}/organization_id");
                    Error::field(&at, FieldCode::UnknownReference)
                })?;
            }
            row.goal = request.goal.amount;
            request.goal.currency.code().clone_into(&mut row.currency);
            row.ends_on = request.ends_on;
            row.matching_rule =
                request.matching_rule.as_ref().map(serde_json::to_value).transpose()?;
            let surplus = request.surplus.clone();
            row.surplus_use = surplus.as_ref().map(|surplus| surplus.money_use.name().to_owned());
            row.surplus_project_id = surplus.as_ref().and_then(|plan| plan.project_id.clone());
            let note = surplus.map(|surplus| surplus.note).unwrap_or_default();
            row.surplus_note = serde_json::to_value(note)?;
            store::plan::replace_plan(conn, &id, &plan_rows(&id, &request)?)?;
            save(conn, &mut row)?;
            let event =
                Event::new("plan_project", "project", &id).organization(&row.organization_id);
            audit::record(conn, &actor, event)?;
            view::project(conn, row, Some(&actor))
        })
        .await
}

/// A project that money goes to must be another one that everyone may see.
pub(super) fn ensure_named(
    conn: &mut Conn<'_>,
    project_id: &str,
    pointer: &str,
    plan: Option<&MoneyPlan>,
) -> Result<()> {
    let Some(named) = plan.and_then(|plan| plan.project_id.as_deref()) else { return Ok(()) };
    if named == project_id || get_public(conn, named).is_err() {
        return Err(Error::field(pointer, FieldCode::UnknownReference));
    }
    Ok(())
}

fn plan_rows(project_id: &str, plan: &PlanProject) -> Result<PlanRows> {
    let position = |index: usize| i32::try_from(index).map_err(Error::internal);
    let lines = plan.budget_lines.iter().enumerate().map(|(index, line)| {
        Ok(BudgetLineRow {
            id: clock::new_id(),
            project_id: project_id.to_owned(),
            position: position(index)?,
            name: serde_json::to_value(&line.name)?,
            amount: line.amount,
        })
    });
    let shares = plan.funding_shares.iter().enumerate().map(|(index, share)| {
        Ok(FundingShareRow {
            project_id: project_id.to_owned(),
            partner: share.partner.name().to_owned(),
            position: position(index)?,
            share: i32::try_from(share.share).map_err(Error::internal)?,
            name: serde_json::to_value(&share.name)?,
            organization_id: share.organization_id.clone(),
        })
    });
    let milestones = plan.milestones.iter().enumerate().map(|(index, milestone)| {
        Ok(MilestoneRow {
            id: clock::new_id(),
            project_id: project_id.to_owned(),
            position: position(index)?,
            title: serde_json::to_value(&milestone.title)?,
            planned_on: milestone.planned_on,
            done_on: None,
            note: serde_json::to_value(Translated::default())?,
        })
    });
    Ok(PlanRows {
        lines: lines.collect::<Result<_>>()?,
        shares: shares.collect::<Result<_>>()?,
        milestones: milestones.collect::<Result<_>>()?,
    })
}

/// An organization's projects, newest first; those that were never published for its members and stewards.
pub async fn list_organization_projects(
    app: &App,
    visitor: Visitor,
    organization_id: String,
    query: PageQuery,
) -> Result<Page<ProjectSummary>> {
    let list = format!("list_organization_projects?{organization_id}");
    let before: Option<String> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            let actor = visitor.actor.as_ref();
            let all = actor_for(conn, actor, &organization_id)? != ProjectActor::Other;
            let rows = store::select_of_organization(
                conn,
                &organization_id,
                all,
                before.as_deref(),
                cursor::one_more(limit),
            )?;
            view::summaries(conn, &rows)
        })
        .await?;
    app.cursors.page(&list, rows, limit, |project| project.id.clone())
}

/// The projects that wait for a steward, the longest waiting first.
pub async fn list_submitted_projects(app: &App, query: PageQuery) -> Result<Page<ProjectSummary>> {
    let list = "list_submitted_projects";
    let after: Option<(chrono::NaiveDateTime, String)> =
        app.cursors.open_optional(list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            let after = after.as_ref().map(|(since, id)| (*since, id.as_str()));
            let rows = store::select_submitted(conn, after, cursor::one_more(limit))?;
            let keys: Vec<_> = rows.iter().map(|row| row.state_since).collect();
            Ok(keys.into_iter().zip(view::summaries(conn, &rows)?).collect::<Vec<_>>())
        })
        .await?;
    let page = app.cursors.page(list, rows, limit, |(since, row)| (*since, row.id.clone()))?;
    Ok(page.map(|(_, row)| row))
}
