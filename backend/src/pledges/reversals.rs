//! Receipts that were booked wrongly. Runs inside the transaction of the caller, who has checked that the caller may do it.
//!
//! The receipt's entry in the ledger is reversed by its mirror image, the sums go back to what they would be without it,
//! and the receipt says so from then on. The promise comes back to life as far as the receipt had fulfilled it; what the
//! donor had withdrawn, or what had lapsed, stays given up.

use kopuro_shared::{
    error::ErrorCode,
    ids::Id,
    ledger::{EntryKind, accounts},
    matching::Partner,
    money::Money,
    pledges::{PledgeState, fulfilled, take_back_action},
};

use super::{
    booking::{match_partners, promise_postings, release_postings, step, still_open},
    mails,
    service::{currency_of, overflow, state_of},
    store::{self, PledgeRow, ReceiptRow},
};
use crate::{
    ledger::{
        self,
        service::{NewEntry, post},
    },
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

/// Takes a receipt back: the mirror entry, the pledge's state, the sums, what partners owe, and a mail to the donor.
///
/// A project that was funded with this money stays funded: its work may have begun, and its page shows what is missing.
///
/// Errors: `not-found`; `wrong-state` for a receipt that was taken back already; `money-spent` where the project has not
/// so much left on the account, or some of the pledge's money went back to the donor.
pub fn reverse_receipt(
    conn: &mut Conn<'_>,
    app: &App,
    receipt_id: &str,
    reason: &str,
) -> Result<()> {
    let mut receipt = store::get_receipt_by_id(conn, receipt_id)?;
    if receipt.reversal_number.is_some() {
        let state = EntryKind::Reversal.name();
        return Err(Error::new(ErrorCode::WrongState).with("state", state));
    }
    let project = facts::get_facts(conn, &receipt.project_id)?;
    let came = Money::new(receipt.amount, currency_of(&receipt.currency)?);
    let left = ledger::service::unspent(conn, &project.id)?;
    let left = left.into_iter().find(|money| money.currency == came.currency);
    if left.map_or(0, |money| money.amount) < came.amount {
        return Err(Error::new(ErrorCode::MoneySpent));
    }
    let entry = ledger::service::get_entry(conn, &project.id, receipt.entry_number)?;
    let promised = accounts::promised(&receipt.partner);
    // What the receipt had taken off the promise: its mirror image puts that back.
    let released: i64 =
        entry.postings.iter().filter(|it| it.account == promised).map(|it| -it.amount).sum();
    let mirror = ledger::service::reverse(conn, &project.id, receipt.entry_number)?;
    receipt.reversal_number = Some(mirror.number);
    receipt.reversed_at = Some(clock::now_naive());
    store::update_receipt(conn, &receipt)?;
    match receipt.pledge_id.clone() {
        Some(id) => {
            let pledge = store::get_pledge(conn, &id)?;
            let pledge = take_back(conn, &project, pledge, &receipt, released)?;
            mails::mail_reversed(conn, app, &project, &pledge, came, &receipt.code, reason)?;
        }
        None => take_back_from_partner(conn, &project, &receipt, released)?,
    }
    lifecycle::money_changed(conn, &project.id)
}

fn take_back(
    conn: &mut Conn<'_>,
    project: &ProjectFacts,
    mut pledge: PledgeRow,
    receipt: &ReceiptRow,
    released: i64,
) -> Result<PledgeRow> {
    if pledge.refunded > 0 {
        return Err(Error::new(ErrorCode::MoneySpent));
    }
    let was = state_of(&pledge)?;
    let came = receipt.for_pledge.ok_or_else(overflow)?;
    pledge.received = (pledge.received - came).max(0);
    let net = pledge.received;
    let alive = pledge.open + released;
    let missing = pledge.amount - fulfilled(pledge.amount, net, pledge.expected);
    let diaspora = Partner::Diaspora.name();
    let given_up = ledger::service::given_up(conn, &project.id, &pledge.id, diaspora)?;
    let open = (missing - given_up).max(0);
    let open_counted = if open == missing {
        pledge.counted - fulfilled(pledge.counted, net, pledge.expected)
    } else {
        fulfilled(pledge.counted, open, pledge.amount)
    };
    let counted_before = pledge.open_counted;
    (pledge.open, pledge.open_counted) = (open, open_counted);
    let lapsed = pledge.lapses_on < clock::today();
    let action = take_back_action(net, pledge.expected, open, lapsed);
    step(&mut pledge, action)?;
    store::update_pledge(conn, &pledge)?;
    // The mirror puts back what this receipt had taken off; other receipts may have fulfilled the same part.
    let change = Money::new(open - alive, currency_of(&pledge.currency)?);
    adjust(conn, project, Partner::Diaspora, change)?;
    let counts = |state| {
        !matches!(state, PledgeState::Cancelled | PledgeState::Lapsed | PledgeState::Refunded)
    };
    let mut totals = store::get_totals(conn, &project.id)?;
    totals.promised += open_counted - counted_before;
    totals.received -= receipt.counted;
    totals.pledges += i64::from(counts(state_of(&pledge)?)) - i64::from(counts(was));
    store::put_totals(conn, &totals)?;
    match_partners(conn, project, totals.received)?;
    Ok(pledge)
}

fn take_back_from_partner(
    conn: &mut Conn<'_>,
    project: &ProjectFacts,
    receipt: &ReceiptRow,
    released: i64,
) -> Result<()> {
    let partner = Partner::from_name(&receipt.partner).ok_or_else(Error::not_found)?;
    if partner == Partner::Diaspora {
        let mut totals = store::get_totals(conn, &project.id)?;
        totals.received -= receipt.counted;
        store::put_totals(conn, &totals)?;
        return match_partners(conn, project, totals.received);
    }
    let mut row = store::get_partner(conn, &project.id, partner.name())?;
    row.received -= receipt.counted;
    let alive = row.open + released;
    row.open = still_open(&row);
    store::put_partner(conn, &row)?;
    adjust(conn, project, partner, Money::new(row.open - alive, project.currency))
}

/// Brings a promise in the ledger in line with what is open: more, less, or nothing to do.
fn adjust(
    conn: &mut Conn<'_>,
    project: &ProjectFacts,
    partner: Partner,
    change: Money,
) -> Result<()> {
    let size = Money::new(change.amount.abs(), change.currency);
    let (kind, postings) = match change.amount {
        0 => return Ok(()),
        1.. if partner == Partner::Diaspora => {
            (EntryKind::Promise, promise_postings(partner, size))
        }
        1.. => (EntryKind::MatchPromise, promise_postings(partner, size)),
        _ => (EntryKind::PromiseReleased, release_postings(partner, size)),
    };
    let subject_id: Option<Id> = None;
    post(conn, &project.id, NewEntry { kind, subject_id, postings }).map(|_| ())
}
