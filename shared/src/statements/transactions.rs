//! A bank transaction as the treasurer sees it, and what a treasurer decides about it.

use super::{
    Checks, DateTime, Deserialize, Direction, FieldCode, Id, Money, NAME_MAX, NaiveDate, PARTS_MAX,
    Partner, QueueReason, SUMMARY_MAX, Serialize, SuggestionReason, TransactionState, Translated,
    Utc, Validate,
};

/// A row of a list of bank transactions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TransactionSummary {
    /// Its id.
    pub id: Id,
    /// Goes up with each change.
    pub version: i64,
    /// Of which bank account.
    pub account_id: Id,
    /// Which way.
    pub direction: Direction,
    /// Where it stands.
    pub state: TransactionState,
    /// Why it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue_reason: Option<QueueReason>,
    /// How much, above zero.
    pub amount: Money,
    /// What of it is not booked, or not claimed by expenses.
    pub open: Money,
    /// The bank's booking day.
    pub booked_on: NaiveDate,
    /// Who paid or was paid, as the bank says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counterparty: Option<String>,
    /// What the payer wrote; a line for each text that the bank carried.
    pub remittance: String,
}

/// A bank transaction: an entry of the account, or a part of a collective one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Transaction {
    /// Its id.
    pub id: Id,
    /// Goes up with each change.
    pub version: i64,
    /// Of which bank account.
    pub account_id: Id,
    /// The statement that it came with first.
    pub statement_id: Id,
    /// Which way.
    pub direction: Direction,
    /// Where it stands.
    pub state: TransactionState,
    /// Why it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue_reason: Option<QueueReason>,
    /// How much, above zero.
    pub amount: Money,
    /// What of it is not booked, or not claimed by expenses.
    pub open: Money,
    /// The bank's booking day.
    pub booked_on: NaiveDate,
    /// From when the bank counts interest, where it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valued_on: Option<NaiveDate>,
    /// Who paid or was paid, as the bank says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counterparty: Option<String>,
    /// Their account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counterparty_account: Option<String>,
    /// What the payer wrote; a line for each text that the bank carried.
    pub remittance: String,
    /// The payment references in it, with the right check digits.
    pub references: Vec<String>,
    /// The bank's own reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank_reference: Option<String>,
    /// The payer's own reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_to_end_id: Option<String>,
    /// What the payer's bank was told to pay, where that was in another currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instructed: Option<Money>,
    /// Whether it takes back another entry.
    pub is_reversal: bool,
    /// Whether it is a collective entry whose parts the bank doesn't tell.
    pub is_batch: bool,
    /// The transaction that it may be once more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub possible_duplicate_of: Option<Id>,
    /// Why it was set aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_aside_reason: Option<String>,
    /// What it was booked for, the undone ones too.
    pub allocations: Vec<Allocation>,
    /// What expenses and refunds it proves.
    pub claims: Vec<TransactionClaim>,
    /// Pledges that it could be for, likely ones first; never applied by themselves.
    pub suggestions: Vec<Suggestion>,
}

/// What a transaction, or a part of it, was booked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Allocation {
    /// Its id.
    pub id: Id,
    /// How much.
    pub amount: Money,
    /// For which project.
    pub project_id: Id,
    /// That project's title.
    pub project_title: Translated,
    /// From whom.
    pub partner: Partner,
    /// For which pledge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pledge_id: Option<Id>,
    /// That pledge's payment reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Who decided, by display name; nothing where the reference did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_by: Option<String>,
    /// When (UTC).
    pub made_at: DateTime<Utc>,
    /// When it was undone (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reversed_at: Option<DateTime<Utc>>,
    /// Why it was undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reversal_reason: Option<String>,
}

/// What money that left proves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TransactionClaim {
    /// What claims it: `expense`, `refund`.
    pub kind: String,
    /// Which one.
    pub subject_id: Id,
    /// How much of the transaction.
    pub amount: Money,
}

