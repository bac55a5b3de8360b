//! Importing, listing and applying rates.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate};
use kopuro_shared::{
    currency::Currency,
    error::ErrorCode,
    exchange_rates::{
        ExchangeRate, ExchangeRateQuery, ExchangeRates, ImportExchangeRates, ImportedExchangeRates,
        SOM_RATE, cross, parse_rate,
    },
    money::Money,
    pledges::ShownRate,
    validation::{FieldCode, FieldError, Validate},
};
use serde::Deserialize;
use serde_json::json;

use super::store::{self, RateRow};
use crate::{
    people,
    platform::{
        app::App,
        audit::{self, Event},
        auth::Steward,
        clock,
        db::{Conn, Db},
        error::{Error, Result},
        origin::Origin,
    },
};

/// Older rates are not shown to anyone who decides by them.
const AGE_MAX: Duration = Duration::days(31);
/// Faulty lines that are reported at once.
const FAULTS_MAX: usize = 20;

/// The columns of a table, in whatever order they stand.
const COLUMNS: [&str; 3] = ["currency", "date", "rate"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    date: String,
    currency: String,
    rate: String,
}

/// Imports a steward's table, all of it or nothing.
///
/// Errors: `validation-failed`, with pointers `/table/LINE/COLUMN`; the header is line 1. Columns are parted by commas or
/// semicolons.
pub async fn import_exchange_rates(
    app: &App,
    steward: Steward,
    request: ImportExchangeRates,
) -> Result<ImportedExchangeRates> {
    let rows = read_table(&request, &steward.person_id)?;
    app.db
        .write(move |conn| {
            let count = write(conn, &rows, &steward.person_id, &steward.origin)?;
            Ok(ImportedExchangeRates { count })
        })
        .await
}

/// [`import_exchange_rates`] of a steward from the command line, by the steward's address; answers how many rates the
/// table had.
///
/// Errors: `not-found` for an address that is no steward's; `validation-failed`.
pub fn import_table(db: &Db, email: &str, request: &ImportExchangeRates) -> Result<usize> {
    request.validate().map_err(Error::invalid)?;
    let steward = db.read_blocking(|conn| people::service::get_steward_id(conn, email))?;
    let rows = read_table(request, &steward)?;
    db.write_blocking(|conn| write(conn, &rows, &steward, &Origin::internal("command")))
}

fn write(conn: &mut Conn<'_>, rows: &[RateRow], person_id: &str, origin: &Origin) -> Result<usize> {
    for row in rows {
        store::put_rate(conn, row)?;
    }
    let source = rows.first().map(|row| &row.source);
    let event = Event::new("import_exchange_rates", "exchange_rates", "exchange_rates")
        .details(json!({ "source": source, "count": rows.len() }));
    audit::record_as(conn, Some(person_id), origin, event)?;
    Ok(rows.len())
}

fn read_table(request: &ImportExchangeRates, person_id: &str) -> Result<Vec<RateRow>> {
    let header = request.table.lines().next().unwrap_or_default();
    // Spreadsheets of our languages write semicolons, because the comma stands before decimals.
    let delimiter = if header.contains(';') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .delimiter(delimiter)
        .from_reader(request.table.as_bytes());
    let columns = reader.headers().map(|columns| columns.iter().map(str::to_owned).collect());
    let mut columns: Vec<String> = columns.unwrap_or_default();
    columns.sort_unstable();
    if columns != COLUMNS {
        return Err(Error::field("/table/1", FieldCode::InvalidFormat));
    }
    let (mut rows, mut faults) = (BTreeMap::new(), Vec::new());
    for (index, line) in reader.deserialize::<Line>().enumerate() {
        let number = index + 2;
        let row = match line {
            Ok(line) => read_line(&line),
            Err(_) => Err(("", FieldCode::InvalidFormat)),
        };
        let row = row.and_then(|row| {
            let duplicate = rows.insert((row.0, row.1), row.2).is_some();
            if duplicate { Err(("/date", FieldCode::Duplicate)) } else { Ok(()) }
        });
        if let Err((column, code)) = row {
            let pointer = format!("/table/{number}{column}");
            faults.push(FieldError { pointer, code, figures: BTreeMap::new() });
        }
        if faults.len() == FAULTS_MAX {
            break;
        }
    }
    if !faults.is_empty() {
        return Err(Error::invalid(faults));
    }
    if rows.is_empty() {
        return Err(Error::field("/table", FieldCode::Required));
    }
    let imported_at = clock::now_naive();
    let row = |((currency, dated), rate): ((Currency, NaiveDate), i64)| RateRow {
        currency: currency.code().to_owned(),
        dated,
        rate,
        source: request.source.trim().to_owned(),
        imported_by: person_id.to_owned(),
        imported_at,
    };
    Ok(rows.into_iter().map(row).collect())
}

