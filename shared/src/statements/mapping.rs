//! How a bank's CSV is read: saved once per bank account.

use serde::{Deserialize, Serialize};

use crate::{
    ids::Id,
    validation::{Checks, FieldCode, Validate},
    wire::wire_enum,
};

/// Columns that a table has at most.
pub const COLUMNS_MAX: u32 = 200;
/// Rows above the first entry at most.
pub const HEADER_ROWS_MAX: u32 = 100;
/// Columns that texts are taken from at most.
const TEXT_COLUMNS_MAX: usize = 10;

wire_enum! {
    /// In which encoding a table is written.
    TextEncoding {
        /// UTF-8.
        Utf8 = "utf-8",
        /// Windows-1251, Cyrillic.
        Windows1251 = "windows-1251",
        /// KOI8-R, Cyrillic.
        Koi8R = "koi8-r",
        /// IBM 866, Cyrillic of DOS.
        Ibm866 = "ibm866",
        /// Windows-1252, Western European.
        Windows1252 = "windows-1252",
        /// UTF-16, little-endian.
        Utf16Le = "utf-16le",
    }
}

wire_enum! {
    /// How a table writes days. What stands behind the day (a time) is not read.
    DateFormat {
        /// 31.12.2026
        DayDotMonthDotYear = "dd.mm.yyyy",
        /// 31.12.26
        DayDotMonthDotShortYear = "dd.mm.yy",
        /// 31/12/2026
        DaySlashMonthSlashYear = "dd/mm/yyyy",
        /// 12/31/2026
        MonthSlashDaySlashYear = "mm/dd/yyyy",
        /// 31-12-2026
        DayDashMonthDashYear = "dd-mm-yyyy",
        /// 2026-12-31
        YearDashMonthDashDay = "yyyy-mm-dd",
        /// 20261231
        Compact = "yyyymmdd",
    }
}

impl DateFormat {
    /// The same in the notation of `strftime`.
    pub const fn strftime(self) -> &'static str {
        match self {
            Self::DayDotMonthDotYear => "%d.%m.%Y",
            Self::DayDotMonthDotShortYear => "%d.%m.%y",
            Self::DaySlashMonthSlashYear => "%d/%m/%Y",
            Self::MonthSlashDaySlashYear => "%m/%d/%Y",
            Self::DayDashMonthDashYear => "%d-%m-%Y",
            Self::YearDashMonthDashDay => "%Y-%m-%d",
            Self::Compact => "%Y%m%d",
        }
    }
}

/// Which column has what, from 1. Either `amount` (signed), or `credit` and `debit`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct CsvColumns {
    /// The bank's booking day.
    pub booked_on: u32,
    /// The amount, what left below zero.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<u32>,
    /// What came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<u32>,
    /// What left, above zero.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub debit: Option<u32>,
    /// The balance behind the entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub balance: Option<u32>,
    /// The bank's own reference of the entry, the same in all its files; not a number that begins anew each day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bank_reference: Option<u32>,
    /// What the payer wrote; several columns are read as several lines.
    pub remittance: Vec<u32>,
    /// Who paid or was paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counterparty: Option<u32>,
    /// Their account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counterparty_account: Option<u32>,
    /// The account that the table is of; every row must name ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<u32>,
    /// The currency; every row must have the account's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<u32>,
}

/// Saves how a bank's CSV is read; replaces what was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeCsvMapping {
    /// What stands between two columns: `;`, `,`, a tab, `|`.
    pub delimiter: String,
    /// The encoding. A byte order mark wins over it.
    pub encoding: TextEncoding,
    /// What stands before the decimals: `,` or `.`. The other one, spaces and apostrophes may group digits.
    pub decimal: String,
    /// How days are written.
    pub date_format: DateFormat,
    /// Lines above the first entry.
    pub header_rows: u32,
    /// Which column has what.
    pub columns: CsvColumns,
}

impl Default for ChangeCsvMapping {
    fn default() -> Self {
        Self {
            delimiter: ";".to_owned(),
            encoding: TextEncoding::Utf8,
            decimal: ",".to_owned(),
            date_format: DateFormat::DayDotMonthDotYear,
            header_rows: 1,
            columns: CsvColumns::default(),
        }
    }
}

impl Validate for ChangeCsvMapping {
    fn check(&self, checks: &mut Checks) {
        let delimiter = matches!(self.delimiter.as_str(), ";" | "," | "\t" | "|");
        checks.ensure(delimiter, "/delimiter", FieldCode::NotAccepted);
        checks.ensure(
            matches!(self.decimal.as_str(), "," | "."),
            "/decimal",
            FieldCode::NotAccepted,
        );
        let rows = self.header_rows <= HEADER_ROWS_MAX;
        checks.ensure(rows, "/header_rows", FieldCode::OutOfRange);
        let columns = &self.columns;
        checks.ensure(columns.booked_on > 0, "/columns/booked_on", FieldCode::Required);
        let one = columns.amount.is_some() && columns.credit.is_none() && columns.debit.is_none();
        let two = columns.amount.is_none() && columns.credit.is_some() && columns.debit.is_some();
        checks.ensure(one || two, "/columns/amount", FieldCode::Required);
        if columns.remittance.len() > TEXT_COLUMNS_MAX {
            let max = TEXT_COLUMNS_MAX.to_string();
            checks.fault_with("/columns/remittance", FieldCode::TooLong, [("max", max)]);
        }
        let single = [
            ("booked_on", Some(columns.booked_on)),
            ("amount", columns.amount),
            ("credit", columns.credit),
            ("debit", columns.debit),
            ("balance", columns.balance),
            ("bank_reference", columns.bank_reference),
            ("counterparty", columns.counterparty),
            ("counterparty_account", columns.counterparty_account),
            ("account", columns.account),
            ("currency", columns.currency),
        ];
        let texts = columns.remittance.iter().map(|column| ("remittance", Some(*column)));
        for (name, column) in single.into_iter().chain(texts) {
            let fits = column.is_none_or(|column| (1..=COLUMNS_MAX).contains(&column));
            checks.ensure(fits, format!("/columns/{name}"), FieldCode::OutOfRange);
        }
    }
}

/// How a bank's CSV is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CsvMapping {
    /// Of which bank account.
    pub account_id: Id,
    /// Goes up with each change; 0 as long as nothing is saved.
    pub version: i64,
    /// How it is read; a proposal as long as nothing is saved.
    pub mapping: ChangeCsvMapping,
}
