//! Projects: what a place needs, published by the organization that will carry it out.

mod catalogue;
mod community;
pub mod lifecycle;
mod plan;
pub mod tasks;
mod work;

pub use catalogue::{
    MapFigures, MapQuery, PlaceFigures, ProjectCount, ProjectQuery, ProjectSort, ProjectSummary,
};
pub use community::{
    AnswerQuestion, AskQuestion, EventKind, Notification, NotificationQuery, PostUpdate,
    ProjectEvent, Question, ReadNotifications, Update, UpdatePhoto, UploadedPhoto,
};
pub use lifecycle::{ActOnProject, AllowedAction, Condition, ProjectAction, ProjectState};
pub use plan::{
    BudgetLine, FundingShare, MoneyPlan, MoneyUse, PlanBudgetLine, PlanMilestone, PlanProject,
};
pub use tasks::{DueMilestone, OpenQuestion, OrganizationTasks};
pub use work::{
    AddEvidence, ChangeMilestone, Evidence, Milestone, Procurement, ProcurementMethod,
    RecordProcurement,
};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    currency::Currency,
    files::Photo,
    ids::Id,
    language::Translated,
    matching::MatchingRule,
    money::Money,
    organizations::{OrganizationSummary, Role},
    places::PlaceSummary,
    validation::{Checks, FieldCode, NAME_MAX, SUMMARY_MAX, TEXT_MAX, Validate},
};

/// Most people that a project can say to help: the country has about seven million.
pub const BENEFICIARIES_MAX: i32 = 10_000_000;

/// Opens a project as a draft, which its organization's members and stewards see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateProject {
    /// The place that needs it.
    pub place_id: Id,
    /// OECD DAC purpose code, one of `GET /sectors`.
    pub sector: String,
    /// What it is called.
    pub title: Translated,
    /// What it is in two or three sentences.
    #[serde(default)]
    pub summary: Translated,
    /// What is needed, why, and how it will be done.
    #[serde(default)]
    pub description: Translated,
    /// How many people it helps.
    #[serde(default)]
    pub beneficiaries: i32,
    /// The currency in which it counts.
    pub currency: Currency,
}

impl Validate for CreateProject {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/place_id", &self.place_id, NAME_MAX);
        check_sector(checks, &self.sector);
        checks.translated("/title", &self.title, NAME_MAX);
        checks.optional_translated("/summary", &self.summary, SUMMARY_MAX);
        checks.optional_translated("/description", &self.description, TEXT_MAX);
        check_beneficiaries(checks, self.beneficiaries);
    }
}

/// Changes what a project says of itself; what is absent stays. Place and sector only while it is a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct UpdateProject {
    /// The place that needs it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place_id: Option<Id>,
    /// OECD DAC purpose code, one of `GET /sectors`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sector: Option<String>,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Translated>,
    /// What it is in two or three sentences.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<Translated>,
    /// What is needed, why, and how it will be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Translated>,
    /// How many people it helps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beneficiaries: Option<i32>,
    /// A photo that was uploaded for the organization.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cover_file_id: Option<Id>,
    /// The last day on which pledges are taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<NaiveDate>,
}

impl Validate for UpdateProject {
    fn check(&self, checks: &mut Checks) {
        if let Some(place_id) = &self.place_id {
            checks.required_text("/place_id", place_id, NAME_MAX);
        }
        if let Some(sector) = &self.sector {
            check_sector(checks, sector);
        }
        if let Some(title) = &self.title {
            checks.translated("/title", title, NAME_MAX);
        }
        if let Some(summary) = &self.summary {
            checks.translated("/summary", summary, SUMMARY_MAX);
        }
        if let Some(description) = &self.description {
            checks.translated("/description", description, TEXT_MAX);
        }
        check_beneficiaries(checks, self.beneficiaries.unwrap_or_default());
        checks.text("/cover_file_id", self.cover_file_id.as_deref().unwrap_or_default(), NAME_MAX);
    }
}

fn check_sector(checks: &mut Checks, sector: &str) {
    let good = sector.len() == 5 && sector.bytes().all(|byte| byte.is_ascii_digit());
    checks.ensure(good, "/sector", FieldCode::InvalidFormat);
}

fn check_beneficiaries(checks: &mut Checks, beneficiaries: i32) {
    if !(0..=BENEFICIARIES_MAX).contains(&beneficiaries) {
        let max = BENEFICIARIES_MAX.to_string();
        checks.fault_with("/beneficiaries", FieldCode::OutOfRange, [("max", max)]);
    }
}

/// A sector that projects belong to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sector {
    /// OECD DAC purpose code.
    pub code: String,
    /// What it is called here.
    pub name: Translated,
}

/// A project's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Project {
    /// The project's id.
    pub id: Id,
    /// The version, as in the `ETag`.
    pub version: i64,
    /// Who carries it out and answers for it.
    pub organization: OrganizationSummary,
    /// Where it is, from the country down.
    pub places: Vec<PlaceSummary>,
    /// OECD DAC purpose code.
    pub sector: String,
    /// What it is called.
    pub title: Translated,
    /// What it is in two or three sentences.
    pub summary: Translated,
    /// What is needed, why, and how it will be done.
    pub description: Translated,
    /// How many people it helps.
    pub beneficiaries: i32,
    /// Its picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<Photo>,
    /// What it costs in all; zero while there is no plan.
    pub goal: Money,
    /// What bank statements prove to have come, from all partners, less refunds.
    pub received: Money,
    /// Promised by the diaspora and not yet paid.
    pub promised: Money,
    /// How many pledges count.
    pub pledges: i64,
    /// The last day on which pledges are taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<NaiveDate>,
    /// Whether it takes pledges today.
    pub takes_pledges: bool,
    /// What the money is for.
    pub budget_lines: Vec<BudgetLine>,
    /// Who brings what share.
    pub funding_shares: Vec<FundingShare>,
    /// How partners match what the diaspora pays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matching_rule: Option<MatchingRule>,
    /// The steps of the work, with their evidence.
    pub milestones: Vec<Milestone>,
    /// What happens with money that is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surplus: Option<MoneyPlan>,
    /// How the work was bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procurement: Option<Procurement>,
    /// Where it stands.
    pub state: ProjectState,
    /// Since when (UTC).
    pub state_since: DateTime<Utc>,
    /// Why it was returned or cancelled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state_reason: Option<String>,
    /// What is done with the money of a cancelled project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money: Option<MoneyPlan>,
    /// Its organization is suspended: nothing moves until that ends.
    pub is_frozen: bool,
    /// When it was published (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<DateTime<Utc>>,
    /// When the last photo, document or update came (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proved_at: Option<DateTime<Utc>>,
    /// How many people follow it.
    pub followers: i64,
    /// Whether the caller follows it.
    pub is_followed: bool,
    /// The caller's role in its organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub my_role: Option<Role>,
    /// What the caller may do with it now, and what still stands in the way.
    pub actions: Vec<AllowedAction>,
}
