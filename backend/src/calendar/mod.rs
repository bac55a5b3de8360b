//! The working-day calendar of the Kyrgyz Republic, which desks' promises are counted in.
//!
//! Owns the table `calendar_days`. Must never: take a day as known that nobody published; each has its source.

mod routes;
pub mod service;
mod store;

use kopuro_shared::calendar::{CalendarDay, CalendarYear, PutCalendarDay};

use crate::platform::api::Api;

/// Registers the operations.
pub fn register(api: &mut Api) {
    api.area("calendar", "Working days of the Kyrgyz Republic, which promises are counted in.");
    api.get("/calendar", routes::get_calendar)
        .summary("Show a year's holidays, and where moveable ones and shifted days were published")
        .query::<kopuro_shared::calendar::CalendarQuery>()
        .answers::<CalendarYear>();
    api.put("/calendar/days/{day}", routes::put_calendar_day)
        .steward()
        .summary("Say that a day is a holiday, or that people work on it")
        .body::<PutCalendarDay>()
        .answers::<CalendarDay>();
    api.delete("/calendar/days/{day}", routes::remove_calendar_day)
        .steward()
        .summary("Take a day out of the table: the rules hold again")
        .answers_nothing();
}
