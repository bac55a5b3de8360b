//! Bank statements: what is imported, what waits for the treasurer, and what is decided about it.
//!
//! [`identity`] says when two lines of bank files are the same transaction, [`references`] how a payment reference is
//! found in what payers write, [`mapping`] how a bank's CSV is read.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    ids::Id,
    language::Translated,
    matching::Partner,
    money::Money,
    validation::{Checks, FieldCode, NAME_MAX, SUMMARY_MAX, Validate},
    wire::wire_enum,
};

pub mod identity;
pub mod mapping;
pub mod references;

pub use mapping::{ChangeCsvMapping, CsvColumns, CsvMapping, DateFormat, TextEncoding};

/// Longest statement, in octets.
pub const FILE_MAX: u64 = 200 * 1024 * 1024;
/// Lines that a preview shows.
pub const PREVIEW_LINES: usize = 200;
/// Parts that a transaction is split into at most.
pub const PARTS_MAX: usize = 50;

wire_enum! {
    /// What a statement was written in.
    StatementFormat {
        /// ISO 20022 camt.053.001.02, a statement.
        Camt05302 = "camt.053.001.02",
        /// ISO 20022 camt.053.001.08, a statement.
        Camt05308 = "camt.053.001.08",
        /// ISO 20022 camt.054.001.02, a notification; it has no balances.
        Camt05402 = "camt.054.001.02",
        /// ISO 20022 camt.054.001.08, a notification; it has no balances.
        Camt05408 = "camt.054.001.08",
        /// A table, read by the account's saved mapping.
        Csv = "csv",
    }
}

impl StatementFormat {
    /// Whether both balances must be there.
    pub const fn has_balances(self) -> bool {
        matches!(self, Self::Camt05302 | Self::Camt05308)
    }
}

wire_enum! {
    /// How far an import is.
    StatementState {
        /// The whole file was read and was good; its transactions are being booked.
        Booking = "booking",
        /// Every transaction is booked, queued, kept as outgoing, or was known.
        Completed = "completed",
    }
}

wire_enum! {
    /// What an import has to say about its file.
    NoticeKind {
        /// The file has no balances (camt.054, or a table without that column): whether it is complete can't be checked.
        NoBalances = "no_balances",
        /// Entries that the bank had not booked yet were left out; they come again once it has.
        PendingSkipped = "pending_skipped",
        /// Entries of zero were left out.
        EmptySkipped = "empty_skipped",
        /// Entries that the bank took back, or that take something back, wait in the queue.
        Reversals = "reversals",
        /// Collective entries without amounts for their parts wait in the queue, whole.
        Batches = "batches",
        /// Known already by day, amount and text only, as one of the files has no reference of the bank's.
        KnownByLikeness = "known_by_likeness",
        /// Could be known already under another text; they wait in the queue.
        PossibleDuplicates = "possible_duplicates",
        /// This very file was imported before.
        SameFile = "same_file",
        /// The opening balance is not the closing balance of the statement before: one in between may be missing.
        GapBefore = "gap_before",
    }
}

wire_enum! {
    /// Which way the money went.
    Direction {
        /// It came.
        Credit = "credit",
        /// It left.
        Debit = "debit",
    }
}

wire_enum! {
    /// Where a bank transaction stands.
    TransactionState {
        /// Waits for the treasurer, whole or with what is left of it.
        Queued = "queued",
        /// All of it is booked.
        Booked = "booked",
        /// Money that left; expenses and refunds claim it.
        Outgoing = "outgoing",
        /// Not for any project of ours; says why.
        SetAside = "set_aside",
    }
}

wire_enum! {
    /// Why a transaction waits.
    QueueReason {
        /// No payment reference is in it.
        NoReference = "no_reference",
        /// A payment reference is in it, but none of this organization's.
        UnknownReference = "unknown_reference",
        /// Two or more payment references are in it.
        SeveralReferences = "several_references",
        /// The pledge's account, or this one, was closed.
        ClosedAccount = "closed_account",
        /// A collective entry whose parts the bank doesn't tell.
        Batch = "batch",
        /// It takes back another entry, or was taken back.
        Reversal = "reversal",
        /// It may be a transaction that is known already under another text.
        PossibleDuplicate = "possible_duplicate",
        /// There is no exchange rate of its day for the project's currency.
        NoRate = "no_rate",
        /// A part of it is booked.
        Remainder = "remainder",
        /// What was booked was undone.
        Unmatched = "unmatched",
    }
}

wire_enum! {
    /// Why a pledge is suggested.
    SuggestionReason {
        /// Its reference is in the text.
        Reference = "reference",
        /// Its reference is in the text, with one character wrong or two neighbours swapped.
        NearReference = "near_reference",
        /// The payer's name is like the donor's.
        DonorName = "donor_name",
        /// The amount is what is expected for it.
        ExpectedAmount = "expected_amount",
    }
}

/// Something that an import has to say about its file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatementNotice {
    /// What.
    pub kind: NoticeKind,
    /// How many entries it is about; 0 where it is about the file.
    pub count: i64,
    /// By how much, for a gap in the balances.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difference: Option<Money>,
    /// The statement before, for the same file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement_id: Option<Id>,
}

