//! How desks answer: counters that every change of a case keeps, and what is read from them. How it is computed stands at
//! `kopuro_shared::cases::figures`.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use kopuro_shared::{
    cases::{
        CaseState,
        figures::{
            CASES_MIN, CaseRowsQuery, DistributionStep, Histogram, MONTHS_MAX, MonthFigures,
            Responsiveness, ResponsivenessQuery, STEPS, share,
        },
    },
    page::Page,
    places::COUNTRY,
};

use super::store::{self, CaseRow};
use crate::{
    calendar, desks, organizations, places,
    platform::{
        app::App,
        cursor,
        db::Conn,
        error::{Error, Result},
    },
};

/// Rows of one part of the table.
const ROWS: usize = 2000;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    Received,
    PassedOn,
    Answered(i32),
    Unanswered,
    Kept,
    Broken,
    Rated(i32),
}

impl Measure {
    const fn key(self) -> (&'static str, i32) {
        match self {
            Self::Received => ("received", 0),
            Self::PassedOn => ("passed_on", 0),
            Self::Answered(days) => ("answered", days),
            Self::Unanswered => ("unanswered", 0),
            Self::Kept => ("kept", 0),
            Self::Broken => ("broken", 0),
            Self::Rated(rating) => ("rated", rating),
        }
    }
}

/// Which counters of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Desk, organization, places and topic.
    All,
    /// Desk and organization: the case stays with its place and topic.
    Desk,
}

fn count(
    conn: &mut Conn<'_>,
    row: &CaseRow,
    reach: Reach,
    measure: Measure,
    step: i64,
) -> Result<()> {
    let today = calendar::service::local_today();
    let month = today.with_day(1).unwrap_or(today);
    let mut scopes: Vec<(&str, String)> = Vec::new();
    scopes.extend(row.desk_id.clone().map(|id| ("desk", id)));
    scopes.extend(row.organization_id.clone().map(|id| ("organization", id)));
    if reach == Reach::All {
        scopes.push(("topic", row.topic_id.clone()));
        let places = places::service::breadcrumbs(conn, &row.place_id)?;
        scopes.extend(places.into_iter().map(|place| ("place", place.id)));
    }
    for (scope, id) in &scopes {
        store::figures::add(conn, (scope, id), month, measure.key(), step)?;
    }
    Ok(())
}

/// A desk got the case that had none.
pub fn received(conn: &mut Conn<'_>, row: &CaseRow) -> Result<()> {
    count(conn, row, Reach::All, Measure::Received, 1)
}

/// The case goes from `before`'s desk to `row`'s; whatever days it has had come along.
pub fn passed_on(conn: &mut Conn<'_>, before: &CaseRow, row: &CaseRow) -> Result<()> {
    if row.answered_at.is_some() {
        return Ok(());
    }
    count(conn, before, Reach::Desk, Measure::PassedOn, 1)?;
    count(conn, row, Reach::Desk, Measure::Received, 1)
}

/// The first answer came. The caller saves the row.
pub fn answered(conn: &mut Conn<'_>, row: &mut CaseRow) -> Result<()> {
    let days = row.answer_days.unwrap_or_default();
    count(conn, row, Reach::All, Measure::Answered(days), 1)?;
    let kept = row.answer_promise.is_some_and(|promise| days <= promise);
    decide(conn, row, kept)
}

/// Says once whether the promise was kept. The caller saves the row.
pub fn decide(conn: &mut Conn<'_>, row: &mut CaseRow, kept: bool) -> Result<()> {
    if row.promise_kept.is_some() || row.desk_id.is_none() {
        return Ok(());
    }
    row.promise_kept = Some(kept);
    let measure = if kept { Measure::Kept } else { Measure::Broken };
    count(conn, row, Reach::All, measure, 1)
}

/// A case was closed: without an answer it counts as unanswered, and as a broken promise where the desk closed it.
pub fn closed(conn: &mut Conn<'_>, row: &mut CaseRow, by_desk: bool) -> Result<()> {
    if row.answered_at.is_some() || row.desk_id.is_none() {
        return Ok(());
    }
    count(conn, row, Reach::All, Measure::Unanswered, 1)?;
    if by_desk { decide(conn, row, false) } else { Ok(()) }
}

/// A case that was closed without an answer is open again.
pub fn reopened(conn: &mut Conn<'_>, row: &CaseRow) -> Result<()> {
    if row.answered_at.is_some() || row.desk_id.is_none() {
        return Ok(());
    }
    count(conn, row, Reach::All, Measure::Unanswered, -1)
}

/// The asker rated, perhaps anew.
pub fn rated(conn: &mut Conn<'_>, row: &CaseRow, before: Option<i32>) -> Result<()> {
    if let Some(before) = before {
        count(conn, row, Reach::All, Measure::Rated(before), -1)?;
    }
    match row.rating {
        Some(rating) => count(conn, row, Reach::All, Measure::Rated(rating), 1),
        None => Ok(()),
    }
}

#[derive(Default)]
struct Sums {
    received: i64,
    passed_on: i64,
    unanswered: i64,
    kept: i64,
    broken: i64,
    answers: Histogram,
    ratings: i64,
    stars: i64,
}

impl Sums {
    fn add(&mut self, measure: &str, value: i32, cases: i64) {
        match measure {
            "received" => self.received += cases,
            "passed_on" => self.passed_on += cases,
            "unanswered" => self.unanswered += cases,
            "kept" => self.kept += cases,
            "broken" => self.broken += cases,
            "answered" => {
                self.answers.add(u32::try_from(value).unwrap_or_default(), natural(cases));
            }
            "rated" => {
                self.ratings += cases;
                self.stars += cases * i64::from(value);
            }
            _ => {}
        }
    }
}

fn natural(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}

