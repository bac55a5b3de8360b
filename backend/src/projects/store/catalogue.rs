//! The listing, its counters, and the words that searches look in.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, Insertable, JoinOnDsl, NullableExpressionMethods,
    OptionalExtension, QueryDsl, Queryable, RunQueryDsl, Selectable, SelectableHelper,
    dsl::max,
    sql_query,
    sql_types::{BigInt, Text},
};
use kopuro_shared::places::COUNTRY;

use super::ProjectRow;
use crate::{
    on_engine,
    platform::{
        db::Conn,
        error::Result,
        search::{LOOKED_AT, matches, select_widening},
    },
    schema::{projects, projects_counts, projects_listed, projects_listing},
};

/// How far a count goes that no counter knows.
pub const COUNT_MAX: i64 = 1000;

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = projects_listing)]
pub struct ListingRow {
    pub place_id: String,
    pub number: i64,
    pub sector: String,
    pub state: String,
    pub organization_kind: String,
    pub missing: i64,
    pub progress: Option<i32>,
    pub ends_on: Option<NaiveDate>,
}

/// What a list is restricted to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// In this place or what lies in it.
    pub place_id: String,
    pub sector: Option<String>,
    pub state: Option<&'static str>,
    pub organization_kind: Option<&'static str>,
    pub missing_min: Option<i64>,
    pub missing_max: Option<i64>,
    /// The words of a search, as `platform::search` makes them.
    pub terms: Option<Vec<Vec<String>>>,
}

/// In which order, behind which row.
#[derive(Debug, Clone)]
pub enum Order {
    /// Down the numbers.
    Newest(Option<i64>),
    /// The furthest first.
    Closest(Option<(i32, i64)>),
    /// The soonest first.
    Ending(Option<(NaiveDate, i64)>),
}

/// The number of a listed project.
pub fn find_number(conn: &mut Conn<'_>, project_id: &str) -> Result<Option<i64>> {
    Ok(on_engine!(conn, c => projects_listed::table
        .filter(projects_listed::project_id.eq(project_id))
        .select(projects_listed::number)
        .first(c)
        .optional())?)
}

/// The last number that was given; they begin with 1 and have no gaps.
pub fn max_number(conn: &mut Conn<'_>) -> Result<i64> {
    let last: Option<i64> = on_engine!(conn, c => projects_listed::table
        .select(max(projects_listed::number))
        .first(c))?;
    Ok(last.unwrap_or(0))
}

/// Ids of listed projects, from a number on, and when they changed.
pub fn select_addresses(
    conn: &mut Conn<'_>,
    from: i64,
    count: i64,
) -> Result<Vec<(String, NaiveDateTime)>> {
    Ok(on_engine!(conn, c => projects_listed::table
        .inner_join(projects::table.on(projects::id.eq(projects_listed::project_id)))
        .filter(projects_listed::number.ge(from).and(projects_listed::number.lt(from.saturating_add(count))))
        .order(projects_listed::number)
        .select((projects::id, projects::updated_at))
        .load(c))?)
}

/// Numbers a project that everyone may see from now on.
pub fn insert_listed(conn: &mut Conn<'_>, project_id: &str) -> Result<i64> {
    let number = max_number(conn)? + 1;
    let row = (projects_listed::number.eq(number), projects_listed::project_id.eq(project_id));
    on_engine!(conn, c => diesel::insert_into(projects_listed::table).values(row).execute(c))?;
    Ok(number)
}

/// The rows of a listed project, one per place that it lies in.
pub fn select_listing(conn: &mut Conn<'_>, number: i64) -> Result<Vec<ListingRow>> {
    Ok(on_engine!(conn, c => projects_listing::table
        .filter(projects_listing::number.eq(number))
        .order(projects_listing::place_id)
        .select(ListingRow::as_select())
        .load(c))?)
}

pub fn replace_listing(conn: &mut Conn<'_>, number: i64, rows: &[ListingRow]) -> Result<()> {
    let old = projects_listing::table.filter(projects_listing::number.eq(number));
    on_engine!(conn, c => diesel::delete(old).execute(c))?;
    for row in rows {
        on_engine!(conn, c => diesel::insert_into(projects_listing::table).values(row).execute(c))?;
    }
    Ok(())
}

/// Adds to the counters that a listing row belongs to: its sector's, and that of all sectors.
pub fn count(conn: &mut Conn<'_>, row: &ListingRow, projects: i64, missing: i64) -> Result<()> {
    for sector in [row.sector.as_str(), ""] {
        let key = (row.place_id.as_str(), sector, row.state.as_str());
        let present: Option<(i64, i64)> = on_engine!(conn, c => projects_counts::table
            .find(key)
            .select((projects_counts::projects, projects_counts::missing))
            .first(c)
            .optional())?;
        let (had, lacked) = present.unwrap_or_default();
        let sums = (
            projects_counts::projects.eq(had + projects),
            projects_counts::missing.eq(lacked + missing),
        );
        let new = (
            projects_counts::place_id.eq(key.0),
            projects_counts::sector.eq(key.1),
            projects_counts::state.eq(key.2),
            sums,
        );
        on_engine!(conn, c => diesel::insert_into(projects_counts::table)
            .values(new)
            .on_conflict((projects_counts::place_id, projects_counts::sector, projects_counts::state))
            .do_update()
            .set(sums)
            .execute(c))?;
    }
    Ok(())
}

