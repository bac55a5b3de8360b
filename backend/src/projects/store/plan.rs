//! Budget lines, shares and milestones.

use chrono::NaiveDate;
use diesel::{
    ExpressionMethods, Insertable, OptionalExtension, QueryDsl, Queryable, RunQueryDsl, Selectable,
    SelectableHelper,
};
use serde_json::Value;

use crate::{
    on_engine,
    platform::{db::Conn, error::Result},
    schema::{projects_budget_lines, projects_funding_shares, projects_milestones},
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = projects_budget_lines)]
pub struct BudgetLineRow {
    pub id: String,
    pub project_id: String,
    pub position: i32,
    pub name: Value,
    pub amount: i64,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = projects_funding_shares)]
pub struct FundingShareRow {
    pub project_id: String,
    pub partner: String,
    pub position: i32,
    pub share: i32,
    pub name: Value,
    pub organization_id: Option<String>,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = projects_milestones)]
pub struct MilestoneRow {
    pub id: String,
    pub project_id: String,
    pub position: i32,
    pub title: Value,
    pub planned_on: NaiveDate,
    pub done_on: Option<NaiveDate>,
    pub note: Value,
}

/// The rows of a plan, each kind in its order. At most [`kopuro_shared::projects`]' bound of each.
#[derive(Debug, Clone, Default)]
pub struct PlanRows {
    pub lines: Vec<BudgetLineRow>,
    pub shares: Vec<FundingShareRow>,
    pub milestones: Vec<MilestoneRow>,
}

pub fn select_plan(conn: &mut Conn<'_>, project_id: &str) -> Result<PlanRows> {
    Ok(PlanRows {
        lines: select_budget_lines(conn, project_id)?,
        shares: on_engine!(conn, c => projects_funding_shares::table
            .filter(projects_funding_shares::project_id.eq(project_id))
            .order(projects_funding_shares::position)
            .select(FundingShareRow::as_select())
            .load(c))?,
        milestones: on_engine!(conn, c => projects_milestones::table
            .filter(projects_milestones::project_id.eq(project_id))
            .order(projects_milestones::position)
            .select(MilestoneRow::as_select())
            .load(c))?,
    })
}

/// Replaces a plan whole.
pub fn replace_plan(conn: &mut Conn<'_>, project_id: &str, plan: &PlanRows) -> Result<()> {
    on_engine!(conn, c => {
        diesel::delete(projects_budget_lines::table.filter(projects_budget_lines::project_id.eq(project_id)))
            .execute(c)?;
        diesel::delete(projects_funding_shares::table.filter(projects_funding_shares::project_id.eq(project_id)))
            .execute(c)?;
        diesel::delete(projects_milestones::table.filter(projects_milestones::project_id.eq(project_id)))
            .execute(c)
    })?;
    for line in &plan.lines {
        on_engine!(conn, c => diesel::insert_into(projects_budget_lines::table).values(line).execute(c))?;
    }
    for share in &plan.shares {
        on_engine!(conn, c => diesel::insert_into(projects_funding_shares::table).values(share).execute(c))?;
    }
    for milestone in &plan.milestones {
        on_engine!(conn, c => diesel::insert_into(projects_milestones::table).values(milestone).execute(c))?;
    }
    Ok(())
}

/// The lines of a project's budget, in their order.
pub fn select_budget_lines(conn: &mut Conn<'_>, project_id: &str) -> Result<Vec<BudgetLineRow>> {
    Ok(on_engine!(conn, c => projects_budget_lines::table
        .filter(projects_budget_lines::project_id.eq(project_id))
        .order(projects_budget_lines::position)
        .select(BudgetLineRow::as_select())
        .load(c))?)
}

/// A budget line of a project.
pub fn find_budget_line(
    conn: &mut Conn<'_>,
    project_id: &str,
    id: &str,
) -> Result<Option<BudgetLineRow>> {
    Ok(on_engine!(conn, c => projects_budget_lines::table
        .filter(projects_budget_lines::project_id.eq(project_id))
        .filter(projects_budget_lines::id.eq(id))
        .select(BudgetLineRow::as_select())
        .first(c)
        .optional())?)
}

/// A milestone of a project.
pub fn get_milestone(conn: &mut Conn<'_>, project_id: &str, id: &str) -> Result<MilestoneRow> {
    Ok(on_engine!(conn, c => projects_milestones::table
        .filter(projects_milestones::project_id.eq(project_id))
        .filter(projects_milestones::id.eq(id))
        .select(MilestoneRow::as_select())
        .first(c))?)
}

pub fn update_milestone(conn: &mut Conn<'_>, row: &MilestoneRow) -> Result<()> {
    let changes = (
        projects_milestones::planned_on.eq(row.planned_on),
        projects_milestones::done_on.eq(row.done_on),
        projects_milestones::note.eq(&row.note),
    );
    on_engine!(conn, c => diesel::update(projects_milestones::table.find(&row.id)).set(changes).execute(c))?;
    Ok(())
}
