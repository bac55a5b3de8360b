//! Rows and queries of `files…`.

use chrono::NaiveDateTime;
use diesel::{
    ExpressionMethods, Insertable, OptionalExtension, QueryDsl, Queryable, RunQueryDsl, Selectable,
    SelectableHelper,
};

use crate::{
    on_engine,
    platform::{db::Conn, error::Result},
    schema::{files, files_sizes},
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = files)]
pub struct FileRow {
    pub id: String,
    pub kind: String,
    pub media_type: String,
    pub name: String,
    pub size: i64,
    pub sha256: String,
    pub is_public: bool,
    pub uploaded_by: String,
    pub created_at: NaiveDateTime,
    pub organization_id: Option<String>,
    pub stored_at: Option<NaiveDateTime>,
    pub claimed_at: Option<NaiveDateTime>,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = files_sizes)]
pub struct SizeRow {
    pub file_id: String,
    pub width: i32,
    pub height: i32,
    pub size: i64,
}

/// A file whose content is in the store.
pub fn get_file(conn: &mut Conn<'_>, id: &str) -> Result<FileRow> {
    Ok(on_engine!(conn, c => files::table
        .find(id)
        .filter(files::stored_at.is_not_null())
        .select(FileRow::as_select())
        .first(c))?)
}

pub fn select_files(conn: &mut Conn<'_>, ids: &[&str]) -> Result<Vec<FileRow>> {
    Ok(on_engine!(conn, c => files::table
        .filter(files::id.eq_any(ids))
        .filter(files::stored_at.is_not_null())
        .select(FileRow::as_select())
        .load(c))?)
}

/// The sizes of these photos, smallest first.
pub fn select_sizes(conn: &mut Conn<'_>, ids: &[&str]) -> Result<Vec<SizeRow>> {
    Ok(on_engine!(conn, c => files_sizes::table
        .filter(files_sizes::file_id.eq_any(ids))
        .order((files_sizes::file_id, files_sizes::width))
        .select(SizeRow::as_select())
        .load(c))?)
}

/// Notes that something names the file, whose it is and whether everyone may see it.
pub fn claim_file(
    conn: &mut Conn<'_>,
    id: &str,
    organization_id: &str,
    is_public: bool,
    claimed_at: NaiveDateTime,
) -> Result<()> {
    let claimed = (
        files::organization_id.eq(organization_id),
        files::is_public.eq(is_public),
        files::claimed_at.eq(claimed_at),
    );
    on_engine!(conn, c => diesel::update(files::table.find(id)).set(claimed).execute(c))?;
    Ok(())
}

/// Notes that only those may see the files for whom they are.
pub fn close_files(conn: &mut Conn<'_>, ids: &[&str]) -> Result<()> {
    let closed = files::table.filter(files::id.eq_any(ids));
    on_engine!(conn, c => diesel::update(closed).set(files::is_public.eq(false)).execute(c))?;
    Ok(())
}

pub fn mark_claimed(conn: &mut Conn<'_>, id: &str, claimed_at: NaiveDateTime) -> Result<()> {
    let claimed = files::claimed_at.eq(claimed_at);
    on_engine!(conn, c => diesel::update(files::table.find(id)).set(claimed).execute(c))?;
    Ok(())
}

/// A new file, whose content is still to be stored.
pub fn insert_file(conn: &mut Conn<'_>, row: &FileRow, sizes: &[SizeRow]) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(files::table).values(row).execute(c))?;
    for size in sizes {
        on_engine!(conn, c => diesel::insert_into(files_sizes::table).values(size).execute(c))?;
    }
    Ok(())
}

pub fn mark_stored(conn: &mut Conn<'_>, id: &str, now: NaiveDateTime) -> Result<()> {
    on_engine!(conn, c => diesel::update(files::table.find(id)).set(files::stored_at.eq(now)).execute(c))?;
    Ok(())
}

/// Files that nothing claimed, uploaded before a time, in the order of their ids, behind `after`.
pub fn select_unclaimed(
    conn: &mut Conn<'_>,
    before: NaiveDateTime,
    after: &str,
    limit: i64,
) -> Result<Vec<String>> {
    Ok(on_engine!(conn, c => files::table
        .filter(files::claimed_at.is_null())
        .filter(files::created_at.lt(before))
        .filter(files::id.gt(after))
        .order(files::id)
        .limit(limit)
        .select(files::id)
        .load(c))?)
}

/// Forgets a file, unless something claimed it.
pub fn delete_unclaimed(conn: &mut Conn<'_>, id: &str) -> Result<()> {
    let unclaimed = on_engine!(conn, c => files::table
        .find(id)
        .filter(files::claimed_at.is_null())
        .select(files::id)
        .first::<String>(c)
        .optional())?;
    let Some(id) = unclaimed else { return Ok(()) };
    let sizes = files_sizes::table.filter(files_sizes::file_id.eq(&id));
    on_engine!(conn, c => diesel::delete(sizes).execute(c))?;
    on_engine!(conn, c => diesel::delete(files::table.find(&id)).execute(c))?;
    Ok(())
}

/// Files of an uploader, oldest first, behind `after`.
pub fn select_of_uploader(
    conn: &mut Conn<'_>,
    person_id: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<FileRow>> {
    Ok(on_engine!(conn, c => files::table
        .filter(files::uploaded_by.eq(person_id))
        .filter(files::stored_at.is_not_null())
        .filter(files::id.gt(after))
        .order(files::id)
        .limit(limit)
        .select(FileRow::as_select())
        .load(c))?)
}
