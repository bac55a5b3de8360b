//! Consultations: an organization publishes a draft or a question with a closing date, people comment on its sections, and
//! afterwards the organization says what it took up and what not, and why.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    ids::Id,
    language::Translated,
    organizations::OrganizationSummary,
    validation::{Checks, FieldCode, NAME_MAX, SUMMARY_MAX, TEXT_MAX, Validate},
    wire::wire_enum,
};

/// Sections of one consultation at most.
pub const SECTIONS_MAX: usize = 60;
/// Longest comment, in characters.
pub const COMMENT_MAX: usize = 4000;
/// Versions of one comment at most.
pub const VERSIONS_MAX: usize = 50;
/// Fewest days that people get for commenting.
pub const OPEN_DAYS_MIN: i64 = 7;
/// Most days between the end of commenting and the result.
pub const RESULT_DAYS_MAX: i64 = 90;

wire_enum! {
    /// Where a consultation stands.
    ConsultationState {
        /// Nobody but the organization sees it.
        Draft = "draft",
        /// People comment.
        Open = "open",
        /// Commenting is over; the result is waited for.
        Closed = "closed",
        /// The organization has said what it took up.
        Concluded = "concluded",
    }
}

wire_enum! {
    /// What became of what people said to a section.
    OutcomeKind {
        /// It was taken up.
        TakenUp = "taken_up",
        /// Some of it was.
        PartlyTakenUp = "partly_taken_up",
        /// It was not.
        NotTakenUp = "not_taken_up",
    }
}

/// Where a consultation stands on a day (Bishkek).
pub fn state_on(
    is_published: bool,
    closes_on: NaiveDate,
    is_concluded: bool,
    today: NaiveDate,
) -> ConsultationState {
    match (is_published, is_concluded) {
        (false, _) => ConsultationState::Draft,
        (true, true) => ConsultationState::Concluded,
        (true, false) if today <= closes_on => ConsultationState::Open,
        (true, false) => ConsultationState::Closed,
    }
}

/// Whether a result is late on a day.
pub fn is_overdue(state: ConsultationState, result_due_on: NaiveDate, today: NaiveDate) -> bool {
    state == ConsultationState::Closed && today > result_due_on
}

/// A section of a consultation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewSection {
    /// Its heading.
    pub heading: Translated,
    /// Its text.
    pub body: Translated,
}

/// Writes a consultation, or replaces a draft whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteConsultation {
    /// What it is about.
    pub title: Translated,
    /// What is asked, and why.
    pub summary: Translated,
    /// The draft or the questions, in their order.
    pub sections: Vec<NewSection>,
    /// The last day (Bishkek) on which people comment.
    pub closes_on: NaiveDate,
    /// The day until which the organization publishes what it took up.
    pub result_due_on: NaiveDate,
}

impl Validate for WriteConsultation {
    fn check(&self, checks: &mut Checks) {
        checks.translated("/title", &self.title, NAME_MAX);
        checks.translated("/summary", &self.summary, TEXT_MAX);
        checks.ensure(!self.sections.is_empty(), "/sections", FieldCode::Required);
        if self.sections.len() > SECTIONS_MAX {
            let max = SECTIONS_MAX.to_string();
            checks.fault_with("/sections", FieldCode::TooLong, [("max", max)]);
        }
        for (index, section) in self.sections.iter().enumerate().take(SECTIONS_MAX) {
            let at = format!("/sections/{index}");
            checks.translated(&format!("{at}/heading"), &section.heading, NAME_MAX);
            checks.translated(&format!("{at}/body"), &section.body, TEXT_MAX);
        }
        let days = (self.result_due_on - self.closes_on).num_days();
        let fits = (1..=RESULT_DAYS_MAX).contains(&days);
        checks.ensure(fits, "/result_due_on", FieldCode::InvalidDate);
    }
}

/// Comments on a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteComment {
    /// The comment.
    pub text: String,
}

impl Validate for WriteComment {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/text", &self.text, COMMENT_MAX);
    }
}

/// What became of what people said to one section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The section.
    pub section_id: Id,
    /// What became of it.
    pub kind: OutcomeKind,
    /// Why.
    pub reason: Translated,
}

/// Publishes the result; every section needs its outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConcludeConsultation {
    /// What the organization says of it all.
    pub note: Translated,
    /// What became of each section.
    pub outcomes: Vec<Outcome>,
}