type Fault = (&'static str, FieldCode);

fn read_line(line: &Line) -> Result<(Currency, NaiveDate, i64), Fault> {
    let dated: NaiveDate = line.date.parse().map_err(|_| ("/date", FieldCode::InvalidDate))?;
    // A rate of tomorrow is published today; one of next year is a slip.
    if dated > clock::today() + Duration::days(7) {
        return Err(("/date", FieldCode::InvalidDate));
    }
    let currency: Currency =
        line.currency.parse().map_err(|_| ("/currency", FieldCode::NotAccepted))?;
    if currency == Currency::Kgs {
        return Err(("/currency", FieldCode::NotAccepted));
    }
    Ok((currency, dated, parse_rate(&line.rate).map_err(|code| ("/rate", code))?))
}

/// The rates that hold on a day (today without one), with their own dates, however old.
pub async fn list_exchange_rates(app: &App, query: ExchangeRateQuery) -> Result<ExchangeRates> {
    let on = query.on.unwrap_or_else(clock::today);
    app.db
        .read(move |conn| {
            let mut items = Vec::new();
            for currency in Currency::ALL {
                let row = store::find_rate(conn, currency.code(), on)?;
                items.extend(row.map(|row| ExchangeRate {
                    currency,
                    dated: row.dated,
                    rate: row.rate,
                    source: row.source,
                }));
            }
            Ok(ExchangeRates { items })
        })
        .await
}

fn rate_on(
    conn: &mut Conn<'_>,
    currency: Currency,
    on: NaiveDate,
) -> Result<(i64, NaiveDate, String)> {
    if currency == Currency::Kgs {
        return Ok((SOM_RATE, on, String::new()));
    }
    let row = store::find_rate(conn, currency.code(), on)?;
    row.filter(|row| on - row.dated <= AGE_MAX)
        .map(|row| (row.rate, row.dated, row.source))
        .ok_or_else(|| Error::new(ErrorCode::ExchangeRateMissing).with("currency", currency.code()))
}

/// Converts at the rates that hold on a day, and says which; no rate where the currencies are the same.
///
/// Errors: `exchange-rate-missing` where the newest rate is older than a month; `validation-failed` at
/// `/amount/amount` where the result is too large.
pub fn convert(
    conn: &mut Conn<'_>,
    money: Money,
    to: Currency,
    on: NaiveDate,
) -> Result<(Money, Option<ShownRate>)> {
    if money.currency == to {
        return Ok((money, None));
    }
    let (from_rate, from_dated, from_source) = rate_on(conn, money.currency, on)?;
    let (to_rate, to_dated, to_source) = rate_on(conn, to, on)?;
    let converted = cross(money, from_rate, to, to_rate)
        .map_err(|_| Error::field("/amount/amount", FieldCode::OutOfRange))?;
    let mut sources = vec![from_source, to_source];
    sources.retain(|source| !source.is_empty());
    sources.dedup();
    let rate = ShownRate {
        from: money.currency,
        from_rate,
        to,
        to_rate,
        dated: from_dated.min(to_dated),
        source: sources.join("; "),
    };
    Ok((converted, Some(rate)))
}
