//! Due dates: setting them, and what happens when they come. Each job takes one case in one transaction, in which the day
//! that it came for is taken away, so that any number of servers do it once.

use chrono::{Days, NaiveDate, NaiveDateTime};
use kopuro_shared::{
    calendar::Calendar,
    cases::{
        CaseAction, CaseEventKind, CaseState,
        clock::{CLOSE_AFTER_DAYS, CaseClock, ESCALATE_EVERY},
        lifecycle::CaseActor,
    },
};

use super::{
    access, figures, mails,
    service::{self, NewEvent, save},
    store::{self, CaseRow, JobDay},
};
use crate::{
    calendar, desks,
    platform::{
        app::App,
        audit::{self, Event},
        clock,
        db::Conn,
        error::{Error, Result},
        origin::Origin,
    },
};

/// A case's clock; none while it has no desk.
pub fn clock_of(row: &CaseRow) -> Result<Option<CaseClock>> {
    let (Some(from), Some(promise)) = (row.clock_from, row.promise_days) else { return Ok(None) };
    Ok(Some(CaseClock {
        from,
        promise: u32::try_from(promise).map_err(Error::internal)?,
        paused: u32::try_from(row.paused_days).map_err(Error::internal)?,
        waiting_since: row.waiting_since,
    }))
}

/// Sets a case's clock, and the days on which the jobs look at it. A reminder whose day has passed is not sent; what is
/// overdue already is escalated further after a while, not at once.
pub fn set_clock(
    row: &mut CaseRow,
    clock: CaseClock,
    calendar: &Calendar,
    today: NaiveDate,
) -> Result<()> {
    row.clock_from = Some(clock.from);
    row.promise_days = Some(i32::try_from(clock.promise).map_err(Error::internal)?);
    row.paused_days = i32::try_from(clock.paused).map_err(Error::internal)?;
    row.waiting_since = clock.waiting_since;
    row.due_on = Some(clock.due_on(calendar));
    row.close_on = None;
    let runs = clock.waiting_since.is_none();
    let remind_on = clock.remind_on(calendar);
    row.remind_on = (runs && remind_on > today).then_some(remind_on);
    let escalate_on = if clock.is_overdue(calendar, today) {
        calendar.add(today, ESCALATE_EVERY)
    } else {
        clock.escalate_on(calendar)
    };
    row.escalate_on = runs.then_some(escalate_on);
    Ok(())
}

/// Ends the waiting for an answer; the due date stays as it was.
pub fn stop_clock(row: &mut CaseRow) {
    (row.remind_on, row.escalate_on, row.waiting_since) = (None, None, None);
}

/// The day on which an answered case is closed if nobody replies.
pub fn close_on(today: NaiveDate) -> Option<NaiveDate> {
    today.checked_add_days(Days::new(CLOSE_AFTER_DAYS))
}

/// Does what is due now: reminders, escalations, automatic closing.
pub async fn run(app: &App) -> Result<()> {
    run_at(app, clock::now_naive()).await
}

/// [`run`] as if it were `now` (UTC).
pub async fn run_at(app: &App, now: NaiveDateTime) -> Result<()> {
    let today = calendar::service::local_day(now);
    for job in [JobDay::Remind, JobDay::Escalate, JobDay::Close] {
        loop {
            let due = app.db.read(move |conn| store::select_due(conn, job, today)).await?;
            let (count, mut done) = (due.len(), 0);
            for case in due {
                let (state, id) = (app.clone(), case.id.clone());
                let outcome =
                    app.db.write(move |conn| look_at(conn, &state, &id, job, today)).await;
                match outcome {
                    Ok(()) => done += 1,
                    // One case must not hold up the others.
                    Err(error) => {
                        tracing::error!(case_id = %case.id, %error, ?job, "due date failed");
                    }
                }
            }
            if done == 0 || count < usize::try_from(store::JOB_BATCH).unwrap_or_default() {
                break;
            }
        }
    }
    app.db.write(move |conn| store::forget_guest_questions(conn, now).map(|_| ())).await
}

