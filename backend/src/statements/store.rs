//! Rows and queries of `statements…`.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::{
    AsChangeset, BoolExpressionMethods, ExpressionMethods, Identifiable, Insertable,
    OptionalExtension, QueryDsl, Queryable, RunQueryDsl, Selectable, SelectableHelper,
};
use serde_json::Value;

use crate::{
    on_engine,
    platform::{
        db::Conn,
        error::{Error, Result},
    },
    schema::{statements, statements_mappings, statements_staged},
};

mod transactions;
pub use transactions::*;

/// An import whose file is still being read.
pub const READING: &str = "reading";

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable, AsChangeset)]
#[diesel(table_name = statements, treat_none_as_null = true)]
pub struct StatementRow {
    pub id: String,
    pub organization_id: String,
    pub bank_account_id: String,
    pub format: String,
    pub state: String,
    pub file_name: String,
    pub file_sha256: String,
    pub file_size: i64,
    pub currency: String,
    pub first_day: Option<NaiveDate>,
    pub last_day: Option<NaiveDate>,
    pub opening: Option<i64>,
    pub closing: Option<i64>,
    pub credited: i64,
    pub debited: i64,
    pub entries: i64,
    pub known: i64,
    pub matched: i64,
    pub queued: i64,
    pub outgoing: i64,
    pub notices: Value,
    pub imported_by: Option<String>,
    pub imported_at: NaiveDateTime,
    pub worked_at: NaiveDateTime,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = statements_staged)]
pub struct StagedRow {
    pub statement_id: String,
    pub booked_on: NaiveDate,
    pub direction: String,
    pub amount: i64,
    pub position: i64,
    pub entry: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = statements_mappings)]
pub struct MappingRow {
    pub bank_account_id: String,
    pub version: i64,
    pub mapping: Value,
    pub updated_by: String,
    pub updated_at: NaiveDateTime,
}

pub fn insert_statement(conn: &mut Conn<'_>, row: &StatementRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(statements::table).values(row).execute(c))?;
    Ok(())
}

pub fn update_statement(conn: &mut Conn<'_>, row: &StatementRow) -> Result<()> {
    let target = statements::table.find(&row.id);
    let changed = on_engine!(conn, c => diesel::update(target).set(row).execute(c))?;
    if changed == 1 { Ok(()) } else { Err(Error::not_found()) }
}

pub fn get_statement(conn: &mut Conn<'_>, id: &str) -> Result<StatementRow> {
    Ok(on_engine!(conn, c => statements::table
        .find(id)
        .select(StatementRow::as_select())
        .first(c))?)
}

/// Forgets an import whose file was not read to its end.
pub fn delete_statement(conn: &mut Conn<'_>, id: &str) -> Result<()> {
    let staged = statements_staged::table.filter(statements_staged::statement_id.eq(id));
    on_engine!(conn, c => diesel::delete(staged).execute(c))?;
    let reading =
        statements::table.filter(statements::id.eq(id).and(statements::state.eq(READING)));
    on_engine!(conn, c => diesel::delete(reading).execute(c))?;
    Ok(())
}

/// An organization's imports behind `before`, newest first.
pub fn select_statements(
    conn: &mut Conn<'_>,
    organization_id: &str,
    account_id: Option<&str>,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<StatementRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = statements::table
            .filter(statements::organization_id.eq(organization_id))
            .filter(statements::state.ne(READING))
            .order(statements::id.desc())
            .limit(limit)
            .select(StatementRow::as_select())
            .into_boxed();
        if let Some(account) = account_id {
            rows = rows.filter(statements::bank_account_id.eq(account));
        }
        if let Some(before) = before {
            rows = rows.filter(statements::id.lt(before));
        }
        rows.load(c)
    })?)
}

/// Imports that no server has got on with since `before`, with their state.
pub fn select_left(
    conn: &mut Conn<'_>,
    before: NaiveDateTime,
    limit: i64,
) -> Result<Vec<(String, String, NaiveDateTime)>> {
    Ok(on_engine!(conn, c => statements::table
        .filter(statements::state.ne("completed").and(statements::worked_at.lt(before)))
        .order(statements::worked_at)
        .limit(limit)
        .select((statements::id, statements::state, statements::worked_at))
        .load(c))?)
}