impl Validate for ConcludeConsultation {
    fn check(&self, checks: &mut Checks) {
        checks.translated("/note", &self.note, TEXT_MAX);
        if self.outcomes.len() > SECTIONS_MAX {
            let max = SECTIONS_MAX.to_string();
            checks.fault_with("/outcomes", FieldCode::TooLong, [("max", max)]);
        }
        for (index, outcome) in self.outcomes.iter().enumerate().take(SECTIONS_MAX) {
            let at = format!("/outcomes/{index}");
            checks.required_text(&format!("{at}/section_id"), &outcome.section_id, NAME_MAX);
            checks.translated(&format!("{at}/reason"), &outcome.reason, SUMMARY_MAX);
        }
    }
}

/// A section with what was said and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Section {
    /// Its id.
    pub id: Id,
    /// Its heading.
    pub heading: Translated,
    /// Its text.
    pub body: Translated,
    /// How many comments it has.
    pub comments: i64,
    /// What became of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<OutcomeKind>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome_reason: Option<Translated>,
}

/// A consultation in lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsultationSummary {
    /// Its id.
    pub id: Id,
    /// Who asks.
    pub organization: OrganizationSummary,
    /// What it is about.
    pub title: Translated,
    /// Where it stands.
    pub state: ConsultationState,
    /// The last day on which people comment.
    pub closes_on: NaiveDate,
    /// The day until which the result is published.
    pub result_due_on: NaiveDate,
    /// Whether the result is late.
    pub is_overdue: bool,
    /// When it was published (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<DateTime<Utc>>,
}

/// A consultation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Consultation {
    /// What lists show of it.
    #[serde(flatten)]
    pub brief: ConsultationSummary,
    /// The version, as in the `ETag`.
    pub version: i64,
    /// What is asked, and why.
    pub summary: Translated,
    /// The draft or the questions.
    pub sections: Vec<Section>,
    /// What the organization says of the result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result_note: Option<Translated>,
    /// When the result was published (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concluded_at: Option<DateTime<Utc>>,
    /// Whether the caller may change, publish and conclude it.
    pub can_manage: bool,
}

/// A comment on a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comment {
    /// Its id.
    pub id: Id,
    /// Which version it is; earlier ones stay visible.
    pub version: i64,
    /// Who wrote it; nothing after the account was deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Whether the caller wrote it.
    pub is_mine: bool,
    /// The comment; empty where a steward has hidden it.
    pub text: String,
    /// People who support it.
    pub supports: i64,
    /// Whether the caller does.
    pub is_supported: bool,
    /// When it was written (UTC).
    pub created_at: DateTime<Utc>,
    /// When it was changed last (UTC).
    pub updated_at: DateTime<Utc>,
    /// Why a steward has hidden it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hidden_reason: Option<String>,
}

/// An earlier or the present version of a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommentVersion {
    /// Its number, from 1.
    pub number: i64,
    /// The text; empty where a steward has hidden the comment.
    pub text: String,
    /// When it was written (UTC).
    pub at: DateTime<Utc>,
}

/// Which consultations to list, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ConsultationQuery {
    /// Only in this state.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub state: Option<ConsultationState>,
    /// Only of this organization; its members see drafts too.
    pub organization_id: Option<Id>,
    /// Only those whose result is late.
    #[serde(default)]
    pub overdue: bool,
    /// Rows of a page, 1 to 100.
    pub limit: Option<u32>,
    /// Where the page begins.
    pub cursor: Option<String>,
}

impl Validate for ConsultationQuery {
    fn check(&self, checks: &mut Checks) {
        let organization = self.organization_id.as_deref().unwrap_or_default();
        checks.text("/organization_id", organization, NAME_MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_consultation_closes_behind_its_last_day_and_its_result_falls_due() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let state = |today| state_on(true, day("2026-12-01"), false, day(today));
        assert_eq!(state("2026-12-01"), ConsultationState::Open);
        assert_eq!(state("2026-12-02"), ConsultationState::Closed);
        assert!(!is_overdue(state("2026-12-20"), day("2026-12-20"), day("2026-12-20")));
        assert!(is_overdue(state("2026-12-21"), day("2026-12-20"), day("2026-12-21")));
        let concluded = state_on(true, day("2026-12-01"), true, day("2027-12-01"));
        assert!(!is_overdue(concluded, day("2026-12-20"), day("2027-12-01")));
        assert_eq!(
            state_on(false, day("2026-12-01"), false, day("2027-12-01")),
            ConsultationState::Draft
        );
    }
}