/// Does one job for one case, unless another server has done it meanwhile.
fn look_at(conn: &mut Conn<'_>, app: &App, id: &str, job: JobDay, today: NaiveDate) -> Result<()> {
    let mut row = store::get_case(conn, id)?;
    let day = match job {
        JobDay::Remind => &mut row.remind_on,
        JobDay::Escalate => &mut row.escalate_on,
        JobDay::Close => &mut row.close_on,
    };
    if day.is_none_or(|day| day > today) {
        return Ok(());
    }
    *day = None;
    match job {
        JobDay::Remind => remind(conn, app, &mut row),
        JobDay::Escalate => escalate(conn, app, &mut row, today),
        JobDay::Close => close(conn, app, &mut row),
    }
}

fn remind(conn: &mut Conn<'_>, app: &App, row: &mut CaseRow) -> Result<()> {
    save(conn, row)?;
    record(conn, row, "remind_desk")?;
    let Some(desk) = row.desk_id.clone() else { return Ok(()) };
    mails::tell_desk(conn, app, row, &desk, "case-desk-reminder")
}

fn escalate(conn: &mut Conn<'_>, app: &App, row: &mut CaseRow, today: NaiveDate) -> Result<()> {
    let calendar = calendar::service::load(conn)?;
    let (Some(clock), Some(desk)) = (clock_of(row)?, row.desk_id.clone()) else {
        return save(conn, row);
    };
    // The table of holidays may have changed since the day was set.
    if !clock.is_overdue(&calendar, today) {
        set_clock(row, clock, &calendar, today)?;
        return save(conn, row);
    }
    figures::decide(conn, row, false)?;
    let told = store::select_escalations(conn, &row.id)?;
    let mut passed: Vec<String> = told.into_iter().map(|(desk, _)| desk).collect();
    let last = passed.last().cloned().unwrap_or_else(|| desk.clone());
    passed.push(desk.clone());
    let above = desks::facts::find_above(conn, &last, &row.topic_id, &row.place_id, &passed)?;
    if let Some(above) = &above {
        let now = clock::now_naive();
        store::insert_escalation(conn, &row.id, &above.id, &above.organization_id, now)?;
        row.escalate_on = Some(calendar.add(today, ESCALATE_EVERY));
    }
    let event = NewEvent {
        from: Some(&last),
        to: above.as_ref().map(|desk| desk.id.as_str()),
        ..NewEvent::new(CaseEventKind::Escalated)
    };
    service::record_event(conn, row, event)?;
    save(conn, row)?;
    record(conn, row, "escalate_case")?;
    mails::tell_asker(conn, app, row, "case-overdue")?;
    mails::tell_all_of_desk(conn, app, row, &desk, "case-desk-overdue")?;
    match above {
        Some(above) => mails::tell_all_of_desk(conn, app, row, &above.id, "case-desk-escalated"),
        None => Ok(()),
    }
}

fn close(conn: &mut Conn<'_>, app: &App, row: &mut CaseRow) -> Result<()> {
    if access::step(row, CaseAction::Close, CaseActor::Platform).is_err() {
        return save(conn, row);
    }
    service::enter(row, CaseState::Closed);
    service::record_event(conn, row, NewEvent::new(CaseEventKind::ClosedAutomatically))?;
    save(conn, row)?;
    record(conn, row, "close_case_automatically")?;
    mails::tell_asker(conn, app, row, "case-closed-automatically")
}

fn record(conn: &mut Conn<'_>, row: &CaseRow, action: &str) -> Result<()> {
    let mut event = Event::new(action, "case", &row.id);
    if let Some(organization) = &row.organization_id {
        event = event.organization(organization);
    }
    audit::record_as(conn, None, &Origin::internal("clock"), event)
}
