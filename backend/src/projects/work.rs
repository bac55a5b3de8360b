//! The work: how it was bought, its steps, and the evidence for them.

use kopuro_shared::{
    files::FileKind,
    organizations::OrganizationAction,
    projects::{
        AddEvidence, ChangeMilestone, EventKind, Milestone, Procurement, ProjectState,
        RecordProcurement,
    },
    validation::FieldCode,
};
use serde_json::json;

use super::{
    events::{self, NewEvent},
    service::{get_own, save, state_of, wrong_state},
    store::{
        self, ProjectRow,
        work::{EvidenceRow, ProcurementRow},
    },
    view,
};
use crate::{
    files::{self, service::Claim},
    platform::{
        app::App,
        audit::{self, Event},
        auth::Actor,
        clock,
        db::Conn,
        error::{Error, Result},
        idempotency::{self, IdempotencyKey},
    },
};

/// Photos and documents of one milestone at most.
const EVIDENCE_MAX: i64 = 100;

/// Records how the work was bought. Errors: `wrong-state` before the money is there and after the work is done.
pub async fn record_procurement(
    app: &App,
    actor: Actor,
    id: String,
    request: RecordProcurement,
) -> Result<Procurement> {
    app.db
        .write(move |conn| {
            let mut project = get_own(conn, &actor, &id, OrganizationAction::ManageProjects)?;
            if !state_of(&project)?.is_working() {
                return Err(wrong_state(&project));
            }
            let today = clock::today();
            if request.contract_signed_on.is_some_and(|day| day > today) {
                return Err(Error::field("/contract_signed_on", FieldCode::InvalidDate));
            }
            if let Some(file_id) = &request.contract_file_id {
                let claim = Claim {
                    file_id,
                    pointer: "/contract_file_id",
                    kind: Some(FileKind::Document),
                    organization_id: &project.organization_id,
                    is_public: true,
                };
                files::service::claim(conn, &actor, &claim)?;
            }
            let row = ProcurementRow {
                project_id: id.clone(),
                method: request.method.name().to_owned(),
                tender_number: request.tender_number.clone(),
                tender_url: request.tender_url.clone(),
                supplier: request.supplier.clone(),
                contract_value: request.contract_value.map(|value| value.amount),
                contract_currency: request
                    .contract_value
                    .map(|value| value.currency.code().to_owned()),
                contract_signed_on: request.contract_signed_on,
                contract_file_id: request.contract_file_id.clone(),
                note: serde_json::to_value(&request.note)?,
                recorded_by: actor.person_id.clone(),
                recorded_at: clock::now_naive(),
            };
            store::work::replace_procurement(conn, &row)?;
            let new =
                NewEvent { kind: EventKind::ProcurementRecorded, subject_id: None, reason: None };
            events::record(conn, &mut project, new)?;
            let event = Event::new("record_procurement", "project", &id)
                .organization(&project.organization_id)
                .details(json!({ "method": request.method, "supplier": request.supplier }));
            audit::record(conn, &actor, event)?;
            view::procurement(conn, row)
        })
        .await
}

/// A project whose milestones are worked on: from its publication to its completion.
fn get_worked_on(
    conn: &mut Conn<'_>,
    actor: &Actor,
    id: &str,
    action: OrganizationAction,
) -> Result<ProjectRow> {
    let project = get_own(conn, actor, id, action)?;
    let state = state_of(&project)?;
    if state.is_working() || state == ProjectState::Published {
        Ok(project)
    } else {
        Err(wrong_state(&project))
    }
}

fn milestone(conn: &mut Conn<'_>, project_id: &str, id: &str) -> Result<Milestone> {
    let row = store::plan::get_milestone(conn, project_id, id)?;
    view::milestones(conn, project_id, vec![row])?.pop().ok_or_else(Error::not_found)
}

