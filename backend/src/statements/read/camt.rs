//! ISO 20022 camt.053 and camt.054, versions 001.02 and 001.08. Statement by statement, entry by entry.

use std::io::Read;

use chrono::NaiveDate;
use kopuro_shared::{
    currency::Currency,
    error::ErrorCode,
    money::Money,
    statements::{Direction, StatementFormat},
};

use super::{
    Account, Entry, NAME_MAX, Outline, Part, Place, Sink, TEXT_MAX, clean,
    decode::Decoded,
    find_account,
    xml::{Node, Opened, Step, Xml},
};
use crate::platform::error::{Error, Result};

const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:";

/// Reads a whole file.
pub fn read<R: Read>(input: Decoded<R>, accounts: &[Account], sink: Sink<'_>) -> Result<Outline> {
    let mut xml = Xml::new(input);
    let document = open(&mut xml, "Document")?;
    let name = document.namespace.strip_prefix(NAMESPACE).unwrap_or(&document.namespace);
    let format = StatementFormat::from_name(name)
        .filter(|format| {
            *format != StatementFormat::Csv && document.namespace.starts_with(NAMESPACE)
        })
        .ok_or_else(|| {
            let found = clean(&format!("{} {name}", document.name), 100).unwrap_or_default();
            Error::new(ErrorCode::StatementFormatUnknown).with("found", found)
        })?;
    let (message, statement) = if format.has_balances() {
        ("BkToCstmrStmt", "Stmt")
    } else {
        ("BkToCstmrDbtCdtNtfctn", "Ntfctn")
    };
    open(&mut xml, message)?;
    let mut reading =
        Reading { accounts, account: None, outline: Outline::new(format), section: 0, sink };
    let mut statements = 0;
    loop {
        match xml.step()? {
            Step::Open(opened) if opened.name == statement => {
                statements += 1;
                reading.statement(&mut xml)?;
            }
            Step::Open(_) => xml.skip()?,
            Step::Text(_) => {}
            Step::Close => break,
            Step::End => return Err(place(&xml).error(ErrorCode::StatementTruncated)),
        }
    }
    if statements == 0 {
        return Err(place(&xml).malformed(statement));
    }
    // The end of the document, and nothing behind it.
    loop {
        match xml.step()? {
            Step::Close | Step::Text(_) => {}
            Step::Open(opened) => return Err(place(&xml).malformed(&opened.name)),
            Step::End => return Ok(reading.outline),
        }
    }
}

fn place<R: Read>(xml: &Xml<R>) -> Place {
    Place { line: xml.line(), entry: 0 }
}

/// The next element, which must have this name.
fn open<R: Read>(xml: &mut Xml<R>, name: &str) -> Result<Opened> {
    loop {
        match xml.step()? {
            Step::Open(opened) if opened.name == name => return Ok(opened),
            Step::Open(opened) if name == "Document" => {
                let found = clean(&opened.name, 100).unwrap_or_default();
                return Err(Error::new(ErrorCode::StatementFormatUnknown).with("found", found));
            }
            Step::Text(text) if text.trim().is_empty() => {}
            Step::End => return Err(place(xml).error(ErrorCode::StatementTruncated)),
            _ => return Err(place(xml).malformed(name)),
        }
    }
}

struct Reading<'a> {
    accounts: &'a [Account],
    account: Option<usize>,
    outline: Outline,
    section: u32,
    sink: Sink<'a>,
}

/// The balances of one statement, and what its entries add up to.
#[derive(Default)]
struct Balances {
    opening: Option<i64>,
    previous: Option<i64>,
    closing: Option<i64>,
    interim: Vec<i64>,
    entries: i64,
    has_entries: bool,
}

impl Balances {
    /// Opening (OPBD), or the previous closing (PRCD), or the first of several interim ones (ITBD, pages of a statement).
    fn before(&self) -> Option<i64> {
        let interim = self.interim.first().copied();
        let interim = interim.filter(|_| self.interim.len() > 1 || self.closing.is_some());
        self.opening.or(self.previous).or(interim)
    }

