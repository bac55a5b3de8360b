//! Rows and queries of `expenses…`.

pub mod runs;
pub mod sums;

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::{
    AsChangeset, BoolExpressionMethods, ExpressionMethods, Identifiable, Insertable, QueryDsl,
    Queryable, RunQueryDsl, Selectable, SelectableHelper,
};
use serde_json::Value;

use crate::{
    on_engine,
    platform::{
        db::Conn,
        error::{Error, Result},
    },
    schema::{expenses, expenses_invoices, expenses_reversals},
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable, AsChangeset)]
#[diesel(table_name = expenses, treat_none_as_null = true)]
pub struct ExpenseRow {
    pub id: String,
    pub version: i64,
    pub project_id: String,
    pub organization_id: String,
    pub kind: String,
    pub state: String,
    pub amount: i64,
    pub currency: String,
    pub counted: i64,
    pub spent_on: NaiveDate,
    pub purpose: Value,
    pub budget_line_id: Option<String>,
    pub supplier: Option<String>,
    pub pledge_id: Option<String>,
    pub money_use: Option<String>,
    pub target_project_id: Option<String>,
    pub partner: Option<String>,
    pub refund_run_id: Option<String>,
    pub entered_by: String,
    pub entered_role: String,
    pub entered_at: NaiveDateTime,
    pub decided_by: Option<String>,
    pub decided_role: Option<String>,
    pub decided_at: Option<NaiveDateTime>,
    pub reason: Option<String>,
    pub entry_number: Option<i64>,
    pub transaction_id: Option<String>,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable, AsChangeset)]
#[diesel(table_name = expenses_reversals, treat_none_as_null = true)]
pub struct ReversalRow {
    pub id: String,
    pub expense_id: String,
    pub state: String,
    pub reason: String,
    pub entered_by: String,
    pub entered_role: String,
    pub entered_at: NaiveDateTime,
    pub decided_by: Option<String>,
    pub decided_role: Option<String>,
    pub decided_at: Option<NaiveDateTime>,
    pub rejected_because: Option<String>,
    pub entry_number: Option<i64>,
}

pub fn insert_expense(conn: &mut Conn<'_>, row: &ExpenseRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(expenses::table).values(row).execute(c))?;
    Ok(())
}

pub fn get_expense(conn: &mut Conn<'_>, id: &str) -> Result<ExpenseRow> {
    Ok(on_engine!(conn, c => expenses::table.find(id).select(ExpenseRow::as_select()).first(c))?)
}

/// Writes back a row that was read in the same transaction.
pub fn update_expense(conn: &mut Conn<'_>, row: &ExpenseRow) -> Result<()> {
    let changed =
        on_engine!(conn, c => diesel::update(expenses::table.find(&row.id)).set(row).execute(c))?;
    if changed == 1 { Ok(()) } else { Err(Error::not_found()) }
}

/// A project's payments of a kind that stand in one of these states, newest first, behind `before`.
pub fn select_of_project(
    conn: &mut Conn<'_>,
    project_id: &str,
    kind: &str,
    states: &[&str],
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<ExpenseRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = expenses::table
            .filter(expenses::project_id.eq(project_id).and(expenses::kind.eq(kind)))
            .filter(expenses::state.eq_any(states))
            .order(expenses::id.desc())
            .limit(limit)
            .select(ExpenseRow::as_select())
            .into_boxed();
        if let Some(before) = before {
            rows = rows.filter(expenses::id.lt(before));
        }
        rows.load(c)
    })?)
}

/// An organization's payments that stand so, newest first, behind `before`. Those of refund runs are decided with them.
pub fn select_of_organization(
    conn: &mut Conn<'_>,
    organization_id: &str,
    state: &str,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<ExpenseRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = expenses::table
            .filter(expenses::organization_id.eq(organization_id).and(expenses::state.eq(state)))
            .filter(expenses::refund_run_id.is_null())
            .order(expenses::id.desc())
            .limit(limit)
            .select(ExpenseRow::as_select())
            .into_boxed();
        if let Some(before) = before {
            rows = rows.filter(expenses::id.lt(before));
        }
        rows.load(c)
    })?)
}

