//! Writes camt.053 and camt.054 as a bank does, for the demo and for tests: entry by entry, so that a statement of any
//! length needs no memory. What it writes, [`super::read`] reads as the same entries.

use std::io::{self, Write};

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use kopuro_shared::{
    money::Money,
    organizations::is_iban,
    reference::is_reference,
    statements::{Direction, StatementFormat},
};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

use super::read::{Account, Entry, Part};

/// Longest unstructured text in one element (ISO 20022 `Max140Text`), in characters.
const LINE: usize = 140;

/// A statement without its entries.
#[derive(Debug, Clone)]
pub struct Draft {
    /// camt.053 or camt.054.
    pub format: StatementFormat,
    /// The bank's number of the statement.
    pub id: String,
    /// Of which account.
    pub account: Account,
    /// The holder's name.
    pub holder: String,
    /// The balance before the first entry, in minor units.
    pub opening: i64,
    /// When the bank made it.
    pub created_at: DateTime<Utc>,
}

/// A booked payment that came, as a bank tells it; `position` is its number in the statement, from 1.
pub fn payment(
    position: u32,
    booked_on: NaiveDate,
    amount: i64,
    bank_reference: &str,
    payer: &str,
    text: &str,
) -> Entry {
    let part = Part {
        amount,
        counterparty: Some(payer.to_owned()),
        remittance: vec![text.to_owned()],
        ..Part::default()
    };
    Entry {
        position,
        section: 1,
        booked_on,
        valued_on: Some(booked_on),
        direction: Direction::Credit,
        amount,
        bank_reference: Some(bank_reference.to_owned()),
        is_reversal: false,
        is_batch: false,
        parts: vec![part],
    }
}

/// Writes a statement. The entries are gone through twice: the closing balance stands before them.
pub fn write_statement<W: Write>(
    out: W,
    draft: &Draft,
    entries: impl Iterator<Item = Entry> + Clone,
) -> io::Result<()> {
    let mut out = Out { writer: Writer::new(out), draft };
    out.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let has_balances = draft.format.has_balances();
    let (message, statement) =
        if has_balances { ("BkToCstmrStmt", "Stmt") } else { ("BkToCstmrDbtCdtNtfctn", "Ntfctn") };
    let namespace = format!("urn:iso:std:iso:20022:tech:xsd:{}", draft.format.name());
    let document = BytesStart::new("Document").with_attributes([("xmlns", namespace.as_str())]);
    out.event(Event::Start(document))?;
    out.open(message)?;
    let created = draft.created_at.to_rfc3339_opts(SecondsFormat::Secs, true);
    out.open("GrpHdr")?;
    out.leaf("MsgId", &draft.id)?;
    out.leaf("CreDtTm", &created)?;
    out.close("GrpHdr")?;
    out.open(statement)?;
    out.leaf("Id", &draft.id)?;
    out.leaf("CreDtTm", &created)?;
    out.account()?;
    if has_balances {
        out.balances(entries.clone())?;
    }
    for entry in entries {
        out.entry(&entry)?;
    }
    for name in [statement, message, "Document"] {
        out.close(name)?;
    }
    out.writer.get_mut().flush()
}

struct Out<'a, W> {
    writer: Writer<W>,
    draft: &'a Draft,
}

