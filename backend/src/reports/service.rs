//! Reporting, the stewards' queue, and deciding. Who may decide what stands in `kopuro_shared::reports`.

use chrono::Duration;
use kopuro_shared::{
    error::ErrorCode,
    organizations::PageQuery,
    page::Page,
    reports::{
        CreateReport, DecideReport, Report, ReportActor, ReportDecision, ReportDetails,
        ReportFault, ReportQuery, ReportReason, ReportState, ReportSubject,
    },
    validation::FieldCode,
};
use serde_json::json;

use super::{
    Reportable,
    store::{self, ReportRow, Selection, Settlement},
};
use crate::{
    cases, consultations, organizations, people,
    platform::{
        app::App,
        audit::{self, Event},
        auth::Actor,
        clock, cursor,
        db::Conn,
        error::{Error, Result, known},
        http::IfMatch,
        idempotency::{self, IdempotencyKey},
        limits::{self, Limit},
    },
    projects,
};

/// Reports that one person may make.
const REPORTS_PER_PERSON: Limit =
    Limit { name: "create_report", max: 10, window: Duration::hours(1) };

fn subject_of(row: &ReportRow) -> Result<ReportSubject> {
    known(ReportSubject::from_name(&row.subject), "kind of report")
}

fn state_of(row: &ReportRow) -> Result<ReportState> {
    known(ReportState::from_name(&row.state), "report state")
}

fn reason_of(row: &ReportRow) -> Result<ReportReason> {
    known(ReportReason::from_name(&row.reason), "reason of a report")
}

/// A report as the person sees it who made it.
pub(super) fn view(row: ReportRow) -> Result<Report> {
    Ok(Report {
        subject: subject_of(&row)?,
        reason: reason_of(&row)?,
        state: state_of(&row)?,
        id: row.id,
        subject_id: row.subject_id,
        organization_id: row.organization_id,
        project_id: row.project_id,
        case_id: row.case_id,
        consultation_id: row.consultation_id,
        text: row.text,
        reported_at: row.reported_at.and_utc(),
        decision_reason: row.decision_reason,
        decided_at: row.decided_at.map(|at| at.and_utc()),
    })
}

/// A thing that the actor sees. Error: `validation-failed` where there is none.
fn get_reportable(
    conn: &mut Conn<'_>,
    actor: &Actor,
    request: &CreateReport,
) -> Result<Reportable> {
    let id = &request.subject_id;
    let found = match request.subject {
        ReportSubject::Organization => organizations::facts::find_reportable(conn, id),
        ReportSubject::CaseMessage => cases::moderation::find_reportable(conn, actor, id),
        ReportSubject::ConsultationComment => {
            consultations::moderation::find_reportable(conn, actor, id)
        }
        subject => projects::moderation::find_reportable(conn, subject, id),
    };
    let unknown = || Error::field("/subject_id", FieldCode::UnknownReference);
    match found {
        Ok(found) => found.ok_or_else(unknown),
        Err(error) if error.code == ErrorCode::NotFound => Err(unknown()),
        Err(error) => Err(error),
    }
}

/// Reports something that the actor sees. Errors: `validation-failed` for what is not there, `already-reported`,
/// `too-many-requests`.
pub async fn create_report(
    app: &App,
    actor: Actor,
    key: IdempotencyKey,
    request: CreateReport,
) -> Result<Report> {
    app.db
        .write(move |conn| {
            idempotency::once(conn, &key, &actor.person_id, "create_report", &request, |conn| {
                report(conn, &actor, &request)
            })
        })
        .await
}

