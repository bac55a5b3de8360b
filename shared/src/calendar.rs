//! Working days of the Kyrgyz Republic: what a desk's promise is counted in.
//!
//! Weekends and the holidays with a fixed date are rules here; moveable holidays, and working days that the government
//! shifts, come from a table that stewards maintain.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc, Weekday};
use serde::{Deserialize, Serialize};

use crate::{
    ids::Id,
    language::Translated,
    validation::{Checks, FieldCode, NAME_MAX, SUMMARY_MAX, Validate},
    wire::wire_enum,
};

/// Holidays with a fixed date on which nobody works, as month with its first and last day: the New Year's and May holidays,
/// 8 March, Nooruz and Independence Day (Labour Code of 2025, as the Ministry of Labour published its calendar for 2026).
/// 23 February and 7 April are shortened working days by the same law. One that falls on a weekend moves nothing.
const FIXED_HOLIDAYS: [(u32, u32, u32); 5] =
    [(1, 1, 7), (3, 8, 8), (3, 21, 21), (5, 1, 9), (8, 31, 31)];
/// How far a due date is looked for: nobody's table makes two years of holidays in a row.
const SEARCH_DAYS: u64 = 2 * 366;
/// First year that a day of the table may lie in.
const YEAR_MIN: i32 = 2024;
/// Last one.
const YEAR_MAX: i32 = 2100;

wire_enum! {
    /// What the table says of a day.
    DayKind {
        /// Nobody works, though it would be a working day.
        Holiday = "holiday",
        /// People work, though it would be a weekend or a holiday.
        WorkingDay = "working_day",
    }
}

/// The rules with the days that differ from them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    table: BTreeMap<NaiveDate, DayKind>,
}

impl Calendar {
    /// The rules with a table of days that differ from them.
    pub fn new(table: impl IntoIterator<Item = (NaiveDate, DayKind)>) -> Self {
        Self { table: table.into_iter().collect() }
    }

    /// Whether people work on this day.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        match self.table.get(&day) {
            Some(kind) => *kind == DayKind::WorkingDay,
            None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !is_fixed_holiday(day),
        }
    }

    /// The last of so many working days behind `from`, which itself does not count: what is asked today is due so many
    /// working days from now. `from` itself for none.
    pub fn add(&self, from: NaiveDate, working_days: u32) -> NaiveDate {
        let (mut day, mut left, mut idle) = (from, working_days, 0);
        while left > 0 && idle < SEARCH_DAYS {
            let Some(next) = day.succ_opt() else { break };
            day = next;
            if self.is_working(day) {
                (left, idle) = (left - 1, 0);
            } else {
                idle += 1;
            }
        }
        day
    }

    /// The working day so many working days before `day`, which itself does not count.
    pub fn before(&self, day: NaiveDate, working_days: u32) -> NaiveDate {
        let (mut earlier, mut left, mut idle) = (day, working_days, 0);
        while left > 0 && idle < SEARCH_DAYS {
            let Some(previous) = earlier.pred_opt() else { break };
            earlier = previous;
            if self.is_working(earlier) {
                (left, idle) = (left - 1, 0);
            } else {
                idle += 1;
            }
        }
        earlier
    }

    /// The working days behind `from` up to and with `to`; none where `to` is not later.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        let days = u64::try_from((to - from).num_days()).unwrap_or_default();
        let behind = (1..=days).filter_map(|step| from.checked_add_days(Days::new(step)));
        u32::try_from(behind.filter(|day| self.is_working(*day)).count()).unwrap_or(u32::MAX)
    }
}

fn is_fixed_holiday(day: NaiveDate) -> bool {
    FIXED_HOLIDAYS
        .iter()
        .any(|(month, first, last)| day.month() == *month && (*first..=*last).contains(&day.day()))
}

/// A day that differs from the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarDay {
    /// The day.
    pub day: NaiveDate,
    /// What it is.
    pub kind: DayKind,
    /// What it is called: Orozo Ait, a shifted Monday.
    pub name: Translated,
    /// Where that is published.
    pub source: String,
    /// Who put it in; nothing for what came with the program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub put_by: Option<Id>,
    /// When (UTC).
    pub put_at: DateTime<Utc>,
}

/// Puts a day into the table; replaces what the table says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PutCalendarDay {
    /// What it is.
    pub kind: DayKind,
    /// What it is called.
    pub name: Translated,
    /// Where that is published.
    pub source: String,
}

impl Validate for PutCalendarDay {
    fn check(&self, checks: &mut Checks) {
        checks.translated("/name", &self.name, NAME_MAX);
        checks.required_text("/source", &self.source, SUMMARY_MAX);
    }
}

/// Whether a day may stand in the table.
pub fn is_plausible(day: NaiveDate) -> bool {
    (YEAR_MIN..=YEAR_MAX).contains(&day.year())
}

/// Which year to show.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct CalendarQuery {
    /// The year; this one without it.
    pub year: Option<i32>,
}

impl Validate for CalendarQuery {
    fn check(&self, checks: &mut Checks) {
        let fits = self.year.is_none_or(|year| (YEAR_MIN..=YEAR_MAX).contains(&year));
        checks.ensure(fits, "/year", FieldCode::OutOfRange);
    }
}

/// A year's days on which nobody works beside the weekends, and weekend days on which people do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarYear {
    /// The year.
    pub year: i32,
    /// Weekdays without work, by rule or table, in their order.
    pub holidays: Vec<NaiveDate>,
    /// What the table says of days of this year.
    pub table: Vec<CalendarDay>,
}

impl Calendar {
    /// The weekdays of a year on which nobody works.
    pub fn holidays(&self, year: i32) -> Vec<NaiveDate> {
        let first = NaiveDate::from_ymd_opt(year, 1, 1);
        let days = first.into_iter().flat_map(|first| first.iter_days());
        days.take_while(|day| day.year() == year)
            .filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
            .filter(|day| !self.is_working(*day))
            .collect()
    }
}

#[cfg(test)]
mod tests;
