//! The counters of responsiveness, and rows for those who count themselves.

use chrono::NaiveDate;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, RunQueryDsl, SelectableHelper};

use super::CaseRow;
use crate::{
    on_engine,
    platform::{db::Conn, error::Result},
    schema::{cases, cases_figures},
};

/// Counters of one scope that are read at most: decades of months.
const COUNTERS_MAX: i64 = 50_000;

/// A counter: month, measure, value, cases.
pub type Counter = (NaiveDate, String, i32, i64);

/// Adds to a counter.
pub fn add(
    conn: &mut Conn<'_>,
    (scope, scope_id): (&str, &str),
    month: NaiveDate,
    (measure, value): (&str, i32),
    step: i64,
) -> Result<()> {
    let key = (scope, scope_id, month, measure, value);
    let present: Option<i64> = on_engine!(conn, c => cases_figures::table
        .find(key)
        .select(cases_figures::cases)
        .first(c)
        .optional())?;
    let sum = cases_figures::cases.eq(present.unwrap_or_default() + step);
    let row = (
        cases_figures::scope.eq(scope),
        cases_figures::scope_id.eq(scope_id),
        cases_figures::month.eq(month),
        cases_figures::measure.eq(measure),
        cases_figures::value.eq(value),
        sum,
    );
    let key = (
        cases_figures::scope,
        cases_figures::scope_id,
        cases_figures::month,
        cases_figures::measure,
        cases_figures::value,
    );
    on_engine!(conn, c => diesel::insert_into(cases_figures::table)
        .values(row)
        .on_conflict(key)
        .do_update()
        .set(sum)
        .execute(c))?;
    Ok(())
}

/// The counters of a scope, the oldest month first.
pub fn select(conn: &mut Conn<'_>, scope: &str, scope_id: &str) -> Result<Vec<Counter>> {
    Ok(on_engine!(conn, c => cases_figures::table
        .filter(cases_figures::scope.eq(scope))
        .filter(cases_figures::scope_id.eq(scope_id))
        .order((cases_figures::month, cases_figures::measure, cases_figures::value))
        .limit(COUNTERS_MAX)
        .select((cases_figures::month, cases_figures::measure, cases_figures::value, cases_figures::cases))
        .load(c))?)
}

/// Cases in the order in which they came, behind `after`.
pub fn select_rows(
    conn: &mut Conn<'_>,
    desk_id: Option<&str>,
    organization_id: Option<&str>,
    after: &str,
    limit: i64,
) -> Result<Vec<CaseRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = cases::table
            .filter(cases::id.gt(after))
            .order(cases::id)
            .limit(limit)
            .select(CaseRow::as_select())
            .into_boxed();
        if let Some(desk) = desk_id {
            rows = rows.filter(cases::desk_id.eq(desk));
        }
        if let Some(organization) = organization_id {
            rows = rows.filter(cases::organization_id.eq(organization));
        }
        rows.load(c)
    })?)
}
