//! What the areas of money need to know of a project.

use chrono::NaiveDate;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, RunQueryDsl};
use kopuro_shared::{currency::Currency, ids::Id, language::Translated, matching::MatchingRule};
use serde_json::Value;

use crate::{
    on_engine,
    platform::{
        db::Conn,
        error::{Error, Result},
    },
    schema::projects,
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
    pub state: String,
}

impl ProjectFacts {
    /// Whether everyone may see it.
    pub fn is_public(&self) -> bool {
        !matches!(self.state.as_str(), "draft" | "submitted")
    }

    /// Whether it takes pledges on this day.
    pub fn takes_pledges(&self, today: NaiveDate) -> bool {
        self.state == "published" && self.ends_on.is_none_or(|last| today <= last)
    }
}

type Row = (String, String, Value, i64, String, Option<NaiveDate>, Option<Value>, String);

/// What there is to know of a project; `not-found` where there is none.
pub fn get_facts(conn: &mut Conn<'_>, id: &str) -> Result<ProjectFacts> {
    let row: Option<Row> = on_engine!(conn, c => projects::table
        .filter(projects::id.eq(id))
        .select((
            projects::id, projects::organization_id, projects::title, projects::goal, projects::currency,
            projects::ends_on, projects::matching_rule, projects::state,
        ))
        .first(c)
        .optional())?;
    let (id, organization_id, title, goal, currency, ends_on, rule, state) =
        row.ok_or_else(Error::not_found)?;
    Ok(ProjectFacts {
        id,
        organization_id,
        title: serde_json::from_value(title)?,
        goal,
        currency: currency.parse().map_err(Error::internal)?,
        ends_on,
        matching_rule: rule.map(serde_json::from_value).transpose()?,
        state,
    })
}

/// [`get_facts`] of a project that everyone may see; `not-found` for any other.
pub fn get_public_facts(conn: &mut Conn<'_>, id: &str) -> Result<ProjectFacts> {
    let facts = get_facts(conn, id)?;
    if facts.is_public() { Ok(facts) } else { Err(Error::not_found()) }
}
