//! Pledges: a person's promise of an amount for a project, how it is paid, and what became of it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    currency::Currency,
    ids::Id,
    language::Translated,
    matching::Partner,
    money::{AMOUNT_MAX, Money},
    validation::{Checks, FieldCode, SUMMARY_MAX, Validate},
};

/// Days after which a promise that nothing was paid for lapses.
pub const LAPSE_DAYS: u32 = 90;

/// Where a pledge stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PledgeState {
    /// Promised; no money has come.
    Pledged,
    /// A bank statement proves a part.
    PartlyReceived,
    /// A bank statement proves all of it, or more.
    Received,
    /// All that had come went back.
    Refunded,
    /// Withdrawn by the donor before any money came.
    Cancelled,
    /// Nothing came in time.
    Lapsed,
}

/// What can happen to a pledge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PledgeAction {
    /// A bank statement proves money, still less than promised in all.
    ReceivePart,
    /// A bank statement proves money, and now all that was promised has come.
    ReceiveWhole,
    /// Some of what came beyond the promise went back.
    RefundSurplus,
    /// Some of what came went back, and less than promised is left.
    RefundPart,
    /// All of what came went back.
    RefundWhole,
    /// A receipt was booked wrongly; without it all that was promised has come even so.
    TakeBackSurplus,
    /// A receipt was booked wrongly; without it a part has come.
    TakeBackPart,
    /// The only receipt was booked wrongly, and the promise is open again.
    TakeBackAll,
    /// The only receipt was booked wrongly, and the donor had withdrawn before.
    TakeBackCancelled,
    /// The only receipt was booked wrongly, and the promise had lapsed before.
    TakeBackLapsed,
    /// The donor withdraws.
    Cancel,
    /// The time for paying is over.
    Lapse,
}

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PledgeActor {
    /// The person who pledged.
    Donor,
    /// Whoever books what the bank proves: the import, or a treasurer.
    Booking,
    /// The clock.
    Time,
    /// Anyone else.
    Other,
}

/// Why a pledge's step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PledgeFault {
    /// This actor may not do it.
    #[error("not this actor's to do")]
    NotAllowed,
    /// Not from this state.
    #[error("not from this state")]
    WrongState,
}

impl PledgeState {
    /// All states.
    pub const ALL: [Self; 6] = [
        Self::Pledged,
        Self::PartlyReceived,
        Self::Received,
        Self::Refunded,
        Self::Cancelled,
        Self::Lapsed,
    ];

    /// The wire form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pledged => "pledged",
            Self::PartlyReceived => "partly_received",
            Self::Received => "received",
            Self::Refunded => "refunded",
            Self::Cancelled => "cancelled",
            Self::Lapsed => "lapsed",
        }
    }

    /// Reads the wire form.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// The state after `action` by `actor`, by the one table of what may happen to a pledge.
    pub fn step(self, action: PledgeAction, actor: PledgeActor) -> Result<Self, PledgeFault> {
        let rows = || STEPS.iter().filter(|row| row.0 == action);
        if !rows().any(|row| row.1 == actor) {
            return Err(PledgeFault::NotAllowed);
        }
        let fitting = rows().find(|row| row.1 == actor && row.2.contains(&self));
        fitting.map(|row| row.3).ok_or(PledgeFault::WrongState)
    }
}

/// What may happen: the action, whose it is, from which states, to which.
///
/// Money that the bank proves is always booked, even for a pledge that was withdrawn, had lapsed or was refunded: what
/// came, came. Whether it is a part or the whole is a matter of sums ([`receive_action`], [`refund_action`]).
const STEPS: &[(PledgeAction, PledgeActor, &[PledgeState], PledgeState)] = {
    use PledgeAction as Action;
    use PledgeActor as By;
    use PledgeState as State;
    &[
        (
            Action::ReceivePart,
            By::Booking,
            &[
                State::Pledged,
                State::PartlyReceived,
                State::Refunded,
                State::Cancelled,
                State::Lapsed,
            ],
            State::PartlyReceived,
        ),
        (Action::ReceiveWhole, By::Booking, &State::ALL, State::Received),
        (Action::RefundSurplus, By::Booking, &[State::Received], State::Received),
        (
            Action::RefundPart,
            By::Booking,
            &[State::PartlyReceived, State::Received],
            State::PartlyReceived,
        ),
        (
            Action::RefundWhole,
            By::Booking,
            &[State::PartlyReceived, State::Received],
            State::Refunded,
        ),
        (Action::TakeBackSurplus, By::Booking, &[State::Received], State::Received),
        (
            Action::TakeBackPart,
            By::Booking,
            &[State::PartlyReceived, State::Received],
            State::PartlyReceived,
        ),
        (
            Action::TakeBackAll,
            By::Booking,
            &[State::PartlyReceived, State::Received],
            State::Pledged,
        ),
        (
            Action::TakeBackCancelled,
            By::Booking,
            &[State::PartlyReceived, State::Received],
            State::Cancelled,
        ),
        (
            Action::TakeBackLapsed,
            By::Booking,
            &[State::PartlyReceived, State::Received],
            State::Lapsed,
        ),
        (Action::Cancel, By::Donor, &[State::Pledged], State::Cancelled),
        (Action::Lapse, By::Time, &[State::Pledged], State::Lapsed),
        // The rest of the promise lapses; what came stays.
        (Action::Lapse, By::Time, &[State::PartlyReceived], State::PartlyReceived),
    ]
};

