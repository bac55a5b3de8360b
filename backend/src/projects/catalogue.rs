//! The catalogue: what everyone sees, found by words, place, sector and money. Lists walk an index from where the page
//! begins; counts and the map read counters. Neither costs more where there are more projects.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use kopuro_shared::{
    currency::Currency,
    error::ErrorCode,
    language::Translated,
    money::Money,
    organizations::OrganizationKind,
    page::Page,
    places::{COUNTRY, PlaceSummary},
    projects::{
        MapFigures, MapQuery, PlaceFigures, ProjectCount, ProjectQuery, ProjectSort, ProjectState,
        ProjectSummary,
    },
};
use serde_json::Value;

use super::{
    service::{currency_of, state_of},
    store::{
        self, ProjectRow,
        catalogue::{COUNT_MAX, Filter, Found, ListingRow, Order},
    },
    view,
};
use crate::{
    exchange_rates, organizations, places,
    platform::{
        app::App,
        clock, cursor,
        db::Conn,
        error::{Error, Result},
        search,
    },
    pledges,
};

/// All of a goal, in hundredths of a percent.
const WHOLE: i64 = 10_000;

/// Brings the listing in line with a project. One that nobody may see is not listed; one that was published stays listed
/// for good, in whatever state.
pub fn refresh(conn: &mut Conn<'_>, row: &ProjectRow) -> Result<()> {
    if !state_of(row)?.is_public(row.published_at.is_some()) {
        return Ok(());
    }
    let number = match store::catalogue::find_number(conn, &row.id)? {
        Some(number) => number,
        None => store::catalogue::insert_listed(conn, &row.id)?,
    };
    let old = store::catalogue::select_listing(conn, number)?;
    let place_ids: Vec<PlaceSummary> = places::service::breadcrumbs(conn, &row.place_id)?;
    let organization = organizations::facts::get_summary(conn, &row.organization_id)?;
    let kept = old.first().map(|row| row.missing);
    let mut new = listing(conn, row, number, organization.kind, kept, &place_ids)?;
    new.sort_by(|a, b| a.place_id.cmp(&b.place_id));
    if old != new {
        for row in &old {
            store::catalogue::count(conn, row, -1, -row.missing)?;
        }
        for row in &new {
            store::catalogue::count(conn, row, 1, row.missing)?;
        }
        store::catalogue::replace_listing(conn, number, &new)?;
    }
    let terms = terms(row, &organization.name, &place_ids)?;
    store::catalogue::index_terms(conn, number, &terms)
}

fn listing(
    conn: &mut Conn<'_>,
    row: &ProjectRow,
    number: i64,
    kind: OrganizationKind,
    kept_missing: Option<i64>,
    within: &[PlaceSummary],
) -> Result<Vec<ListingRow>> {
    let received = pledges::facts::standing(conn, &row.id)?.received;
    let missing = Money::new((row.goal - received).max(0), currency_of(row)?);
    let missing =
        match exchange_rates::service::convert(conn, missing, Currency::Kgs, clock::today()) {
            Ok((missing, _)) => missing.amount,
            // Money that came is booked though there is no rate today; the list keeps what it last knew.
            Err(error) if error.code == ErrorCode::ExchangeRateMissing && missing.amount > 0 => {
                kept_missing.unwrap_or_default()
            }
            Err(error) if error.code == ErrorCode::ExchangeRateMissing => 0,
            Err(error) => return Err(error),
        };
    let is_open = state_of(row)? == ProjectState::Published;
    let progress = i128::from(received.max(0)) * i128::from(WHOLE) / i128::from(row.goal.max(1));
    let progress = i32::try_from(progress.min(i128::from(WHOLE))).map_err(Error::internal)?;
    let rows = within.iter().map(|place| ListingRow {
        place_id: place.id.clone(),
        number,
        sector: row.sector.clone(),
        state: row.state.clone(),
        organization_kind: kind.name().to_owned(),
        missing,
        progress: is_open.then_some(progress),
        ends_on: row.ends_on.filter(|_| is_open),
    });
    Ok(rows.collect())
}

/// The folded words of a project: its texts, its organization's name, and the names of the places that it lies in.
fn terms(row: &ProjectRow, organization: &Translated, within: &[PlaceSummary]) -> Result<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut add = |text: &Translated| texts.extend(text.iter().map(|(_, text)| text.to_owned()));
    for text in [&row.title, &row.summary, &row.description] {
        add(&serde_json::from_value::<Translated>(Value::clone(text))?);
    }
    add(organization);
    for place in within {
        add(&place.name);
    }
    let terms: Vec<String> = search::index_terms(&texts.join(" ")).into_iter().collect();
    Ok(terms.join(" "))
}

fn filter(query: &ProjectQuery) -> Filter {
    let words = query.q.as_deref().filter(|q| !q.trim().is_empty());
    Filter {
        place_id: query.place_id.clone().unwrap_or_else(|| COUNTRY.to_owned()),
        sector: query.sector.clone(),
        state: query.state.map(ProjectState::name),
        organization_kind: query.organization_kind.map(OrganizationKind::name),
        missing_min: query.missing_min,
        missing_max: query.missing_max,
        terms: words.map(search::query_terms),
    }
}

/// A search for nothing but punctuation finds nothing.
fn finds_nothing(filter: &Filter) -> bool {
    filter.terms.as_ref().is_some_and(Vec::is_empty)
}

