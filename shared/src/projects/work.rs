//! The work itself: how it was bought, its steps, and the evidence for them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    files::FileSummary,
    ids::Id,
    language::Translated,
    money::{AMOUNT_MAX, Money},
    validation::{Checks, FieldCode, NAME_MAX, SUMMARY_MAX, Validate},
    wire::wire_enum,
};

/// A photo or document that shows what was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Evidence {
    /// Its id.
    pub id: Id,
    /// What it shows.
    pub caption: Translated,
    /// The file; a photo with its sizes.
    pub file: FileSummary,
    /// When it was added (UTC).
    pub added_at: DateTime<Utc>,
}

/// A step of the work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Milestone {
    /// Its id.
    pub id: Id,
    /// What will be done.
    pub title: Translated,
    /// By when.
    pub planned_on: NaiveDate,
    /// When it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<NaiveDate>,
    /// What the organization says about it.
    pub note: Translated,
    /// What shows it.
    pub evidence: Vec<Evidence>,
}

/// Moves a milestone, or marks it done; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ChangeMilestone {
    /// The new day; needs a reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned_on: Option<NaiveDate>,
    /// When it was done; needs evidence. Once done it stays done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done_on: Option<NaiveDate>,
    /// What there is to say about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Translated>,
    /// Why it moves; public.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Validate for ChangeMilestone {
    fn check(&self, checks: &mut Checks) {
        if let Some(note) = &self.note {
            checks.optional_translated("/note", note, SUMMARY_MAX);
        }
        checks.text("/reason", &self.reason, SUMMARY_MAX);
        if self.planned_on.is_some() && self.reason.trim().is_empty() {
            checks.fault("/reason", FieldCode::Required);
        }
    }
}

/// Adds a photo or document to a milestone. It becomes public and stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AddEvidence {
    /// The file, uploaded for the organization.
    pub file_id: Id,
    /// What it shows.
    #[serde(default)]
    pub caption: Translated,
}

impl Validate for AddEvidence {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/file_id", &self.file_id, NAME_MAX);
        checks.optional_translated("/caption", &self.caption, SUMMARY_MAX);
    }
}

wire_enum! {
    /// How the work is bought (Kyrgyz law on public procurement, 2022: open, limited, simplified, from a single
    /// source), or done with own hands.
    ProcurementMethod {
        /// Anyone may bid.
        OpenTender = "open_tender",
        /// Who was asked may bid.
        LimitedTender = "limited_tender",
        /// Quotations were compared.
        RequestForQuotations = "request_for_quotations",
        /// One supplier without competition.
        DirectContract = "direct_contract",
        /// The people of the place do it themselves.
        OwnWorks = "own_works",
    }
}

/// Records how the work was bought; replaces what was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordProcurement {
    /// How.
    pub method: ProcurementMethod,
    /// The tender's number on the state's portal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tender_number: Option<String>,
    /// The tender's page, `https://…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tender_url: Option<String>,
    /// Who won.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplier: Option<String>,
    /// For how much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract_value: Option<Money>,
    /// When the contract was signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract_signed_on: Option<NaiveDate>,
    /// The contract, a document uploaded for the organization; becomes public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract_file_id: Option<Id>,
    /// What else there is to say.
    #[serde(default)]
    pub note: Translated,
}

impl Validate for RecordProcurement {
    fn check(&self, checks: &mut Checks) {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        checks.text("/tender_number", &text(&self.tender_number), NAME_MAX);
        checks.text("/supplier", &text(&self.supplier), NAME_MAX);
        checks.text("/contract_file_id", &text(&self.contract_file_id), NAME_MAX);
        if let Some(url) = &self.tender_url {
            checks.text("/tender_url", url, SUMMARY_MAX);
            checks.ensure(url.starts_with("https://"), "/tender_url", FieldCode::InvalidFormat);
        }
        if self.method != ProcurementMethod::OwnWorks && text(&self.supplier).trim().is_empty() {
            checks.fault("/supplier", FieldCode::Required);
        }
        if let Some(value) = self.contract_value
            && !(1..=AMOUNT_MAX).contains(&value.amount)
        {
            let max = Money::new(AMOUNT_MAX, value.currency).decimal();
            checks.fault_with("/contract_value/amount", FieldCode::OutOfRange, [("max", max)]);
        }
        checks.optional_translated("/note", &self.note, SUMMARY_MAX);
    }
}

/// How the work was bought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Procurement {
    /// How.
    pub method: ProcurementMethod,
    /// The tender's number on the state's portal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tender_number: Option<String>,
    /// The tender's page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tender_url: Option<String>,
    /// Who won.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplier: Option<String>,
    /// For how much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract_value: Option<Money>,
    /// When the contract was signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract_signed_on: Option<NaiveDate>,
    /// The contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<FileSummary>,
    /// What else there is to say.
    pub note: Translated,
    /// When it was recorded (UTC).
    pub recorded_at: DateTime<Utc>,
}
