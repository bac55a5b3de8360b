//! Rows and queries of `cases…`.

pub mod blocks;
pub mod figures;
pub mod listing;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::{
    AsChangeset, BoolExpressionMethods, ExpressionMethods, Identifiable, Insertable, JoinOnDsl,
    OptionalExtension, QueryDsl, Queryable, RunQueryDsl, Selectable, SelectableHelper,
};
use kopuro_shared::cases::MESSAGES_MAX;
use serde_json::Value;

use crate::{
    on_engine,
    platform::{
        db::Conn,
        error::{Error, Result},
    },
    schema::{
        cases, cases_attachments, cases_escalations, cases_events, cases_guest_questions,
        cases_messages,
    },
};

/// Events of a case that its page shows at most.
const EVENTS_MAX: i64 = 300;
/// Cases that one run of a job takes at most.
pub const JOB_BATCH: i64 = 50;

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable, AsChangeset)]
#[diesel(table_name = cases, treat_none_as_null = true)]
pub struct CaseRow {
    pub id: String,
    pub version: i64,
    pub number: String,
    pub subject: String,
    pub topic_id: String,
    pub place_id: String,
    pub language: String,
    pub is_public: bool,
    pub shows_name: bool,
    pub asked_by: Option<String>,
    pub guest_email: Option<String>,
    pub guest_name: Option<String>,
    pub desk_id: Option<String>,
    pub organization_id: Option<String>,
    pub assigned_to: Option<String>,
    pub state: String,
    pub state_since: NaiveDateTime,
    pub opened_at: NaiveDateTime,
    pub clock_from: Option<NaiveDate>,
    pub promise_days: Option<i32>,
    pub paused_days: i32,
    pub waiting_since: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub remind_on: Option<NaiveDate>,
    pub escalate_on: Option<NaiveDate>,
    pub close_on: Option<NaiveDate>,
    pub answered_at: Option<NaiveDateTime>,
    pub answer_days: Option<i32>,
    pub answer_promise: Option<i32>,
    pub answer_desk_id: Option<String>,
    pub rating: Option<i32>,
    pub rating_comment: Option<String>,
    pub messages: i32,
    pub updated_at: NaiveDateTime,
    pub promise_kept: Option<bool>,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = cases_messages)]
pub struct MessageRow {
    pub id: String,
    pub case_id: String,
    pub kind: String,
    pub author_id: Option<String>,
    pub body: String,
    pub created_at: NaiveDateTime,
    pub hidden_at: Option<NaiveDateTime>,
    pub hidden_reason: Option<String>,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = cases_events)]
pub struct EventRow {
    pub id: String,
    pub case_id: String,
    pub kind: String,
    pub from_desk_id: Option<String>,
    pub to_desk_id: Option<String>,
    pub reason: Option<String>,
    pub at: NaiveDateTime,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = cases_guest_questions)]
pub struct GuestQuestionRow {
    pub id: String,
    pub email: String,
    pub name: String,
    pub question: Value,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
}

pub fn insert_case(conn: &mut Conn<'_>, row: &CaseRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(cases::table).values(row).execute(c))?;
    Ok(())
}

pub fn find_case(conn: &mut Conn<'_>, id: &str) -> Result<Option<CaseRow>> {
    Ok(
        on_engine!(conn, c => cases::table.find(id).select(CaseRow::as_select()).first(c).optional())?,
    )
}

pub fn get_case(conn: &mut Conn<'_>, id: &str) -> Result<CaseRow> {
    find_case(conn, id)?.ok_or_else(Error::not_found)
}

pub fn find_by_number(conn: &mut Conn<'_>, number: &str) -> Result<Option<CaseRow>> {
    Ok(on_engine!(conn, c => cases::table
        .filter(cases::number.eq(number))
        .select(CaseRow::as_select())
        .first(c)
        .optional())?)
}

/// Writes back a row that was read in the same transaction, under its next version.
pub fn update_case(conn: &mut Conn<'_>, row: &CaseRow) -> Result<()> {
    let changed =
        on_engine!(conn, c => diesel::update(cases::table.find(&row.id)).set(row).execute(c))?;
    if changed == 1 { Ok(()) } else { Err(Error::not_found()) }
}

