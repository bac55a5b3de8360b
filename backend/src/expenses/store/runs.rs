//! Refund runs.

use chrono::NaiveDateTime;
use diesel::{
    AsChangeset, BoolExpressionMethods, ExpressionMethods, Identifiable, Insertable, QueryDsl,
    Queryable, RunQueryDsl, Selectable, SelectableHelper,
};

use super::ExpenseRow;
use crate::{
    on_engine,
    platform::{
        db::Conn,
        error::{Error, Result},
    },
    schema::{expenses, expenses_refund_runs},
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable, AsChangeset)]
#[diesel(table_name = expenses_refund_runs, treat_none_as_null = true)]
pub struct RunRow {
    pub id: String,
    pub version: i64,
    pub project_id: String,
    pub organization_id: String,
    pub state: String,
    pub currency: String,
    pub left_amount: i64,
    pub paid: i64,
    pub shared: i64,
    pub after_id: Option<String>,
    pub proposed: i64,
    pub proposals: i64,
    pub settled: i64,
    pub note: String,
    pub entered_by: String,
    pub entered_role: String,
    pub entered_at: NaiveDateTime,
    pub decided_by: Option<String>,
    pub decided_role: Option<String>,
    pub decided_at: Option<NaiveDateTime>,
    pub reason: Option<String>,
    pub updated_at: NaiveDateTime,
}

const RUNNING: [&str; 3] = ["proposing", "approving", "rejecting"];

pub fn insert_run(conn: &mut Conn<'_>, row: &RunRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(expenses_refund_runs::table).values(row).execute(c))?;
    Ok(())
}

pub fn get_run(conn: &mut Conn<'_>, id: &str) -> Result<RunRow> {
    Ok(on_engine!(conn, c => expenses_refund_runs::table
        .find(id)
        .select(RunRow::as_select())
        .first(c))?)
}

pub fn update_run(conn: &mut Conn<'_>, row: &RunRow) -> Result<()> {
    let changed = on_engine!(conn, c => diesel::update(expenses_refund_runs::table.find(&row.id))
        .set(row)
        .execute(c))?;
    if changed == 1 { Ok(()) } else { Err(Error::not_found()) }
}

/// A project's runs, newest first, behind `before`.
pub fn select_of_project(
    conn: &mut Conn<'_>,
    project_id: &str,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<RunRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = expenses_refund_runs::table
            .filter(expenses_refund_runs::project_id.eq(project_id))
            .order(expenses_refund_runs::id.desc())
            .limit(limit)
            .select(RunRow::as_select())
            .into_boxed();
        if let Some(before) = before {
            rows = rows.filter(expenses_refund_runs::id.lt(before));
        }
        rows.load(c)
    })?)
}

/// Whether a run decides over the project's money.
pub fn has_open_run(conn: &mut Conn<'_>, project_id: &str) -> Result<bool> {
    let found: Vec<String> = on_engine!(conn, c => expenses_refund_runs::table
        .filter(expenses_refund_runs::project_id.eq(project_id))
        .filter(expenses_refund_runs::state.ne_all(["approved", "rejected"]))
        .select(expenses_refund_runs::id)
        .limit(1)
        .load(c))?;
    Ok(!found.is_empty())
}

/// Runs that the server has work to do on, the longest waiting first.
pub fn select_running(conn: &mut Conn<'_>, limit: i64) -> Result<Vec<String>> {
    Ok(on_engine!(conn, c => expenses_refund_runs::table
        .filter(expenses_refund_runs::state.eq_any(RUNNING))
        .order((expenses_refund_runs::updated_at, expenses_refund_runs::id))
        .limit(limit)
        .select(expenses_refund_runs::id)
        .load(c))?)
}

/// A run's payments that are not settled, in their order.
pub fn select_unsettled(
    conn: &mut Conn<'_>,
    run_id: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<ExpenseRow>> {
    Ok(on_engine!(conn, c => expenses::table
        .filter(expenses::refund_run_id.eq(run_id).and(expenses::id.gt(after)))
        .filter(expenses::state.eq("entered"))
        .order(expenses::id)
        .limit(limit)
        .select(ExpenseRow::as_select())
        .load(c))?)
}
