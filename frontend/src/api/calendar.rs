//! Working days, which promises are counted in.

use kopuro_shared::calendar::{CalendarDay, CalendarYear, PutCalendarDay};

use super::{
    ApiError,
    client::{self, encode},
};

/// A year's holidays, and where moveable ones and shifted days were published; as it stands now, for who changes it.
pub async fn get_calendar(year: i32) -> Result<CalendarYear, ApiError> {
    client::get_fresh(&client::query("/calendar", &[("year", &year.to_string())])).await
}

/// Says that a day is a holiday, or that people work on it.
pub async fn put_calendar_day(
    day: String,
    request: PutCalendarDay,
) -> Result<CalendarDay, ApiError> {
    client::put_unversioned(&format!("/calendar/days/{}", encode(&day)), &request).await
}

/// Takes a day out of the table.
pub async fn remove_calendar_day(day: String) -> Result<(), ApiError> {
    client::delete(&format!("/calendar/days/{}", encode(&day)), None).await
}