    /// Closing (CLBD), or the last interim one.
    fn behind(&self) -> Option<i64> {
        let interim = self.interim.last().copied();
        let has_before = self.opening.is_some() || self.previous.is_some();
        self.closing.or(interim.filter(|_| self.interim.len() > 1 || has_before))
    }
}

impl Reading<'_> {
    fn statement<R: Read>(&mut self, xml: &mut Xml<R>) -> Result<()> {
        let mut account = None;
        let mut balances = Balances::default();
        loop {
            let line = xml.line();
            let opened = match xml.step()? {
                Step::Open(opened) => opened,
                Step::Text(_) => continue,
                Step::Close => break,
                Step::End => return Err(place(xml).error(ErrorCode::StatementTruncated)),
            };
            match opened.name.as_str() {
                "Acct" => {
                    let node = xml.node(opened)?;
                    account = Some(self.find_account(&node, Place { line, entry: 0 })?);
                }
                "Bal" => {
                    let node = xml.node(opened)?;
                    let at = Place { line, entry: 0 };
                    balance(&node, at, self.currency(account, at)?, &mut balances)?;
                }
                "Ntry" => {
                    let node = xml.node(opened)?;
                    let at = Place { line, entry: self.outline.entries + 1 };
                    let currency = self.currency(account, at)?;
                    self.entry(&node, at, currency, &mut balances)?;
                }
                _ => xml.skip()?,
            }
        }
        let at = place(xml);
        let currency = self.currency(account, at)?;
        if self.outline.format.has_balances() {
            let missing =
                |balance| at.error(ErrorCode::StatementBalanceMissing).with("balance", balance);
            let opening = balances.before().ok_or_else(|| missing("OPBD"))?;
            let closing = balances.behind().ok_or_else(|| missing("CLBD"))?;
            if opening.checked_add(balances.entries) != Some(closing) {
                return Err(at.out_of_balance(currency, (opening, balances.entries, closing)));
            }
            self.outline.opening = self.outline.opening.or(Some(opening));
            self.outline.closing = Some(closing);
        }
        Ok(())
    }

    /// All statements of a file are of one account.
    fn find_account(&mut self, node: &Node, at: Place) -> Result<usize> {
        let number = node
            .text("Id/IBAN")
            .or_else(|| node.text("Id/Othr/Id"))
            .ok_or_else(|| at.malformed("Acct/Id"))?;
        let candidates = match self.account {
            Some(index) => &self.accounts[index..=index],
            None => self.accounts,
        };
        let found = find_account(at, candidates, number, node.text("Ccy"))?;
        let index = self.account.unwrap_or(found);
        (self.account, self.outline.account) = (Some(index), index);
        Ok(index)
    }

    fn currency(&self, account: Option<usize>, at: Place) -> Result<Currency> {
        let index = account.ok_or_else(|| at.malformed("Acct"))?;
        Ok(self.accounts[index].currency)
    }

    fn entry(
        &mut self,
        node: &Node,
        at: Place,
        currency: Currency,
        balances: &mut Balances,
    ) -> Result<()> {
        let status = node.text("Sts/Cd").or_else(|| node.text("Sts"));
        match status.ok_or_else(|| at.malformed("Sts"))? {
            "BOOK" => {}
            // Not booked: pending, for information only, in the future.
            "PDNG" | "INFO" | "FUTR" => {
                self.outline.pending += 1;
                return Ok(());
            }
            _ => return Err(at.malformed("Sts")),
        }
        if !balances.has_entries {
            balances.has_entries = true;
            // A statement that goes on where the one before ends is its next page, or the next day. Notifications of one
            // file are one anyway.
            let goes_on = !self.outline.format.has_balances()
                || (self.outline.closing.is_some() && self.outline.closing == balances.before());
            self.section += u32::from(!goes_on || self.section == 0);
        }
        let amount = amount(node, at, currency)?;
        if amount == 0 {
            self.outline.empty += 1;
            return Ok(());
        }
        self.outline.entries += 1;
        let direction = direction(node, at)?;
        let details: Vec<&Node> =
            node.all("NtryDtls").flat_map(|details| details.all("TxDtls")).collect();
        let (is_batch, parts) = parts(node, &details, direction, amount, currency);
        let entry = Entry {
            position: self.outline.entries,
            section: self.section,
            booked_on: day(node, "BookgDt")
                .or_else(|| day(node, "ValDt"))
                .ok_or_else(|| at.malformed("BookgDt"))?,
            valued_on: day(node, "ValDt"),
            direction,
            amount,
            bank_reference: node.text("AcctSvcrRef").and_then(|text| clean(text, NAME_MAX)),
            is_reversal: matches!(node.text("RvslInd"), Some("true" | "1"))
                || details.iter().any(|details| details.find("RtrInf").is_some()),
            is_batch,
            parts,
        };
        let signed = if direction == Direction::Credit { amount } else { -amount };
        balances.entries =
            balances.entries.checked_add(signed).ok_or_else(|| at.malformed("Ntry"))?;
        self.outline.add(&entry, at)?;
        (self.sink)(entry)
    }
}

