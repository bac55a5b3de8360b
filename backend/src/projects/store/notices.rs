//! Notices that are still on their way to an organization's projects.

use diesel::{
    ExpressionMethods, Insertable, OptionalExtension, QueryDsl, Queryable, RunQueryDsl, Selectable,
    SelectableHelper,
};

use crate::{
    on_engine,
    platform::{db::Conn, error::Result},
    schema::projects_notices,
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = projects_notices)]
pub struct NoticeRow {
    pub id: String,
    pub organization_id: String,
    pub kind: String,
    pub reason: String,
    pub last_project_id: String,
}

pub fn insert_notice(conn: &mut Conn<'_>, row: &NoticeRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(projects_notices::table).values(row).execute(c))?;
    Ok(())
}

/// The notice that has been on its way the longest; of one organization, or of any.
pub fn find_oldest_notice(
    conn: &mut Conn<'_>,
    organization_id: Option<&str>,
) -> Result<Option<NoticeRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = projects_notices::table
            .order(projects_notices::id)
            .select(NoticeRow::as_select())
            .into_boxed();
        if let Some(organization_id) = organization_id {
            rows = rows.filter(projects_notices::organization_id.eq(organization_id));
        }
        rows.first(c).optional()
    })?)
}

pub fn advance_notice(conn: &mut Conn<'_>, row: &NoticeRow) -> Result<()> {
    on_engine!(conn, c => diesel::update(projects_notices::table.find(&row.id))
        .set(projects_notices::last_project_id.eq(&row.last_project_id))
        .execute(c))?;
    Ok(())
}

pub fn delete_notice(conn: &mut Conn<'_>, id: &str) -> Result<()> {
    on_engine!(conn, c => diesel::delete(projects_notices::table.find(id)).execute(c))?;
    Ok(())
}
