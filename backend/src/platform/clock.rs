//! The one source of time and of new identifiers.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, SubsecRound, Utc};
use kopuro_shared::ids::Id;

/// Microseconds by which the clock of this process differs from the machine's; none but for the demo.
static OFFSET: AtomicI64 = AtomicI64::new(0);

/// The present time, cut to microseconds: the finest that both engines keep.
pub fn now() -> DateTime<Utc> {
    let offset = Duration::microseconds(OFFSET.load(Ordering::Relaxed));
    (Utc::now() + offset).trunc_subsecs(6)
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
    if OFFSET.load(Ordering::Relaxed) == 0 {
        return uuid::Uuid::now_v7().hyphenated().to_string();
    }
    let now = now();
    let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
    let moment = uuid::Timestamp::from_unix(uuid::NoContext, seconds, now.timestamp_subsec_nanos());
    uuid::Uuid::new_v7(moment).hyphenated().to_string()
}

/// Lets this whole process believe that it is another time, from which it goes on. Only for `kopuro demo`, whose story
/// began a year ago; a server must never call it.
pub fn pretend(now: DateTime<Utc>) {
    let offset = (now - Utc::now()).num_microseconds().unwrap_or_default();
    OFFSET.store(offset, Ordering::Relaxed);
}

/// Ends [`pretend`].
pub fn be_honest() {
    OFFSET.store(0, Ordering::Relaxed);
}
