//! A project's history, and who is told.

use kopuro_shared::{
    organizations::Verification,
    projects::{EventKind, ProjectEvent, ProjectState},
};

use super::{
    service::known,
    store::{self, ProjectRow, community::EventRow},
};
use crate::platform::{clock, db::Conn, error::Result};

/// Something that happened, to be written down.
#[derive(Debug, Clone, Copy)]
pub struct NewEvent<'a> {
    /// What.
    pub kind: EventKind,
    /// The milestone, update or question that it is about.
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

/// Notes on each of an organization's running projects that it was suspended, or reinstated.
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
    for mut project in store::select_running(conn, organization_id)? {
        record(conn, &mut project, NewEvent { kind, subject_id: None, reason: Some(reason) })?;
    }
    Ok(())
}