pub fn insert_message(conn: &mut Conn<'_>, row: &MessageRow, files: &[String]) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(cases_messages::table).values(row).execute(c))?;
    for (position, file_id) in (0_i32..).zip(files) {
        let attachment = (
            cases_attachments::message_id.eq(&row.id),
            cases_attachments::position.eq(position),
            cases_attachments::file_id.eq(file_id),
        );
        on_engine!(conn, c => diesel::insert_into(cases_attachments::table).values(attachment).execute(c))?;
    }
    Ok(())
}

/// A case's thread, oldest first.
pub fn select_messages(conn: &mut Conn<'_>, case_id: &str) -> Result<Vec<MessageRow>> {
    let limit = i64::try_from(MESSAGES_MAX).map_err(Error::internal)?;
    Ok(on_engine!(conn, c => cases_messages::table
        .filter(cases_messages::case_id.eq(case_id))
        .order(cases_messages::id)
        .limit(limit)
        .select(MessageRow::as_select())
        .load(c))?)
}

pub fn get_message(conn: &mut Conn<'_>, id: &str) -> Result<MessageRow> {
    Ok(on_engine!(conn, c => cases_messages::table
        .find(id)
        .select(MessageRow::as_select())
        .first(c))?)
}

pub fn hide_message(conn: &mut Conn<'_>, id: &str, reason: &str, now: NaiveDateTime) -> Result<()> {
    let hidden = (cases_messages::hidden_at.eq(now), cases_messages::hidden_reason.eq(reason));
    on_engine!(conn, c => diesel::update(cases_messages::table.find(id)).set(hidden).execute(c))?;
    Ok(())
}

/// The files of some messages, each in its order.
pub fn select_attachments(
    conn: &mut Conn<'_>,
    messages: &[String],
) -> Result<Vec<(String, String)>> {
    Ok(on_engine!(conn, c => cases_attachments::table
        .filter(cases_attachments::message_id.eq_any(messages))
        .order((cases_attachments::message_id, cases_attachments::position))
        .select((cases_attachments::message_id, cases_attachments::file_id))
        .load(c))?)
}

/// The message of a case that a file is attached to.
pub fn find_attached(
    conn: &mut Conn<'_>,
    case_id: &str,
    file_id: &str,
) -> Result<Option<MessageRow>> {
    Ok(on_engine!(conn, c => cases_attachments::table
        .inner_join(cases_messages::table.on(cases_messages::id.eq(cases_attachments::message_id)))
        .filter(cases_attachments::file_id.eq(file_id))
        .filter(cases_messages::case_id.eq(case_id))
        .order(cases_messages::id)
        .select(MessageRow::as_select())
        .first(c)
        .optional())?)
}

pub fn insert_event(conn: &mut Conn<'_>, row: &EventRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(cases_events::table).values(row).execute(c))?;
    Ok(())
}

/// What happened to a case beside its messages, oldest first.
pub fn select_events(conn: &mut Conn<'_>, case_id: &str) -> Result<Vec<EventRow>> {
    Ok(on_engine!(conn, c => cases_events::table
        .filter(cases_events::case_id.eq(case_id))
        .order(cases_events::id)
        .limit(EVENTS_MAX)
        .select(EventRow::as_select())
        .load(c))?)
}

/// Notes that a case was escalated to a desk.
pub fn insert_escalation(
    conn: &mut Conn<'_>,
    case_id: &str,
    desk_id: &str,
    organization_id: &str,
    now: NaiveDateTime,
) -> Result<()> {
    let row = (
        cases_escalations::case_id.eq(case_id),
        cases_escalations::desk_id.eq(desk_id),
        cases_escalations::organization_id.eq(organization_id),
        cases_escalations::at.eq(now),
    );
    on_engine!(conn, c => diesel::insert_into(cases_escalations::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}

/// The desks that a case was escalated to and their organizations, in their order.
pub fn select_escalations(conn: &mut Conn<'_>, case_id: &str) -> Result<Vec<(String, String)>> {
    Ok(on_engine!(conn, c => cases_escalations::table
        .filter(cases_escalations::case_id.eq(case_id))
        .order((cases_escalations::at, cases_escalations::desk_id))
        .select((cases_escalations::desk_id, cases_escalations::organization_id))
        .load(c))?)
}

/// A person's cases, newest first, behind `before`.
pub fn select_of_asker(
    conn: &mut Conn<'_>,
    person_id: &str,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<CaseRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = cases::table
            .filter(cases::asked_by.eq(person_id))
            .order(cases::id.desc())
            .limit(limit)
            .select(CaseRow::as_select())
            .into_boxed();
        if let Some(before) = before {
            rows = rows.filter(cases::id.lt(before));
        }
        rows.load(c)
    })?)
}

