//! What the areas of money need to know of a project, and what they tell it.

use chrono::NaiveDate;
use kopuro_shared::{
    currency::Currency,
    ids::Id,
    language::Translated,
    matching::MatchingRule,
    money::Money,
    projects::{BudgetLine, MoneyPlan, ProjectState},
};

use super::{
    service::{self, currency_of, money_plan, state_of},
    store::{self, ProjectRow},
};
use crate::platform::{
    db::Conn,
    error::{Error, Result},
};

/// A project as the areas of money look at it.
#[derive(Debug, Clone)]
pub struct ProjectFacts {
    /// Its id.
    pub id: Id,
    /// Who carries it out, and whose bank account gets the money.
    pub organization_id: Id,
    /// Its title.
    pub title: Translated,
    /// The goal in minor units.
    pub goal: i64,
    /// The goal's currency, in which the project counts.
    pub currency: Currency,
    /// The last day on which pledges are taken.
    pub ends_on: Option<NaiveDate>,
    /// How partners match what the diaspora pays.
    pub matching_rule: Option<MatchingRule>,
    /// Where it stands.
    pub state: ProjectState,
    /// Whether everyone may see it.
    pub is_public: bool,
    /// What happens with money that is left when the work is done.
    pub surplus: Option<MoneyPlan>,
    /// What is done with the money of a cancelled project.
    pub money: Option<MoneyPlan>,
}

impl ProjectFacts {
    /// Whether it takes pledges on this day.
    pub fn takes_pledges(&self, today: NaiveDate) -> bool {
        self.state.takes_pledges(self.ends_on, today)
    }
}

fn facts(row: ProjectRow) -> Result<ProjectFacts> {
    let state = state_of(&row)?;
    let surplus_note = Some(&row.surplus_note);
    Ok(ProjectFacts {
        state,
        is_public: state.is_public(row.published_at.is_some()),
        surplus: money_plan(
            row.surplus_use.as_deref(),
            surplus_note,
            row.surplus_project_id.as_deref(),
        )?,
        money: money_plan(
            row.money_use.as_deref(),
            row.money_note.as_ref(),
            row.money_project_id.as_deref(),
        )?,
        currency: currency_of(&row)?,
        title: serde_json::from_value(row.title)?,
        matching_rule: row.matching_rule.map(serde_json::from_value).transpose()?,
        id: row.id,
        organization_id: row.organization_id,
        goal: row.goal,
        ends_on: row.ends_on,
    })
}

/// What there is to know of a project; `not-found` where there is none.
pub fn get_facts(conn: &mut Conn<'_>, id: &str) -> Result<ProjectFacts> {
    facts(store::get_project(conn, id)?)
}

/// [`get_facts`] of a project that everyone may see; `not-found` for any other.
pub fn get_public_facts(conn: &mut Conn<'_>, id: &str) -> Result<ProjectFacts> {
    let facts = get_facts(conn, id)?;
    if facts.is_public { Ok(facts) } else { Err(Error::not_found()) }
}

/// The lines of a project's budget, in their order.
pub fn budget_lines(conn: &mut Conn<'_>, project_id: &str) -> Result<Vec<BudgetLine>> {
    let currency = currency_of(&store::get_project(conn, project_id)?)?;
    let lines = store::plan::select_budget_lines(conn, project_id)?.into_iter().map(|row| {
        Ok(BudgetLine {
            id: row.id,
            name: serde_json::from_value(row.name)?,
            amount: Money::new(row.amount, currency),
        })
    });
    lines.collect()
}

/// Refuses while the organization that carries a project out is suspended: `project-frozen`.
pub fn ensure_not_frozen(conn: &mut Conn<'_>, organization_id: &str) -> Result<()> {
    service::ensure_not_frozen(conn, organization_id)
}

/// The name of a line of a project's budget; nothing where it has no such line.
pub fn find_budget_line(
    conn: &mut Conn<'_>,
    project_id: &str,
    line_id: &str,
) -> Result<Option<Translated>> {
    let line = store::plan::find_budget_line(conn, project_id, line_id)?;
    Ok(line.map(|line| serde_json::from_value(line.name)).transpose()?)
}
