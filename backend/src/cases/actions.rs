//! Assigning, transferring, routing, closing and rating.

use kopuro_shared::{
    cases::{
        ActOnCase, Case, CaseAction, CaseEventKind, CaseState,
        lifecycle::{CaseActor, CaseTransition},
    },
    validation::FieldCode,
};
use serde_json::json;

use super::{
    access::{Caller, get_visible, step},
    figures, mails,
    service::{NewEvent, enter, record, record_event, save, start_at},
    store::CaseRow,
    view,
};
use crate::{
    desks,
    desks::facts::DeskFacts,
    organizations,
    platform::{
        app::App,
        db::Conn,
        error::{Error, Result},
        http::IfMatch,
    },
};

/// Does something with a case. Errors: `not-found`, `not-allowed`, `wrong-state`, `stale-version`, `validation-failed` for
/// a missing reason, a desk that takes no cases, or a person who does not answer there.
pub async fn act_on_case(
    app: &App,
    caller: Caller,
    id: String,
    if_match: IfMatch,
    request: ActOnCase,
) -> Result<Case> {
    let state = app.clone();
    app.db
        .write(move |conn| {
            let (mut row, actor) = get_visible(conn, &caller, &id)?;
            if_match.ensure(row.version)?;
            let transition = step(&row, request.action, actor)?;
            ensure_reason(transition, &request)?;
            act(conn, &state, &mut row, actor, &request)?;
            let details = json!({ "action": request.action, "desk_id": request.desk_id });
            let reason = Some(request.reason.as_str()).filter(|reason| !reason.is_empty());
            // A comment to a private answer is no reason.
            let reason = reason.filter(|_| request.action != CaseAction::Rate);
            record(conn, &caller, &row, "act_on_case", reason, details)?;
            view::case(conn, row, &caller)
        })
        .await
}

fn ensure_reason(transition: &CaseTransition, request: &ActOnCase) -> Result<()> {
    if transition.needs_reason && request.reason.trim().is_empty() {
        return Err(Error::field("/reason", FieldCode::Required));
    }
    Ok(())
}

fn act(
    conn: &mut Conn<'_>,
    app: &App,
    row: &mut CaseRow,
    actor: CaseActor,
    request: &ActOnCase,
) -> Result<()> {
    match request.action {
        CaseAction::Assign => assign(conn, app, row, request.person_id.as_deref()),
        CaseAction::Transfer => transfer(conn, app, row, request),
        CaseAction::Route => route(conn, app, row, request),
        CaseAction::Close => close(conn, app, row, actor, request),
        CaseAction::Rate => rate(conn, row, request),
        // The extractor has refused messages.
        CaseAction::Reply | CaseAction::AskBack | CaseAction::Answer | CaseAction::Note => {
            Err(Error::field("/action", FieldCode::NotAccepted))
        }
    }
}

/// Says who answers: somebody on duty, or another member of the desk's organization.
pub fn assign(
    conn: &mut Conn<'_>,
    app: &App,
    row: &mut CaseRow,
    person_id: Option<&str>,
) -> Result<()> {
    if let (Some(person), Some(organization)) = (person_id, &row.organization_id)
        && organizations::service::find_role(conn, organization, person)?.is_none()
    {
        return Err(Error::field("/person_id", FieldCode::UnknownReference));
    }
    row.assigned_to = person_id.map(str::to_owned);
    save(conn, row)?;
    match person_id {
        Some(person) => mails::tell_person(conn, app, row, person, "case-desk-assigned"),
        None => Ok(()),
    }
}

fn taking_desk(conn: &mut Conn<'_>, request: &ActOnCase) -> Result<DeskFacts> {
    let unknown = || Error::field("/desk_id", FieldCode::UnknownReference);
    let id = request.desk_id.as_deref().ok_or_else(unknown)?;
    desks::facts::find_taking(conn, id)?.ok_or_else(unknown)
}

/// Another desk gets the case; its clock goes on.
fn transfer(conn: &mut Conn<'_>, app: &App, row: &mut CaseRow, request: &ActOnCase) -> Result<()> {
    let desk = taking_desk(conn, request)?;
    let (from, before) = (row.desk_id.clone(), row.clone());
    if from.as_ref() == Some(&desk.id) {
        return Err(Error::field("/desk_id", FieldCode::NotAccepted));
    }
    row.desk_id = Some(desk.id.clone());
    row.organization_id = Some(desk.organization_id.clone());
    row.assigned_to = None;
    figures::passed_on(conn, &before, row)?;
    let event = NewEvent {
        from: from.as_deref(),
        to: Some(&desk.id),
        reason: Some(&request.reason),
        ..NewEvent::new(CaseEventKind::Transferred)
    };
    record_event(conn, row, event)?;
    save(conn, row)?;
    mails::tell_asker(conn, app, row, "case-moved")?;
    mails::tell_all_of_desk(conn, app, row, &desk.id, "case-desk-new")
}

fn route(conn: &mut Conn<'_>, app: &App, row: &mut CaseRow, request: &ActOnCase) -> Result<()> {
    let desk = taking_desk(conn, request)?;
    start_at(conn, row, &desk)?;
    let event = NewEvent {
        to: Some(&desk.id),
        reason: Some(&request.reason),
        ..NewEvent::new(CaseEventKind::Routed)
    };
    record_event(conn, row, event)?;
    save(conn, row)?;
    mails::tell_asker(conn, app, row, "case-moved")?;
    mails::tell_all_of_desk(conn, app, row, &desk.id, "case-desk-new")
}

fn close(
    conn: &mut Conn<'_>,
    app: &App,
    row: &mut CaseRow,
    actor: CaseActor,
    request: &ActOnCase,
) -> Result<()> {
    enter(row, CaseState::Closed);
    figures::closed(conn, row, actor == CaseActor::Desk)?;
    let event = NewEvent { reason: Some(&request.reason), ..NewEvent::new(CaseEventKind::Closed) };
    record_event(conn, row, event)?;
    save(conn, row)?;
    mails::tell_asker(conn, app, row, "case-closed")
}

fn rate(conn: &mut Conn<'_>, row: &mut CaseRow, request: &ActOnCase) -> Result<()> {
    let before = row.rating;
    row.rating = request.rating.map(i32::from);
    let comment = request.reason.trim();
    row.rating_comment = (!comment.is_empty()).then(|| comment.to_owned());
    figures::rated(conn, row, before)?;
    record_event(conn, row, NewEvent::new(CaseEventKind::Rated))?;
    save(conn, row)
}
