//! Bank transactions, what they were booked for, and what claims them.

use super::{
    AsChangeset, BoolExpressionMethods, Conn, Error, ExpressionMethods, Identifiable, Insertable,
    NaiveDate, NaiveDateTime, OptionalExtension, QueryDsl, Queryable, Result, RunQueryDsl,
    Selectable, SelectableHelper, Value,
};
use crate::{
    on_engine,
    schema::{statements_allocations, statements_claims, statements_transactions},
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable, AsChangeset)]
#[diesel(table_name = statements_transactions, treat_none_as_null = true)]
pub struct TransactionRow {
    pub id: String,
    pub version: i64,
    pub organization_id: String,
    pub statement_id: String,
    pub bank_account_id: String,
    pub account_number: String,
    pub currency: String,
    pub entry_id: String,
    pub part: i32,
    pub entry_amount: i64,
    pub fingerprint: String,
    pub marks: Value,
    pub from_table: bool,
    pub direction: String,
    pub state: String,
    pub queue_reason: Option<String>,
    pub amount: i64,
    pub used: i64,
    pub booked_on: NaiveDate,
    pub valued_on: Option<NaiveDate>,
    pub counterparty: Option<String>,
    pub counterparty_account: Option<String>,
    pub remittance: String,
    pub bank_reference: Option<String>,
    pub end_to_end_id: Option<String>,
    pub instructed: Option<i64>,
    pub instructed_currency: Option<String>,
    pub is_reversal: bool,
    pub is_batch: bool,
    pub possible_duplicate_of: Option<String>,
    pub set_aside_reason: Option<String>,
    pub created_at: NaiveDateTime,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = statements_allocations)]
pub struct AllocationRow {
    pub id: String,
    pub transaction_id: String,
    pub amount: i64,
    pub project_id: String,
    pub partner: String,
    pub pledge_id: Option<String>,
    pub receipt_id: String,
    pub made_by: Option<String>,
    pub made_at: NaiveDateTime,
    pub reversed_by: Option<String>,
    pub reversed_at: Option<NaiveDateTime>,
    pub reversal_reason: Option<String>,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = statements_claims)]
pub struct ClaimRow {
    pub transaction_id: String,
    pub kind: String,
    pub subject_id: String,
    pub amount: i64,
    pub created_at: NaiveDateTime,
}

/// What a list of transactions is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct TransactionFilter {
    pub state: Option<String>,
    pub direction: Option<String>,
    pub account_id: Option<String>,
    pub statement_id: Option<String>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub before: Option<String>,
}

pub fn insert_transaction(conn: &mut Conn<'_>, row: &TransactionRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(statements_transactions::table)
        .values(row)
        .execute(c))?;
    Ok(())
}

pub fn update_transaction(conn: &mut Conn<'_>, row: &TransactionRow) -> Result<()> {
    let target = statements_transactions::table.find(&row.id);
    let changed = on_engine!(conn, c => diesel::update(target).set(row).execute(c))?;
    if changed == 1 { Ok(()) } else { Err(Error::not_found()) }
}

/// A transaction of this organization's; `not-found` for any other.
pub fn get_transaction(
    conn: &mut Conn<'_>,
    organization_id: &str,
    id: &str,
) -> Result<TransactionRow> {
    Ok(on_engine!(conn, c => statements_transactions::table
        .filter(statements_transactions::id.eq(id))
        .filter(statements_transactions::organization_id.eq(organization_id))
        .select(TransactionRow::as_select())
        .first(c))?)
}

/// Entries of the bank that could be the same as one of this account, day, direction and amount: their first parts.
pub fn select_slot(
    conn: &mut Conn<'_>,
    organization_id: &str,
    (account_number, currency): (&str, &str),
    booked_on: NaiveDate,
    direction: &str,
    amount: i64,
) -> Result<Vec<TransactionRow>> {
    Ok(on_engine!(conn, c => statements_transactions::table
        .filter(statements_transactions::organization_id.eq(organization_id))
        .filter(statements_transactions::account_number.eq(account_number))
        .filter(statements_transactions::booked_on.eq(booked_on))
        .filter(statements_transactions::direction.eq(direction))
        .filter(statements_transactions::entry_amount.eq(amount))
        .filter(statements_transactions::currency.eq(currency))
        .filter(statements_transactions::part.eq(1))
        .order(statements_transactions::id)
        .select(TransactionRow::as_select())
        .load(c))?)
}

/// The parts of an entry, in their order.
pub fn select_parts(conn: &mut Conn<'_>, entry_id: &str) -> Result<Vec<TransactionRow>> {
    Ok(on_engine!(conn, c => statements_transactions::table
        .filter(statements_transactions::entry_id.eq(entry_id))
        .order(statements_transactions::part)
        .select(TransactionRow::as_select())
        .load(c))?)
}

/// Removes a collective entry that nothing was booked of, because its parts have come. Nothing else may go.
pub fn delete_unsplit(conn: &mut Conn<'_>, id: &str) -> Result<()> {
    let unsplit = statements_transactions::table.filter(
        statements_transactions::id
            .eq(id)
            .and(statements_transactions::is_batch.eq(true))
            .and(statements_transactions::used.eq(0)),
    );
    let gone = on_engine!(conn, c => diesel::delete(unsplit).execute(c))?;
    if gone == 1 { Ok(()) } else { Err(Error::not_found()) }
}