/// Which step a receipt is, by what has come in all (less refunds, this receipt included) and what was expected.
pub const fn receive_action(net: i64, expected: i64) -> PledgeAction {
    if net >= expected { PledgeAction::ReceiveWhole } else { PledgeAction::ReceivePart }
}

/// Which step a refund is, by what is left of what has come (this refund taken off) and what was expected.
pub const fn refund_action(net: i64, expected: i64) -> PledgeAction {
    if net >= expected {
        PledgeAction::RefundSurplus
    } else if net > 0 {
        PledgeAction::RefundPart
    } else {
        PledgeAction::RefundWhole
    }
}

/// Which step the reversal of a wrong receipt is, by what has come in all without it, what was expected, what of the
/// promise is open then, and whether its last day is over.
pub const fn take_back_action(net: i64, expected: i64, open: i64, lapsed: bool) -> PledgeAction {
    if net >= expected {
        PledgeAction::TakeBackSurplus
    } else if net > 0 {
        PledgeAction::TakeBackPart
    } else if open > 0 {
        PledgeAction::TakeBackAll
    } else if lapsed {
        PledgeAction::TakeBackLapsed
    } else {
        PledgeAction::TakeBackCancelled
    }
}

/// How much of a promise is fulfilled, in its own minor units, once `net` of the `expected` has come: in proportion,
/// rounded down, and all of it from the whole on. The expected amount is above zero.
pub fn fulfilled(promised: i64, net: i64, expected: i64) -> i64 {
    if net >= expected || expected <= 0 {
        return promised;
    }
    let exact = i128::from(promised) * i128::from(net.max(0)) / i128::from(expected);
    // A part of the promise is not larger than the promise.
    i64::try_from(exact).unwrap_or(promised)
}

/// Promises an amount for a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreatePledge {
    /// For which project.
    pub project_id: Id,
    /// How much, in any of the currencies.
    pub amount: Money,
    /// Whether the public sees the amount without a name.
    #[serde(default)]
    pub anonymous: bool,
}

impl Validate for CreatePledge {
    fn check(&self, checks: &mut Checks) {
        checks.ensure(self.amount.amount > 0, "/amount/amount", FieldCode::NotPositive);
        if self.amount.amount > AMOUNT_MAX {
            let max = Money::new(AMOUNT_MAX, self.amount.currency).decimal();
            checks.fault_with("/amount/amount", FieldCode::OutOfRange, [("max", max)]);
        }
        checks.required_text("/project_id", &self.project_id, 64);
    }
}

/// Withdraws a pledge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CancelPledge {
    /// Why, for the audit log; may be empty.
    #[serde(default)]
    pub reason: String,
}

impl Validate for CancelPledge {
    fn check(&self, checks: &mut Checks) {
        checks.text("/reason", &self.reason, SUMMARY_MAX);
    }
}

/// The rate that a pledge was shown with and keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShownRate {
    /// From the pledge's currency.
    pub from: Currency,
    /// Som for one unit of it, in millionths.
    pub from_rate: i64,
    /// Into the project's currency.
    pub to: Currency,
    /// Som for one unit of that, in millionths.
    pub to_rate: i64,
    /// The day of the rates; of the older one where they differ.
    pub dated: NaiveDate,
    /// Who says so.
    pub source: String,
}

/// How to pay a pledge by bank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentInstructions {
    /// The account's holder.
    pub holder: String,
    /// The bank.
    pub bank_name: String,
    /// BIC (ISO 9362), where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bic: Option<String>,
    /// IBAN or domestic account number.
    pub account_number: String,
    /// What should arrive on the account, in the account's currency.
    pub amount: Money,
    /// The reference that the remittance information must carry (ISO 11649).
    pub reference: String,
    /// The payload of the QR code (EMVCo merchant-presented).
    pub qr_payload: String,
    /// The QR code as an SVG picture.
    pub qr_svg: String,
}