/// Whether a payment of the project waits for a decision.
pub fn has_entered(conn: &mut Conn<'_>, project_id: &str) -> Result<bool> {
    let found: Vec<String> = on_engine!(conn, c => expenses::table
        .filter(expenses::project_id.eq(project_id).and(expenses::state.eq("entered")))
        .select(expenses::id)
        .limit(1)
        .load(c))?;
    Ok(!found.is_empty())
}

/// What is proposed to go back of a pledge and waits for a decision.
pub fn select_proposed_refunds(conn: &mut Conn<'_>, pledge_id: &str) -> Result<Vec<i64>> {
    Ok(on_engine!(conn, c => expenses::table
        .filter(expenses::pledge_id.eq(pledge_id).and(expenses::state.eq("entered")))
        .select(expenses::amount)
        .load(c))?)
}

pub fn insert_invoices(conn: &mut Conn<'_>, expense_id: &str, files: &[String]) -> Result<()> {
    for (position, file_id) in (0_i32..).zip(files) {
        let row = (
            expenses_invoices::expense_id.eq(expense_id),
            expenses_invoices::position.eq(position),
            expenses_invoices::file_id.eq(file_id),
        );
        on_engine!(conn, c => diesel::insert_into(expenses_invoices::table).values(row).execute(c))?;
    }
    Ok(())
}

/// The files of some payments, in their order.
pub fn select_invoices(
    conn: &mut Conn<'_>,
    expenses: &[&str],
) -> Result<HashMap<String, Vec<String>>> {
    let rows: Vec<(String, String)> = on_engine!(conn, c => expenses_invoices::table
        .filter(expenses_invoices::expense_id.eq_any(expenses))
        .order((expenses_invoices::expense_id, expenses_invoices::position))
        .select((expenses_invoices::expense_id, expenses_invoices::file_id))
        .load(c))?;
    let mut files: HashMap<String, Vec<String>> = HashMap::new();
    for (expense_id, file_id) in rows {
        files.entry(expense_id).or_default().push(file_id);
    }
    Ok(files)
}

pub fn insert_reversal(conn: &mut Conn<'_>, row: &ReversalRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(expenses_reversals::table).values(row).execute(c))?;
    Ok(())
}

pub fn update_reversal(conn: &mut Conn<'_>, row: &ReversalRow) -> Result<()> {
    on_engine!(conn, c => diesel::update(expenses_reversals::table.find(&row.id)).set(row).execute(c))?;
    Ok(())
}

/// The last reversal of each of some payments.
pub fn select_reversals(
    conn: &mut Conn<'_>,
    expenses: &[&str],
) -> Result<HashMap<String, ReversalRow>> {
    let rows: Vec<ReversalRow> = on_engine!(conn, c => expenses_reversals::table
        .filter(expenses_reversals::expense_id.eq_any(expenses))
        .order(expenses_reversals::id)
        .select(ReversalRow::as_select())
        .load(c))?;
    // The later one wins.
    Ok(rows.into_iter().map(|row| (row.expense_id.clone(), row)).collect())
}

/// Payments that are in the ledger and not taken back, behind `after`: id, kind, currency, amount.
pub fn select_booked(
    conn: &mut Conn<'_>,
    project_id: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<(String, String, String, i64)>> {
    Ok(on_engine!(conn, c => expenses::table
        .filter(expenses::project_id.eq(project_id).and(expenses::id.gt(after)))
        .filter(expenses::state.eq_any(["approved", "reversal_proposed"]))
        .order(expenses::id)
        .limit(limit)
        .select((expenses::id, expenses::kind, expenses::currency, expenses::amount))
        .load(c))?)
}
