//! Tables (CSV), by an account's saved mapping.

use std::io::Read;

use chrono::NaiveDate;
use csv::{ErrorKind, ReaderBuilder, StringRecord};
use kopuro_shared::{
    currency::Currency,
    error::ErrorCode,
    money::Money,
    statements::{ChangeCsvMapping, Direction, StatementFormat},
};

use super::{
    Account, BALANCE_MAX, Entry, NAME_MAX, Outline, Part, Place, Sink, TEXT_MAX, clean,
    decode::{DecodeFault, Decoded},
    find_account,
};
use crate::platform::error::{Error, Result};

/// Reads a whole file. Its account is the only one given, or the one that a column names.
pub fn read<R: Read>(
    input: Decoded<R>,
    accounts: &[Account],
    mapping: &ChangeCsvMapping,
    sink: Sink<'_>,
) -> Result<Outline> {
    let account = accounts.first().ok_or_else(|| Error::new(ErrorCode::StatementMappingMissing))?;
    let mut reader = ReaderBuilder::new()
        .delimiter(mapping.delimiter.bytes().next().unwrap_or(b';'))
        .has_headers(false)
        .flexible(true)
        .from_reader(input);
    let mut outline = Outline::new(StatementFormat::Csv);
    let mut chain = Chain::default();
    let mut record = StringRecord::new();
    loop {
        reader.get_mut().begin_piece();
        let more = reader.read_record(&mut record);
        let line = record.position().map_or(1, csv::Position::line);
        let at = Place { line, entry: outline.entries + 1 };
        match more {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => return Err(fault(&error, reader.get_ref().line(), mapping)),
        }
        let blank = record.iter().all(|field| field.trim().is_empty());
        if line <= u64::from(mapping.header_rows) || blank {
            continue;
        }
        let row = Row { record: &record, mapping, at, account };
        let Some((entry, balance)) = row.entry(outline.entries + 1)? else {
            outline.empty += 1;
            continue;
        };
        let signed =
            if entry.direction == Direction::Credit { entry.amount } else { -entry.amount };
        if let Some(balance) = balance {
            chain.add(at, account.currency, signed, balance)?;
        }
        outline.entries += 1;
        outline.add(&entry, at)?;
        sink(entry)?;
    }
    if let Some((opening, closing)) = chain.ends() {
        (outline.opening, outline.closing) = (Some(opening), Some(closing));
    }
    Ok(outline)
}

fn fault(error: &csv::Error, line: u64, mapping: &ChangeCsvMapping) -> Error {
    let at = Place { line, entry: 0 };
    match error.kind() {
        ErrorKind::Io(error) => match error.get_ref().and_then(|it| it.downcast_ref()) {
            Some(DecodeFault::WrongEncoding(_)) => at
                .error(ErrorCode::StatementEncodingWrong)
                .with("encoding", mapping.encoding.name()),
            Some(DecodeFault::TooLong) => at.malformed("…"),
            None => Error::internal(std::io::Error::other(error.to_string())),
        },
        _ => at.malformed("CSV"),
    }
}

struct Row<'a> {
    record: &'a StringRecord,
    mapping: &'a ChangeCsvMapping,
    at: Place,
    account: &'a Account,
}

