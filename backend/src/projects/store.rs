//! Rows and queries of `projects…`.

pub mod catalogue;
pub mod community;
pub mod notices;
pub mod plan;
pub mod tasks;
pub mod work;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::{
    AsChangeset, BoolExpressionMethods, ExpressionMethods, Identifiable, Insertable, QueryDsl,
    Queryable, RunQueryDsl, Selectable, SelectableHelper,
};
use serde_json::Value;

use crate::{
    on_engine,
    platform::{
        db::Conn,
        error::{Error, Result},
    },
    schema::projects,
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable, AsChangeset)]
#[diesel(table_name = projects, treat_none_as_null = true)]
pub struct ProjectRow {
    pub id: String,
    pub version: i64,
    pub organization_id: String,
    pub place_id: String,
    pub sector: String,
    pub title: Value,
    pub summary: Value,
    pub description: Value,
    pub beneficiaries: i32,
    pub cover_file_id: Option<String>,
    pub goal: i64,
    pub currency: String,
    pub ends_on: Option<NaiveDate>,
    pub matching_rule: Option<Value>,
    pub surplus_use: Option<String>,
    pub surplus_note: Value,
    pub surplus_project_id: Option<String>,
    pub state: String,
    pub state_since: NaiveDateTime,
    pub state_reason: Option<String>,
    pub money_use: Option<String>,
    pub money_note: Option<Value>,
    pub money_project_id: Option<String>,
    pub published_at: Option<NaiveDateTime>,
    pub created_by: String,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub proved_at: Option<NaiveDateTime>,
}

pub fn insert_project(conn: &mut Conn<'_>, row: &ProjectRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(projects::table).values(row).execute(c))?;
    Ok(())
}

pub fn get_project(conn: &mut Conn<'_>, id: &str) -> Result<ProjectRow> {
    Ok(on_engine!(conn, c => projects::table.find(id).select(ProjectRow::as_select()).first(c))?)
}

/// Writes back a row that was read in the same transaction.
pub fn update_project(conn: &mut Conn<'_>, row: &ProjectRow) -> Result<()> {
    let changed =
        on_engine!(conn, c => diesel::update(projects::table.find(&row.id)).set(row).execute(c))?;
    if changed == 1 { Ok(()) } else { Err(Error::not_found()) }
}

/// An organization's projects, newest first, behind `before`; only such as were published unless `all`.
pub fn select_of_organization(
    conn: &mut Conn<'_>,
    organization_id: &str,
    all: bool,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<ProjectRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = projects::table
            .filter(projects::organization_id.eq(organization_id))
            .order(projects::id.desc())
            .limit(limit)
            .select(ProjectRow::as_select())
            .into_boxed();
        if !all {
            rows = rows.filter(projects::published_at.is_not_null());
        }
        if let Some(before) = before {
            rows = rows.filter(projects::id.lt(before));
        }
        rows.load(c)
    })?)
}

/// How many drafts an organization has.
pub fn count_drafts(conn: &mut Conn<'_>, organization_id: &str) -> Result<i64> {
    Ok(on_engine!(conn, c => projects::table
        .filter(projects::organization_id.eq(organization_id).and(projects::state.eq("draft")))
        .count()
        .get_result(c))?)
}

/// Projects that wait for a steward, the longest waiting first, behind `after`.
pub fn select_submitted(
    conn: &mut Conn<'_>,
    after: Option<(NaiveDateTime, &str)>,
    limit: i64,
) -> Result<Vec<ProjectRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = projects::table
            .filter(projects::state.eq("submitted"))
            .order((projects::state_since, projects::id))
            .limit(limit)
            .select(ProjectRow::as_select())
            .into_boxed();
        if let Some((since, id)) = after {
            rows = rows.filter(
                projects::state_since.gt(since)
                    .or(projects::state_since.eq(since).and(projects::id.gt(id))),
            );
        }
        rows.load(c)
    })?)
}

/// An organization's projects that everyone sees and that are not over, behind `after`.
pub fn select_running(
    conn: &mut Conn<'_>,
    organization_id: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<ProjectRow>> {
    Ok(on_engine!(conn, c => projects::table
        .filter(projects::organization_id.eq(organization_id))
        .filter(projects::published_at.is_not_null())
        .filter(projects::state.ne_all(["accepted", "cancelled"]))
        .filter(projects::id.gt(after))
        .order(projects::id)
        .limit(limit)
        .select(ProjectRow::as_select())
        .load(c))?)
}
