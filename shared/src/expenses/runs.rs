//! Giving back what is left to everyone who paid, in proportion, in steps of a bounded size.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::payments::{AllowedExpenseAction, ExpenseStep};
use crate::{
    currency::Currency,
    ids::Id,
    money::Money,
    validation::{Checks, FieldCode, SUMMARY_MAX, Validate},
    wire::wire_enum,
};

wire_enum! {
    /// Where giving back stands.
    RefundRunState {
        /// The server is working out who gets how much.
        Proposing = "proposing",
        /// All is worked out; another person decides.
        Entered = "entered",
        /// Approved; the server books one after the other.
        Approving = "approving",
        /// All is booked.
        Approved = "approved",
        /// Rejected; the server takes the proposals back one after the other.
        Rejecting = "rejecting",
        /// All is taken back.
        Rejected = "rejected",
    }
}

wire_enum! {
    /// What can be done with it.
    RefundRunAction {
        /// Book all of it.
        Approve = "approve",
        /// Book nothing of it, with a reason.
        Reject = "reject",
    }
}

impl RefundRunState {
    /// Whether it still decides over the project's money.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Approved | Self::Rejected)
    }

    /// Whether the server has work to do on it.
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Proposing | Self::Approving | Self::Rejecting)
    }
}

/// The share of one who paid `net` of `all`, where those before have paid `before` in all and `left` is to be shared out.
/// Shares are cut where the sum so far is rounded down, so they add up to `left` exactly, whoever works them out in
/// whatever steps; none is a whole minor unit off. Amounts are not negative, `before + net` is at most `all`, and `left`
/// at most `all`.
pub fn refund_share(left: i64, all: i64, before: i64, net: i64) -> i64 {
    if all <= 0 {
        return 0;
    }
    let until = |sum: i64| i128::from(left) * i128::from(sum) / i128::from(all);
    // A part of what is left is not larger than what is left.
    i64::try_from(until(before + net) - until(before)).unwrap_or_default()
}

/// Proposes to give back what is left in a currency to everyone who paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateRefundRun {
    /// Which of the project's money.
    pub currency: Currency,
    /// What is said to the donors; may be empty.
    #[serde(default)]
    pub note: String,
}

impl Validate for CreateRefundRun {
    fn check(&self, checks: &mut Checks) {
        checks.text("/note", &self.note, SUMMARY_MAX);
    }
}

/// Decides on giving back, by another person than the one who proposed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ActOnRefundRun {
    /// What.
    pub action: RefundRunAction,
    /// Why; needed for `reject`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Validate for ActOnRefundRun {
    fn check(&self, checks: &mut Checks) {
        checks.text("/reason", &self.reason, SUMMARY_MAX);
        if self.action == RefundRunAction::Reject && self.reason.trim().is_empty() {
            checks.fault("/reason", FieldCode::Required);
        }
    }
}

/// Giving back what is left; its proposals are payments with its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefundRun {
    /// Its id.
    pub id: Id,
    /// Goes up with each change.
    pub version: i64,
    /// The project.
    pub project_id: Id,
    /// Where it stands.
    pub state: RefundRunState,
    /// What is shared out.
    pub left: Money,
    /// What the proposals so far add up to.
    pub proposed: Money,
    /// How many proposals there are so far.
    pub proposals: i64,
    /// How many of them are booked or taken back.
    pub settled: i64,
    /// What is said to the donors.
    pub note: String,
    /// Who proposed it.
    pub entered: ExpenseStep,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<ExpenseStep>,
    /// Why it was rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When it last went on (UTC).
    pub updated_at: DateTime<Utc>,
    /// What the caller may do now.
    pub actions: Vec<AllowedExpenseAction>,
}
