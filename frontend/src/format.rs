//! How dates, times and amounts are written in the reader's language.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use kopuro_shared::money::Money;

use crate::{i18n, t, t_of};

/// A day: `12-июль, 2026`, `12 июля 2026`, `12 July 2026`.
pub fn date(day: NaiveDate) -> String {
    let month = t_of!("month", day.month());
    t!("date-long", day = day.day().to_string(), month = month, year = day.year().to_string())
}

/// A day in a few characters: `12.07.2026`.
pub fn short_date(day: NaiveDate) -> String {
    let two = |number: u32| format!("{number:02}");
    t!("date-short", day = two(day.day()), month = two(day.month()), year = day.year().to_string())
}

/// This moment, by the browser's clock: chrono's own has none here.
pub fn now() -> DateTime<Utc> {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds of this era fit")]
    let milliseconds = js_sys::Date::now() as i64;
    DateTime::from_timestamp_millis(milliseconds).unwrap_or_default()
}

/// How long ago a moment was: minutes, hours, days; the day itself where that is a month and longer.
pub fn ago(moment: DateTime<Utc>) -> String {
    let minutes = (now() - moment).num_minutes().max(0);
    match minutes {
        0 => t!("ago-now"),
        1..60 => t!("ago-minutes", count = minutes),
        60..1440 => t!("ago-hours", count = minutes / 60),
        1440..43_200 => t!("ago-days", count = minutes / 1440),
        _ => date(here(moment).date()),
    }
}

/// An amount as people read it: `1 234 567,50 сом`.
pub fn money(money: Money) -> String {
    money.display(i18n::language())
}

/// An amount without its small change, where it is there to compare.
pub fn whole(amount: Money) -> String {
    let unit = amount.currency.minor_units();
    money(Money::new(amount.amount / unit * unit, amount.currency))
}

/// A whole number in groups of three: `1 240`.
pub fn count(count: i64) -> String {
    Money::new(count, kopuro_shared::currency::Currency::Krw).display_number(i18n::language())
}

/// A moment where the reader is, to the minute.
pub fn moment(moment: DateTime<Utc>) -> String {
    let local = here(moment);
    format!("{}, {:02}:{:02}", date(local.date()), local.hour(), local.minute())
}

/// Today, as the server counts days (UTC). `chrono` alone knows no clock in a browser.
pub fn today() -> NaiveDate {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds of this era are far below 2^53"
    )]
    let milliseconds = js_sys::Date::now() as i64;
    DateTime::from_timestamp_millis(milliseconds).unwrap_or_default().date_naive()
}

/// Today in Bishkek, which due dates are counted in: six hours before UTC the whole year.
pub fn bishkek_today() -> NaiveDate {
    (now() + chrono::Duration::hours(6)).date_naive()
}

/// The reader's clock: the browser alone knows its zone.
fn here(moment: DateTime<Utc>) -> chrono::NaiveDateTime {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of this era are far below 2^53")]
    let milliseconds = moment.timestamp_millis() as f64;
    let offset =
        js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(milliseconds)).get_timezone_offset();
    #[expect(clippy::cast_possible_truncation, reason = "whole minutes, at most a day")]
    let offset = chrono::Duration::minutes(offset as i64);
    moment.naive_utc() - offset
}