fn enough(count: u64) -> bool {
    count >= CASES_MIN
}

fn figures(counters: Vec<store::figures::Counter>) -> Responsiveness {
    let (mut whole, mut months) = (Sums::default(), BTreeMap::<NaiveDate, Sums>::new());
    for (month, measure, value, cases) in counters {
        whole.add(&measure, value, cases);
        months.entry(month).or_default().add(&measure, value, cases);
    }
    let answered = whole.answers.count();
    let mut distribution: Vec<_> = STEPS
        .iter()
        .map(|days| DistributionStep {
            within_days: Some(*days),
            answers: whole.answers.within(*days),
        })
        .collect();
    let last = STEPS.last().map_or(0, |days| whole.answers.within(*days));
    distribution.push(DistributionStep { within_days: None, answers: answered - last });
    let percentile = |percent| whole.answers.percentile(percent).filter(|_| enough(answered));
    let decided = natural(whole.kept) + natural(whole.broken);
    let ratings = natural(whole.ratings);
    let skipped = months.len().saturating_sub(MONTHS_MAX);
    Responsiveness {
        received: natural(whole.received - whole.passed_on),
        open: natural(whole.received - whole.passed_on - whole.unanswered).saturating_sub(answered),
        answered,
        unanswered: natural(whole.unanswered),
        median_days: percentile(50),
        percentile_90_days: percentile(90),
        within_promise: share(natural(whole.kept), decided).filter(|_| enough(decided)),
        rating: (ratings > 0)
            .then(|| u32::try_from(whole.stars * 100 / whole.ratings.max(1)).unwrap_or_default())
            .filter(|_| enough(ratings)),
        ratings,
        distribution,
        months: months
            .into_iter()
            .skip(skipped)
            .map(|(month, sums)| MonthFigures {
                month,
                received: natural(sums.received),
                answered: sums.answers.count(),
                kept: natural(sums.kept),
                broken: natural(sums.broken),
                median_days: sums.answers.percentile(50).filter(|_| enough(sums.answers.count())),
            })
            .collect(),
    }
}

/// How cases of a desk, organization, place or topic were answered. Error: `not-found` for what is not there.
pub async fn get_responsiveness(app: &App, query: ResponsivenessQuery) -> Result<Responsiveness> {
    app.db
        .read(move |conn| {
            let (scope, id) = if let Some(id) = query.desk_id {
                desks::facts::get_facts(conn, &id)?;
                ("desk", id)
            } else if let Some(id) = query.organization_id {
                organizations::facts::get_summary(conn, &id)?;
                ("organization", id)
            } else if let Some(id) = query.topic {
                desks::facts::topics(conn)?.remove(&id).ok_or_else(Error::not_found)?;
                ("topic", id)
            } else {
                let id = query.place_id.unwrap_or_else(|| COUNTRY.to_owned());
                places::service::breadcrumbs(conn, &id)?;
                ("place", id)
            };
            Ok(figures(store::figures::select(conn, scope, &id)?))
        })
        .await
}

/// A part of the table of cases for those who count themselves: the CSV, and where the next part begins. Of private cases
/// it has neither number nor place.
pub async fn export_case_rows(app: &App, query: CaseRowsQuery) -> Result<Page<String>> {
    let list = format!("export_case_rows?{:?}{:?}", query.desk_id, query.organization_id);
    let after: Option<String> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let rows = app
        .db
        .read(move |conn| {
            let after = after.as_deref().unwrap_or_default();
            let (desk, organization) = (query.desk_id.as_deref(), query.organization_id.as_deref());
            let limit = cursor::one_more(ROWS);
            store::figures::select_rows(conn, desk, organization, after, limit)
        })
        .await?;
    let page = app.cursors.page(&list, rows, ROWS, |row| row.id.clone())?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    let write = |writer: &mut csv::Writer<Vec<u8>>, record: &[String]| {
        writer.write_record(record).map_err(Error::internal)
    };
    write(&mut writer, &COLUMNS.map(str::to_owned))?;
    for row in &page.items {
        write(&mut writer, &record(row))?;
    }
    let bytes = writer.into_inner().map_err(|error| Error::internal(error.into_error()))?;
    let text = String::from_utf8(bytes).map_err(Error::internal)?;
    Ok(Page { items: vec![text], next_cursor: page.next_cursor })
}

/// The columns; days are those of Bishkek, counts working days.
const COLUMNS: [&str; 14] = [
    "number",
    "is_public",
    "topic",
    "place_id",
    "organization_id",
    "desk_id",
    "opened_on",
    "clock_from",
    "promise_days",
    "paused_days",
    "answered_on",
    "answer_days",
    "promise_kept",
    "closed_on",
];

fn record(row: &CaseRow) -> [String; 14] {
    let day = |at: chrono::NaiveDateTime| calendar::service::local_day(at).to_string();
    let text = |value: Option<&String>| value.cloned().unwrap_or_default();
    let number = |value: Option<i32>| value.map(|value| value.to_string()).unwrap_or_default();
    let public = |value: &str| if row.is_public { value.to_owned() } else { String::new() };
    let is_closed = row.state == CaseState::Closed.name();
    [
        public(&row.number),
        row.is_public.to_string(),
        row.topic_id.clone(),
        public(&row.place_id),
        text(row.organization_id.as_ref()),
        text(row.desk_id.as_ref()),
        day(row.opened_at),
        row.clock_from.map(|day| day.to_string()).unwrap_or_default(),
        number(row.promise_days),
        row.paused_days.to_string(),
        row.answered_at.map(day).unwrap_or_default(),
        number(row.answer_days),
        row.promise_kept.map(|kept| kept.to_string()).unwrap_or_default(),
        if is_closed { day(row.state_since) } else { String::new() },
    ]
}
