//! What a bank statement proves: receipts, and what partners owe because of them.
//!
//! Everything here runs inside the transaction of the caller (a statement's import, a treasurer's decision), who has checked that the caller may do it.

use chrono::NaiveDate;
use kopuro_shared::{
    ids::Id,
    ledger::{EntryKind, Posting, accounts},
    matching::Partner,
    money::Money,
    pledges::{PledgeAction, PledgeActor, PledgeFault, PledgeState, fulfilled, receive_action},
};

use super::{
    mails,
    service::{self, currency_of, overflow, state_of},
    store::{self, PartnerRow, PledgeRow, ReceiptRow},
};
use crate::{
    exchange_rates,
    ledger::service::{NewEntry, post},
    platform::{
        app::App,
        clock,
        db::Conn,
        error::{Error, Result},
    },
    projects::{
        facts::{self, ProjectFacts},
        lifecycle,
    },
};

/// From whom money came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReceiptFrom {
    /// A donor, for this pledge.
    Pledge(Id),
    /// The diaspora without a pledge, or another partner, for this project.
    Partner(Id, Partner),
}

/// Money that a bank statement proves.
#[derive(Debug, Clone)]
pub struct BookReceipt {
    /// From whom, for what.
    pub from: ReceiptFrom,
    /// Names the bank transaction, or the part of it, once and for all: the same one is booked once.
    pub transaction_id: String,
    /// What came, as the bank has it; above zero.
    pub amount: Money,
    /// The bank's booking day.
    pub received_on: NaiveDate,
}

/// What became of a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booked {
    /// The receipt.
    pub receipt_id: Id,
    /// Whether it is new; otherwise this bank transaction was booked before and nothing changed.
    pub is_new: bool,
}

/// Finds the pledge that a payment reference belongs to, with its project.
pub fn find_pledge_by_reference(conn: &mut Conn<'_>, reference: &str) -> Result<Option<(Id, Id)>> {
    let row = store::find_by_reference(conn, reference)?;
    Ok(row.map(|row| (row.id, row.project_id)))
}

/// Books money that came, once: the entry in the ledger, the pledge's state, the sums, the receipt, what partners now
/// owe, and a mail to the donor.
///
/// Errors: `not-found` for a pledge or project that is not there; `exchange-rate-missing` where the money is in
/// another currency than the project and there is no rate of that day.
pub fn book_receipt(conn: &mut Conn<'_>, app: &App, new: &BookReceipt) -> Result<Booked> {
    if let Some(before) = store::find_receipt_of(conn, &new.transaction_id)? {
        return Ok(Booked { receipt_id: before.id, is_new: false });
    }
    let (project, booked) = match &new.from {
        ReceiptFrom::Pledge(id) => {
            let pledge = store::get_pledge(conn, id)?;
            let project = facts::get_facts(conn, &pledge.project_id)?;
            let booked = book_for_pledge(conn, app, &project, pledge, new)?;
            (project, booked)
        }
        ReceiptFrom::Partner(project_id, partner) => {
            let project = facts::get_facts(conn, project_id)?;
            let booked = book_for_partner(conn, &project, *partner, new)?;
            (project, booked)
        }
    };
    lifecycle::money_changed(conn, &project.id)?;
    Ok(booked)
}

fn book_for_pledge(
    conn: &mut Conn<'_>,
    app: &App,
    project: &ProjectFacts,
    mut pledge: PledgeRow,
    new: &BookReceipt,
) -> Result<Booked> {
    let account_currency = currency_of(&pledge.account_currency)?;
    let (came, _) =
        exchange_rates::service::convert(conn, new.amount, account_currency, new.received_on)?;
    pledge.received = pledge.received.checked_add(came.amount).ok_or_else(overflow)?;
    let net = pledge.received - pledge.refunded;
    let was = state_of(&pledge)?;
    let action = receive_action(net, pledge.expected);
    step(&mut pledge, action)?;
    let released = release(&mut pledge, net);
    let mut postings = money_postings(new.amount, Partner::Diaspora);
    postings.extend(release_postings(
        Partner::Diaspora,
        Money::new(released.promise, currency_of(&pledge.currency)?),
    ));
    let mut receipt = record(conn, project, Partner::Diaspora, Some(&pledge.id), new, postings)?;
    receipt.for_pledge = Some(came.amount);
    store::update_receipt(conn, &receipt)?;
    store::update_pledge(conn, &pledge)?;
    let mut totals = store::get_totals(conn, &project.id)?;
    totals.promised -= released.counted;
    // It had been given up, and counts again.
    if matches!(was, PledgeState::Cancelled | PledgeState::Lapsed | PledgeState::Refunded) {
        totals.pledges += 1;
    }
    totals.received = totals.received.checked_add(receipt.counted).ok_or_else(overflow)?;
    store::put_totals(conn, &totals)?;
    match_partners(conn, project, totals.received)?;
    mails::thank(conn, app, project, &pledge, new, &receipt.code)?;
    Ok(Booked { receipt_id: receipt.id, is_new: true })
}