impl<W: Write> Out<'_, W> {
    fn event(&mut self, event: Event<'_>) -> io::Result<()> {
        self.writer.write_event(event)
    }

    fn open(&mut self, name: &str) -> io::Result<()> {
        self.event(Event::Start(BytesStart::new(name)))
    }

    fn close(&mut self, name: &str) -> io::Result<()> {
        self.event(Event::End(BytesEnd::new(name)))
    }

    fn leaf(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.open(name)?;
        self.event(Event::Text(BytesText::new(text)))?;
        self.close(name)
    }

    /// A leaf within elements: `wrapped(&["BookgDt", "Dt"], "2026-05-04")`.
    fn wrapped(&mut self, names: &[&str], text: &str) -> io::Result<()> {
        let Some((name, rest)) = names.split_first() else {
            return self.event(Event::Text(BytesText::new(text)));
        };
        self.open(name)?;
        self.wrapped(rest, text)?;
        self.close(name)
    }

    fn amount(&mut self, money: Money) -> io::Result<()> {
        let start = BytesStart::new("Amt").with_attributes([("Ccy", money.currency.code())]);
        self.event(Event::Start(start))?;
        let text = Money::new(money.amount.abs(), money.currency).decimal();
        self.event(Event::Text(BytesText::new(&text)))?;
        self.close("Amt")
    }

    fn own(&mut self, amount: i64) -> io::Result<()> {
        self.amount(Money::new(amount, self.draft.account.currency))
    }

    fn account(&mut self) -> io::Result<()> {
        let (number, currency) =
            (self.draft.account.number.clone(), self.draft.account.currency.code());
        self.open("Acct")?;
        self.number(&number)?;
        self.leaf("Ccy", currency)?;
        let holder = self.draft.holder.clone();
        self.wrapped(&["Ownr", "Nm"], &holder)?;
        self.close("Acct")
    }

    /// An account's `Id`.
    fn number(&mut self, number: &str) -> io::Result<()> {
        if is_iban(number) {
            self.wrapped(&["Id", "IBAN"], number)
        } else {
            self.wrapped(&["Id", "Othr", "Id"], number)
        }
    }

    fn balances(&mut self, entries: impl Iterator<Item = Entry>) -> io::Result<()> {
        let (mut closing, mut days) = (self.draft.opening, None);
        for entry in entries {
            let credit = entry.direction == Direction::Credit;
            closing += if credit { entry.amount } else { -entry.amount };
            let (first, last) = days.unwrap_or((entry.booked_on, entry.booked_on));
            days = Some((first.min(entry.booked_on), last.max(entry.booked_on)));
        }
        let today = self.draft.created_at.date_naive();
        let (first, last) = days.unwrap_or((today, today));
        self.balance("OPBD", self.draft.opening, first)?;
        self.balance("CLBD", closing, last)
    }

    fn balance(&mut self, kind: &str, amount: i64, day: NaiveDate) -> io::Result<()> {
        self.open("Bal")?;
        self.wrapped(&["Tp", "CdOrPrtry", "Cd"], kind)?;
        self.own(amount)?;
        self.leaf("CdtDbtInd", if amount < 0 { "DBIT" } else { "CRDT" })?;
        self.wrapped(&["Dt", "Dt"], &day.to_string())?;
        self.close("Bal")
    }

    /// Whether names and codes stand one level deeper, as they do since 001.03.
    fn is_newer(&self) -> bool {
        matches!(self.draft.format, StatementFormat::Camt05308 | StatementFormat::Camt05408)
    }

    fn entry(&mut self, entry: &Entry) -> io::Result<()> {
        self.open("Ntry")?;
        self.leaf("NtryRef", &entry.position.to_string())?;
        self.own(entry.amount)?;
        self.direction(entry)?;
        if entry.is_reversal {
            self.leaf("RvslInd", "true")?;
        }
        if self.is_newer() {
            self.wrapped(&["Sts", "Cd"], "BOOK")?;
        } else {
            self.leaf("Sts", "BOOK")?;
        }
        self.wrapped(&["BookgDt", "Dt"], &entry.booked_on.to_string())?;
        if let Some(day) = entry.valued_on {
            self.wrapped(&["ValDt", "Dt"], &day.to_string())?;
        }
        if let Some(reference) = &entry.bank_reference {
            self.leaf("AcctSvcrRef", reference)?;
        }
        self.wrapped(&["BkTxCd", "Prtry", "Cd"], "PMNT")?;
        self.open("NtryDtls")?;
        if entry.is_batch {
            self.wrapped(&["Btch", "NbOfTxs"], "2")?;
        } else {
            for part in &entry.parts {
                self.part(entry, part)?;
            }
        }
        self.close("NtryDtls")?;
        let additional = &entry.parts[0].additional;
        let of_entry = if entry.is_batch { additional.first() } else { additional.get(1) };
        if let Some(text) = of_entry {
            self.leaf("AddtlNtryInf", text)?;
        }
        self.close("Ntry")
    }

    fn direction(&mut self, entry: &Entry) -> io::Result<()> {
        let credit = entry.direction == Direction::Credit;
        self.leaf("CdtDbtInd", if credit { "CRDT" } else { "DBIT" })
    }

    fn part(&mut self, entry: &Entry, part: &Part) -> io::Result<()> {
        self.open("TxDtls")?;
        self.open("Refs")?;
        if let Some(reference) = &part.bank_reference {
            self.leaf("AcctSvcrRef", reference)?;
        }
        self.leaf("EndToEndId", part.end_to_end_id.as_deref().unwrap_or("NOTPROVIDED"))?;
        self.close("Refs")?;
        if self.is_newer() {
            self.own(part.amount)?;
            self.direction(entry)?;
        }
        self.open("AmtDtls")?;
        if let Some(instructed) = part.instructed {
            self.open("InstdAmt")?;
            self.amount(instructed)?;
            self.close("InstdAmt")?;
        }
        self.open("TxAmt")?;
        self.own(part.amount)?;
        self.close("TxAmt")?;
        self.close("AmtDtls")?;
        self.parties(entry.direction, part)?;
        self.remittance(&part.remittance)?;
        if let Some(text) = part.additional.first() {
            self.leaf("AddtlTxInf", text)?;
        }
        self.close("TxDtls")
    }

    fn parties(&mut self, direction: Direction, part: &Part) -> io::Result<()> {
        if part.counterparty.is_none() && part.counterparty_account.is_none() {
            return Ok(());
        }
        let (party, account) = match direction {
            Direction::Credit => ("Dbtr", "DbtrAcct"),
            Direction::Debit => ("Cdtr", "CdtrAcct"),
        };
        self.open("RltdPties")?;
        if let Some(name) = &part.counterparty {
            let newer = self.is_newer();
            let path: &[&str] = if newer { &[party, "Pty", "Nm"] } else { &[party, "Nm"] };
            self.wrapped(path, name)?;
        }
        if let Some(number) = &part.counterparty_account {
            self.open(account)?;
            self.number(number)?;
            self.close(account)?;
        }
        self.close("RltdPties")
    }

    /// References as banks carry them in structure, the rest as lines.
    fn remittance(&mut self, texts: &[String]) -> io::Result<()> {
        if texts.is_empty() {
            return Ok(());
        }
        self.open("RmtInf")?;
        for text in texts.iter().filter(|text| !is_reference(text)) {
            for line in lines(text) {
                self.leaf("Ustrd", &line)?;
            }
        }
        for reference in texts.iter().filter(|text| is_reference(text)) {
            self.wrapped(&["Strd", "CdtrRefInf", "Ref"], reference)?;
        }
        self.close("RmtInf")
    }
}

/// Breaks a text between words.
fn lines(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last_mut().expect("there is one");
        if !last.is_empty() && last.chars().count() + 1 + word.chars().count() > LINE {
            lines.push(word.to_owned());
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines
}