fn report(conn: &mut Conn<'_>, actor: &Actor, request: &CreateReport) -> Result<Report> {
    let thing = get_reportable(conn, actor, request)?;
    let (subject, subject_id) = (request.subject.name(), &request.subject_id);
    if store::has_open(conn, &actor.person_id, subject, subject_id)? {
        return Err(Error::new(ErrorCode::AlreadyReported));
    }
    limits::take(conn, REPORTS_PER_PERSON, &actor.person_id)?;
    let row = ReportRow {
        id: clock::new_id(),
        version: 1,
        subject: subject.to_owned(),
        subject_id: subject_id.clone(),
        organization_id: thing.organization_id,
        project_id: thing.project_id,
        case_id: thing.case_id,
        consultation_id: thing.consultation_id,
        said: serde_json::to_value(&thing.said)?,
        reason: request.reason.name().to_owned(),
        text: request.text.trim().to_owned(),
        reported_by: actor.person_id.clone(),
        reported_at: clock::now_naive(),
        state: ReportState::Open.name().to_owned(),
        decided_by: None,
        decided_at: None,
        decision_reason: None,
        notice_id: None,
        notice_read_at: None,
    };
    store::insert_report(conn, &row)?;
    let event = Event::new("create_report", "report", &row.id)
        .organization(&row.organization_id)
        .details(json!({ "subject": subject, "subject_id": subject_id, "reason": row.reason }));
    audit::record(conn, actor, event)?;
    view(row)
}

/// What the actor has reported, newest first.
pub async fn list_my_reports(app: &App, actor: Actor, query: PageQuery) -> Result<Page<Report>> {
    let list = format!("list_my_reports?{}", actor.person_id);
    let before: Option<String> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            let (before, limit) = (before.as_deref(), cursor::one_more(limit));
            let rows = store::select_of_person(conn, &actor.person_id, before, limit)?;
            rows.into_iter().map(view).collect::<Result<Vec<_>>>()
        })
        .await?;
    app.cursors.page(&list, rows, limit, |report| report.id.clone())
}

/// As whom a steward decides on a report.
fn actor_for(conn: &mut Conn<'_>, actor: &Actor, row: &ReportRow) -> Result<ReportActor> {
    let person = &actor.person_id;
    if organizations::service::find_role(conn, &row.organization_id, person)?.is_some() {
        return Ok(ReportActor::Member);
    }
    let has_reported =
        row.reported_by == *person || store::has_open(conn, person, &row.subject, &row.subject_id)?;
    Ok(if has_reported { ReportActor::Reporter } else { ReportActor::Steward })
}

/// Reports as stewards see them. Who made a report is not told to members of the organization that it is about.
fn details(conn: &mut Conn<'_>, actor: &Actor, rows: Vec<ReportRow>) -> Result<Vec<ReportDetails>> {
    let ids: Vec<String> = rows.iter().map(|row| row.organization_id.clone()).collect();
    let organizations = organizations::facts::summaries(conn, &ids)?;
    let details = rows.into_iter().map(|row| {
        let acts_as = actor_for(conn, actor, &row)?;
        let (subject, state) = (subject_of(&row)?, state_of(&row)?);
        let decisions = ReportDecision::ALL.iter().copied();
        let decisions =
            decisions.filter(|decision| state.when_decided(subject, *decision, acts_as).is_ok());
        let reported_by = match acts_as {
            ReportActor::Member => None,
            _ => people::service::find_display_name(conn, &row.reported_by)?,
        };
        Ok(ReportDetails {
            decisions: decisions.collect(),
            organization: known(organizations.get(&row.organization_id).cloned(), "organization")?,
            said: serde_json::from_value(row.said.clone())?,
            reason: reason_of(&row)?,
            reported_by: reported_by.filter(|name| !name.is_empty()),
            subject,
            state,
            id: row.id,
            version: row.version,
            subject_id: row.subject_id,
            project_id: row.project_id,
            case_id: row.case_id,
            consultation_id: row.consultation_id,
            text: row.text,
            reported_at: row.reported_at.and_utc(),
            decision_reason: row.decision_reason,
            decided_at: row.decided_at.map(|at| at.and_utc()),
        })
    });
    details.collect()
}

/// The stewards' queue: what waits, the longest waiting first; anything else newest first.
pub async fn list_reports(
    app: &App,
    actor: Actor,
    query: ReportQuery,
) -> Result<Page<ReportDetails>> {
    let list = format!("list_reports?{:?}{:?}", query.state, query.subject);
    let behind: Option<String> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            let selection = Selection {
                state: query.state.map(ReportState::name),
                subject: query.subject.map(ReportSubject::name),
                oldest_first: query.state == Some(ReportState::Open),
            };
            let limit = cursor::one_more(limit);
            let rows = store::select_reports(conn, &selection, behind.as_deref(), limit)?;
            details(conn, &actor, rows)
        })
        .await?;
    app.cursors.page(&list, rows, limit, |report| report.id.clone())
}