/// How many entries became what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatementCounts {
    /// Booked entries of the file (those of the bank, before collective ones are split).
    pub entries: i64,
    /// Entries that were known already.
    pub known: i64,
    /// New transactions that were booked for a pledge by their reference.
    pub matched: i64,
    /// New transactions that wait for the treasurer.
    pub queued: i64,
    /// New transactions that left the account.
    pub outgoing: i64,
}

/// An imported statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Statement {
    /// Its id.
    pub id: Id,
    /// Of which bank account.
    pub account_id: Id,
    /// What it was written in.
    pub format: StatementFormat,
    /// How far the import is.
    pub state: StatementState,
    /// The file's name on the treasurer's device; may be empty.
    pub file_name: String,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub file_sha256: String,
    /// Its length in octets.
    pub file_size: i64,
    /// The first booking day in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The last booking day in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// The balance before the first entry; nothing for files without balances.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening: Option<Money>,
    /// The balance behind the last entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing: Option<Money>,
    /// What came in all.
    pub credited: Money,
    /// What left in all, above zero.
    pub debited: Money,
    /// How many entries became what; grows while the import is booking.
    pub counts: StatementCounts,
    /// What there is to say about the file.
    pub notices: Vec<StatementNotice>,
    /// Who imported it, by display name; nothing for the command line and deleted accounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported_by: Option<String>,
    /// When (UTC).
    pub imported_at: DateTime<Utc>,
}

/// What importing a file would do. Nothing is changed by asking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatementPreview {
    /// Of which bank account.
    pub account_id: Id,
    /// What it is written in.
    pub format: StatementFormat,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub file_sha256: String,
    /// The first booking day in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The last booking day in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// The balance before the first entry; nothing for files without balances.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening: Option<Money>,
    /// The balance behind the last entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing: Option<Money>,
    /// What came in all.
    pub credited: Money,
    /// What left in all, above zero.
    pub debited: Money,
    /// How many entries would become what; only `entries` for files with more than [`PREVIEW_LINES`] entries.
    pub counts: StatementCounts,
    /// What there is to say about the file.
    pub notices: Vec<StatementNotice>,
    /// Whether every entry is in `lines`; otherwise there are too many, and `lines` is empty.
    pub is_complete: bool,
    /// What would become of each transaction.
    pub lines: Vec<PreviewLine>,
}

wire_enum! {
    /// What would become of a transaction.
    PreviewOutcome {
        /// It is known already.
        Known = "known",
        /// It would be booked for a pledge.
        Matched = "matched",
        /// It would wait for the treasurer.
        Queued = "queued",
        /// It would be kept as money that left.
        Outgoing = "outgoing",
    }
}

/// A transaction of a previewed file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreviewLine {
    /// The bank's booking day.
    pub booked_on: NaiveDate,
    /// Which way.
    pub direction: Direction,
    /// How much, above zero.
    pub amount: Money,
    /// Who paid or was paid, as the bank says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counterparty: Option<String>,
    /// What the payer wrote.
    pub remittance: String,
    /// What would become of it.
    pub outcome: PreviewOutcome,
    /// Why it would wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue_reason: Option<QueueReason>,
    /// The payment reference of the pledge that it would be booked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The project of that pledge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project_id: Option<Id>,
}

/// What the body of an import is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields, default)]
pub struct ImportStatement {
    /// The bank account that it must be of. Without it the account is found by the number in the file; a table (CSV)
    /// needs it.
    pub account_id: Option<Id>,
    /// The file's name on the treasurer's device.
    pub file_name: Option<String>,
}

impl Validate for ImportStatement {
    fn check(&self, checks: &mut Checks) {
        checks.text("/account_id", self.account_id.as_deref().unwrap_or_default(), NAME_MAX);
        checks.text("/file_name", self.file_name.as_deref().unwrap_or_default(), NAME_MAX);
    }
}

/// Which statements to list, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct StatementQuery {
    /// Only of this bank account.
    pub account_id: Option<Id>,
    /// Rows of a page, 1 to 100.
    pub limit: Option<u32>,
    /// Where the page begins.
    pub cursor: Option<String>,
}

impl Validate for StatementQuery {
    fn check(&self, checks: &mut Checks) {
        checks.text("/account_id", self.account_id.as_deref().unwrap_or_default(), NAME_MAX);
    }
}

/// Which bank transactions to list, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct TransactionQuery {
    /// Only in this state; `queued` is the treasurer's queue.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub state: Option<TransactionState>,
    /// Only this way.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub direction: Option<Direction>,
    /// Only of this bank account.
    pub account_id: Option<Id>,
    /// Only those that came with this statement.
    pub statement_id: Option<Id>,
    /// Only booked by the bank on this day or later.
    pub from: Option<NaiveDate>,
    /// Only booked by the bank on this day or before.
    pub to: Option<NaiveDate>,
    /// Rows of a page, 1 to 100.
    pub limit: Option<u32>,
    /// Where the page begins.
    pub cursor: Option<String>,
}

impl Validate for TransactionQuery {
    fn check(&self, checks: &mut Checks) {
        checks.text("/account_id", self.account_id.as_deref().unwrap_or_default(), NAME_MAX);
        checks.text("/statement_id", self.statement_id.as_deref().unwrap_or_default(), NAME_MAX);
    }
}

mod transactions;
pub use transactions::*;