/// Moves a milestone, or marks it done. Errors: `wrong-state`; `validation-failed` at `/done_on` without evidence, for a
/// day ahead, and for one that is done already.
pub async fn change_milestone(
    app: &App,
    actor: Actor,
    id: String,
    milestone_id: String,
    request: ChangeMilestone,
) -> Result<Milestone> {
    app.db
        .write(move |conn| {
            let action = OrganizationAction::ManageProjects;
            let mut project = get_worked_on(conn, &actor, &id, action)?;
            let mut row = store::plan::get_milestone(conn, &id, &milestone_id)?;
            let subject_id = Some(milestone_id.as_str());
            if let Some(planned_on) = request.planned_on {
                if row.done_on.is_some() {
                    return Err(Error::field("/planned_on", FieldCode::NotAccepted));
                }
                row.planned_on = planned_on;
                let kind = EventKind::MilestoneMoved;
                let reason = Some(request.reason.as_str());
                events::record(conn, &mut project, NewEvent { kind, subject_id, reason })?;
            }
            if let Some(done_on) = request.done_on {
                if row.done_on.is_some() || done_on > clock::today() {
                    return Err(Error::field("/done_on", FieldCode::InvalidDate));
                }
                if store::work::count_evidence(conn, &milestone_id)? == 0 {
                    return Err(Error::field("/done_on", FieldCode::EvidenceMissing));
                }
                row.done_on = Some(done_on);
                let kind = EventKind::MilestoneDone;
                events::record(conn, &mut project, NewEvent { kind, subject_id, reason: None })?;
            }
            if let Some(note) = &request.note {
                row.note = serde_json::to_value(note)?;
            }
            store::plan::update_milestone(conn, &row)?;
            save(conn, &mut project)?;
            let event = Event::new("change_milestone", "milestone", &milestone_id)
                .organization(&project.organization_id)
                .reason(&request.reason)
                .details(json!({ "planned_on": request.planned_on, "done_on": request.done_on }));
            audit::record(conn, &actor, event)?;
            milestone(conn, &id, &milestone_id)
        })
        .await
}

/// Adds a photo or document to a milestone. Errors: `wrong-state`, `validation-failed` for a file that is not there.
pub async fn add_evidence(
    app: &App,
    actor: Actor,
    id: String,
    milestone_id: String,
    key: IdempotencyKey,
    request: AddEvidence,
) -> Result<Milestone> {
    app.db
        .write(move |conn| {
            let action = OrganizationAction::WriteProjects;
            let mut project = get_worked_on(conn, &actor, &id, action)?;
            store::plan::get_milestone(conn, &id, &milestone_id)?;
            let sent = (&id, &milestone_id, &request);
            idempotency::once(conn, &key, &actor.person_id, "add_evidence", &sent, |conn| {
                if store::work::count_evidence(conn, &milestone_id)? >= EVIDENCE_MAX {
                    return Err(Error::field("/file_id", FieldCode::TooLong));
                }
                let claim = Claim {
                    file_id: &request.file_id,
                    pointer: "/file_id",
                    kind: None,
                    organization_id: &project.organization_id,
                    is_public: true,
                };
                files::service::claim(conn, &actor, &claim)?;
                let row = EvidenceRow {
                    id: clock::new_id(),
                    milestone_id: milestone_id.clone(),
                    file_id: request.file_id.clone(),
                    caption: serde_json::to_value(&request.caption)?,
                    added_by: actor.person_id.clone(),
                    added_at: clock::now_naive(),
                };
                store::work::insert_evidence(conn, &row)?;
                let kind = EventKind::EvidenceAdded;
                let new = NewEvent { kind, subject_id: Some(&milestone_id), reason: None };
                events::record(conn, &mut project, new)?;
                save(conn, &mut project)?;
                let event = Event::new("add_evidence", "milestone", &milestone_id)
                    .organization(&project.organization_id)
                    .details(json!({ "file_id": request.file_id }));
                audit::record(conn, &actor, event)?;
                milestone(conn, &id, &milestone_id)
            })
        })
        .await
}
