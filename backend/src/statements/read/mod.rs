//! Reading statements: camt.053, camt.054 and tables, one entry at a time, in constant memory. Nothing here knows the
//! database; the fuzz targets feed it.
//!
//! A file is read twice: once to its end to see that it is good, and once more to keep its entries. Whoever calls has it
//! on disk anyway, and nothing is written before the whole file is known to be without a fault.

use std::io::{Cursor, Read};

use chrono::NaiveDate;
use kopuro_shared::{
    currency::Currency,
    error::ErrorCode,
    money::{AMOUNT_MAX, Money},
    statements::{ChangeCsvMapping, Direction, StatementFormat, TextEncoding, identity::Marks},
};
use serde::{Deserialize, Serialize};

use crate::platform::error::{Error, Result};

mod camt;
mod csv;
mod decode;
mod xml;

/// Octets that are looked at to tell the format.
const HEAD: u64 = 4096;
/// Longest text that is kept of a part, in characters.
const TEXT_MAX: usize = 2000;
/// Longest name, reference or account number that is kept, in characters.
const NAME_MAX: usize = 140;
/// The largest amount of an entry or balance, in minor units: far above any account, far below overflow.
const BALANCE_MAX: i64 = AMOUNT_MAX * 1000;

/// A bank account that a statement may be of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// IBAN or domestic number, normalized.
    pub number: String,
    /// Its currency.
    pub currency: Currency,
}

/// A booked entry of the bank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number in the file, from 1.
    pub position: u32,
    /// Which of the file's statements it is in. Those that go on where the one before ends are one: a bank lists each
    /// entry once in them.
    pub section: u32,
    /// The bank's booking day.
    pub booked_on: NaiveDate,
    /// From when interest is counted.
    pub valued_on: Option<NaiveDate>,
    /// Which way.
    pub direction: Direction,
    /// In minor units of the account's currency, above zero.
    pub amount: i64,
    /// The bank's own reference.
    pub bank_reference: Option<String>,
    /// Whether it takes back another entry, or gives back what was paid.
    pub is_reversal: bool,
    /// Whether it is a collective entry whose parts the bank doesn't tell.
    pub is_batch: bool,
    /// At least one; their amounts are the entry's together.
    pub parts: Vec<Part>,
}

/// A part of an entry: what one payer paid, or one payee got.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// In minor units of the account's currency, above zero.
    pub amount: i64,
    /// The bank's reference of this part, where it has one of its own.
    pub bank_reference: Option<String>,
    /// The payer's reference.
    pub end_to_end_id: Option<String>,
    /// Who paid or was paid.
    pub counterparty: Option<String>,
    /// Their account.
    pub counterparty_account: Option<String>,
    /// What the payer wrote, text by text.
    pub remittance: Vec<String>,
    /// What the bank wrote, text by text.
    pub additional: Vec<String>,
    /// What the payer's bank was told to pay, where that was in another currency.
    pub instructed: Option<Money>,
}

impl Part {
    /// All texts, a line for each.
    pub fn texts(&self) -> String {
        let texts: Vec<&str> =
            self.remittance.iter().chain(&self.additional).map(String::as_str).collect();
        texts.join("\n")
    }
}

impl Entry {
    /// What tells it from others.
    pub fn marks(&self) -> Marks {
        let first = &self.parts[0];
        let bank = self.bank_reference.as_deref().or(first.bank_reference.as_deref());
        if self.parts.len() > 1 {
            let texts: Vec<String> =
                self.parts.iter().map(|part| part.remittance.concat()).collect();
            return Marks::new(bank, None, None, &texts.concat());
        }
        // What the bank writes differs between its files; it tells only where the payer wrote nothing.
        let texts = if first.remittance.is_empty() { &first.additional } else { &first.remittance };
        let (id, account) = (&first.end_to_end_id, &first.counterparty_account);
        Marks::new(bank, id.as_deref(), account.as_deref(), &texts.concat())
    }
}

/// A whole file, without its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// What it is written in.
    pub format: StatementFormat,
    /// Which of the accounts it is of.
    pub account: usize,
    /// The first booking day.
    pub first_day: Option<NaiveDate>,
    /// The last booking day.
    pub last_day: Option<NaiveDate>,
    /// The balance before the first entry; nothing for files without balances.
    pub opening: Option<i64>,
    /// The balance behind the last entry.
    pub closing: Option<i64>,
    /// What came in all.
    pub credited: i64,
    /// What left in all.
    pub debited: i64,
    /// Booked entries.
    pub entries: u32,
    /// Entries that the bank has not booked.
    pub pending: i64,
    /// Entries of zero.
    pub empty: i64,
}

impl Outline {
    fn new(format: StatementFormat) -> Self {
        Self {
            format,
            account: 0,
            first_day: None,
            last_day: None,
            opening: None,
            closing: None,
            credited: 0,
            debited: 0,
            entries: 0,
            pending: 0,
            empty: 0,
        }
    }

    /// Counts an entry in. Errors: a sum that is too large.
    fn add(&mut self, entry: &Entry, place: Place) -> Result<()> {
        let sum = match entry.direction {
            Direction::Credit => &mut self.credited,
            Direction::Debit => &mut self.debited,
        };
        let total = sum.checked_add(entry.amount).filter(|total| *total <= BALANCE_MAX);
        *sum = total.ok_or_else(|| place.malformed("sum"))?;
        self.first_day =
            Some(self.first_day.map_or(entry.booked_on, |day| day.min(entry.booked_on)));
        self.last_day = Some(self.last_day.map_or(entry.booked_on, |day| day.max(entry.booked_on)));
        Ok(())
    }
}

