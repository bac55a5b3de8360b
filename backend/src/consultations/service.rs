//! Writing, publishing, showing and concluding consultations.

use std::collections::BTreeMap;

use chrono::Duration;
use kopuro_shared::{
    consultations::{
        ConcludeConsultation, Consultation, ConsultationQuery, ConsultationState,
        ConsultationSummary, OPEN_DAYS_MIN, OutcomeKind, Section, WriteConsultation, is_overdue,
        state_on,
    },
    error::ErrorCode,
    language::Translated,
    organizations::OrganizationAction,
    page::Page,
    validation::{FieldCode, FieldError},
};
use serde_json::Value;

use super::store::{self, ConsultationRow, Filter, SectionRow};
use crate::{
    calendar, organizations,
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

fn text(value: &Value) -> Result<Translated> {
    Ok(serde_json::from_value(value.clone())?)
}

/// Where a consultation stands today.
pub(super) fn state_of(row: &ConsultationRow) -> ConsultationState {
    let today = calendar::service::local_today();
    state_on(row.published_at.is_some(), row.closes_on, row.concluded_at.is_some(), today)
}

fn wrong_state(row: &ConsultationRow) -> Error {
    Error::new(ErrorCode::WrongState).with("state", state_of(row).name())
}

/// A consultation that the visitor may see: a draft only as a member. Error: `not-found`.
pub(super) fn get_visible(
    conn: &mut Conn<'_>,
    actor: Option<&Actor>,
    id: &str,
) -> Result<ConsultationRow> {
    let row = store::get_consultation(conn, id)?;
    if row.published_at.is_some() {
        return Ok(row);
    }
    let person = actor.map(|actor| actor.person_id.as_str()).ok_or_else(Error::not_found)?;
    organizations::service::find_role(conn, &row.organization_id, person)?
        .ok_or_else(Error::not_found)?;
    Ok(row)
}

/// A consultation that the actor may change, in the version that the change is based on.
fn get_managed(
    conn: &mut Conn<'_>,
    actor: &Actor,
    id: &str,
    if_match: IfMatch,
) -> Result<ConsultationRow> {
    let row = get_visible(conn, Some(actor), id)?;
    let action = OrganizationAction::ManageDesks;
    organizations::service::ensure_can(conn, actor, &row.organization_id, action)?;
    if_match.ensure(row.version)?;
    Ok(row)
}

fn section_rows(id: &str, request: &WriteConsultation) -> Result<Vec<SectionRow>> {
    let rows = (0_i32..).zip(&request.sections).map(|(position, section)| {
        Ok(SectionRow {
            id: clock::new_id(),
            consultation_id: id.to_owned(),
            position,
            heading: serde_json::to_value(&section.heading)?,
            body: serde_json::to_value(&section.body)?,
            comments: 0,
            outcome: None,
            outcome_reason: None,
        })
    });
    rows.collect()
}

/// Writes a draft. Errors: `not-found`, `not-allowed`.
pub async fn create_consultation(
    app: &App,
    actor: Actor,
    organization_id: String,
    key: IdempotencyKey,
    request: WriteConsultation,
) -> Result<Consultation> {
    app.db
        .write(move |conn| {
            let action = OrganizationAction::ManageDesks;
            organizations::service::ensure_can(conn, &actor, &organization_id, action)?;
            let sent = (&organization_id, &request);
            let person = &actor.person_id;
            idempotency::once(conn, &key, person, "create_consultation", &sent, |conn| {
                let row = ConsultationRow {
                    id: clock::new_id(),
                    version: 1,
                    organization_id: organization_id.clone(),
                    title: serde_json::to_value(&request.title)?,
                    summary: serde_json::to_value(&request.summary)?,
                    closes_on: request.closes_on,
                    result_due_on: request.result_due_on,
                    published_at: None,
                    result_note: None,
                    concluded_at: None,
                    created_by: person.clone(),
                    created_at: clock::now_naive(),
                };
                store::put_consultation(conn, &row)?;
                store::replace_sections(conn, &row.id, &section_rows(&row.id, &request)?)?;
                record(conn, &actor, &row, "create_consultation")?;
                view(conn, row, Some(&actor))
            })
        })
        .await
}

fn record(conn: &mut Conn<'_>, actor: &Actor, row: &ConsultationRow, action: &str) -> Result<()> {
    let event = Event::new(action, "consultation", &row.id).organization(&row.organization_id);
    audit::record(conn, actor, event)
}

/// Replaces a draft whole. Errors: `not-found`, `not-allowed`, `stale-version`, `wrong-state` for what is published.
pub async fn update_consultation(
    app: &App,
    actor: Actor,
    id: String,
    if_match: IfMatch,
    request: WriteConsultation,
) -> Result<Consultation> {
    app.db
        .write(move |conn| {
            let mut row = get_managed(conn, &actor, &id, if_match)?;
            if row.published_at.is_some() {
                return Err(wrong_state(&row));
            }
            row.version += 1;
            row.title = serde_json::to_value(&request.title)?;
            row.summary = serde_json::to_value(&request.summary)?;
            row.closes_on = request.closes_on;
            row.result_due_on = request.result_due_on;
            store::put_consultation(conn, &row)?;
            store::replace_sections(conn, &id, &section_rows(&id, &request)?)?;
            record(conn, &actor, &row, "update_consultation")?;
            view(conn, row, Some(&actor))
        })
        .await
}

/// Publishes a draft. Errors: `not-found`, `not-allowed`, `stale-version`, `wrong-state`, `conditions-unmet` while nobody
/// vouches for the organization, `validation-failed` where people would get less than a week.
pub async fn publish_consultation(
    app: &App,
    actor: Actor,
    id: String,
    if_match: IfMatch,
) -> Result<Consultation> {
    app.db
        .write(move |conn| {
            let mut row = get_managed(conn, &actor, &id, if_match)?;
            if row.published_at.is_some() {
                return Err(wrong_state(&row));
            }
            if !organizations::facts::is_verified(conn, &row.organization_id, clock::today())? {
                let fault = FieldError {
                    pointer: "/organization".to_owned(),
                    code: FieldCode::Unmet,
                    figures: BTreeMap::from([("condition", "organization_verified".to_owned())]),
                };
                return Err(Error::refused(ErrorCode::ConditionsUnmet, vec![fault]));
            }
            let soonest = calendar::service::local_today() + Duration::days(OPEN_DAYS_MIN);
            if row.closes_on < soonest {
                return Err(Error::field("/closes_on", FieldCode::InvalidDate));
            }
            row.version += 1;
            row.published_at = Some(clock::now_naive());
            store::put_consultation(conn, &row)?;
            record(conn, &actor, &row, "publish_consultation")?;
            view(conn, row, Some(&actor))
        })
        .await
}

/// Publishes the result. Errors: `not-found`, `not-allowed`, `stale-version`, `wrong-state` while people still comment or
/// after the result, `validation-failed` where a section is left out or is none of this consultation's.
pub async fn conclude_consultation(
    app: &App,
    actor: Actor,
    id: String,
    if_match: IfMatch,
    request: ConcludeConsultation,
) -> Result<Consultation> {
    app.db
        .write(move |conn| {
            let mut row = get_managed(conn, &actor, &id, if_match)?;
            if state_of(&row) != ConsultationState::Closed {
                return Err(wrong_state(&row));
            }
            let mut sections = store::select_sections(conn, &id)?;
            for (index, outcome) in request.outcomes.iter().enumerate() {
                let at = format!("/outcomes/{index}/section_id");
                let section = sections.iter_mut().find(|section| section.id == outcome.section_id);
                let section =
                    section.ok_or_else(|| Error::field(&at, FieldCode::UnknownReference))?;
                if section.outcome.is_some() {
                    return Err(Error::field(&at, FieldCode::Duplicate));
                }
                section.outcome = Some(outcome.kind.name().to_owned());
                section.outcome_reason = Some(serde_json::to_value(&outcome.reason)?);
            }
            if sections.iter().any(|section| section.outcome.is_none()) {
                return Err(Error::field("/outcomes", FieldCode::Required));
            }
            for section in &sections {
                store::update_section(conn, section)?;
            }
            row.version += 1;
            row.result_note = Some(serde_json::to_value(&request.note)?);
            row.concluded_at = Some(clock::now_naive());
            store::put_consultation(conn, &row)?;
            record(conn, &actor, &row, "conclude_consultation")?;
            view(conn, row, Some(&actor))
        })
        .await
}

fn briefs(conn: &mut Conn<'_>, rows: &[ConsultationRow]) -> Result<Vec<ConsultationSummary>> {
    let ids: Vec<String> = rows.iter().map(|row| row.organization_id.clone()).collect();
    let organizations = organizations::facts::summaries(conn, &ids)?;
    let today = calendar::service::local_today();
    let briefs = rows.iter().map(|row| {
        let organization = organizations.get(&row.organization_id).cloned();
        let state = state_of(row);
        Ok(ConsultationSummary {
            id: row.id.clone(),
            organization: organization.ok_or_else(Error::not_found)?,
            title: text(&row.title)?,
            state,
            closes_on: row.closes_on,
            result_due_on: row.result_due_on,
            is_overdue: is_overdue(state, row.result_due_on, today),
            published_at: row.published_at.map(|at| at.and_utc()),
        })
    });
    briefs.collect()
}

fn view(conn: &mut Conn<'_>, row: ConsultationRow, actor: Option<&Actor>) -> Result<Consultation> {
    let role = match actor {
        Some(actor) => {
            organizations::service::find_role(conn, &row.organization_id, &actor.person_id)?
        }
        None => None,
    };
    let sections = store::select_sections(conn, &row.id)?.into_iter().map(|section| {
        Ok(Section {
            heading: text(&section.heading)?,
            body: text(&section.body)?,
            comments: section.comments,
            outcome: section.outcome.as_deref().and_then(OutcomeKind::from_name),
            outcome_reason: section.outcome_reason.as_ref().map(text).transpose()?,
            id: section.id,
        })
    });
    let sections = sections.collect::<Result<_>>()?;
    let brief = briefs(conn, std::slice::from_ref(&row))?.pop().ok_or_else(Error::not_found)?;
    Ok(Consultation {
        brief,
        version: row.version,
        summary: text(&row.summary)?,
        sections,
        result_note: row.result_note.as_ref().map(text).transpose()?,
        concluded_at: row.concluded_at.map(|at| at.and_utc()),
        can_manage: role.is_some_and(|role| OrganizationAction::ManageDesks.is_for(role)),
    })
}

/// A consultation. Error: `not-found`, for a draft to who is no member.
pub async fn get_consultation(app: &App, visitor: Visitor, id: String) -> Result<Consultation> {
    app.db
        .read(move |conn| {
            let row = get_visible(conn, visitor.actor.as_ref(), &id)?;
            view(conn, row, visitor.actor.as_ref())
        })
        .await
}

/// Consultations, newest first; drafts only of an organization that the visitor is a member of.
pub async fn list_consultations(
    app: &App,
    visitor: Visitor,
    query: ConsultationQuery,
) -> Result<Page<ConsultationSummary>> {
    let list = format!(
        "list_consultations?{:?}{:?}{}{:?}",
        query.state,
        query.organization_id,
        query.overdue,
        visitor.person_id()
    );
    let before: Option<String> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            let drafts = match (&query.organization_id, visitor.person_id()) {
                (Some(organization), Some(person)) => {
                    organizations::service::find_role(conn, organization, person)?.is_some()
                }
                _ => false,
            };
            let filter = Filter {
                organization_id: query.organization_id,
                drafts,
                state: query.state,
                overdue: query.overdue,
                today: calendar::service::local_today(),
            };
            let limit = cursor::one_more(limit);
            let rows = store::select_consultations(conn, &filter, before.as_deref(), limit)?;
            briefs(conn, &rows)
        })
        .await?;
    app.cursors.page(&list, rows, limit, |consultation| consultation.id.clone())
}