impl Row<'_> {
    fn field(&self, column: Option<u32>) -> Option<&str> {
        let index = usize::try_from(column?).ok()?.checked_sub(1)?;
        self.record.get(index).map(str::trim).filter(|text| !text.is_empty())
    }

    fn required(&self, column: u32) -> Result<&str> {
        self.field(Some(column)).ok_or_else(|| self.at.malformed(&format!("#{column}")))
    }

    /// The entry with the balance behind it; nothing for one of zero.
    fn entry(&self, position: u32) -> Result<Option<(Entry, Option<i64>)>> {
        let columns = &self.mapping.columns;
        if let Some(column) = columns.account {
            let number = self.required(column)?;
            find_account(self.at, std::slice::from_ref(self.account), number, None)?;
        }
        if let Some(column) = columns.currency {
            let code = self.required(column)?;
            if code != self.account.currency.code() {
                return Err(self.at.other_currency(code, self.account.currency));
            }
        }
        let booked_on = self.day(self.required(columns.booked_on)?)?;
        let signed = self.signed()?;
        let balance = match columns.balance {
            Some(column) => Some(self.number(self.required(column)?)?),
            None => None,
        };
        if signed == 0 {
            return Ok(None);
        }
        let name = |column| self.field(column).and_then(|text| clean(text, NAME_MAX));
        let texts = columns.remittance.iter();
        let texts = texts.filter_map(|column| clean(self.field(Some(*column))?, TEXT_MAX));
        let part = Part {
            amount: signed.abs(),
            counterparty: name(columns.counterparty),
            counterparty_account: name(columns.counterparty_account),
            remittance: texts.collect(),
            ..Part::default()
        };
        let entry = Entry {
            position,
            section: 1,
            booked_on,
            valued_on: None,
            direction: if signed > 0 { Direction::Credit } else { Direction::Debit },
            amount: signed.abs(),
            bank_reference: name(columns.bank_reference),
            is_reversal: false,
            is_batch: false,
            parts: vec![part],
        };
        Ok(Some((entry, balance)))
    }

    fn signed(&self) -> Result<i64> {
        let columns = &self.mapping.columns;
        if let Some(column) = columns.amount {
            return self.number(self.required(column)?);
        }
        let side = |column| self.field(column).map_or(Ok(0), |text| self.number(text));
        let (credit, debit) = (side(columns.credit)?, side(columns.debit)?);
        match (credit, debit) {
            (credit, 0) if credit >= 0 => Ok(credit),
            (0, debit) if debit >= 0 => Ok(-debit),
            _ => {
                let text = self.field(columns.credit).unwrap_or_default();
                Err(self.at.no_amount(text, self.account.currency))
            }
        }
    }

    /// A number as this bank writes it: grouped by spaces, apostrophes, or the sign that is not before the decimals.
    fn number(&self, text: &str) -> Result<i64> {
        let currency: Currency = self.account.currency;
        let decimal = self.mapping.decimal.chars().next().unwrap_or(',');
        let group = if decimal == ',' { '.' } else { ',' };
        let mut plain = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' => {}
                '−' | '–' => plain.push('-'),
                '+' if plain.is_empty() => {}
                c if c == group => {}
                c if c == decimal => plain.push('.'),
                c => plain.push(c),
            }
        }
        let money = Money::parse_decimal(&plain, currency).ok();
        let fits = money.filter(|money| money.amount.abs() <= BALANCE_MAX);
        fits.map(|money| money.amount).ok_or_else(|| self.at.no_amount(text, currency))
    }

    /// The day; a time behind it is not read.
    fn day(&self, text: &str) -> Result<NaiveDate> {
        let format = self.mapping.date_format.strftime();
        let parsed = NaiveDate::parse_and_remainder(text, format).ok();
        let plausible = parsed.filter(|(day, rest)| {
            (1990..2200).contains(&chrono::Datelike::year(day))
                && !rest.starts_with(|c: char| c.is_ascii_digit())
        });
        plausible.map(|(day, _)| day).ok_or_else(|| self.at.malformed(text))
    }
}

/// Balances behind each entry must follow from each other, whether the table begins with the oldest entry or with the
/// newest.
#[derive(Default)]
struct Chain {
    /// The first row: its amount and balance.
    first: Option<(i64, i64)>,
    last: Option<(i64, i64)>,
    /// What is wrong in either order.
    oldest_first: Option<Error>,
    newest_first: Option<Error>,
}

impl Chain {
    fn add(&mut self, at: Place, currency: Currency, amount: i64, balance: i64) -> Result<()> {
        if let Some((amount_before, balance_before)) = self.last {
            if self.oldest_first.is_none() && balance_before.checked_add(amount) != Some(balance) {
                let error = at.out_of_balance(currency, (balance_before, amount, balance));
                self.oldest_first = Some(error);
            }
            if self.newest_first.is_none()
                && balance.checked_add(amount_before) != Some(balance_before)
            {
                let error = at.out_of_balance(currency, (balance, amount_before, balance_before));
                self.newest_first = Some(error);
            }
            if self.oldest_first.is_some() && self.newest_first.is_some() {
                // The order in which it went well longer is the table's.
                let error = if self.oldest_first_lasted(at) {
                    self.oldest_first.take()
                } else {
                    self.newest_first.take()
                };
                return error.map_or(Ok(()), Err);
            }
        }
        self.first = self.first.or(Some((amount, balance)));
        self.last = Some((amount, balance));
        Ok(())
    }

    /// Whether the oldest-first order broke only now.
    fn oldest_first_lasted(&self, at: Place) -> bool {
        let line = at.line.to_string();
        self.oldest_first.as_ref().is_some_and(|error| error.figures.get("line") == Some(&line))
    }

    /// Opening and closing balance.
    fn ends(&self) -> Option<(i64, i64)> {
        let (first, last) = (self.first?, self.last?);
        Some(if self.oldest_first.is_none() {
            (first.1.checked_sub(first.0)?, last.1)
        } else {
            (last.1.checked_sub(last.0)?, first.1)
        })
    }
}