/// Takes an entry; its error ends the reading.
pub type Sink<'a> = &'a mut dyn FnMut(Entry) -> Result<()>;

/// Reads a whole file of one of these accounts.
///
/// Errors: the `statement-…` codes, each with the line, and the entry where it is about one.
pub fn read(
    mut input: impl Read,
    accounts: &[Account],
    mapping: Option<&ChangeCsvMapping>,
    sink: Sink<'_>,
) -> Result<Outline> {
    let mut head = Vec::new();
    input.by_ref().take(HEAD).read_to_end(&mut head).map_err(Error::internal)?;
    let is_xml = decode::is_xml(&head)?;
    let whole = Cursor::new(head.clone()).chain(input);
    if is_xml {
        let encoding = decode::xml_encoding(&head)?;
        return camt::read(decode::Decoded::new(whole, encoding), accounts, sink);
    }
    let mapping = mapping.ok_or_else(|| Error::new(ErrorCode::StatementMappingMissing))?;
    let encoding = decode::table_encoding(&head, mapping.encoding)?;
    csv::read(decode::Decoded::new(whole, encoding), accounts, mapping, sink)
}

/// Whether a file is XML, and so names its account itself.
pub fn is_xml(head: &[u8]) -> Result<bool> {
    decode::is_xml(head)
}

/// Where in a file something is.
#[derive(Debug, Clone, Copy)]
struct Place {
    line: u64,
    entry: u32,
}

impl Place {
    fn error(self, code: ErrorCode) -> Error {
        let entry = if self.entry == 0 { "—".to_owned() } else { self.entry.to_string() };
        Error::new(code).with("line", self.line).with("entry", entry)
    }

    fn malformed(self, element: &str) -> Error {
        self.error(ErrorCode::StatementMalformed).with("element", element)
    }

    /// An amount of the account's currency, not below zero.
    fn amount(self, text: &str, currency: Currency) -> Result<i64> {
        let money = Money::parse_decimal(text.trim(), currency).ok();
        let fits = money.filter(|money| (0..=BALANCE_MAX).contains(&money.amount));
        fits.map(|money| money.amount).ok_or_else(|| self.no_amount(text, currency))
    }

    fn no_amount(self, text: &str, currency: Currency) -> Error {
        self.error(ErrorCode::StatementAmountInvalid)
            .with("text", clean(text, 40).unwrap_or_default())
            .with("currency", currency.code())
    }

    fn other_currency(self, found: &str, expected: Currency) -> Error {
        self.error(ErrorCode::StatementOtherCurrency)
            .with("found", clean(found, 10).unwrap_or_default())
            .with("expected", expected.code())
    }

    fn out_of_balance(
        self,
        currency: Currency,
        (opening, entries, closing): (i64, i64, i64),
    ) -> Error {
        let figure = |amount| Money::new(amount, currency).decimal();
        let expected = opening.saturating_add(entries);
        self.error(ErrorCode::StatementOutOfBalance)
            .with("opening", figure(opening))
            .with("entries", figure(entries))
            .with("expected", figure(expected))
            .with("closing", figure(closing))
            .with("difference", figure(closing.saturating_sub(expected)))
            .with("currency", currency.code())
    }
}

/// Which account it is. Without a currency in the file the number decides.
fn find_account(
    place: Place,
    accounts: &[Account],
    number: &str,
    currency: Option<&str>,
) -> Result<usize> {
    let number = kopuro_shared::organizations::normalize_account_number(number);
    let mut same = accounts.iter().enumerate().filter(|(_, account)| account.number == number);
    let fits = |account: &Account| currency.is_none_or(|code| code == account.currency.code());
    if let Some((index, _)) = same.clone().find(|(_, account)| fits(account)) {
        return Ok(index);
    }
    if let (Some((_, account)), Some(found)) = (same.next(), currency) {
        return Err(place.other_currency(found, account.currency));
    }
    let expected: Vec<&str> = accounts.iter().map(|account| account.number.as_str()).collect();
    Err(place
        .error(ErrorCode::StatementOtherAccount)
        .with("found", clean(&number, 40).unwrap_or_default())
        .with("expected", expected.join(", ")))
}

/// A text as it is kept: one line, no control characters, not longer than `max`; nothing for an empty one.
fn clean(text: &str, max: usize) -> Option<String> {
    let mut kept = String::new();
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        if !word.is_empty() {
            if !kept.is_empty() {
                kept.push(' ');
            }
            kept.push_str(word);
        }
    }
    let kept: String = kept.chars().take(max).collect();
    (!kept.is_empty()).then_some(kept)
}

/// The encoding of a table, as the library knows it.
fn encoding_of(encoding: TextEncoding) -> &'static encoding_rs::Encoding {
    match encoding {
        TextEncoding::Utf8 => encoding_rs::UTF_8,
        TextEncoding::Windows1251 => encoding_rs::WINDOWS_1251,
        TextEncoding::Koi8R => encoding_rs::KOI8_R,
        TextEncoding::Ibm866 => encoding_rs::IBM866,
        TextEncoding::Windows1252 => encoding_rs::WINDOWS_1252,
        TextEncoding::Utf16Le => encoding_rs::UTF_16LE,
    }
}

#[cfg(test)]
mod tests;
