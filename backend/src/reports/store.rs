//! Rows and queries of `reports`.

use chrono::NaiveDateTime;
use diesel::{
    AsChangeset, ExpressionMethods, Insertable, QueryDsl, Queryable, RunQueryDsl, Selectable,
    SelectableHelper,
};
use serde_json::Value;

use crate::{
    on_engine,
    platform::{db::Conn, error::Result},
    schema::reports,
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = reports)]
pub struct ReportRow {
    pub id: String,
    pub version: i64,
    pub subject: String,
    pub subject_id: String,
    pub organization_id: String,
    pub project_id: Option<String>,
    pub case_id: Option<String>,
    pub consultation_id: Option<String>,
    pub said: Value,
    pub reason: String,
    pub text: String,
    pub reported_by: String,
    pub reported_at: NaiveDateTime,
    pub state: String,
    pub decided_by: Option<String>,
    pub decided_at: Option<NaiveDateTime>,
    pub decision_reason: Option<String>,
    pub notice_id: Option<String>,
    pub notice_read_at: Option<NaiveDateTime>,
}

/// What a steward has decided.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = reports)]
pub struct Settlement {
    pub state: String,
    pub decided_by: String,
    pub decided_at: NaiveDateTime,
    pub decision_reason: String,
    pub notice_id: String,
}

pub fn insert_report(conn: &mut Conn<'_>, row: &ReportRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(reports::table).values(row).execute(c))?;
    Ok(())
}

pub fn get_report(conn: &mut Conn<'_>, id: &str) -> Result<ReportRow> {
    Ok(on_engine!(conn, c => reports::table.find(id).select(ReportRow::as_select()).first(c))?)
}

/// Whether a person has an open report of a thing.
pub fn has_open(
    conn: &mut Conn<'_>,
    person_id: &str,
    subject: &str,
    subject_id: &str,
) -> Result<bool> {
    let open = reports::table
        .filter(reports::reported_by.eq(person_id))
        .filter(reports::subject.eq(subject))
        .filter(reports::subject_id.eq(subject_id))
        .filter(reports::state.eq("open"));
    Ok(on_engine!(conn, c => diesel::select(diesel::dsl::exists(open)).get_result(c))?)
}

/// Which reports to select, and in which order.
#[derive(Debug)]
pub struct Selection<'a> {
    pub state: Option<&'a str>,
    pub subject: Option<&'a str>,
    pub oldest_first: bool,
}

/// Reports behind `behind`.
pub fn select_reports(
    conn: &mut Conn<'_>,
    selection: &Selection<'_>,
    behind: Option<&str>,
    limit: i64,
) -> Result<Vec<ReportRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = reports::table.limit(limit).select(ReportRow::as_select()).into_boxed();
        if let Some(state) = selection.state {
            rows = rows.filter(reports::state.eq(state));
        }
        if let Some(subject) = selection.subject {
            rows = rows.filter(reports::subject.eq(subject));
        }
        rows = match behind {
            Some(id) if selection.oldest_first => rows.filter(reports::id.gt(id)),
            Some(id) => rows.filter(reports::id.lt(id)),
            None => rows,
        };
        if selection.oldest_first {
            rows.order(reports::id.asc()).load(c)
        } else {
            rows.order(reports::id.desc()).load(c)
        }
    })?)
}

/// A person's reports, newest first, behind `before`.
pub fn select_of_person(
    conn: &mut Conn<'_>,
    person_id: &str,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<ReportRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = reports::table
            .filter(reports::reported_by.eq(person_id))
            .order(reports::id.desc())
            .limit(limit)
            .select(ReportRow::as_select())
            .into_boxed();
        if let Some(before) = before {
            rows = rows.filter(reports::id.lt(before));
        }
        rows.load(c)
    })?)
}

/// Notes what was decided on a report.
pub fn settle_report(conn: &mut Conn<'_>, id: &str, settled: &Settlement) -> Result<()> {
    let next = reports::version.eq(reports::version + 1);
    on_engine!(conn, c => diesel::update(reports::table.find(id)).set((next, settled)).execute(c))?;
    Ok(())
}

/// Notes what was decided on all open reports of a thing, but for one that the decider made.
pub fn settle_open(
    conn: &mut Conn<'_>,
    subject: &str,
    subject_id: &str,
    settled: &Settlement,
) -> Result<()> {
    let open = reports::table
        .filter(reports::subject.eq(subject))
        .filter(reports::subject_id.eq(subject_id))
        .filter(reports::state.eq("open"))
        .filter(reports::reported_by.ne(&settled.decided_by));
    let next = reports::version.eq(reports::version + 1);
    on_engine!(conn, c => diesel::update(open).set((next, settled)).execute(c))?;
    Ok(())
}

/// What was decided on a person's reports, newest first, behind `before`.
pub fn select_notices(
    conn: &mut Conn<'_>,
    person_id: &str,
    unread: bool,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<ReportRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = reports::table
            .filter(reports::reported_by.eq(person_id))
            .filter(reports::notice_id.is_not_null())
            .order(reports::notice_id.desc())
            .limit(limit)
            .select(ReportRow::as_select())
            .into_boxed();
        if unread {
            rows = rows.filter(reports::notice_read_at.is_null());
        }
        if let Some(before) = before {
            rows = rows.filter(reports::notice_id.lt(before));
        }
        rows.load(c)
    })?)
}

/// Marks what was decided on a person's reports as seen, up to a notification.
pub fn read_notices(
    conn: &mut Conn<'_>,
    person_id: &str,
    up_to: &str,
    now: NaiveDateTime,
) -> Result<()> {
    let unread = reports::table
        .filter(reports::reported_by.eq(person_id))
        .filter(reports::notice_id.le(up_to))
        .filter(reports::notice_read_at.is_null());
    on_engine!(conn, c => diesel::update(unread).set(reports::notice_read_at.eq(now)).execute(c))?;
    Ok(())
}
