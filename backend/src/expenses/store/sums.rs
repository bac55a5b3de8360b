//! Sums that are kept beside the payments: per project, per line of the budget, per day.

use chrono::NaiveDate;
use diesel::{
    ExpressionMethods, Insertable, OptionalExtension, QueryDsl, Queryable, RunQueryDsl, Selectable,
    SelectableHelper,
};

use crate::{
    on_engine,
    platform::{clock, db::Conn, error::Result},
    schema::{expenses_days, expenses_lines, expenses_totals},
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = expenses_totals)]
pub struct TotalsRow {
    pub project_id: String,
    pub spent: i64,
    pub distributed: i64,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = expenses_lines)]
pub struct LineRow {
    pub budget_line_id: String,
    pub project_id: String,
    pub spent: i64,
    pub expenses: i64,
}

/// A project's sums; zeros before the first payment.
pub fn get_totals(conn: &mut Conn<'_>, project_id: &str) -> Result<TotalsRow> {
    let row = on_engine!(conn, c => expenses_totals::table
        .find(project_id)
        .select(TotalsRow::as_select())
        .first(c)
        .optional())?;
    Ok(row.unwrap_or_else(|| TotalsRow {
        project_id: project_id.to_owned(),
        spent: 0,
        distributed: 0,
    }))
}

/// Writes a project's sums, and how they stand at the end of this day so far.
pub fn put_totals(conn: &mut Conn<'_>, row: &TotalsRow) -> Result<()> {
    let sums =
        (expenses_totals::spent.eq(row.spent), expenses_totals::distributed.eq(row.distributed));
    on_engine!(conn, c => diesel::insert_into(expenses_totals::table)
        .values(row)
        .on_conflict(expenses_totals::project_id)
        .do_update()
        .set(sums)
        .execute(c))?;
    let sums = (expenses_days::spent.eq(row.spent), expenses_days::distributed.eq(row.distributed));
    let day = (
        expenses_days::project_id.eq(&row.project_id),
        expenses_days::day.eq(clock::today()),
        expenses_days::spent.eq(row.spent),
        expenses_days::distributed.eq(row.distributed),
    );
    on_engine!(conn, c => diesel::insert_into(expenses_days::table)
        .values(day)
        .on_conflict((expenses_days::project_id, expenses_days::day))
        .do_update()
        .set(sums)
        .execute(c))?;
    Ok(())
}

/// How the sums stood at the end of each day on which they changed.
pub fn select_days(conn: &mut Conn<'_>, project_id: &str) -> Result<Vec<(NaiveDate, i64, i64)>> {
    Ok(on_engine!(conn, c => expenses_days::table
        .filter(expenses_days::project_id.eq(project_id))
        .order(expenses_days::day)
        .select((expenses_days::day, expenses_days::spent, expenses_days::distributed))
        .load(c))?)
}

/// What was spent on each line of a project's budget; lines without expenses are absent.
pub fn select_lines(conn: &mut Conn<'_>, project_id: &str) -> Result<Vec<LineRow>> {
    Ok(on_engine!(conn, c => expenses_lines::table
        .filter(expenses_lines::project_id.eq(project_id))
        .select(LineRow::as_select())
        .load(c))?)
}

/// What was spent on one line.
pub fn find_line(conn: &mut Conn<'_>, budget_line_id: &str) -> Result<Option<LineRow>> {
    Ok(on_engine!(conn, c => expenses_lines::table
        .find(budget_line_id)
        .select(LineRow::as_select())
        .first(c)
        .optional())?)
}

pub fn put_line(conn: &mut Conn<'_>, row: &LineRow) -> Result<()> {
    let sums = (expenses_lines::spent.eq(row.spent), expenses_lines::expenses.eq(row.expenses));
    on_engine!(conn, c => diesel::insert_into(expenses_lines::table)
        .values(row)
        .on_conflict(expenses_lines::budget_line_id)
        .do_update()
        .set(sums)
        .execute(c))?;
    Ok(())
}