/// A pledge as its donor sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pledge {
    /// Its id.
    pub id: Id,
    /// Goes up with each change.
    pub version: i64,
    /// For which project.
    pub project_id: Id,
    /// What that is called.
    pub project_title: Translated,
    /// What was promised.
    pub amount: Money,
    /// The same in the project's currency, at the rate shown.
    pub counted: Money,
    /// That rate; nothing where the currencies are the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<ShownRate>,
    /// Whether the public sees it without a name.
    pub anonymous: bool,
    /// Where it stands.
    pub state: PledgeState,
    /// What a bank statement proves to have come, in the account's currency.
    pub received: Money,
    /// What of it went back.
    pub refunded: Money,
    /// The payment reference.
    pub reference: String,
    /// When it was promised.
    pub created_at: DateTime<Utc>,
    /// The last day for paying.
    pub lapses_on: NaiveDate,
    /// How to pay; nothing once all has come, or the pledge is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instructions: Option<PaymentInstructions>,
    /// Receipts for what has come, the newest last.
    pub receipts: Vec<ReceiptSummary>,
}

/// A row of my pledges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyPledge {
    /// Its id.
    pub id: Id,
    /// For which project.
    pub project_id: Id,
    /// What that is called.
    pub project_title: Translated,
    /// What was promised.
    pub amount: Money,
    /// Where it stands.
    pub state: PledgeState,
    /// What has come, in the account's currency.
    pub received: Money,
    /// The payment reference.
    pub reference: String,
    /// When it was promised.
    pub created_at: DateTime<Utc>,
}

/// A pledge as everyone sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PledgeSummary {
    /// The donor's display name; nothing for an anonymous pledge, and after the account was deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub donor: Option<String>,
    /// What was promised.
    pub amount: Money,
    /// Where it stands.
    pub state: PledgeState,
    /// What has come, in the account's currency.
    pub received: Money,
    /// When it was promised.
    pub created_at: DateTime<Utc>,
}

/// A row of a pledge's receipts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiptSummary {
    /// Whoever has this code can see and verify the receipt.
    pub code: String,
    /// What came.
    pub amount: Money,
    /// The bank's booking day.
    pub received_on: NaiveDate,
    /// Whether it was booked wrongly and taken back.
    pub is_reversed: bool,
}

/// A receipt, verifiable by anyone who has its code, with all that a page for printing says. It names the donor to the
/// donor alone: whoever else shows it says who they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// Its code.
    pub code: String,
    /// For which project.
    pub project_id: Id,
    /// What the project is called.
    pub project_title: Translated,
    /// The organization whose bank account got it.
    pub organization_id: Id,
    /// What the organization is called.
    pub organization_name: Translated,
    /// From whom.
    pub partner: Partner,
    /// The donor's display name; only when the donor looks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub donor: Option<String>,
    /// The payment reference, for a pledge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// What came.
    pub amount: Money,
    /// The same in the project's currency.
    pub counted: Money,
    /// The bank's booking day.
    pub received_on: NaiveDate,
    /// The number of the entry in the project's ledger.
    pub entry_number: i64,
    /// The hash of that entry, as the ledger has it.
    pub entry_hash: String,
    /// When it was booked (UTC).
    pub booked_at: DateTime<Utc>,
    /// The entry that reverses it, where it turned out to be a mistake: then this receipt proves nothing any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reversed_by_entry: Option<i64>,
    /// Where anyone can verify the receipt.
    pub verification_url: String,
    /// That address as a QR code, an SVG picture.
    pub qr_svg: String,
}

/// What a project has been promised and has got, in its own currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PledgeTotals {
    /// Pledges that were not withdrawn and have not lapsed.
    pub pledges: i64,
    /// Promised by the diaspora and not yet paid.
    pub promised: Money,
    /// Received by the diaspora, less refunds.
    pub received: Money,
    /// What each partner owes by the matching rule and has brought.
    pub partners: Vec<PartnerTotals>,
}

/// What a partner owes and has brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartnerTotals {
    /// Who.
    pub partner: Partner,
    /// Owed in all by the matching rule, for what the diaspora really paid.
    pub owed: Money,
    /// Brought, as bank statements prove.
    pub received: Money,
}

/// Which of my pledges to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct MyPledgeQuery {
    /// Only in this state.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub state: Option<PledgeState>,
    /// Rows of a page, 1 to 100.
    pub limit: Option<u32>,
    /// Where the page begins.
    pub cursor: Option<String>,
}

impl Validate for MyPledgeQuery {
    fn check(&self, _: &mut Checks) {}
}

/// Which page of pledges.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct PledgeQuery {
    /// Rows of a page, 1 to 100.
    pub limit: Option<u32>,
    /// Where the page begins.
    pub cursor: Option<String>,
}

impl Validate for PledgeQuery {
    fn check(&self, _: &mut Checks) {}
}

#[cfg(test)]
mod tests;