/// The counters of some places for a sector (all of them: an empty one): place, state, projects, what they lack.
pub fn select_counts(
    conn: &mut Conn<'_>,
    places: &[String],
    sector: &str,
) -> Result<Vec<(String, String, i64, i64)>> {
    Ok(on_engine!(conn, c => projects_counts::table
        .filter(projects_counts::place_id.eq_any(places))
        .filter(projects_counts::sector.eq(sector))
        .select((
            projects_counts::place_id,
            projects_counts::state,
            projects_counts::projects,
            projects_counts::missing,
        ))
        .load(c))?)
}

/// Replaces the words that searches find a listed project by. They hold only `a` to `z` and digits.
pub fn index_terms(conn: &mut Conn<'_>, number: i64, terms: &str) -> Result<()> {
    match conn {
        Conn::Sqlite(conn) => {
            sql_query("DELETE FROM projects_fts WHERE rowid = ?")
                .bind::<BigInt, _>(number)
                .execute(*conn)?;
            sql_query("INSERT INTO projects_fts (rowid, terms) VALUES (?, ?)")
                .bind::<BigInt, _>(number)
                .bind::<Text, _>(terms)
                .execute(*conn)?
        }
        Conn::Postgres(conn) => sql_query(
            "UPDATE projects_listed SET terms_tsv = to_tsvector('simple', $1) WHERE number = $2",
        )
        .bind::<Text, _>(terms)
        .bind::<BigInt, _>(number)
        .execute(*conn)?,
    };
    Ok(())
}

/// Numbers and sort keys of the projects that fit, in order.
pub type Found = (i64, Option<i32>, Option<NaiveDate>);

/// The projects that fit a filter, in order.
pub fn select_found(
    conn: &mut Conn<'_>,
    filter: &Filter,
    order: &Order,
    limit: i64,
) -> Result<Vec<Found>> {
    // Everything that is listed lies in the country: where nothing else is asked for, the newest matches are the page.
    let takes_all = filter.place_id == COUNTRY
        && filter.sector.is_none()
        && filter.state.is_none()
        && filter.organization_kind.is_none()
        && filter.missing_min.is_none()
        && filter.missing_max.is_none();
    let looked_at = match order {
        Order::Newest(_) if takes_all || filter.terms.is_none() => &[limit],
        Order::Newest(_) => &LOOKED_AT[..],
        // Other orders take the first of all that are looked at.
        _ => &LOOKED_AT[1..],
    };
    select_widening(looked_at, limit, |most| select_among(conn, filter, order, limit, most))
}

/// [`select_found`] among so many of the newest matches.
fn select_among(
    conn: &mut Conn<'_>,
    filter: &Filter,
    order: &Order,
    limit: i64,
    most: i64,
) -> Result<Vec<Found>> {
    // A search walks down the numbers from where the page begins, where the newest come first.
    let below = match order {
        Order::Newest(Some(before)) => *before,
        _ => i64::MAX,
    };
    let is_sqlite = matches!(conn, Conn::Sqlite(_));
    Ok(on_engine!(conn, c => {
        let mut rows = projects_listing::table
            .filter(projects_listing::place_id.eq(&filter.place_id))
            .limit(limit)
            .select((projects_listing::number, projects_listing::progress, projects_listing::ends_on))
            .into_boxed();
        if let Some(sector) = &filter.sector {
            rows = rows.filter(projects_listing::sector.eq(sector));
        }
        if let Some(state) = filter.state {
            rows = rows.filter(projects_listing::state.eq(state));
        }
        if let Some(kind) = filter.organization_kind {
            rows = rows.filter(projects_listing::organization_kind.eq(kind));
        }
        if let Some(min) = filter.missing_min {
            rows = rows.filter(projects_listing::missing.ge(min));
        }
        if let Some(max) = filter.missing_max {
            rows = rows.filter(projects_listing::missing.le(max));
        }
        if let Some(terms) = &filter.terms {
            rows = rows.filter(matches("projects", terms, is_sqlite, below, most));
        }
        match order {
            Order::Newest(before) => {
                if let Some(before) = before {
                    rows = rows.filter(projects_listing::number.lt(before));
                }
                rows.order(projects_listing::number.desc()).load(c)
            }
            Order::Closest(after) => {
                rows = rows.filter(projects_listing::progress.is_not_null());
                if let Some((progress, number)) = after {
                    // The first condition bounds the walk along the index, the second is exact.
                    rows = rows.filter(projects_listing::progress.le(progress)).filter(
                        projects_listing::progress.lt(progress)
                            .or(projects_listing::number.lt(number))
                            .assume_not_null(),
                    );
                }
                rows.order((projects_listing::progress.desc(), projects_listing::number.desc())).load(c)
            }
            Order::Ending(after) => {
                rows = rows.filter(projects_listing::ends_on.is_not_null());
                if let Some((ends_on, number)) = after {
                    rows = rows.filter(projects_listing::ends_on.ge(ends_on)).filter(
                        projects_listing::ends_on.gt(ends_on)
                            .or(projects_listing::number.gt(number))
                            .assume_not_null(),
                    );
                }
                rows.order((projects_listing::ends_on.asc(), projects_listing::number.asc())).load(c)
            }
        }
    })?)
}

/// Listed projects by their numbers.
pub fn select_by_numbers(conn: &mut Conn<'_>, numbers: &[i64]) -> Result<Vec<(i64, ProjectRow)>> {
    Ok(on_engine!(conn, c => projects_listed::table
        .inner_join(projects::table.on(projects::id.eq(projects_listed::project_id)))
        .filter(projects_listed::number.eq_any(numbers))
        .select((projects_listed::number, ProjectRow::as_select()))
        .load(c))?)
}