/// An import of this very file to this account, if there was one.
pub fn find_same_file(
    conn: &mut Conn<'_>,
    organization_id: &str,
    account_id: &str,
    sha256: &str,
) -> Result<Option<String>> {
    Ok(on_engine!(conn, c => statements::table
        .filter(statements::organization_id.eq(organization_id))
        .filter(statements::file_sha256.eq(sha256))
        .filter(statements::bank_account_id.eq(account_id))
        .filter(statements::state.ne(READING))
        .order(statements::id.desc())
        .select(statements::id)
        .first(c)
        .optional())?)
}

/// The closing balance of the last statement of an account that ends before `first_day`, or on it.
pub fn find_closing_before(
    conn: &mut Conn<'_>,
    account_id: &str,
    first_day: NaiveDate,
) -> Result<Option<i64>> {
    let closing: Option<Option<i64>> = on_engine!(conn, c => statements::table
        .filter(statements::bank_account_id.eq(account_id))
        .filter(statements::last_day.lt(first_day))
        .filter(statements::state.ne(READING))
        .filter(statements::closing.is_not_null())
        .order((statements::last_day.desc(), statements::id.desc()))
        .select(statements::closing)
        .first(c)
        .optional())?;
    Ok(closing.flatten())
}

pub fn insert_staged(conn: &mut Conn<'_>, rows: &[StagedRow]) -> Result<()> {
    // SQLite takes several rows in one statement only through its own insertion; either way it is one transaction.
    for chunk in rows.chunks(100) {
        match conn {
            Conn::Sqlite(c) => {
                diesel::insert_into(statements_staged::table).values(chunk.to_vec()).execute(*c)?;
            }
            Conn::Postgres(c) => {
                diesel::insert_into(statements_staged::table).values(chunk).execute(*c)?;
            }
        }
    }
    Ok(())
}

/// The first entries of a file that are not booked yet, those that can be the same side by side.
pub fn select_staged(
    conn: &mut Conn<'_>,
    statement_id: &str,
    limit: i64,
) -> Result<Vec<StagedRow>> {
    use statements_staged::{amount, booked_on, direction, position};
    Ok(on_engine!(conn, c => statements_staged::table
        .filter(statements_staged::statement_id.eq(statement_id))
        .order((booked_on, direction, amount, position))
        .limit(limit)
        .select(StagedRow::as_select())
        .load(c))?)
}

/// All entries of a file that could be the same as this one.
pub fn select_staged_alike(conn: &mut Conn<'_>, row: &StagedRow) -> Result<Vec<StagedRow>> {
    use statements_staged::{amount, booked_on, direction, position, statement_id};
    Ok(on_engine!(conn, c => statements_staged::table
        .filter(statement_id.eq(&row.statement_id).and(booked_on.eq(row.booked_on)))
        .filter(direction.eq(&row.direction).and(amount.eq(row.amount)))
        .order(position)
        .select(StagedRow::as_select())
        .load(c))?)
}

/// Entries that could be the same as this one are booked.
pub fn delete_staged_alike(conn: &mut Conn<'_>, row: &StagedRow) -> Result<()> {
    use statements_staged::{amount, booked_on, direction, statement_id};
    let done = statements_staged::table
        .filter(statement_id.eq(&row.statement_id).and(booked_on.eq(row.booked_on)))
        .filter(direction.eq(&row.direction).and(amount.eq(row.amount)));
    on_engine!(conn, c => diesel::delete(done).execute(c))?;
    Ok(())
}

pub fn find_mapping(conn: &mut Conn<'_>, account_id: &str) -> Result<Option<MappingRow>> {
    Ok(on_engine!(conn, c => statements_mappings::table
        .find(account_id)
        .select(MappingRow::as_select())
        .first(c)
        .optional())?)
}

pub fn put_mapping(conn: &mut Conn<'_>, row: &MappingRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(statements_mappings::table)
        .values(row)
        .on_conflict(statements_mappings::bank_account_id)
        .do_update()
        .set(row)
        .execute(c))?;
    Ok(())
}
