//! The catalogue: projects that everyone sees, searched, filtered and sorted, and their figures for the map.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::lifecycle::ProjectState;
use crate::{
    files::Photo,
    ids::Id,
    language::Translated,
    money::{AMOUNT_MAX, Money},
    organizations::{OrganizationKind, OrganizationSummary},
    places::PlaceSummary,
    validation::{Checks, FieldCode, NAME_MAX, Validate},
    wire::wire_enum,
};

wire_enum! {
    /// In which order to list projects.
    ProjectSort {
        /// The newest first.
        Newest = "newest",
        /// Those that lack the smallest share of their goal first; only such as take pledges.
        ClosestToGoal = "closest_to_goal",
        /// Those that end soonest first; only such as take pledges.
        EndingSoon = "ending_soon",
    }
}

/// Which projects to list. Filters add up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ProjectQuery {
    /// Words in Kyrgyz, Russian or English, with or without their endings, in Cyrillic or Latin letters. A search looks
    /// at the 2,000 newest projects that have them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// Only in this place and what lies in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_id: Option<Id>,
    /// Only of this sector (OECD DAC purpose code).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<String>,
    /// Only in this state; drafts and submitted ones are never listed.
    #[cfg_attr(feature = "openapi", param(inline))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<ProjectState>,
    /// Only of organizations of this kind.
    #[cfg_attr(feature = "openapi", param(inline))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_kind: Option<OrganizationKind>,
    /// Only such as lack at least this much, in tyiyn (hundredths of a som).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing_min: Option<i64>,
    /// Only such as lack at most this much, in tyiyn (hundredths of a som).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing_max: Option<i64>,
    /// In which order; the newest first when absent.
    #[cfg_attr(feature = "openapi", param(inline))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<ProjectSort>,
    /// Rows of a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Where the page begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

impl Validate for ProjectQuery {
    fn check(&self, checks: &mut Checks) {
        checks.text("/q", self.q.as_deref().unwrap_or_default(), NAME_MAX);
        checks.text("/place_id", self.place_id.as_deref().unwrap_or_default(), NAME_MAX);
        checks.text("/sector", self.sector.as_deref().unwrap_or_default(), NAME_MAX);
        for (amount, pointer) in
            [(self.missing_min, "/missing_min"), (self.missing_max, "/missing_max")]
        {
            if amount.is_some_and(|amount| !(0..=AMOUNT_MAX).contains(&amount)) {
                checks.fault_with(
                    pointer,
                    FieldCode::OutOfRange,
                    [("max", AMOUNT_MAX.to_string())],
                );
            }
        }
    }
}

/// How many projects a query finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectCount {
    /// So many.
    pub count: i64,
    /// Whether that is all; otherwise there are more than could be counted quickly.
    pub is_exact: bool,
}

/// A project in lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectSummary {
    /// The project's id.
    pub id: Id,
    /// What it is called.
    pub title: Translated,
    /// What it is in two or three sentences.
    pub summary: Translated,
    /// Its picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<Photo>,
    /// Where it is.
    pub place: PlaceSummary,
    /// Who carries it out and answers for it.
    pub organization: OrganizationSummary,
    /// OECD DAC purpose code.
    pub sector: String,
    /// How many people it helps.
    pub beneficiaries: i32,
    /// Where it stands.
    pub state: ProjectState,
    /// What it costs in all.
    pub goal: Money,
    /// What bank statements prove to have come, from all partners, less refunds.
    pub received: Money,
    /// How many pledges count.
    pub pledges: i64,
    /// The last day on which pledges are taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<NaiveDate>,
    /// When the last photo, document or update came (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proved_at: Option<DateTime<Utc>>,
}

/// Which map.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct MapQuery {
    /// The place whose parts are shown; the country when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_id: Option<Id>,
    /// Only projects of this sector (OECD DAC purpose code).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<String>,
}

impl Validate for MapQuery {
    fn check(&self, checks: &mut Checks) {
        checks.text("/place_id", self.place_id.as_deref().unwrap_or_default(), NAME_MAX);
        checks.text("/sector", self.sector.as_deref().unwrap_or_default(), NAME_MAX);
    }
}

/// What is needed in a place and what lies in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlaceFigures {
    /// The place.
    pub place: PlaceSummary,
    /// Projects that everyone sees, in any state.
    pub projects: i64,
    /// Of these, such as take pledges.
    pub open: i64,
    /// What these lack, in som.
    pub missing: Money,
}

/// What is needed in a place and in each of its parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MapFigures {
    /// The place as a whole.
    pub whole: PlaceFigures,
    /// Its parts.
    pub parts: Vec<PlaceFigures>,
}
