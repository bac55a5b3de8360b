//! Senders whom a desk no longer hears, and how they appeal.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    desks::DeskSummary,
    ids::Id,
    validation::{Checks, FieldCode, NAME_MAX, SUMMARY_MAX, Validate},
    wire::wire_enum,
};

/// Cases that are given to a member at once at most.
pub const ASSIGNED_MAX: usize = 100;

wire_enum! {
    /// What a steward says to an appeal.
    AppealDecision {
        /// The block stays.
        Upheld = "upheld",
        /// The block ends.
        Lifted = "lifted",
    }
}

/// Appeals against a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AppealBlock {
    /// Why the block is wrong.
    pub text: String,
}

impl Validate for AppealBlock {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/text", &self.text, SUMMARY_MAX);
    }
}

/// Decides on an appeal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DecideAppeal {
    /// What becomes of the block.
    pub decision: AppealDecision,
    /// Why; the sender and the desk see it.
    pub reason: String,
}

impl Validate for DecideAppeal {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/reason", &self.reason, SUMMARY_MAX);
    }
}

/// A block of a sender at a desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Block {
    /// Its id.
    pub id: Id,
    /// The desk that no longer hears the sender.
    pub desk: DeskSummary,
    /// The case over which it came to that, for the desk and the sender.
    pub case_id: Id,
    /// Why.
    pub reason: String,
    /// Since when (UTC).
    pub blocked_at: DateTime<Utc>,
    /// What the sender says against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal: Option<String>,
    /// What a steward said to that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<AppealDecision>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_reason: Option<String>,
    /// When it ended (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<DateTime<Utc>>,
}

/// Gives several cases of a desk to a member at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AssignCases {
    /// The cases; all or none of them change.
    pub case_ids: Vec<Id>,
    /// Who answers; without it nobody in particular.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_id: Option<Id>,
}

impl Validate for AssignCases {
    fn check(&self, checks: &mut Checks) {
        checks.ensure(!self.case_ids.is_empty(), "/case_ids", FieldCode::Required);
        if self.case_ids.len() > ASSIGNED_MAX {
            let max = ASSIGNED_MAX.to_string();
            checks.fault_with("/case_ids", FieldCode::TooLong, [("max", max)]);
        }
        for (index, id) in self.case_ids.iter().enumerate().take(ASSIGNED_MAX) {
            checks.required_text(&format!("/case_ids/{index}"), id, NAME_MAX);
        }
        checks.text("/person_id", self.person_id.as_deref().unwrap_or_default(), NAME_MAX);
    }
}
