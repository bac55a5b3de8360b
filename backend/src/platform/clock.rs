//! The one source of time and of new identifiers.

use chrono::{DateTime, NaiveDate, NaiveDateTime, SubsecRound, Utc};
use kopuro_shared::ids::Id;

/// The present time, cut to microseconds: the finest that both engines keep.
pub fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}

/// The present time as the database stores it (UTC, without a zone).
pub fn now_naive() -> NaiveDateTime {
    now().naive_utc()
}

/// The present day in UTC.
pub fn today() -> NaiveDate {
    now().date_naive()
}

/// A new identifier (`UUIDv7`): sorts by creation.
pub fn new_id() -> Id {
    uuid::Uuid::now_v7().hyphenated().to_string()
}
