//! Payments as they are entered, decided on and shown.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{ExpenseAction, ExpenseKind, ExpenseState};
use crate::{
    files::FileSummary,
    ids::Id,
    language::Translated,
    matching::Partner,
    money::{AMOUNT_MAX, Money},
    organizations::Role,
    projects::MoneyUse,
    validation::{Checks, FieldCode, NAME_MAX, SUMMARY_MAX, Validate},
};

/// Files of one invoice at most.
pub const INVOICES_MAX: usize = 10;

fn check_amount(checks: &mut Checks, amount: Money) {
    checks.ensure(amount.amount > 0, "/amount/amount", FieldCode::NotPositive);
    if amount.amount > AMOUNT_MAX {
        let max = Money::new(AMOUNT_MAX, amount.currency).decimal();
        checks.fault_with("/amount/amount", FieldCode::OutOfRange, [("max", max)]);
    }
}

/// Enters what a supplier is paid. Another member approves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateExpense {
    /// The line of the project's budget.
    pub budget_line_id: Id,
    /// Who is paid.
    pub supplier: String,
    /// What for.
    pub purpose: Translated,
    /// How much, in the currency of the account that pays.
    pub amount: Money,
    /// The day of the payment; not ahead.
    pub spent_on: NaiveDate,
    /// The invoice and what belongs to it: documents, uploaded for the organization. They become public with the approval.
    pub invoice_file_ids: Vec<Id>,
}

impl Validate for CreateExpense {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/budget_line_id", &self.budget_line_id, NAME_MAX);
        checks.required_text("/supplier", &self.supplier, NAME_MAX);
        checks.translated("/purpose", &self.purpose, SUMMARY_MAX);
        check_amount(checks, self.amount);
        let files = &self.invoice_file_ids;
        checks.ensure(!files.is_empty(), "/invoice_file_ids", FieldCode::Required);
        if files.len() > INVOICES_MAX {
            let max = [("max", INVOICES_MAX.to_string())];
            checks.fault_with("/invoice_file_ids", FieldCode::TooLong, max);
        }
        for (index, file) in files.iter().enumerate().take(INVOICES_MAX) {
            let pointer = format!("/invoice_file_ids/{index}");
            checks.required_text(&pointer, file, NAME_MAX);
            checks.ensure(!files[..index].contains(file), pointer, FieldCode::Duplicate);
        }
    }
}

/// Proposes to give a donor's money back. Another member approves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateRefund {
    /// The payment reference of the pledge, as the donor has it.
    pub reference: String,
    /// How much, in the currency of the account that it came to.
    pub amount: Money,
    /// Why; the donor reads it.
    pub reason: String,
}

impl Validate for CreateRefund {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/reference", &self.reference, NAME_MAX);
        check_amount(checks, self.amount);
        checks.required_text("/reason", &self.reason, SUMMARY_MAX);
    }
}

/// Proposes to give what is left where the project's plan says. Another member approves it.
///
/// Where the plan names another project, nothing is booked there: its own bank statement proves what comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateDistribution {
    /// How much, in the currency of the account that pays.
    pub amount: Money,
    /// What for, and who gets it; public.
    pub purpose: Translated,
    /// The day of the payment; not ahead.
    pub spent_on: NaiveDate,
    /// What shows it: documents, uploaded for the organization. They become public with the approval.
    #[serde(default)]
    pub invoice_file_ids: Vec<Id>,
}

impl Validate for CreateDistribution {
    fn check(&self, checks: &mut Checks) {
        check_amount(checks, self.amount);
        checks.translated("/purpose", &self.purpose, SUMMARY_MAX);
        if self.invoice_file_ids.len() > INVOICES_MAX {
            let max = [("max", INVOICES_MAX.to_string())];
            checks.fault_with("/invoice_file_ids", FieldCode::TooLong, max);
        }
        for (index, file) in self.invoice_file_ids.iter().enumerate().take(INVOICES_MAX) {
            let pointer = format!("/invoice_file_ids/{index}");
            checks.required_text(&pointer, file, NAME_MAX);
            let before = &self.invoice_file_ids[..index];
            checks.ensure(!before.contains(file), pointer, FieldCode::Duplicate);
        }
    }
}

