//! The listing of public cases, and the words that searches look in.

use chrono::NaiveDate;
use diesel::{
    ExpressionMethods, Insertable, JoinOnDsl, OptionalExtension, QueryDsl, QueryableByName,
    RunQueryDsl, SelectableHelper,
    dsl::max,
    sql_query,
    sql_types::{BigInt, Text},
};
use kopuro_shared::places::COUNTRY;

use super::CaseRow;
use crate::{
    on_engine,
    platform::{
        db::Conn,
        error::Result,
        search::{LOOKED_AT, fts5_query, matches, select_widening, ts_query},
    },
    schema::{cases, cases_listed, cases_listing},
};

/// The newest cases with any of the words of which the likest are found.
const LIKE_MAX: i64 = 300;

#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = cases_listing)]
pub struct ListingRow {
    pub place_id: String,
    pub number: i64,
    pub topic_id: String,
    pub organization_id: Option<String>,
    pub desk_id: Option<String>,
    pub state: String,
    pub due_on: Option<NaiveDate>,
}

/// What a list is restricted to.
#[derive(Debug, Clone)]
pub struct Filter {
    /// About this place or what lies in it.
    pub place_id: String,
    pub topic: Option<String>,
    pub organization_id: Option<String>,
    pub desk_id: Option<String>,
    pub state: Option<&'static str>,
    /// Due before this day.
    pub due_before: Option<NaiveDate>,
    /// The words of a search, as `platform::search` makes them.
    pub terms: Option<Vec<Vec<String>>>,
}

/// The number of a listed case.
pub fn find_number(conn: &mut Conn<'_>, case_id: &str) -> Result<Option<i64>> {
    Ok(on_engine!(conn, c => cases_listed::table
        .filter(cases_listed::case_id.eq(case_id))
        .select(cases_listed::number)
        .first(c)
        .optional())?)
}

/// Numbers a case that everyone may see from now on.
pub fn insert_listed(conn: &mut Conn<'_>, case_id: &str) -> Result<i64> {
    let last: Option<i64> =
        on_engine!(conn, c => cases_listed::table.select(max(cases_listed::number)).first(c))?;
    let number = last.unwrap_or_default() + 1;
    let row = (
        cases_listed::number.eq(number),
        cases_listed::case_id.eq(case_id),
        cases_listed::terms.eq(""),
    );
    on_engine!(conn, c => diesel::insert_into(cases_listed::table).values(row).execute(c))?;
    Ok(number)
}

pub fn replace_listing(conn: &mut Conn<'_>, number: i64, rows: &[ListingRow]) -> Result<()> {
    let old = cases_listing::table.filter(cases_listing::number.eq(number));
    on_engine!(conn, c => diesel::delete(old).execute(c))?;
    for row in rows {
        on_engine!(conn, c => diesel::insert_into(cases_listing::table).values(row).execute(c))?;
    }
    Ok(())
}

/// Replaces the words that searches find a listed case by. They hold only `a` to `z` and digits.
pub fn index_terms(conn: &mut Conn<'_>, number: i64, terms: &str) -> Result<()> {
    let row = cases_listed::table.find(number);
    on_engine!(conn, c => diesel::update(row).set(cases_listed::terms.eq(terms)).execute(c))?;
    match conn {
        Conn::Sqlite(conn) => {
            sql_query("DELETE FROM cases_fts WHERE rowid = ?")
                .bind::<BigInt, _>(number)
                .execute(*conn)?;
            sql_query("INSERT INTO cases_fts (rowid, terms) VALUES (?, ?)")
                .bind::<BigInt, _>(number)
                .bind::<Text, _>(terms)
                .execute(*conn)?
        }
        Conn::Postgres(conn) => sql_query(
            "UPDATE cases_listed SET terms_tsv = to_tsvector('simple', $1) WHERE number = $2",
        )
        .bind::<Text, _>(terms)
        .bind::<BigInt, _>(number)
        .execute(*conn)?,
    };
    Ok(())
}

