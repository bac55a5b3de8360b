//! Evidence and procurement.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::{
    ExpressionMethods, Insertable, JoinOnDsl, OptionalExtension, QueryDsl, Queryable, RunQueryDsl,
    Selectable, SelectableHelper,
};
use serde_json::Value;

use crate::{
    on_engine,
    platform::{db::Conn, error::Result},
    schema::{projects_evidence, projects_milestones, projects_procurements},
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = projects_evidence)]
pub struct EvidenceRow {
    pub id: String,
    pub milestone_id: String,
    pub file_id: String,
    pub caption: Value,
    pub added_by: String,
    pub added_at: NaiveDateTime,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = projects_procurements)]
pub struct ProcurementRow {
    pub project_id: String,
    pub method: String,
    pub tender_number: Option<String>,
    pub tender_url: Option<String>,
    pub supplier: Option<String>,
    pub contract_value: Option<i64>,
    pub contract_currency: Option<String>,
    pub contract_signed_on: Option<NaiveDate>,
    pub contract_file_id: Option<String>,
    pub note: Value,
    pub recorded_by: String,
    pub recorded_at: NaiveDateTime,
}

/// The evidence for all milestones of a project, oldest first.
pub fn select_evidence(conn: &mut Conn<'_>, project_id: &str) -> Result<Vec<EvidenceRow>> {
    Ok(on_engine!(conn, c => projects_evidence::table
        .inner_join(projects_milestones::table.on(projects_milestones::id.eq(projects_evidence::milestone_id)))
        .filter(projects_milestones::project_id.eq(project_id))
        .order(projects_evidence::id)
        .select(EvidenceRow::as_select())
        .load(c))?)
}

/// How much evidence a milestone has.
pub fn count_evidence(conn: &mut Conn<'_>, milestone_id: &str) -> Result<i64> {
    Ok(on_engine!(conn, c => projects_evidence::table
        .filter(projects_evidence::milestone_id.eq(milestone_id))
        .count()
        .get_result(c))?)
}

pub fn insert_evidence(conn: &mut Conn<'_>, row: &EvidenceRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(projects_evidence::table).values(row).execute(c))?;
    Ok(())
}

pub fn find_procurement(conn: &mut Conn<'_>, project_id: &str) -> Result<Option<ProcurementRow>> {
    Ok(on_engine!(conn, c => projects_procurements::table
        .find(project_id)
        .select(ProcurementRow::as_select())
        .first(c)
        .optional())?)
}

pub fn replace_procurement(conn: &mut Conn<'_>, row: &ProcurementRow) -> Result<()> {
    on_engine!(conn, c => {
        diesel::delete(projects_procurements::table.find(&row.project_id)).execute(c)?;
        diesel::insert_into(projects_procurements::table).values(row).execute(c)
    })?;
    Ok(())
}
