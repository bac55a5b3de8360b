//! Answers that desks give often.

use chrono::NaiveDateTime;
use diesel::{
    AsChangeset, ExpressionMethods, Identifiable, Insertable, QueryDsl, Queryable, RunQueryDsl,
    Selectable, SelectableHelper,
};
use serde_json::Value;

use crate::{
    on_engine,
    platform::{
        db::Conn,
        error::{Error, Result},
    },
    schema::desks_canned_answers,
};

/// Answers that one desk keeps at most.
pub const ANSWERS_MAX: usize = 200;

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable, AsChangeset)]
#[diesel(table_name = desks_canned_answers)]
pub struct CannedRow {
    pub id: String,
    pub version: i64,
    pub desk_id: String,
    pub title: String,
    pub body: Value,
    pub updated_by: String,
    pub updated_at: NaiveDateTime,
}

pub fn select(conn: &mut Conn<'_>, desk_id: &str) -> Result<Vec<CannedRow>> {
    let limit = i64::try_from(ANSWERS_MAX).map_err(Error::internal)?;
    Ok(on_engine!(conn, c => desks_canned_answers::table
        .filter(desks_canned_answers::desk_id.eq(desk_id))
        .order(desks_canned_answers::id)
        .limit(limit)
        .select(CannedRow::as_select())
        .load(c))?)
}

pub fn get(conn: &mut Conn<'_>, desk_id: &str, id: &str) -> Result<CannedRow> {
    Ok(on_engine!(conn, c => desks_canned_answers::table
        .find(id)
        .filter(desks_canned_answers::desk_id.eq(desk_id))
        .select(CannedRow::as_select())
        .first(c))?)
}

pub fn put(conn: &mut Conn<'_>, row: &CannedRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(desks_canned_answers::table)
        .values(row)
        .on_conflict(desks_canned_answers::id)
        .do_update()
        .set(row)
        .execute(c))?;
    Ok(())
}

pub fn delete(conn: &mut Conn<'_>, id: &str) -> Result<()> {
    on_engine!(conn, c => diesel::delete(desks_canned_answers::table.find(id)).execute(c))?;
    Ok(())
}
