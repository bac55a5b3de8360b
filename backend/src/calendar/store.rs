//! Rows and queries of `calendar_days`.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::{
    AsChangeset, BoolExpressionMethods, ExpressionMethods, Insertable, QueryDsl, Queryable,
    RunQueryDsl, Selectable, SelectableHelper,
};
use serde_json::Value;

use crate::{
    on_engine,
    platform::{db::Conn, error::Result},
    schema::calendar_days,
};

/// Days of the table that are read at most: some dozens a year for a lifetime.
const DAYS_MAX: i64 = 4000;

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = calendar_days, treat_none_as_null = true)]
pub struct DayRow {
    pub day: NaiveDate,
    pub kind: String,
    pub name: Value,
    pub source: String,
    pub put_by: Option<String>,
    pub put_at: NaiveDateTime,
}

/// The days of the table within `from` and `to`, in their order.
pub fn select_days(conn: &mut Conn<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<DayRow>> {
    Ok(on_engine!(conn, c => calendar_days::table
        .filter(calendar_days::day.ge(from).and(calendar_days::day.le(to)))
        .order(calendar_days::day)
        .limit(DAYS_MAX)
        .select(DayRow::as_select())
        .load(c))?)
}

/// All days of the table, in their order.
pub fn select_all_days(conn: &mut Conn<'_>) -> Result<Vec<DayRow>> {
    Ok(on_engine!(conn, c => calendar_days::table
        .order(calendar_days::day)
        .limit(DAYS_MAX)
        .select(DayRow::as_select())
        .load(c))?)
}

pub fn put_day(conn: &mut Conn<'_>, row: &DayRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(calendar_days::table)
        .values(row)
        .on_conflict(calendar_days::day)
        .do_update()
        .set(row)
        .execute(c))?;
    Ok(())
}

/// Puts a day in unless the table says something of it already; whether it did.
pub fn put_new_day(conn: &mut Conn<'_>, row: &DayRow) -> Result<bool> {
    let put = on_engine!(conn, c => diesel::insert_into(calendar_days::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(put == 1)
}

/// Takes a day out; whether it was there.
pub fn delete_day(conn: &mut Conn<'_>, day: NaiveDate) -> Result<bool> {
    let day = calendar_days::table.find(day);
    Ok(on_engine!(conn, c => diesel::delete(day).execute(c))? == 1)
}