/// The projects that a query finds, page by page. Error: `invalid-cursor`.
pub async fn list_projects(app: &App, query: ProjectQuery) -> Result<Page<ProjectSummary>> {
    let sort = query.sort.unwrap_or(ProjectSort::Newest);
    let filter = filter(&query);
    let list = format!("list_projects?{sort:?}{filter:?}");
    let cursor = query.cursor.as_deref();
    let order = match sort {
        ProjectSort::Newest => Order::Newest(app.cursors.open_optional(&list, cursor)?),
        ProjectSort::ClosestToGoal => Order::Closest(app.cursors.open_optional(&list, cursor)?),
        ProjectSort::EndingSoon => Order::Ending(app.cursors.open_optional(&list, cursor)?),
    };
    let limit = cursor::limit(query.limit);
    if finds_nothing(&filter) {
        return Ok(Page { items: Vec::new(), next_cursor: None });
    }
    let rows = app
        .db
        .read(move |conn| {
            let found =
                store::catalogue::select_found(conn, &filter, &order, cursor::one_more(limit))?;
            summaries(conn, found)
        })
        .await?;
    let key = |(number, progress, ends_on): &Found| -> Result<Value> {
        Ok(match sort {
            ProjectSort::Newest => serde_json::to_value(number)?,
            ProjectSort::ClosestToGoal => serde_json::to_value((progress, number))?,
            ProjectSort::EndingSoon => serde_json::to_value((ends_on, number))?,
        })
    };
    let rows = rows.into_iter().map(|(found, summary)| Ok((key(&found)?, summary)));
    let rows = rows.collect::<Result<Vec<_>>>()?;
    let page = app.cursors.page(&list, rows, limit, |(key, _)| key.clone())?;
    Ok(page.map(|(_, summary)| summary))
}

fn summaries(conn: &mut Conn<'_>, found: Vec<Found>) -> Result<Vec<(Found, ProjectSummary)>> {
    let numbers: Vec<i64> = found.iter().map(|found| found.0).collect();
    let rows = store::catalogue::select_by_numbers(conn, &numbers)?;
    let (numbers, rows): (Vec<i64>, Vec<ProjectRow>) = rows.into_iter().unzip();
    let summaries = view::summaries(conn, &rows)?;
    let mut by_number: HashMap<i64, ProjectSummary> = numbers.into_iter().zip(summaries).collect();
    let mut page = Vec::with_capacity(found.len());
    for found in found {
        page.extend(by_number.remove(&found.0).map(|summary| (found, summary)));
    }
    Ok(page)
}

/// How many projects a query finds: by the counters where place, sector and state are all that it asks for, otherwise
/// by counting, up to a bound.
pub async fn count_projects(app: &App, query: ProjectQuery) -> Result<ProjectCount> {
    let filter = filter(&query);
    if finds_nothing(&filter) {
        return Ok(ProjectCount { count: 0, is_exact: true });
    }
    let is_counted = filter.terms.is_none()
        && filter.organization_kind.is_none()
        && filter.missing_min.is_none()
        && filter.missing_max.is_none();
    app.db
        .read(move |conn| {
            if is_counted {
                let sector = filter.sector.as_deref().unwrap_or_default();
                let rows = store::catalogue::select_counts(conn, &[filter.place_id], sector)?;
                let fits = |state: &str| filter.state.is_none_or(|wanted| wanted == state);
                let counts = rows.iter().filter(|(_, state, ..)| fits(state));
                let count = counts.map(|(_, _, projects, _)| projects).sum();
                return Ok(ProjectCount { count, is_exact: true });
            }
            let order = Order::Newest(None);
            let found = store::catalogue::select_found(conn, &filter, &order, COUNT_MAX + 1)?;
            let count = i64::try_from(found.len()).map_err(Error::internal)?;
            Ok(ProjectCount { count: count.min(COUNT_MAX), is_exact: count <= COUNT_MAX })
        })
        .await
}

/// How many projects are listed, by their numbers, which have no gaps: none is ever taken from the list.
pub async fn count_listed(app: &App) -> Result<i64> {
    app.db.read(store::catalogue::max_number).await
}

/// Ids of listed projects and when they changed (UTC), from a number on.
pub async fn list_addresses(
    app: &App,
    from: i64,
    count: i64,
) -> Result<Vec<(String, NaiveDateTime)>> {
    app.db.read(move |conn| store::catalogue::select_addresses(conn, from, count)).await
}

/// What is needed in a place and in each of its parts; `not-found` where there is no such place.
pub async fn get_project_map(app: &App, query: MapQuery) -> Result<MapFigures> {
    app.db
        .read(move |conn| {
            let place_id = query.place_id.unwrap_or_else(|| COUNTRY.to_owned());
            let whole = places::service::breadcrumbs(conn, &place_id)?.pop();
            let whole = whole.ok_or_else(Error::not_found)?;
            let parts = places::service::list_children(conn, &place_id)?;
            let ids: Vec<String> =
                parts.iter().map(|place| place.id.clone()).chain([place_id]).collect();
            let sector = query.sector.unwrap_or_default();
            let counts = store::catalogue::select_counts(conn, &ids, &sector)?;
            let figures = |place: PlaceSummary| {
                let mine = || counts.iter().filter(|row| row.0 == place.id);
                let open = || mine().filter(|row| row.1 == ProjectState::Published.name());
                let missing = open().map(|row| row.3).sum();
                PlaceFigures {
                    projects: mine().map(|row| row.2).sum(),
                    open: open().map(|row| row.2).sum(),
                    missing: Money::new(missing, Currency::Kgs),
                    place,
                }
            };
            Ok(MapFigures {
                whole: figures(whole),
                parts: parts.into_iter().map(figures).collect(),
            })
        })
        .await
}
