//! Rows and queries of `ledger…`.

use chrono::NaiveDateTime;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, Insertable, OptionalExtension, QueryDsl, Queryable,
    RunQueryDsl, Selectable, SelectableHelper,
};

use crate::{
    on_engine,
    platform::{db::Conn, error::Result},
    schema::{ledger_balances, ledger_entries, ledger_heads, ledger_postings},
};

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = ledger_heads)]
pub struct HeadRow {
    pub project_id: String,
    pub number: i64,
    pub hash: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = ledger_entries)]
pub struct EntryRow {
    pub project_id: String,
    pub number: i64,
    pub booked_at: NaiveDateTime,
    pub kind: String,
    pub subject_id: Option<String>,
    pub reverses: Option<i64>,
    pub previous_hash: String,
    pub hash: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = ledger_postings)]
pub struct PostingRow {
    pub project_id: String,
    pub number: i64,
    pub position: i32,
    pub account: String,
    pub currency: String,
    pub amount: i64,
}

pub fn find_head(conn: &mut Conn<'_>, project_id: &str) -> Result<Option<HeadRow>> {
    Ok(on_engine!(conn, c => ledger_heads::table
        .find(project_id)
        .select(HeadRow::as_select())
        .first(c)
        .optional())?)
}

/// The projects that have a journal, behind `after` in the order of their ids.
pub fn select_projects(conn: &mut Conn<'_>, after: &str, limit: i64) -> Result<Vec<String>> {
    Ok(on_engine!(conn, c => ledger_heads::table
        .filter(ledger_heads::project_id.gt(after))
        .order(ledger_heads::project_id)
        .limit(limit)
        .select(ledger_heads::project_id)
        .load(c))?)
}

pub fn put_head(conn: &mut Conn<'_>, head: &HeadRow) -> Result<()> {
    let moved = (ledger_heads::number.eq(head.number), ledger_heads::hash.eq(&head.hash));
    on_engine!(conn, c => diesel::insert_into(ledger_heads::table)
        .values(head)
        .on_conflict(ledger_heads::project_id)
        .do_update()
        .set(moved)
        .execute(c))?;
    Ok(())
}

pub fn insert_entry(conn: &mut Conn<'_>, entry: &EntryRow, postings: &[PostingRow]) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(ledger_entries::table).values(entry).execute(c))?;
    for posting in postings {
        on_engine!(conn, c => diesel::insert_into(ledger_postings::table).values(posting).execute(c))?;
    }
    Ok(())
}

/// The number of an entry's mirror image, where it has one.
pub fn find_reversal(conn: &mut Conn<'_>, project_id: &str, number: i64) -> Result<Option<i64>> {
    Ok(on_engine!(conn, c => ledger_entries::table
        .filter(ledger_entries::project_id.eq(project_id).and(ledger_entries::reverses.eq(number)))
        .select(ledger_entries::number)
        .first(c)
        .optional())?)
}

/// What entries of one kind that tell of one subject posted on an account, together.
pub fn sum_of_subject(
    conn: &mut Conn<'_>,
    project_id: &str,
    subject_id: &str,
    kind: &str,
    account: &str,
) -> Result<i64> {
    let numbers: Vec<i64> = on_engine!(conn, c => ledger_entries::table
        .filter(ledger_entries::subject_id.eq(subject_id))
        .filter(ledger_entries::project_id.eq(project_id).and(ledger_entries::kind.eq(kind)))
        .select(ledger_entries::number)
        .load(c))?;
    let amounts: Vec<i64> = on_engine!(conn, c => ledger_postings::table
        .filter(ledger_postings::project_id.eq(project_id))
        .filter(ledger_postings::number.eq_any(&numbers))
        .filter(ledger_postings::account.eq(account))
        .select(ledger_postings::amount)
        .load(c))?;
    Ok(amounts.into_iter().sum())
}

pub fn find_balance(
    conn: &mut Conn<'_>,
    project_id: &str,
    account: &str,
    currency: &str,
) -> Result<Option<i64>> {
    Ok(on_engine!(conn, c => ledger_balances::table
        .find((project_id, account, currency))
        .select(ledger_balances::balance)
        .first(c)
        .optional())?)
}

pub fn put_balance(
    conn: &mut Conn<'_>,
    project_id: &str,
    account: &str,
    currency: &str,
    balance: i64,
) -> Result<()> {
    let row = (
        ledger_balances::project_id.eq(project_id),
        ledger_balances::account.eq(account),
        ledger_balances::currency.eq(currency),
        ledger_balances::balance.eq(balance),
    );
    on_engine!(conn, c => diesel::insert_into(ledger_balances::table)
        .values(row)
        .on_conflict((ledger_balances::project_id, ledger_balances::account, ledger_balances::currency))
        .do_update()
        .set(ledger_balances::balance.eq(balance))
        .execute(c))?;
    Ok(())
}

/// All balances of a project; an account for each kind of money and partner, so there are few.
pub fn select_balances(
    conn: &mut Conn<'_>,
    project_id: &str,
) -> Result<Vec<(String, String, i64)>> {
    Ok(on_engine!(conn, c => ledger_balances::table
        .filter(ledger_balances::project_id.eq(project_id))
        .order((ledger_balances::account, ledger_balances::currency))
        .select((ledger_balances::account, ledger_balances::currency, ledger_balances::balance))
        .load(c))?)
}

/// Entries behind `after` in their order, with their postings.
pub fn select_entries(
    conn: &mut Conn<'_>,
    project_id: &str,
    after: i64,
    limit: i64,
) -> Result<Vec<(EntryRow, Vec<PostingRow>)>> {
    let entries: Vec<EntryRow> = on_engine!(conn, c => ledger_entries::table
        .filter(ledger_entries::project_id.eq(project_id).and(ledger_entries::number.gt(after)))
        .order(ledger_entries::number)
        .limit(limit)
        .select(EntryRow::as_select())
        .load(c))?;
    let Some(last) = entries.last().map(|entry| entry.number) else { return Ok(Vec::new()) };
    let postings: Vec<PostingRow> = on_engine!(conn, c => ledger_postings::table
        .filter(ledger_postings::project_id.eq(project_id))
        .filter(ledger_postings::number.gt(after).and(ledger_postings::number.le(last)))
        .order((ledger_postings::number, ledger_postings::position))
        .select(PostingRow::as_select())
        .load(c))?;
    let mut postings = postings.into_iter().peekable();
    Ok(entries
        .into_iter()
        .map(|entry| {
            let mine = std::iter::from_fn(|| postings.next_if(|row| row.number == entry.number));
            let mine = mine.collect();
            (entry, mine)
        })
        .collect())
}
