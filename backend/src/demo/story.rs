//! The demo's story as its file tells it (`backend/demo/story.toml`). Days count from the day of loading.

use std::collections::BTreeMap;

use kopuro_shared::{
    currency::Currency,
    language::{Language, Translated},
    matching::{MatchingRule, Partner},
    organizations::{OrganizationKind, Role},
    projects::{MoneyPlan, ProcurementMethod, ProjectAction},
};
use serde::Deserialize;

use crate::platform::error::{Error, Result};

const STORY: &str = include_str!("../../demo/story.toml");

/// The whole of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    pub people: Vec<PersonStory>,
    pub rates: Rates,
    pub organizations: Vec<OrganizationStory>,
    pub projects: Vec<ProjectStory>,
    pub events: Vec<Event>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonStory {
    pub id: String,
    pub email: String,
    pub name: String,
    pub language: Language,
    /// What the login is good for; only for those that are printed.
    pub does: Option<String>,
    #[serde(default)]
    pub steward: bool,
}

/// Som for one unit, on each of the days.
#[derive(Debug, Deserialize)]
pub struct Rates {
    pub source: String,
    pub days: Vec<i64>,
    #[serde(flatten)]
    pub currencies: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganizationStory {
    pub id: String,
    pub day: i64,
    pub kind: OrganizationKind,
    pub place: String,
    pub owner: String,
    pub members: Vec<MemberStory>,
    pub email: String,
    pub phone: Option<String>,
    pub registration_number: Option<String>,
    /// What it tells the stewards.
    pub note: String,
    /// It still waits for them.
    #[serde(default)]
    pub submitted_only: bool,
    pub account: Option<AccountStory>,
    pub name: Translated,
    pub about: Translated,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemberStory {
    pub person: String,
    pub role: Role,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountStory {
    pub holder: String,
    pub bank_name: String,
    pub bic: String,
    pub number: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectStory {
    pub id: String,
    pub organization: String,
    pub day: i64,
    pub place: String,
    pub sector: String,
    pub cover: String,
    pub beneficiaries: i32,
    pub goal: String,
    pub ends_on: i64,
    /// It still waits for a steward.
    #[serde(default)]
    pub submitted_only: bool,
    pub title: Translated,
    pub summary: Translated,
    pub description: Translated,
    pub lines: Vec<LineStory>,
    pub shares: Vec<ShareStory>,
    pub matching: Option<MatchingRule>,
    pub milestones: Vec<MilestoneStory>,
    pub surplus: MoneyPlan,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineStory {
    pub name: Translated,
    pub amount: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShareStory {
    pub partner: Partner,
    pub share: u32,
    #[serde(default)]
    pub name: Translated,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MilestoneStory {
    pub title: Translated,
    pub planned: i64,
}

/// Something that happens on a day, to a project or an organization.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    pub day: i64,
    pub project: Option<String>,
    pub organization: Option<String>,
    pub pledge: Option<PledgeStory>,
    pub transfer: Option<TransferStory>,
    /// The organization's treasurer imports the bank's statement of all that was paid since the last one.
    #[serde(default)]
    pub statement: bool,
    pub act: Option<ActStory>,
    pub procurement: Option<ProcurementStory>,
    pub evidence: Option<EvidenceStory>,
    pub update: Option<UpdateStory>,
    pub question: Option<QuestionStory>,
    pub expense: Option<ExpenseStory>,
    pub surplus: Option<SurplusStory>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PledgeStory {
    pub person: String,
    pub amount: String,
    pub currency: Currency,
    #[serde(default)]
    pub anonymous: bool,
    /// When the money came, if it did.
    pub paid_day: Option<i64>,
    /// The share of what should arrive that came.
    #[serde(default)]
    pub paid: f64,
    #[serde(default)]
    pub reference: Writing,
}

/// How a donor writes the payment reference.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Writing {
    #[default]
    Right,
    /// In groups of four, in small letters.
    Spaced,
    /// With a slip of the pen.
    Typo,
    Missing,
}

/// Money that another partner sends, for the project.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransferStory {
    pub partner: Partner,
    pub amount: String,
    pub text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActStory {
    pub by: String,
    pub action: ProjectAction,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProcurementStory {
    pub by: String,
    pub method: ProcurementMethod,
    pub tender_number: Option<String>,
    pub supplier: String,
    pub contract_value: String,
    pub note: Translated,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceStory {
    pub by: String,
    pub milestone: usize,
    pub pictures: Vec<String>,
    pub caption: Translated,
    #[serde(default)]
    pub done: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UpdateStory {
    pub by: String,
    pub pictures: Vec<String>,
    pub title: Translated,
    pub body: Translated,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionStory {
    pub by: String,
    pub text: String,
    pub answered_by: Option<String>,
    #[serde(default)]
    pub answer: Translated,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpenseStory {
    pub by: String,
    /// Nobody yet: it waits.
    pub approved_by: Option<String>,
    /// Which budget line, from 0.
    pub line: usize,
    pub supplier: String,
    pub amount: String,
    pub purpose: Translated,
}

/// What is left goes where the plan says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurplusStory {
    pub by: String,
    pub approved_by: String,
}

/// Reads the story.
pub fn read() -> Result<Story> {
    toml::from_str(STORY).map_err(Error::internal)
}

/// A picture of the story, by its name.
pub fn picture(name: &str) -> Option<&'static [u8]> {
    macro_rules! pictures {
        ($($name:literal),+ $(,)?) => {
            match name {
                $($name => Some(include_bytes!(concat!("../../demo/", $name, ".jpg"))),)+
                _ => None,
            }
        };
    }
    pictures!(
        "bridge-before",
        "bridge-survey",
        "bridge-piers",
        "bridge-deck",
        "bridge-done",
        "hospital-outside",
        "hospital-before",
        "hospital-work",
        "hospital-ready",
        "water-before",
        "water-trench",
        "water-tap",
        "kindergarten-old",
        "kindergarten-new",
        "school-heating",
        "street-lights",
    )
}