fn balance(node: &Node, at: Place, currency: Currency, into: &mut Balances) -> Result<()> {
    let Some(kind @ ("OPBD" | "PRCD" | "CLBD" | "ITBD")) = node.text("Tp/CdOrPrtry/Cd") else {
        return Ok(());
    };
    let amount = amount(node, at, currency)?;
    let amount = if direction(node, at)? == Direction::Credit { amount } else { -amount };
    match kind {
        "OPBD" => into.opening = into.opening.or(Some(amount)),
        "PRCD" => into.previous = into.previous.or(Some(amount)),
        "CLBD" => into.closing = Some(amount),
        _ => into.interim.push(amount),
    }
    Ok(())
}

/// The `Amt` of an entry or balance, which is in the account's currency.
fn amount(node: &Node, at: Place, currency: Currency) -> Result<i64> {
    let amount = node.find("Amt").ok_or_else(|| at.malformed("Amt"))?;
    let code = amount.currency.as_deref().ok_or_else(|| at.malformed("Amt/@Ccy"))?;
    if code != currency.code() {
        return Err(at.other_currency(code, currency));
    }
    at.amount(&amount.text, currency)
}

fn direction(node: &Node, at: Place) -> Result<Direction> {
    match node.text("CdtDbtInd") {
        Some("CRDT") => Ok(Direction::Credit),
        Some("DBIT") => Ok(Direction::Debit),
        _ => Err(at.malformed("CdtDbtInd")),
    }
}

/// A day, or the day of a time as the bank's own clock shows it.
fn day(node: &Node, name: &str) -> Option<NaiveDate> {
    let date = node.find(name)?;
    let text = date.text("Dt").or_else(|| date.text("DtTm"))?;
    text.get(..10)?.parse().ok()
}

/// What an entry is made of. A collective one is split when the bank tells an amount in the account's currency for each
/// part and they are the entry's together; otherwise it stays whole, and is said to be a batch.
fn parts(
    node: &Node,
    details: &[&Node],
    direction: Direction,
    amount: i64,
    currency: Currency,
) -> (bool, Vec<Part>) {
    let stated = node.all("NtryDtls").filter_map(|details| details.text("Btch/NbOfTxs"));
    let stated: usize = stated.filter_map(|count| count.parse::<usize>().ok()).sum();
    let additional = node.text("AddtlNtryInf").and_then(|text| clean(text, TEXT_MAX));
    let count = details.len().max(stated);
    if count <= 1 {
        let mut part =
            details.first().map_or_else(Part::default, |it| part(it, direction, currency));
        part.amount = amount;
        part.additional.extend(additional.filter(|text| !part.additional.contains(text)));
        return (false, vec![part]);
    }
    if count == details.len() {
        let amounts: Option<Vec<i64>> = details
            .iter()
            .map(|details| own_amount(details, direction, currency).filter(|amount| *amount > 0))
            .collect();
        let sum = amounts.as_ref().and_then(|amounts| {
            amounts.iter().try_fold(0_i64, |sum, amount| sum.checked_add(*amount))
        });
        if let Some(amounts) = amounts.filter(|_| sum == Some(amount)) {
            let parts = details
                .iter()
                .zip(amounts)
                .map(|(details, amount)| Part { amount, ..part(details, direction, currency) });
            return (false, parts.collect());
        }
    }
    // Whole. The texts of the first parts help the treasurer to see what it is.
    let texts = details.iter().take(20).flat_map(|it| part(it, direction, currency).remittance);
    let mut whole = Part { amount, remittance: texts.collect(), ..Part::default() };
    whole.additional.extend(additional);
    (true, vec![whole])
}