/// Public cases that fit a filter, the newest first, below the number `before`.
pub fn select_listed(
    conn: &mut Conn<'_>,
    filter: &Filter,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<(i64, CaseRow)>> {
    // Everything that is listed lies in the country: where nothing else is asked for, the newest matches are the page.
    let takes_all = filter.place_id == COUNTRY
        && filter.topic.is_none()
        && filter.organization_id.is_none()
        && filter.desk_id.is_none()
        && filter.state.is_none()
        && filter.due_before.is_none();
    let looked_at = if takes_all || filter.terms.is_none() { &[limit] } else { &LOOKED_AT[..] };
    select_widening(looked_at, limit, |most| select_among(conn, filter, before, limit, most))
}

/// [`select_listed`] among so many of the newest matches.
fn select_among(
    conn: &mut Conn<'_>,
    filter: &Filter,
    before: Option<i64>,
    limit: i64,
    most: i64,
) -> Result<Vec<(i64, CaseRow)>> {
    let below = before.unwrap_or(i64::MAX);
    let is_sqlite = matches!(conn, Conn::Sqlite(_));
    Ok(on_engine!(conn, c => {
        let mut rows = cases_listing::table
            .inner_join(cases_listed::table.on(cases_listed::number.eq(cases_listing::number)))
            .inner_join(cases::table.on(cases::id.eq(cases_listed::case_id)))
            .filter(cases_listing::place_id.eq(&filter.place_id))
            .filter(cases_listing::number.lt(below))
            .order(cases_listing::number.desc())
            .limit(limit)
            .select((cases_listing::number, CaseRow::as_select()))
            .into_boxed();
        if let Some(topic) = &filter.topic {
            rows = rows.filter(cases_listing::topic_id.eq(topic));
        }
        if let Some(organization) = &filter.organization_id {
            rows = rows.filter(cases_listing::organization_id.eq(organization));
        }
        if let Some(desk) = &filter.desk_id {
            rows = rows.filter(cases_listing::desk_id.eq(desk));
        }
        if let Some(state) = filter.state {
            rows = rows.filter(cases_listing::state.eq(state));
        }
        if let Some(day) = filter.due_before {
            rows = rows.filter(cases_listing::due_on.lt(day));
        }
        if let Some(terms) = &filter.terms {
            rows = rows.filter(matches("cases", terms, is_sqlite, below, most));
        }
        rows.load(c)
    })?)
}

#[derive(QueryableByName)]
struct Like {
    #[diesel(sql_type = BigInt)]
    number: i64,
    #[diesel(sql_type = Text)]
    terms: String,
}

/// The newest public cases that have any of the words, with all of theirs.
pub fn select_like(conn: &mut Conn<'_>, stems: &[String]) -> Result<Vec<(i64, String)>> {
    if stems.is_empty() {
        return Ok(Vec::new());
    }
    // As the one word of a query, of which any beginning will do.
    let query = [stems.to_vec()];
    let rows: Vec<Like> = match conn {
        Conn::Sqlite(conn) => sql_query(format!(
            "SELECT number, terms FROM cases_listed WHERE number IN \
             (SELECT rowid FROM cases_fts WHERE cases_fts MATCH ? ORDER BY rowid DESC LIMIT {LIKE_MAX}) \
             ORDER BY number DESC"
        ))
        .bind::<Text, _>(fts5_query(&query).unwrap_or_default())
        .load(*conn)?,
        Conn::Postgres(conn) => sql_query(format!(
            "SELECT number, terms FROM cases_listed WHERE terms_tsv @@ to_tsquery('simple', $1) \
             ORDER BY number DESC LIMIT {LIKE_MAX}"
        ))
        .bind::<Text, _>(ts_query(&query).unwrap_or_default())
        .load(*conn)?,
    };
    Ok(rows.into_iter().map(|row| (row.number, row.terms)).collect())
}

/// Listed cases by their numbers.
pub fn select_by_numbers(conn: &mut Conn<'_>, numbers: &[i64]) -> Result<Vec<(i64, CaseRow)>> {
    Ok(on_engine!(conn, c => cases_listed::table
        .inner_join(cases::table.on(cases::id.eq(cases_listed::case_id)))
        .filter(cases_listed::number.eq_any(numbers))
        .select((cases_listed::number, CaseRow::as_select()))
        .load(c))?)
}
