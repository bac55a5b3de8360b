//! Money that goes back to donors. Runs inside the transaction of the caller, who has checked that two people approved it.

use kopuro_shared::{
    ids::Id,
    ledger::{EntryKind, Posting, accounts},
    pledges::{PledgeState, fulfilled, refund_action},
};

use super::{
    booking::{match_partners, step},
    service::{self, currency_of, overflow, state_of},
    store,
};
use crate::{
    ledger::service::{NewEntry, post},
    platform::{db::Conn, error::Result},
    projects::{facts, lifecycle},
};

/// Money that goes back to a donor.
#[derive(Debug, Clone)]
pub struct BookRefund {
    /// From which pledge.
    pub pledge_id: Id,
    /// The approved refund or bank transaction, for the ledger.
    pub subject_id: Id,
    /// In minor units of the account that the pledge was paid to; above zero.
    pub amount: i64,
}

/// Books money that went back to a donor: the entry, the pledge's state, the sums, what partners no longer owe. A
/// promise that was fulfilled does not come back to life. Answers the entry's number.
///
/// Errors: `not-found`; `wrong-state` where less has come than is to go back.
pub fn book_refund(conn: &mut Conn<'_>, refund: &BookRefund) -> Result<i64> {
    let mut pledge = store::get_pledge(conn, &refund.pledge_id)?;
    let project = facts::get_facts(conn, &pledge.project_id)?;
    let net = pledge.received - pledge.refunded - refund.amount;
    if refund.amount <= 0 || net < 0 {
        return Err(service::wrong_state(&pledge));
    }
    let action = refund_action(net, pledge.expected);
    step(&mut pledge, action)?;
    let came = store::select_counted(conn, &pledge.id)?;
    let came = came.into_iter().try_fold(0_i64, i64::checked_add).ok_or_else(overflow)?;
    // In proportion of what the receipts count; all of it once all has gone back.
    let counted = fulfilled(came, pledge.refunded + refund.amount, pledge.received)
        - fulfilled(came, pledge.refunded, pledge.received);
    pledge.refunded += refund.amount;
    store::update_pledge(conn, &pledge)?;
    let currency = currency_of(&pledge.account_currency)?;
    let entry = NewEntry {
        kind: EntryKind::Refund,
        subject_id: Some(refund.subject_id.clone()),
        postings: vec![
            Posting::debit(accounts::REFUNDED, currency, refund.amount),
            Posting::credit(accounts::BANK, currency, refund.amount),
        ],
    };
    let number = post(conn, &project.id, entry)?.number;
    let mut totals = store::get_totals(conn, &project.id)?;
    totals.received -= counted;
    if state_of(&pledge)? == PledgeState::Refunded {
        totals.pledges -= 1;
    }
    store::put_totals(conn, &totals)?;
    match_partners(conn, &project, totals.received)?;
    lifecycle::money_changed(conn, &project.id)?;
    Ok(number)
}
