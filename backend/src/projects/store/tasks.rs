//! What waits for an organization. The cost is that of its own projects, not of the tables.

use chrono::NaiveDate;
use diesel::{ExpressionMethods, JoinOnDsl, QueryDsl, RunQueryDsl, SelectableHelper};
use serde_json::Value;

use super::{community::QuestionRow, plan::MilestoneRow};
use crate::{
    on_engine,
    platform::{db::Conn, error::Result},
    schema::{projects, projects_milestones, projects_questions},
};

/// Questions without an answer under an organization's projects, the oldest first, with the project's title.
pub fn select_open_questions(
    conn: &mut Conn<'_>,
    organization_id: &str,
    limit: i64,
) -> Result<Vec<(QuestionRow, Value)>> {
    Ok(on_engine!(conn, c => projects_questions::table
        .inner_join(projects::table.on(projects::id.eq(projects_questions::project_id)))
        .filter(projects::organization_id.eq(organization_id))
        .filter(projects_questions::answered_at.is_null())
        .filter(projects_questions::hidden_at.is_null())
        .order(projects_questions::id)
        .limit(limit)
        .select((QuestionRow::as_select(), projects::title))
        .load(c))?)
}

/// Milestones of an organization's projects under way that are planned until a day and not done, the earliest first,
/// with the project's title.
pub fn select_due_milestones(
    conn: &mut Conn<'_>,
    organization_id: &str,
    until: NaiveDate,
    limit: i64,
) -> Result<Vec<(MilestoneRow, Value)>> {
    Ok(on_engine!(conn, c => projects_milestones::table
        .inner_join(projects::table.on(projects::id.eq(projects_milestones::project_id)))
        .filter(projects::organization_id.eq(organization_id))
        .filter(projects::state.eq_any(["funded", "procurement", "in_progress"]))
        .filter(projects_milestones::done_on.is_null())
        .filter(projects_milestones::planned_on.le(until))
        .order((projects_milestones::planned_on, projects_milestones::id))
        .limit(limit)
        .select((MilestoneRow::as_select(), projects::title))
        .load(c))?)
}
