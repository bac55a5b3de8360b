//! The table of days, and what other areas count with.

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use chrono_tz::Asia::Bishkek;
use kopuro_shared::{
    calendar::{
        Calendar, CalendarDay, CalendarQuery, CalendarYear, DayKind, PutCalendarDay, is_plausible,
    },
    language::Translated,
    validation::FieldCode,
};
use serde::Deserialize;
use serde_json::json;

use super::store::{self, DayRow};
use crate::platform::{
    app::App,
    audit::{self, Event},
    auth::Actor,
    clock,
    db::{Conn, Db},
    error::{Error, Result},
};

const REFERENCE: &str = include_str!("../../../reference/holidays.csv");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    day: NaiveDate,
    kind: String,
    name_ky: String,
    name_ru: String,
    name_en: String,
    source: String,
}

fn kind(name: &str) -> Result<DayKind> {
    DayKind::from_name(name)
        .ok_or_else(|| Error::internal(std::io::Error::other(format!("kind of day {name}"))))
}

/// Loads the days that came with the program; what the table says already stays.
pub fn load_reference(db: &Db) -> Result<()> {
    let mut reader = csv::Reader::from_reader(REFERENCE.as_bytes());
    let mut rows = Vec::new();
    for line in reader.deserialize::<Line>() {
        let line = line.map_err(Error::internal)?;
        rows.push(DayRow {
            day: line.day,
            kind: kind(&line.kind)?.name().to_owned(),
            name: serde_json::to_value(Translated::new(
                &line.name_ky,
                &line.name_ru,
                &line.name_en,
            ))?,
            source: line.source,
            put_by: None,
            put_at: clock::now_naive(),
        });
    }
    db.write_blocking(|conn| {
        for row in &rows {
            store::put_new_day(conn, row)?;
        }
        Ok(())
    })
}

/// The day in Bishkek at a moment (UTC).
pub fn local_day(at: NaiveDateTime) -> NaiveDate {
    at.and_utc().with_timezone(&Bishkek).date_naive()
}

/// Today in Bishkek.
pub fn local_today() -> NaiveDate {
    local_day(clock::now_naive())
}

/// The rules with the table's days.
pub fn load(conn: &mut Conn<'_>) -> Result<Calendar> {
    let days = store::select_all_days(conn)?;
    let days = days.iter().map(|row| Ok((row.day, kind(&row.kind)?)));
    Ok(Calendar::new(days.collect::<Result<Vec<_>>>()?))
}

fn view(row: DayRow) -> Result<CalendarDay> {
    Ok(CalendarDay {
        day: row.day,
        kind: kind(&row.kind)?,
        name: serde_json::from_value(row.name)?,
        source: row.source,
        put_by: row.put_by,
        put_at: row.put_at.and_utc(),
    })
}

/// A year's holidays and what the table says of its days.
pub async fn get_calendar(app: &App, query: CalendarQuery) -> Result<CalendarYear> {
    let year = query.year.unwrap_or_else(|| local_today().year());
    let bound = |month, day| {
        NaiveDate::from_ymd_opt(year, month, day)
            .ok_or_else(|| Error::field("/year", FieldCode::OutOfRange))
    };
    let (first, last) = (bound(1, 1)?, bound(12, 31)?);
    app.db
        .read(move |conn| {
            let rows = store::select_days(conn, first, last)?;
            let days = rows.iter().map(|row| Ok((row.day, kind(&row.kind)?)));
            let calendar = Calendar::new(days.collect::<Result<Vec<_>>>()?);
            let table = rows.into_iter().map(view).collect::<Result<_>>()?;
            Ok(CalendarYear { year, holidays: calendar.holidays(year), table })
        })
        .await
}

/// The day that an address names.
fn named(day: &str) -> Result<NaiveDate> {
    let day = day.parse().map_err(|_| Error::not_found())?;
    if is_plausible(day) { Ok(day) } else { Err(Error::not_found()) }
}

/// Says what a day is. Due dates that were told already stay. Error: `not-found` for a day that can't be in the table.
pub async fn put_calendar_day(
    app: &App,
    actor: Actor,
    day: &str,
    request: PutCalendarDay,
) -> Result<CalendarDay> {
    let day = named(day)?;
    app.db
        .write(move |conn| {
            let row = DayRow {
                day,
                kind: request.kind.name().to_owned(),
                name: serde_json::to_value(&request.name)?,
                source: request.source.trim().to_owned(),
                put_by: Some(actor.person_id.clone()),
                put_at: clock::now_naive(),
            };
            store::put_day(conn, &row)?;
            let subject = day.to_string();
            let event = Event::new("put_calendar_day", "calendar_day", &subject)
                .details(json!({ "kind": request.kind, "source": row.source }));
            audit::record(conn, &actor, event)?;
            view(row)
        })
        .await
}

/// Takes a day out of the table. Error: `not-found`.
pub async fn remove_calendar_day(app: &App, actor: Actor, day: &str) -> Result<()> {
    let day = named(day)?;
    app.db
        .write(move |conn| {
            if !store::delete_day(conn, day)? {
                return Err(Error::not_found());
            }
            let subject = day.to_string();
            audit::record(conn, &actor, Event::new("remove_calendar_day", "calendar_day", &subject))
        })
        .await
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    #[test]
    fn the_day_changes_at_midnight_in_bishkek() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().naive_utc();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(local_day(at("2026-11-25T17:59:59Z")), day("2026-11-25"));
        assert_eq!(local_day(at("2026-11-25T18:00:00Z")), day("2026-11-26"));
    }

    #[test]
    fn the_days_that_come_with_the_program_can_be_read() {
        let mut reader = csv::Reader::from_reader(REFERENCE.as_bytes());
        for line in reader.deserialize::<Line>() {
            let line = line.unwrap();
            assert!(kind(&line.kind).is_ok() && !line.source.is_empty());
        }
    }
}