/// Open cases without a desk, the longest waiting first, behind `after`.
pub fn select_unrouted(conn: &mut Conn<'_>, after: &str, limit: i64) -> Result<Vec<CaseRow>> {
    Ok(on_engine!(conn, c => cases::table
        .filter(cases::desk_id.is_null())
        .filter(cases::state.eq("open"))
        .filter(cases::id.gt(after))
        .order(cases::id)
        .limit(limit)
        .select(CaseRow::as_select())
        .load(c))?)
}

/// What a queue is restricted to.
#[derive(Debug, Clone)]
pub struct QueueFilter {
    pub state: &'static str,
    pub due_until: Option<NaiveDate>,
    /// `Some(None)`: nobody's.
    pub assigned_to: Option<Option<String>>,
    pub topic: Option<String>,
}

/// A desk's cases, the soonest due first, behind `after`.
pub fn select_queue(
    conn: &mut Conn<'_>,
    desk_id: &str,
    filter: &QueueFilter,
    after: Option<&(NaiveDate, String)>,
    limit: i64,
) -> Result<Vec<CaseRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = cases::table
            .filter(cases::desk_id.eq(desk_id))
            .filter(cases::state.eq(filter.state))
            .order((cases::due_on, cases::id))
            .limit(limit)
            .select(CaseRow::as_select())
            .into_boxed();
        if let Some(until) = filter.due_until {
            rows = rows.filter(cases::due_on.le(until));
        }
        match &filter.assigned_to {
            Some(Some(person)) => rows = rows.filter(cases::assigned_to.eq(person)),
            Some(None) => rows = rows.filter(cases::assigned_to.is_null()),
            None => {}
        }
        if let Some(topic) = &filter.topic {
            rows = rows.filter(cases::topic_id.eq(topic));
        }
        if let Some((due, id)) = after {
            rows = rows.filter(
                cases::due_on.gt(due).or(cases::due_on.eq(due).and(cases::id.gt(id))),
            );
        }
        rows.load(c)
    })?)
}

/// Which of the three days of a row a job looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobDay {
    Remind,
    Escalate,
    Close,
}

/// Cases for which the day of a job has come, the longest first.
pub fn select_due(conn: &mut Conn<'_>, job: JobDay, today: NaiveDate) -> Result<Vec<CaseRow>> {
    Ok(on_engine!(conn, c => {
        let rows = cases::table.limit(JOB_BATCH).select(CaseRow::as_select()).into_boxed();
        let rows = match job {
            JobDay::Remind => rows.filter(cases::remind_on.le(today)).order((cases::remind_on, cases::id)),
            JobDay::Escalate => rows.filter(cases::escalate_on.le(today)).order((cases::escalate_on, cases::id)),
            JobDay::Close => rows.filter(cases::close_on.le(today)).order((cases::close_on, cases::id)),
        };
        rows.load(c)
    })?)
}

pub fn insert_guest_question(conn: &mut Conn<'_>, row: &GuestQuestionRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(cases_guest_questions::table).values(row).execute(c))?;
    Ok(())
}

pub fn find_guest_question(conn: &mut Conn<'_>, id: &str) -> Result<Option<GuestQuestionRow>> {
    Ok(on_engine!(conn, c => cases_guest_questions::table
        .find(id)
        .select(GuestQuestionRow::as_select())
        .first(c)
        .optional())?)
}

pub fn delete_guest_question(conn: &mut Conn<'_>, id: &str) -> Result<()> {
    on_engine!(conn, c => diesel::delete(cases_guest_questions::table.find(id)).execute(c))?;
    Ok(())
}

/// Forgets questions whose address was not confirmed in time.
pub fn forget_guest_questions(conn: &mut Conn<'_>, now: NaiveDateTime) -> Result<usize> {
    let old = cases_guest_questions::table.filter(cases_guest_questions::expires_at.lt(now));
    Ok(on_engine!(conn, c => diesel::delete(old).execute(c))?)
}