/// Whether something points at a transaction, so that it must stay.
pub fn is_referred_to(conn: &mut Conn<'_>, id: &str) -> Result<bool> {
    let allocation: Option<String> = on_engine!(conn, c => statements_allocations::table
        .filter(statements_allocations::transaction_id.eq(id))
        .select(statements_allocations::id)
        .first(c)
        .optional())?;
    let double: Option<String> = on_engine!(conn, c => statements_transactions::table
        .filter(statements_transactions::possible_duplicate_of.eq(id))
        .select(statements_transactions::id)
        .first(c)
        .optional())?;
    Ok(allocation.is_some() || double.is_some())
}

/// An organization's transactions, newest first.
pub fn select_transactions(
    conn: &mut Conn<'_>,
    organization_id: &str,
    filter: &TransactionFilter,
    limit: i64,
) -> Result<Vec<TransactionRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = statements_transactions::table
            .filter(statements_transactions::organization_id.eq(organization_id))
            .order(statements_transactions::id.desc())
            .limit(limit)
            .select(TransactionRow::as_select())
            .into_boxed();
        if let Some(state) = &filter.state {
            rows = rows.filter(statements_transactions::state.eq(state));
        }
        if let Some(direction) = &filter.direction {
            rows = rows.filter(statements_transactions::direction.eq(direction));
        }
        if let Some(account) = &filter.account_id {
            rows = rows.filter(statements_transactions::bank_account_id.eq(account));
        }
        if let Some(statement) = &filter.statement_id {
            rows = rows.filter(statements_transactions::statement_id.eq(statement));
        }
        if let Some(from) = filter.from {
            rows = rows.filter(statements_transactions::booked_on.ge(from));
        }
        if let Some(to) = filter.to {
            rows = rows.filter(statements_transactions::booked_on.le(to));
        }
        if let Some(before) = &filter.before {
            rows = rows.filter(statements_transactions::id.lt(before));
        }
        rows.load(c)
    })?)
}

pub fn insert_allocation(conn: &mut Conn<'_>, row: &AllocationRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(statements_allocations::table)
        .values(row)
        .execute(c))?;
    Ok(())
}

/// What a transaction was booked for, in the order in which it was, the undone ones too.
pub fn select_allocations(
    conn: &mut Conn<'_>,
    transaction_id: &str,
    limit: i64,
) -> Result<Vec<AllocationRow>> {
    Ok(on_engine!(conn, c => statements_allocations::table
        .filter(statements_allocations::transaction_id.eq(transaction_id))
        .order(statements_allocations::id)
        .limit(limit)
        .select(AllocationRow::as_select())
        .load(c))?)
}

/// What a transaction is booked for now.
pub fn select_open_allocations(
    conn: &mut Conn<'_>,
    transaction_id: &str,
) -> Result<Vec<AllocationRow>> {
    Ok(on_engine!(conn, c => statements_allocations::table
        .filter(statements_allocations::transaction_id.eq(transaction_id))
        .filter(statements_allocations::reversed_at.is_null())
        .order(statements_allocations::id)
        .select(AllocationRow::as_select())
        .load(c))?)
}

/// An allocation was undone.
pub fn mark_reversed(
    conn: &mut Conn<'_>,
    id: &str,
    person_id: &str,
    at: NaiveDateTime,
    reason: &str,
) -> Result<()> {
    let target = statements_allocations::table.find(id);
    on_engine!(conn, c => diesel::update(target)
        .set((
            statements_allocations::reversed_by.eq(person_id),
            statements_allocations::reversed_at.eq(at),
            statements_allocations::reversal_reason.eq(reason),
        ))
        .execute(c))?;
    Ok(())
}

pub fn insert_claim(conn: &mut Conn<'_>, row: &ClaimRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(statements_claims::table).values(row).execute(c))?;
    Ok(())
}

pub fn find_claim(
    conn: &mut Conn<'_>,
    transaction_id: &str,
    kind: &str,
    subject_id: &str,
) -> Result<Option<ClaimRow>> {
    Ok(on_engine!(conn, c => statements_claims::table
        .find((transaction_id, kind, subject_id))
        .select(ClaimRow::as_select())
        .first(c)
        .optional())?)
}

pub fn delete_claim(
    conn: &mut Conn<'_>,
    transaction_id: &str,
    kind: &str,
    subject_id: &str,
) -> Result<()> {
    let target = statements_claims::table.find((transaction_id, kind, subject_id));
    on_engine!(conn, c => diesel::delete(target).execute(c))?;
    Ok(())
}

/// What a transaction proves.
pub fn select_claims(
    conn: &mut Conn<'_>,
    transaction_id: &str,
    limit: i64,
) -> Result<Vec<ClaimRow>> {
    Ok(on_engine!(conn, c => statements_claims::table
        .filter(statements_claims::transaction_id.eq(transaction_id))
        .order((statements_claims::created_at, statements_claims::subject_id))
        .limit(limit)
        .select(ClaimRow::as_select())
        .load(c))?)
}
