//! Blocks of senders.

use chrono::NaiveDateTime;
use diesel::{
    AsChangeset, BoolExpressionMethods, ExpressionMethods, Identifiable, Insertable,
    OptionalExtension, QueryDsl, Queryable, RunQueryDsl, Selectable, SelectableHelper,
};

use crate::{
    on_engine,
    platform::{db::Conn, error::Result},
    schema::cases_blocks,
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable, AsChangeset)]
#[diesel(table_name = cases_blocks, treat_none_as_null = true)]
pub struct BlockRow {
    pub id: String,
    pub desk_id: String,
    pub case_id: String,
    pub person_id: Option<String>,
    pub guest_email: Option<String>,
    pub reason: String,
    pub blocked_by: String,
    pub blocked_at: NaiveDateTime,
    pub appeal: Option<String>,
    pub appealed_at: Option<NaiveDateTime>,
    pub decision: Option<String>,
    pub decision_reason: Option<String>,
    pub decided_by: Option<String>,
    pub decided_at: Option<NaiveDateTime>,
    pub ended_at: Option<NaiveDateTime>,
}

pub fn insert_block(conn: &mut Conn<'_>, row: &BlockRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(cases_blocks::table).values(row).execute(c))?;
    Ok(())
}

pub fn get_block(conn: &mut Conn<'_>, id: &str) -> Result<BlockRow> {
    Ok(on_engine!(conn, c => cases_blocks::table.find(id).select(BlockRow::as_select()).first(c))?)
}

pub fn update_block(conn: &mut Conn<'_>, row: &BlockRow) -> Result<()> {
    on_engine!(conn, c => diesel::update(cases_blocks::table.find(&row.id)).set(row).execute(c))?;
    Ok(())
}

/// The block of a sender at a desk that holds now.
pub fn find_block(
    conn: &mut Conn<'_>,
    desk_id: &str,
    person_id: Option<&str>,
    guest_email: Option<&str>,
) -> Result<Option<BlockRow>> {
    Ok(on_engine!(conn, c => {
        let rows = cases_blocks::table
            .filter(cases_blocks::desk_id.eq(desk_id))
            .filter(cases_blocks::ended_at.is_null())
            .select(BlockRow::as_select())
            .into_boxed();
        let rows = match (person_id, guest_email) {
            (Some(person), _) => rows.filter(cases_blocks::person_id.eq(person)),
            (None, email) => rows.filter(cases_blocks::guest_email.eq(email.unwrap_or_default())),
        };
        rows.first(c).optional()
    })?)
}

/// A person's blocks, newest first, behind `before`.
pub fn select_of_person(
    conn: &mut Conn<'_>,
    person_id: &str,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<BlockRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = cases_blocks::table
            .filter(cases_blocks::person_id.eq(person_id))
            .order(cases_blocks::id.desc())
            .limit(limit)
            .select(BlockRow::as_select())
            .into_boxed();
        if let Some(before) = before {
            rows = rows.filter(cases_blocks::id.lt(before));
        }
        rows.load(c)
    })?)
}

/// The blocks that hold at a desk, newest first, behind `before`.
pub fn select_of_desk(
    conn: &mut Conn<'_>,
    desk_id: &str,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<BlockRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = cases_blocks::table
            .filter(cases_blocks::desk_id.eq(desk_id))
            .filter(cases_blocks::ended_at.is_null())
            .order(cases_blocks::id.desc())
            .limit(limit)
            .select(BlockRow::as_select())
            .into_boxed();
        if let Some(before) = before {
            rows = rows.filter(cases_blocks::id.lt(before));
        }
        rows.load(c)
    })?)
}

/// Appeals that wait for a steward, the longest first, behind `after`.
pub fn select_appeals(
    conn: &mut Conn<'_>,
    after: Option<&(NaiveDateTime, String)>,
    limit: i64,
) -> Result<Vec<BlockRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = cases_blocks::table
            .filter(cases_blocks::appealed_at.is_not_null())
            .filter(cases_blocks::decision.is_null())
            .filter(cases_blocks::ended_at.is_null())
            .order((cases_blocks::appealed_at, cases_blocks::id))
            .limit(limit)
            .select(BlockRow::as_select())
            .into_boxed();
        if let Some((at, id)) = after {
            rows = rows.filter(
                cases_blocks::appealed_at.gt(at)
                    .or(cases_blocks::appealed_at.eq(at).and(cases_blocks::id.gt(id))),
            );
        }
        rows.load(c)
    })?)
}
