//! Limits on how often something may be tried, counted in the database, so that they hold across server processes.

use chrono::{Duration, NaiveDateTime};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, RunQueryDsl};

use super::{
    clock,
    db::Conn,
    error::{Error, Result},
};
use crate::{on_engine, schema::rate_limits};

/// At most `max` tries within `window`.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// What is limited; part of the key.
    pub name: &'static str,
    /// Tries within the window.
    pub max: i32,
    /// The window's length. It begins with the first try.
    pub window: Duration,
}

/// The tries of `subject` in the present window and its end.
fn present(
    conn: &mut Conn<'_>,
    limit: Limit,
    subject: &str,
) -> Result<Option<(i32, NaiveDateTime)>> {
    let key = format!("{}:{subject}", limit.name);
    let row: Option<(i32, NaiveDateTime)> = on_engine!(conn, c => rate_limits::table
        .find(key)
        .select((rate_limits::tries, rate_limits::ends_at))
        .first(c)
        .optional())?;
    Ok(row.filter(|(_, ends_at)| *ends_at > clock::now_naive()))
}

/// Refuses when `subject` has used up its tries. Counts nothing.
pub fn ensure(conn: &mut Conn<'_>, limit: Limit, subject: &str) -> Result<()> {
    match present(conn, limit, subject)? {
        Some((tries, ends_at)) if tries >= limit.max => {
            let seconds = (ends_at - clock::now_naive()).num_seconds().max(1);
            Err(Error::too_many(seconds.unsigned_abs()))
        }
        _ => Ok(()),
    }
}

/// Counts one try of `subject`.
pub fn count(conn: &mut Conn<'_>, limit: Limit, subject: &str) -> Result<()> {
    let key = format!("{}:{subject}", limit.name);
    let (tries, ends_at) = match present(conn, limit, subject)? {
        Some((tries, ends_at)) => (tries + 1, ends_at),
        None => (1, clock::now_naive() + limit.window),
    };
    let changes = (rate_limits::tries.eq(tries), rate_limits::ends_at.eq(ends_at));
    on_engine!(conn, c => diesel::insert_into(rate_limits::table)
        .values((rate_limits::key.eq(key), changes))
        .on_conflict(rate_limits::key)
        .do_update()
        .set(changes)
        .execute(c))?;
    Ok(())
}

/// Forgets windows that ended.
pub fn forget(conn: &mut Conn<'_>) -> Result<usize> {
    let old = rate_limits::table.filter(rate_limits::ends_at.lt(clock::now_naive()));
    Ok(on_engine!(conn, c => diesel::delete(old).execute(c))?)
}
