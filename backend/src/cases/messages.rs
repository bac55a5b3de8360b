//! Writing into a case's thread.

use kopuro_shared::{
    cases::{
        Case, CaseAction, CaseEventKind, CaseState, MESSAGES_MAX, MessageKind, PostMessage,
        clock::CaseClock,
    },
    error::ErrorCode,
};
use serde_json::json;

use super::{
    access::{Caller, get_visible, state_of, step},
    blocks, clockwork, figures, mails,
    service::{NewEvent, add_message, enter, record, record_event, save},
    store::CaseRow,
    view,
};
use crate::{
    calendar, desks,
    platform::{
        app::App,
        clock,
        db::Conn,
        error::{Error, Result},
        idempotency::{self, IdempotencyKey},
        limits::{self, Limit},
    },
};

/// Messages that one person, or one secret link, may write.
const MESSAGES_PER_WRITER: Limit =
    Limit { name: "post_message", max: 120, window: chrono::Duration::hours(1) };

const fn action_of(kind: MessageKind) -> CaseAction {
    match kind {
        // The extractor has refused a second question.
        MessageKind::Question | MessageKind::Reply => CaseAction::Reply,
        MessageKind::AskBack => CaseAction::AskBack,
        MessageKind::Answer => CaseAction::Answer,
        MessageKind::Note => CaseAction::Note,
    }
}

/// Replies, answers, asks back or writes a note. Errors: `not-found`, `not-allowed`, `wrong-state`, `too-many-requests`,
/// `validation-failed` for files that are not the writer's.
pub async fn post_message(
    app: &App,
    caller: Caller,
    id: String,
    key: IdempotencyKey,
    request: PostMessage,
) -> Result<Case> {
    let state = app.clone();
    app.db
        .write(move |conn| {
            let (row, actor) = get_visible(conn, &caller, &id)?;
            let sent = (&id, &request);
            idempotency::once(conn, &key, caller.key(), "post_message", &sent, |conn| {
                let action = action_of(request.kind);
                step(&row, action, actor)?;
                limits::take(conn, MESSAGES_PER_WRITER, caller.key())?;
                if usize::try_from(row.messages).is_ok_and(|count| count >= MESSAGES_MAX) {
                    return Err(Error::new(ErrorCode::WrongState).with("state", &row.state));
                }
                let mut row = row.clone();
                let message = (request.kind, request.text.as_str(), request.attachments.as_slice());
                add_message(conn, &mut row, &caller, message)?;
                match action {
                    CaseAction::Reply => reply(conn, &state, &mut row)?,
                    CaseAction::AskBack => ask_back(conn, &state, &mut row)?,
                    CaseAction::Answer => answer(conn, &state, &mut row)?,
                    _ => save(conn, &mut row)?,
                }
                let details = json!({ "kind": request.kind });
                record(conn, &caller, &row, "post_message", None, details)?;
                view::case(conn, row, &caller)
            })
        })
        .await
}

/// The asker replied: a desk that waited goes on, and an answered or closed case is open again, with the promise of the
/// desk that has it now.
fn reply(conn: &mut Conn<'_>, app: &App, row: &mut CaseRow) -> Result<()> {
    if let Some(desk) = &row.desk_id {
        blocks::ensure_heard(conn, desk, row.asked_by.as_deref(), row.guest_email.as_deref())?;
    }
    let calendar = calendar::service::load(conn)?;
    let today = calendar::service::local_today();
    if state_of(row)? == CaseState::Open {
        if let Some(mut clock) = clockwork::clock_of(row)?
            && clock.waiting_since.is_some()
        {
            clock.resume(&calendar, today);
            clockwork::set_clock(row, clock, &calendar, today)?;
        }
    } else {
        enter(row, CaseState::Open);
        row.close_on = None;
        record_event(conn, row, NewEvent::new(CaseEventKind::Reopened))?;
        figures::reopened(conn, row)?;
        if let Some(desk) = &row.desk_id {
            // What was closed without an answer goes on where its clock stood: closing is no way out of a promise.
            let clock = match (clockwork::clock_of(row)?, row.answered_at) {
                (Some(clock), None) => clock,
                _ => CaseClock::start(today, desks::facts::get_facts(conn, desk)?.promise_days),
            };
            clockwork::set_clock(row, clock, &calendar, today)?;
        }
    }
    save(conn, row)?;
    match row.desk_id.clone() {
        Some(desk) => mails::tell_desk(conn, app, row, &desk, "case-desk-replied"),
        None => Ok(()),
    }
}

/// The desk asked back: it waits from now on.
fn ask_back(conn: &mut Conn<'_>, app: &App, row: &mut CaseRow) -> Result<()> {
    if let Some(mut clock) = clockwork::clock_of(row)? {
        let (calendar, today) = (calendar::service::load(conn)?, calendar::service::local_today());
        clock.wait(today);
        clockwork::set_clock(row, clock, &calendar, today)?;
    }
    save(conn, row)?;
    mails::tell_asker(conn, app, row, "case-asked-back")
}

/// The desk answered. The first answer is what counts for its figures.
fn answer(conn: &mut Conn<'_>, app: &App, row: &mut CaseRow) -> Result<()> {
    let today = calendar::service::local_today();
    if row.answered_at.is_none()
        && let Some(clock) = clockwork::clock_of(row)?
    {
        let spent = clock.spent(&calendar::service::load(conn)?, today);
        row.answered_at = Some(clock::now_naive());
        row.answer_days = Some(i32::try_from(spent).map_err(Error::internal)?);
        row.answer_promise = row.promise_days;
        row.answer_desk_id.clone_from(&row.desk_id);
        figures::answered(conn, row)?;
    }
    enter(row, CaseState::Answered);
    row.close_on = clockwork::close_on(today);
    save(conn, row)?;
    mails::tell_asker(conn, app, row, "case-answered")
}
