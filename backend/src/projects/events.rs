//! A project's history, and who is told.

use kopuro_shared::{
    organizations::Verification,
    projects::{EventKind, ProjectEvent, ProjectState},
};

use super::{
    service::known,
    store::{self, ProjectRow, community::EventRow, notices::NoticeRow},
};
use crate::platform::{
    app::App,
    clock,
    db::Conn,
    error::{Error, Result},
};

/// Something that happened, to be written down.
#[derive(Debug, Clone, Copy)]
pub struct NewEvent<'a> {
    /// What.
    pub kind: EventKind,
    /// The milestone, update, question or expense that it is about.
    pub subject_id: Option<&'a str>,
    /// Why.
    pub reason: Option<&'a str>,
}

/// Writes an event down and tells everyone who follows the project. New proofs are dated on the project itself, which
/// the caller saves.
pub fn record(conn: &mut Conn<'_>, project: &mut ProjectRow, new: NewEvent<'_>) -> Result<()> {
    let now = clock::now_naive();
    let is_proof = matches!(
        new.kind,
        EventKind::MilestoneDone | EventKind::EvidenceAdded | EventKind::UpdatePosted
    );
    if is_proof {
        project.proved_at = Some(now);
    }
    let row = EventRow {
        id: clock::new_id(),
        project_id: project.id.clone(),
        kind: new.kind.name().to_owned(),
        state: (new.kind == EventKind::StateChanged).then(|| project.state.clone()),
        subject_id: new.subject_id.map(str::to_owned),
        reason: new.reason.filter(|reason| !reason.trim().is_empty()).map(str::to_owned),
        at: now,
    };
    store::community::insert_event(conn, &row, project.published_at.is_some())
}

/// Writes down what became of an expense of a project, and tells everyone who follows it.
pub fn note_expense(
    conn: &mut Conn<'_>,
    project_id: &str,
    kind: EventKind,
    expense_id: &str,
) -> Result<()> {
    let mut project = store::get_project(conn, project_id)?;
    record(conn, &mut project, NewEvent { kind, subject_id: Some(expense_id), reason: None })
}

/// An event as people see it.
pub fn view(row: EventRow) -> Result<ProjectEvent> {
    Ok(ProjectEvent {
        kind: known(EventKind::from_name(&row.kind), "kind of event")?,
        state: match &row.state {
            Some(state) => Some(known(ProjectState::from_name(state), "project state")?),
            None => None,
        },
        id: row.id,
        subject_id: row.subject_id,
        reason: row.reason,
        at: row.at.and_utc(),
    })
}

/// Projects that get a notice in one transaction.
const NOTICE_BATCH: usize = 100;

/// Notes on an organization's running projects that it was suspended, or reinstated: on the first hundred at once, on
/// the others by [`spread_notices`], so that the request costs the same for every organization. `is_frozen` needs no
/// notice; it is the organization's state.
pub fn note_suspension(
    conn: &mut Conn<'_>,
    organization_id: &str,
    verification: Verification,
    reason: &str,
) -> Result<()> {
    let kind = if verification == Verification::Suspended {
        EventKind::OrganizationSuspended
    } else {
        EventKind::OrganizationReinstated
    };
    let mut notice = NoticeRow {
        id: clock::new_id(),
        organization_id: organization_id.to_owned(),
        kind: kind.name().to_owned(),
        reason: reason.to_owned(),
        last_project_id: String::new(),
    };
    // Behind an earlier one that is still on its way: no project hears of the end before the beginning.
    let waits = store::notices::find_oldest_notice(conn, Some(organization_id))?.is_some();
    if waits || !spread(conn, &mut notice)? {
        store::notices::insert_notice(conn, &notice)?;
    }
    Ok(())
}

/// Brings a notice to the next projects; whether all have it now.
fn spread(conn: &mut Conn<'_>, notice: &mut NoticeRow) -> Result<bool> {
    let kind = known(EventKind::from_name(&notice.kind), "kind of event")?;
    let limit = i64::try_from(NOTICE_BATCH).map_err(Error::internal)?;
    let (organization, after) = (&notice.organization_id, &notice.last_project_id);
    let projects = store::select_running(conn, organization, after, limit)?;
    let is_last = projects.len() < NOTICE_BATCH;
    for mut project in projects {
        let new = NewEvent { kind, subject_id: None, reason: Some(&notice.reason) };
        record(conn, &mut project, new)?;
        notice.last_project_id = project.id;
    }
    Ok(is_last)
}

/// Brings notices to the projects that don't have them yet, a batch per transaction; safe in many servers at once.
pub async fn spread_notices(app: &App) -> Result<()> {
    while app.db.write(spread_oldest).await? {}
    Ok(())
}

fn spread_oldest(conn: &mut Conn<'_>) -> Result<bool> {
    let Some(mut notice) = store::notices::find_oldest_notice(conn, None)? else {
        return Ok(false);
    };
    if spread(conn, &mut notice)? {
        store::notices::delete_notice(conn, &notice.id)?;
    } else {
        store::notices::advance_notice(conn, &notice)?;
    }
    Ok(true)
}