fn book_for_partner(
    conn: &mut Conn<'_>,
    project: &ProjectFacts,
    partner: Partner,
    new: &BookReceipt,
) -> Result<Booked> {
    let (counted, _) =
        exchange_rates::service::convert(conn, new.amount, project.currency, new.received_on)?;
    let mut postings = money_postings(new.amount, partner);
    if partner == Partner::Diaspora {
        let receipt = record(conn, project, partner, None, new, postings)?;
        let mut totals = store::get_totals(conn, &project.id)?;
        totals.received = totals.received.checked_add(counted.amount).ok_or_else(overflow)?;
        store::put_totals(conn, &totals)?;
        match_partners(conn, project, totals.received)?;
        return Ok(Booked { receipt_id: receipt.id, is_new: true });
    }
    let mut row = store::get_partner(conn, &project.id, partner.name())?;
    row.received = row.received.checked_add(counted.amount).ok_or_else(overflow)?;
    let open = still_open(&row);
    let released = row.open - open;
    row.open = open;
    postings.extend(release_postings(partner, Money::new(released, project.currency)));
    let receipt = record(conn, project, partner, None, new, postings)?;
    store::put_partner(conn, &row)?;
    Ok(Booked { receipt_id: receipt.id, is_new: true })
}

/// What of a partner's debt is still to come.
pub(super) fn still_open(row: &PartnerRow) -> i64 {
    (row.owed - row.received).max(0)
}

/// Money came: the bank has it, and from whom is on its account.
fn money_postings(amount: Money, partner: Partner) -> Vec<Posting> {
    vec![
        Posting::debit(accounts::BANK, amount.currency, amount.amount),
        Posting::credit(accounts::received(partner.name()), amount.currency, amount.amount),
    ]
}

/// A promise is no longer open; no postings for nothing.
pub(super) fn release_postings(partner: Partner, promise: Money) -> Vec<Posting> {
    if promise.amount == 0 {
        return Vec::new();
    }
    vec![
        Posting::debit(accounts::PROMISES, promise.currency, promise.amount),
        Posting::credit(accounts::promised(partner.name()), promise.currency, promise.amount),
    ]
}

/// A promise is made.
pub(super) fn promise_postings(partner: Partner, promise: Money) -> Vec<Posting> {
    vec![
        Posting::debit(accounts::promised(partner.name()), promise.currency, promise.amount),
        Posting::credit(accounts::PROMISES, promise.currency, promise.amount),
    ]
}

/// How much of a promise is taken off, in its own and in the project's currency.
struct Released {
    promise: i64,
    counted: i64,
}

/// Takes off the open promise what the money that came fulfils. What was released before (by an earlier part, by
/// withdrawal, by lapse) stays released.
fn release(pledge: &mut PledgeRow, net: i64) -> Released {
    let open = pledge.amount - fulfilled(pledge.amount, net, pledge.expected);
    let open_counted = pledge.counted - fulfilled(pledge.counted, net, pledge.expected);
    let (open, open_counted) = (open.min(pledge.open), open_counted.min(pledge.open_counted));
    let released =
        Released { promise: pledge.open - open, counted: pledge.open_counted - open_counted };
    (pledge.open, pledge.open_counted) = (open, open_counted);
    released
}

/// Moves a pledge by the table in `kopuro_shared::pledges`.
pub(super) fn step(pledge: &mut PledgeRow, action: PledgeAction) -> Result<()> {
    let state =
        state_of(pledge)?.step(action, PledgeActor::Booking).map_err(|fault| match fault {
            PledgeFault::NotAllowed => Error::not_allowed(),
            PledgeFault::WrongState => service::wrong_state(pledge),
        })?;
    state.name().clone_into(&mut pledge.state);
    pledge.version += 1;
    Ok(())
}

fn record(
    conn: &mut Conn<'_>,
    project: &ProjectFacts,
    partner: Partner,
    pledge_id: Option<&str>,
    new: &BookReceipt,
    postings: Vec<Posting>,
) -> Result<ReceiptRow> {
    let (counted, _) =
        exchange_rates::service::convert(conn, new.amount, project.currency, new.received_on)?;
    let id = clock::new_id();
    let entry = NewEntry { kind: EntryKind::Receipt, subject_id: Some(id.clone()), postings };
    let entry = post(conn, &project.id, entry)?;
    let row = ReceiptRow {
        id,
        code: format!("{:032x}", rand::random::<u128>()),
        project_id: project.id.clone(),
        partner: partner.name().to_owned(),
        pledge_id: pledge_id.map(str::to_owned),
        transaction_id: new.transaction_id.clone(),
        amount: new.amount.amount,
        currency: new.amount.currency.code().to_owned(),
        counted: counted.amount,
        received_on: new.received_on,
        entry_number: entry.number,
        created_at: clock::now_naive(),
        reversal_number: None,
        reversed_at: None,
        for_pledge: None,
    };
    store::insert_receipt(conn, &row)?;
    Ok(row)
}

/// Brings what each partner owes by the rule in line with what the diaspora has really paid: a promise for what is new,
/// a release for what fell away with a refund. What a partner brought in advance is taken into account.
pub(super) fn match_partners(
    conn: &mut Conn<'_>,
    project: &ProjectFacts,
    received: i64,
) -> Result<()> {
    let Some(rule) = &project.matching_rule else { return Ok(()) };
    for (partner, owed) in rule.owed(project.goal, received) {
        let mut row = store::get_partner(conn, &project.id, partner.name())?;
        row.owed = owed;
        let open = still_open(&row);
        let change = open - row.open;
        row.open = open;
        let promise = |amount| Money::new(amount, project.currency);
        let (kind, postings) = match change {
            0 => (EntryKind::MatchPromise, Vec::new()),
            1.. => (EntryKind::MatchPromise, promise_postings(partner, promise(change))),
            _ => (EntryKind::PromiseReleased, release_postings(partner, promise(-change))),
        };
        if !postings.is_empty() {
            post(conn, &project.id, NewEntry { kind, subject_id: None, postings })?;
        }
        store::put_partner(conn, &row)?;
    }
    Ok(())
}