/// Does something with a payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ActOnExpense {
    /// What.
    pub action: ExpenseAction,
    /// Why; needed for rejections and reversals.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Validate for ActOnExpense {
    fn check(&self, checks: &mut Checks) {
        checks.text("/reason", &self.reason, SUMMARY_MAX);
        if self.action.transition().needs_reason && self.reason.trim().is_empty() {
            checks.fault("/reason", FieldCode::Required);
        }
    }
}

/// Names the debit on a bank statement that shows an approved payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProveExpense {
    /// The bank transaction, as the statement's queue names it.
    pub transaction_id: Id,
}

impl Validate for ProveExpense {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/transaction_id", &self.transaction_id, NAME_MAX);
    }
}

/// Which page of a project's payments.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ExpenseQuery {
    /// Where money goes; expenses without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub kind: Option<ExpenseKind>,
    /// Only those that stand so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub state: Option<ExpenseState>,
    /// Rows of a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Where the page begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

impl Validate for ExpenseQuery {
    fn check(&self, _: &mut Checks) {}
}

/// Which page of an organization's payments.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct OrganizationExpenseQuery {
    /// Only those that stand so; those that wait for a decision without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub state: Option<ExpenseState>,
    /// Rows of a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Where the page begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

impl Validate for OrganizationExpenseQuery {
    fn check(&self, _: &mut Checks) {}
}

/// Money that leaves a project's account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Expense {
    /// Its id.
    pub id: Id,
    /// Goes up with each change, as in the `ETag`.
    pub version: i64,
    /// The project.
    pub project_id: Id,
    /// Where it goes.
    pub kind: ExpenseKind,
    /// Where it stands.
    pub state: ExpenseState,
    /// How much, in the currency of the account that pays.
    pub amount: Money,
    /// The same in the project's currency, at the rate of its day.
    pub counted: Money,
    /// The day of the payment.
    pub spent_on: NaiveDate,
    /// What for. Of a refund only the organization's members and stewards read it.
    pub purpose: Translated,
    /// The line of the budget, for an expense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<ExpenseLine>,
    /// Who is paid, for an expense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplier: Option<String>,
    /// The invoice and what belongs to it.
    pub invoices: Vec<FileSummary>,
    /// The payment reference of the pledge, for a refund; only for the organization's members and stewards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// By what rule of the plan, for a distribution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money_use: Option<MoneyUse>,
    /// The project that gets it, where the plan names one. Its own bank statement proves what comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_project_id: Option<Id>,
    /// The partner that gets its money back; the diaspora for money that came without a pledge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<Partner>,
    /// The refund run that it belongs to; it is decided on with that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund_run_id: Option<Id>,
    /// Who entered it.
    pub entered: ExpenseStep,
    /// Who decided on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<ExpenseStep>,
    /// Why it was rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The last time that somebody called it a mistake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reversal: Option<Reversal>,
    /// The number of its entry in the project's ledger, once it is booked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry_number: Option<i64>,
    /// A debit on a bank statement shows it.
    pub is_proved_by_bank: bool,
    /// What the caller may do with it now.
    pub actions: Vec<AllowedExpenseAction>,
}

/// A line of the budget, as a payment names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExpenseLine {
    /// The line.
    pub id: Id,
    /// What for.
    pub name: Translated,
}

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExpenseStep {
    /// The role in which it was done.
    pub role: Role,
    /// The person's display name, to the organization's members and stewards, and to everyone where the profile is public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// A mistake: who called it one and why, and what another person decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reversal {
    /// Why it is one.
    pub reason: String,
    /// Who says so.
    pub entered: ExpenseStep,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<ExpenseStep>,
    /// Why what is booked stands all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejected_because: Option<String>,
    /// The number of the mirror image in the project's ledger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry_number: Option<i64>,
}

/// What the caller may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AllowedExpenseAction {
    /// What.
    pub action: ExpenseAction,
    /// Whether a reason must be given.
    pub needs_reason: bool,
    /// Whether the session must have shown a second factor.
    pub needs_second_factor: bool,
}
