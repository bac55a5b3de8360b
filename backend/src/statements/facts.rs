//! What the areas of expenses and refunds ask of bank transactions: the money that left, and what it proves.
//!
//! Everything runs inside the caller's transaction; the caller has checked that the person may do it.

use chrono::NaiveDate;
use kopuro_shared::{
    error::ErrorCode,
    ids::Id,
    money::Money,
    statements::{Direction, TransactionState},
};

use super::{
    store::{self, ClaimRow, TransactionRow},
    view::currency_of,
};
use crate::platform::{
    clock,
    db::Conn,
    error::{Error, Result},
};

/// Money that left an account of an organization, as a bank statement proves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingFacts {
    /// The transaction.
    pub id: Id,
    /// Of which bank account.
    pub bank_account_id: Id,
    /// How much left, above zero, in the account's currency.
    pub amount: Money,
    /// What of it nothing claims yet.
    pub open: Money,
    /// The bank's booking day.
    pub booked_on: NaiveDate,
    /// Who was paid, as the bank says.
    pub counterparty: Option<String>,
    /// Their account.
    pub counterparty_account: Option<String>,
    /// What was written on the payment.
    pub remittance: String,
}

/// Money that left. Errors: `not-found` for what is no transaction of this organization's; `wrong-state` for one that
/// came, was set aside, or takes back another.
pub fn get_outgoing(
    conn: &mut Conn<'_>,
    organization_id: &str,
    transaction_id: &str,
) -> Result<OutgoingFacts> {
    let row = outgoing_row(conn, organization_id, transaction_id)?;
    let currency = currency_of(&row.currency)?;
    Ok(OutgoingFacts {
        amount: Money::new(row.amount, currency),
        open: Money::new(row.amount - row.used, currency),
        id: row.id,
        bank_account_id: row.bank_account_id,
        booked_on: row.booked_on,
        counterparty: row.counterparty,
        counterparty_account: row.counterparty_account,
        remittance: row.remittance,
    })
}

fn outgoing_row(
    conn: &mut Conn<'_>,
    organization_id: &str,
    transaction_id: &str,
) -> Result<TransactionRow> {
    let row = store::get_transaction(conn, organization_id, transaction_id)?;
    let outgoing =
        row.direction == Direction::Debit.name() && row.state == TransactionState::Outgoing.name();
    if outgoing { Ok(row) } else { Err(Error::new(ErrorCode::WrongState).with("state", row.state)) }
}

/// Takes so much (in minor units of the account's currency) of money that left as the proof of `kind` (`expense`,
/// `refund`, …) `subject_id`. One transaction may prove several, up to its sum and never more. The same claim again
/// changes nothing.
///
/// Errors: those of [`get_outgoing`]; `transaction-exhausted` where less is left; `conflict` where this subject has
/// claimed another amount of it.
pub fn claim_outgoing(
    conn: &mut Conn<'_>,
    organization_id: &str,
    transaction_id: &str,
    kind: &str,
    subject_id: &str,
    amount: i64,
) -> Result<()> {
    let mut row = outgoing_row(conn, organization_id, transaction_id)?;
    if let Some(claim) = store::find_claim(conn, transaction_id, kind, subject_id)? {
        let same = claim.amount == amount;
        return if same { Ok(()) } else { Err(Error::new(ErrorCode::Conflict)) };
    }
    ensure_open(&row, amount)?;
    row.used += amount;
    row.version += 1;
    store::update_transaction(conn, &row)?;
    let claim = ClaimRow {
        transaction_id: transaction_id.to_owned(),
        kind: kind.to_owned(),
        subject_id: subject_id.to_owned(),
        amount,
        created_at: clock::now_naive(),
    };
    store::insert_claim(conn, &claim)
}

/// Gives back what `kind` `subject_id` had claimed of a transaction; nothing happens where it had claimed nothing.
pub fn release(
    conn: &mut Conn<'_>,
    organization_id: &str,
    transaction_id: &str,
    kind: &str,
    subject_id: &str,
) -> Result<()> {
    let mut row = store::get_transaction(conn, organization_id, transaction_id)?;
    let Some(claim) = store::find_claim(conn, transaction_id, kind, subject_id)? else {
        return Ok(());
    };
    row.used -= claim.amount;
    row.version += 1;
    store::update_transaction(conn, &row)?;
    store::delete_claim(conn, transaction_id, kind, subject_id)
}

/// Refuses more than is left of a transaction.
pub(super) fn ensure_open(row: &TransactionRow, amount: i64) -> Result<()> {
    let open = row.amount - row.used;
    if (1..=open).contains(&amount) {
        return Ok(());
    }
    let open = Money::new(open, currency_of(&row.currency)?).decimal();
    Err(Error::new(ErrorCode::TransactionExhausted)
        .with("open", open)
        .with("currency", &row.currency))
}