/// A pledge that a transaction could be for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Suggestion {
    /// The pledge.
    pub pledge_id: Id,
    /// Its project.
    pub project_id: Id,
    /// The project's title.
    pub project_title: Translated,
    /// Its payment reference.
    pub reference: String,
    /// The donor's display name; nothing for an anonymous pledge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub donor: Option<String>,
    /// What was promised.
    pub amount: Money,
    /// What is still expected, in the account's currency.
    pub missing: Money,
    /// Why it is suggested.
    pub reasons: Vec<SuggestionReason>,
}

/// For what money is booked: a pledge by its id or its reference, or a partner of a project.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct BookingTarget {
    /// The pledge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pledge_id: Option<Id>,
    /// The pledge by its payment reference, in any spelling.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The project, for money without a pledge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project_id: Option<Id>,
    /// From whom, for money without a pledge; `diaspora` for donors who are not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<Partner>,
}

impl BookingTarget {
    fn check(&self, at: &str, checks: &mut Checks) {
        let named = [self.pledge_id.is_some(), self.reference.is_some(), self.project_id.is_some()];
        match named.into_iter().filter(|named| *named).count() {
            0 => checks.fault(format!("{at}/pledge_id"), FieldCode::Required),
            1 => checks,
            _ => checks.fault(format!("{at}/pledge_id"), FieldCode::NotAccepted),
        };
        let complete = self.project_id.is_some() == self.partner.is_some();
        checks.ensure(complete, format!("{at}/partner"), FieldCode::Required);
        for (field, text) in [
            ("pledge_id", &self.pledge_id),
            ("reference", &self.reference),
            ("project_id", &self.project_id),
        ] {
            checks.text(&format!("{at}/{field}"), text.as_deref().unwrap_or_default(), NAME_MAX);
        }
    }
}

/// Books what is open of a transaction, or a part of that, for one pledge or partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MatchTransaction {
    /// For what.
    pub target: BookingTarget,
    /// How much, in minor units of the account; all that is open without it. What is left stays in the queue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<i64>,
}

impl Validate for MatchTransaction {
    fn check(&self, checks: &mut Checks) {
        self.target.check("/target", checks);
        checks.ensure(self.amount.is_none_or(|it| it > 0), "/amount", FieldCode::NotPositive);
    }
}

/// A part of a transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TransactionPart {
    /// For what.
    pub target: BookingTarget,
    /// How much, in minor units of the account.
    pub amount: i64,
}

/// Books what is open of a transaction for several pledges or partners; what is left stays in the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SplitTransaction {
    /// For what, and how much.
    pub parts: Vec<TransactionPart>,
}

impl Validate for SplitTransaction {
    fn check(&self, checks: &mut Checks) {
        checks.ensure(!self.parts.is_empty(), "/parts", FieldCode::Required);
        if self.parts.len() > PARTS_MAX {
            let max = PARTS_MAX.to_string();
            checks.fault_with("/parts", FieldCode::TooLong, [("max", max)]);
        }
        for (index, part) in self.parts.iter().enumerate() {
            part.target.check(&format!("/parts/{index}/target"), checks);
            let at = format!("/parts/{index}/amount");
            checks.ensure(part.amount > 0, at, FieldCode::NotPositive);
        }
    }
}

/// Says why a transaction is set aside, taken back, or its booking undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ExplainTransaction {
    /// Why; for the audit log.
    pub reason: String,
}

impl Validate for ExplainTransaction {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/reason", &self.reason, SUMMARY_MAX);
    }
}

/// Undoes what was booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UnmatchTransaction {
    /// Only this allocation; all of them without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allocation_id: Option<Id>,
    /// Why; the donor is told.
    pub reason: String,
}

impl Validate for UnmatchTransaction {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/reason", &self.reason, SUMMARY_MAX);
        checks.text("/allocation_id", self.allocation_id.as_deref().unwrap_or_default(), NAME_MAX);
    }
}