/// A report, for a steward. Error: `not-found`.
pub async fn get_report(app: &App, actor: Actor, id: String) -> Result<ReportDetails> {
    app.db
        .read(move |conn| {
            let row = store::get_report(conn, &id)?;
            details(conn, &actor, vec![row])?.pop().ok_or_else(Error::not_found)
        })
        .await
}

fn refused(fault: ReportFault, state: ReportState) -> Error {
    match fault {
        ReportFault::OwnOrganization => Error::new(ErrorCode::OwnOrganization),
        ReportFault::OwnReport => Error::new(ErrorCode::OwnReport),
        ReportFault::Decided => Error::new(ErrorCode::WrongState).with("state", state.name()),
        ReportFault::NotForThis => Error::field("/decision", FieldCode::NotAccepted),
    }
}

/// Decides on a report. Hiding settles every open report of the same thing. Errors: `own-organization`, `own-report`,
/// `wrong-state`, `validation-failed` for a decision that a thing of this kind does not take.
pub async fn decide_report(
    app: &App,
    actor: Actor,
    id: String,
    if_match: IfMatch,
    request: DecideReport,
) -> Result<ReportDetails> {
    app.db
        .write(move |conn| {
            let row = store::get_report(conn, &id)?;
            if_match.ensure(row.version)?;
            let (subject, state) = (subject_of(&row)?, state_of(&row)?);
            let acts_as = actor_for(conn, &actor, &row)?;
            let next = state
                .when_decided(subject, request.decision, acts_as)
                .map_err(|fault| refused(fault, state))?;
            let reason = request.reason.trim();
            if request.decision == ReportDecision::Hide {
                // Hidden already, it stays hidden with the reason of then.
                hide(conn, &actor, subject, &row.subject_id, reason)?;
            }
            let settled = settlement(&actor, next, reason);
            store::settle_report(conn, &id, &settled)?;
            let event = Event::new("decide_report", "report", &id)
                .organization(&row.organization_id)
                .reason(reason)
                .details(json!({
                    "decision": request.decision, "subject": row.subject, "subject_id": row.subject_id,
                }));
            audit::record(conn, &actor, event)?;
            if next == ReportState::Hidden {
                store::settle_open(conn, &row.subject, &row.subject_id, &settled)?;
            }
            let row = store::get_report(conn, &id)?;
            details(conn, &actor, vec![row])?.pop().ok_or_else(Error::not_found)
        })
        .await
}

/// Hides a thing where its area knows how; whether it was still shown.
fn hide(
    conn: &mut Conn<'_>,
    actor: &Actor,
    subject: ReportSubject,
    id: &str,
    reason: &str,
) -> Result<bool> {
    match subject {
        ReportSubject::CaseMessage => cases::moderation::hide(conn, actor, id, reason),
        ReportSubject::ConsultationComment => {
            consultations::moderation::hide(conn, actor, id, reason)
        }
        subject => projects::moderation::hide(conn, actor, subject, id, reason),
    }
}

fn settlement(actor: &Actor, state: ReportState, reason: &str) -> Settlement {
    Settlement {
        state: state.name().to_owned(),
        decided_by: actor.person_id.clone(),
        decided_at: clock::now_naive(),
        decision_reason: reason.to_owned(),
        // The same for all that are settled with it: a person has one of them at most.
        notice_id: clock::new_id(),
    }
}

/// Settles the open reports of a thing that a steward has hidden without looking at them. One that this steward made
/// stays open for another.
pub fn settle_hidden(
    conn: &mut Conn<'_>,
    actor: &Actor,
    subject: ReportSubject,
    subject_id: &str,
    reason: &str,
) -> Result<()> {
    let settled = settlement(actor, ReportState::Hidden, reason);
    store::settle_open(conn, subject.name(), subject_id, &settled)
}
