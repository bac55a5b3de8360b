//! Rows and queries of `pledges…`.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::{
    AsChangeset, BoolExpressionMethods, ExpressionMethods, Identifiable, Insertable,
    OptionalExtension, QueryDsl, Queryable, RunQueryDsl, Selectable, SelectableHelper,
};
use serde_json::Value;

use crate::{
    on_engine,
    platform::{
        clock,
        db::Conn,
        error::{Error, Result},
    },
    schema::{pledges, pledges_days, pledges_partners, pledges_receipts, pledges_totals},
};

/// Receipts that a pledge shows; a donor pays in one part, or in a few.
const RECEIPTS_MAX: i64 = 100;

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable, AsChangeset)]
#[diesel(table_name = pledges, treat_none_as_null = true)]
pub struct PledgeRow {
    pub id: String,
    pub version: i64,
    pub project_id: String,
    pub person_id: String,
    pub anonymous: bool,
    pub state: String,
    pub amount: i64,
    pub currency: String,
    pub open: i64,
    pub open_counted: i64,
    pub counted: i64,
    pub rate: Option<Value>,
    pub reference: String,
    pub bank_account_id: String,
    pub expected: i64,
    pub account_currency: String,
    pub received: i64,
    pub refunded: i64,
    pub created_at: NaiveDateTime,
    pub lapses_on: NaiveDate,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = pledges_receipts)]
pub struct ReceiptRow {
    pub id: String,
    pub code: String,
    pub project_id: String,
    pub partner: String,
    pub pledge_id: Option<String>,
    pub transaction_id: String,
    pub amount: i64,
    pub currency: String,
    pub counted: i64,
    pub received_on: NaiveDate,
    pub entry_number: i64,
    pub created_at: NaiveDateTime,
    pub reversal_number: Option<i64>,
    pub reversed_at: Option<NaiveDateTime>,
    pub for_pledge: Option<i64>,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = pledges_totals)]
pub struct TotalsRow {
    pub project_id: String,
    pub pledges: i64,
    pub promised: i64,
    pub received: i64,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = pledges_partners)]
pub struct PartnerRow {
    pub project_id: String,
    pub partner: String,
    pub owed: i64,
    pub open: i64,
    pub received: i64,
}

pub fn insert_pledge(conn: &mut Conn<'_>, row: &PledgeRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(pledges::table).values(row).execute(c))?;
    Ok(())
}

pub fn get_pledge(conn: &mut Conn<'_>, id: &str) -> Result<PledgeRow> {
    Ok(on_engine!(conn, c => pledges::table.find(id).select(PledgeRow::as_select()).first(c))?)
}

pub fn find_by_reference(conn: &mut Conn<'_>, reference: &str) -> Result<Option<PledgeRow>> {
    Ok(on_engine!(conn, c => pledges::table
        .filter(pledges::reference.eq(reference))
        .select(PledgeRow::as_select())
        .first(c)
        .optional())?)
}

/// The pledges with these references.
pub fn select_by_references(conn: &mut Conn<'_>, references: &[String]) -> Result<Vec<PledgeRow>> {
    Ok(on_engine!(conn, c => pledges::table
        .filter(pledges::reference.eq_any(references))
        .order(pledges::id.desc())
        .select(PledgeRow::as_select())
        .load(c))?)
}

/// Open pledges to these bank accounts, newest first; with `expected` only those that so much is expected for.
pub fn select_open_to(
    conn: &mut Conn<'_>,
    accounts: &[String],
    expected: Option<i64>,
    limit: i64,
) -> Result<Vec<PledgeRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = pledges::table
            .filter(pledges::bank_account_id.eq_any(accounts))
            .filter(pledges::open.gt(0))
            .order(pledges::id.desc())
            .limit(limit)
            .select(PledgeRow::as_select())
            .into_boxed();
        if let Some(expected) = expected {
            rows = rows.filter(pledges::expected.eq(expected));
        }
        rows.load(c)
    })?)
}

pub fn update_pledge(conn: &mut Conn<'_>, row: &PledgeRow) -> Result<()> {
    let changed =
        on_engine!(conn, c => diesel::update(pledges::table.find(&row.id)).set(row).execute(c))?;
    if changed == 1 { Ok(()) } else { Err(Error::not_found()) }
}

/// A person's pledges, newest first, behind `before`; all or those in a state.
pub fn select_of_person(
    conn: &mut Conn<'_>,
    person_id: &str,
    state: Option<&str>,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<PledgeRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = pledges::table
            .filter(pledges::person_id.eq(person_id))
            .order(pledges::id.desc())
            .limit(limit)
            .select(PledgeRow::as_select())
            .into_boxed();
        if let Some(state) = state {
            rows = rows.filter(pledges::state.eq(state));
        }
        if let Some(before) = before {
            rows = rows.filter(pledges::id.lt(before));
        }
        rows.load(c)
    })?)
}