/// The amount of a part in the account's currency: `Amt` (001.08) or `AmtDtls/TxAmt` (001.02). The instructed amount is
/// what the payer's bank was told, before conversion and charges: it is no amount of the account's.
fn own_amount(details: &Node, direction: Direction, currency: Currency) -> Option<i64> {
    let same_way = match details.text("CdtDbtInd") {
        Some("CRDT") => direction == Direction::Credit,
        Some("DBIT") => direction == Direction::Debit,
        _ => true,
    };
    let amount = details.find("Amt").or_else(|| details.find("AmtDtls/TxAmt/Amt"))?;
    let ours = same_way && amount.currency.as_deref() == Some(currency.code());
    ours.then(|| Money::parse_decimal(amount.text.trim(), currency).ok())
        .flatten()
        .map(|it| it.amount)
}

fn part(details: &Node, direction: Direction, currency: Currency) -> Part {
    let name = |text: Option<&str>| text.and_then(|text| clean(text, NAME_MAX));
    let (party, ultimate, account) = match direction {
        Direction::Credit => ("Dbtr", "UltmtDbtr", "DbtrAcct"),
        Direction::Debit => ("Cdtr", "UltmtCdtr", "CdtrAcct"),
    };
    let parties = details.find("RltdPties");
    let party_name = |party: &str| {
        let party = parties?.find(party)?;
        party.text("Pty/Nm").or_else(|| party.text("Nm"))
    };
    let account = parties.and_then(|parties| parties.find(account));
    let instructed = details.find("AmtDtls/InstdAmt/Amt").and_then(|amount| {
        let other: Currency = amount.currency.as_deref()?.parse().ok()?;
        Money::parse_decimal(amount.text.trim(), other).ok()
    });
    Part {
        amount: 0,
        bank_reference: name(details.text("Refs/AcctSvcrRef")),
        end_to_end_id: name(details.text("Refs/EndToEndId")),
        counterparty: name(party_name(party).or_else(|| party_name(ultimate))),
        counterparty_account: name(
            account.and_then(|it| it.text("Id/IBAN").or_else(|| it.text("Id/Othr/Id"))),
        ),
        remittance: remittance(details),
        additional: details
            .text("AddtlTxInf")
            .and_then(|it| clean(it, TEXT_MAX))
            .into_iter()
            .collect(),
        instructed: instructed.filter(|money| money.currency != currency),
    }
}

/// The structured references, and the lines of the unstructured text as one: banks break it at 35 or 140 characters.
fn remittance(details: &Node) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut add = |text: Option<&str>| {
        let text = text.and_then(|text| clean(text, TEXT_MAX));
        texts.extend(text.filter(|text| !texts.contains(text)));
    };
    for information in details.all("RmtInf") {
        for structured in information.all("Strd") {
            add(structured.text("CdtrRefInf/Ref"));
            structured.all("RfrdDocInf").for_each(|it| add(it.text("Nb")));
            structured.all("AddtlRmtInf").for_each(|it| add(Some(&it.text)));
        }
        let lines: Vec<&str> = information.all("Ustrd").map(|it| it.text.trim()).collect();
        add(Some(&lines.join(" ")));
    }
    texts
}