/// A project's pledges, newest first, behind `before`.
pub fn select_of_project(
    conn: &mut Conn<'_>,
    project_id: &str,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<PledgeRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = pledges::table
            .filter(pledges::project_id.eq(project_id))
            .order(pledges::id.desc())
            .limit(limit)
            .select(PledgeRow::as_select())
            .into_boxed();
        if let Some(before) = before {
            rows = rows.filter(pledges::id.lt(before));
        }
        rows.load(c)
    })?)
}

/// Pledges by their ids.
pub fn select_pledges(conn: &mut Conn<'_>, ids: &[&str]) -> Result<Vec<PledgeRow>> {
    Ok(on_engine!(conn, c => pledges::table
        .filter(pledges::id.eq_any(ids))
        .select(PledgeRow::as_select())
        .load(c))?)
}

/// A project's pledges that were paid to an account in this currency and not wholly refunded, behind `after`.
pub fn select_paid(
    conn: &mut Conn<'_>,
    project_id: &str,
    currency: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<PledgeRow>> {
    Ok(on_engine!(conn, c => pledges::table
        .filter(pledges::project_id.eq(project_id).and(pledges::id.gt(after)))
        .filter(pledges::account_currency.eq(currency))
        .filter(pledges::received.gt(pledges::refunded))
        .order(pledges::id)
        .limit(limit)
        .select(PledgeRow::as_select())
        .load(c))?)
}

/// Pledges with an open promise whose last day is before `today`.
pub fn select_overdue(conn: &mut Conn<'_>, today: NaiveDate, limit: i64) -> Result<Vec<String>> {
    Ok(on_engine!(conn, c => pledges::table
        .filter(pledges::open.gt(0).and(pledges::lapses_on.lt(today)))
        .order((pledges::lapses_on, pledges::id))
        .limit(limit)
        .select(pledges::id)
        .load(c))?)
}

pub fn insert_receipt(conn: &mut Conn<'_>, row: &ReceiptRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(pledges_receipts::table).values(row).execute(c))?;
    Ok(())
}

pub fn find_receipt_of(conn: &mut Conn<'_>, transaction_id: &str) -> Result<Option<ReceiptRow>> {
    Ok(on_engine!(conn, c => pledges_receipts::table
        .filter(pledges_receipts::transaction_id.eq(transaction_id))
        .select(ReceiptRow::as_select())
        .first(c)
        .optional())?)
}

/// A receipt by its id.
pub fn get_receipt_by_id(conn: &mut Conn<'_>, id: &str) -> Result<ReceiptRow> {
    Ok(on_engine!(conn, c => pledges_receipts::table
        .find(id)
        .select(ReceiptRow::as_select())
        .first(c))?)
}

pub fn update_receipt(conn: &mut Conn<'_>, row: &ReceiptRow) -> Result<()> {
    let target = pledges_receipts::table.find(&row.id);
    let changed = on_engine!(conn, c => diesel::update(target).set(row).execute(c))?;
    if changed == 1 { Ok(()) } else { Err(Error::not_found()) }
}

pub fn get_receipt(conn: &mut Conn<'_>, code: &str) -> Result<ReceiptRow> {
    Ok(on_engine!(conn, c => pledges_receipts::table
        .filter(pledges_receipts::code.eq(code))
        .select(ReceiptRow::as_select())
        .first(c))?)
}

/// The receipts of a pledge, oldest first.
pub fn select_receipts(conn: &mut Conn<'_>, pledge_id: &str) -> Result<Vec<ReceiptRow>> {
    Ok(on_engine!(conn, c => pledges_receipts::table
        .filter(pledges_receipts::pledge_id.eq(pledge_id))
        .order(pledges_receipts::id)
        .limit(RECEIPTS_MAX)
        .select(ReceiptRow::as_select())
        .load(c))?)
}

/// What the good receipts of a pledge count in the project's currency, one by one.
pub fn select_counted(conn: &mut Conn<'_>, pledge_id: &str) -> Result<Vec<i64>> {
    Ok(on_engine!(conn, c => pledges_receipts::table
        .filter(pledges_receipts::pledge_id.eq(pledge_id))
        .filter(pledges_receipts::reversal_number.is_null())
        .select(pledges_receipts::counted)
        .load(c))?)
}

/// A project's sums; zeros before the first pledge.
pub fn get_totals(conn: &mut Conn<'_>, project_id: &str) -> Result<TotalsRow> {
    let row = on_engine!(conn, c => pledges_totals::table
        .find(project_id)
        .select(TotalsRow::as_select())
        .first(c)
        .optional())?;
    Ok(row.unwrap_or_else(|| TotalsRow {
        project_id: project_id.to_owned(),
        pledges: 0,
        promised: 0,
        received: 0,
    }))
}

/// The sums of some projects.
pub fn select_totals(conn: &mut Conn<'_>, projects: &[String]) -> Result<Vec<TotalsRow>> {
    Ok(on_engine!(conn, c => pledges_totals::table
        .filter(pledges_totals::project_id.eq_any(projects))
        .select(TotalsRow::as_select())
        .load(c))?)
}

/// What partners other than the diaspora have brought to some projects, a row per partner.
pub fn select_partners_received(
    conn: &mut Conn<'_>,
    projects: &[String],
) -> Result<Vec<(String, i64)>> {
    Ok(on_engine!(conn, c => pledges_partners::table
        .filter(pledges_partners::project_id.eq_any(projects))
        .filter(pledges_partners::received.gt(0))
        .select((pledges_partners::project_id, pledges_partners::received))
        .load(c))?)
}

/// Moves the last day of a project's open pledges.
pub fn end_promises(conn: &mut Conn<'_>, project_id: &str, lapses_on: NaiveDate) -> Result<()> {
    let open = pledges::table.filter(pledges::project_id.eq(project_id).and(pledges::open.gt(0)));
    on_engine!(conn, c => diesel::update(open).set(pledges::lapses_on.eq(lapses_on)).execute(c))?;
    Ok(())
}

/// Writes a project's sums, and how they stand at the end of this day so far.
pub fn put_totals(conn: &mut Conn<'_>, row: &TotalsRow) -> Result<()> {
    put_day(conn, &row.project_id, "diaspora", row.promised, row.received)?;
    let sums = (
        pledges_totals::pledges.eq(row.pledges),
        pledges_totals::promised.eq(row.promised),
        pledges_totals::received.eq(row.received),
    );
    on_engine!(conn, c => diesel::insert_into(pledges_totals::table)
        .values(row)
        .on_conflict(pledges_totals::project_id)
        .do_update()
        .set(sums)
        .execute(c))?;
    Ok(())
}

/// What each partner owes and has brought.
pub fn select_partners(conn: &mut Conn<'_>, project_id: &str) -> Result<Vec<PartnerRow>> {
    Ok(on_engine!(conn, c => pledges_partners::table
        .filter(pledges_partners::project_id.eq(project_id))
        .order(pledges_partners::partner)
        .select(PartnerRow::as_select())
        .load(c))?)
}

/// What one partner owes and has brought; zeros before anything.
pub fn get_partner(conn: &mut Conn<'_>, project_id: &str, partner: &str) -> Result<PartnerRow> {
    let row = on_engine!(conn, c => pledges_partners::table
        .find((project_id, partner))
        .select(PartnerRow::as_select())
        .first(c)
        .optional())?;
    Ok(row.unwrap_or_else(|| PartnerRow {
        project_id: project_id.to_owned(),
        partner: partner.to_owned(),
        owed: 0,
        open: 0,
        received: 0,
    }))
}

/// Writes what a partner owes and has brought, and how that stands at the end of this day so far.
pub fn put_partner(conn: &mut Conn<'_>, row: &PartnerRow) -> Result<()> {
    put_day(conn, &row.project_id, &row.partner, row.open, row.received)?;
    let sums = (
        pledges_partners::owed.eq(row.owed),
        pledges_partners::open.eq(row.open),
        pledges_partners::received.eq(row.received),
    );
    on_engine!(conn, c => diesel::insert_into(pledges_partners::table)
        .values(row)
        .on_conflict((pledges_partners::project_id, pledges_partners::partner))
        .do_update()
        .set(sums)
        .execute(c))?;
    Ok(())
}

fn put_day(
    conn: &mut Conn<'_>,
    project_id: &str,
    partner: &str,
    promised: i64,
    received: i64,
) -> Result<()> {
    let sums = (pledges_days::promised.eq(promised), pledges_days::received.eq(received));
    let day = (
        pledges_days::project_id.eq(project_id),
        pledges_days::day.eq(clock::today()),
        pledges_days::partner.eq(partner),
        pledges_days::promised.eq(promised),
        pledges_days::received.eq(received),
    );
    on_engine!(conn, c => diesel::insert_into(pledges_days::table)
        .values(day)
        .on_conflict((pledges_days::project_id, pledges_days::day, pledges_days::partner))
        .do_update()
        .set(sums)
        .execute(c))?;
    Ok(())
}

/// How a project's sums stood at the end of each day on which they changed.
pub fn select_days(
    conn: &mut Conn<'_>,
    project_id: &str,
) -> Result<Vec<(NaiveDate, String, i64, i64)>> {
    Ok(on_engine!(conn, c => pledges_days::table
        .filter(pledges_days::project_id.eq(project_id))
        .order((pledges_days::day, pledges_days::partner))
        .select((
            pledges_days::day,
            pledges_days::partner,
            pledges_days::promised,
            pledges_days::received,
        ))
        .load(c))?)
}
