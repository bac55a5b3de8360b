//! Limits on how often something may be tried, counted in the database, so that they hold across server processes.
//!
//! What is left of a limit is told in the answer's `RateLimit` and `RateLimit-Policy` fields, in the form of
//! draft-ietf-httpapi-ratelimit-headers-09 (structured fields: `"upload_file";r=119;t=3600`, `"upload_file";q=120;w=3600`).
//! Not told is what would give something away about others: how often strangers tried an account, or whether there is one.

use std::{cell::RefCell, future::Future};

use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use chrono::{Duration, NaiveDateTime};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, RunQueryDsl, dsl::case_when};

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
            note(limit, tries, ends_at);
            Err(Error::too_many(seconds_until(ends_at)))
        }
        _ => Ok(()),
    }
}

/// Whether `subject` has used up its tries, where neither the caller nor the answer may show it.
pub fn is_used_up(conn: &mut Conn<'_>, limit: Limit, subject: &str) -> Result<bool> {
    Ok(present(conn, limit, subject)?.is_some_and(|(tries, _)| tries >= limit.max))
}

/// Counts one try of `subject`.
pub fn count(conn: &mut Conn<'_>, limit: Limit, subject: &str) -> Result<()> {
    count_one(conn, limit, subject).map(|_| ())
}

/// [`count`] of the caller's own tries, with what is left in the answer.
pub fn count_and_tell(conn: &mut Conn<'_>, limit: Limit, subject: &str) -> Result<()> {
    let (tries, ends_at) = count_one(conn, limit, subject)?;
    note(limit, tries, ends_at);
    Ok(())
}

/// Counts one try of `subject`, who is the caller, refuses one too many, and tells in the answer what is left. A refused
/// try is undone with its transaction.
pub fn take(conn: &mut Conn<'_>, limit: Limit, subject: &str) -> Result<()> {
    let (tries, ends_at) = count_one(conn, limit, subject)?;
    note(limit, tries.min(limit.max), ends_at);
    if tries > limit.max {
        return Err(Error::too_many(seconds_until(ends_at)));
    }
    Ok(())
}

/// One statement that reads nothing first: a transaction that had looked for the row would be in the way of all who count
/// near it (PostgreSQL's predicate locks are of pages).
fn count_one(conn: &mut Conn<'_>, limit: Limit, subject: &str) -> Result<(i32, NaiveDateTime)> {
    let key = format!("{}:{subject}", limit.name);
    let now = clock::now_naive();
    let ends_at = now + limit.window;
    let new =
        (rate_limits::key.eq(key), rate_limits::tries.eq(1), rate_limits::ends_at.eq(ends_at));
    let goes_on = || rate_limits::ends_at.gt(now);
    let changes = (
        rate_limits::tries.eq(case_when(goes_on(), rate_limits::tries + 1).otherwise(1)),
        rate_limits::ends_at.eq(case_when(goes_on(), rate_limits::ends_at).otherwise(ends_at)),
    );
    Ok(on_engine!(conn, c => diesel::insert_into(rate_limits::table)
        .values(new)
        .on_conflict(rate_limits::key)
        .do_update()
        .set(changes)
        .returning((rate_limits::tries, rate_limits::ends_at))
        .get_result(c))?)
}

fn seconds_until(ends_at: NaiveDateTime) -> u64 {
    (ends_at - clock::now_naive()).num_seconds().max(1).unsigned_abs()
}

/// Forgets windows that ended.
pub fn forget(conn: &mut Conn<'_>) -> Result<usize> {
    let old = rate_limits::table.filter(rate_limits::ends_at.lt(clock::now_naive()));
    Ok(on_engine!(conn, c => diesel::delete(old).execute(c))?)
}

/// What is left of a limit, for the answer.
#[derive(Debug, Clone, Copy)]
pub struct Left {
    limit: Limit,
    tries: i32,
    seconds: u64,
}

thread_local! {
    /// What the work that runs on this thread has to tell.
    static NOTED: RefCell<Vec<Left>> = const { RefCell::new(Vec::new()) };
}

tokio::task_local! {
    /// What the request that this task answers has to tell.
    static OF_REQUEST: RefCell<Vec<Left>>;
}

fn note(limit: Limit, tries: i32, ends_at: NaiveDateTime) {
    let left = Left { limit, tries, seconds: seconds_until(ends_at) };
    NOTED.with_borrow_mut(|noted| put(noted, left));
}

/// The newest word on a limit is the one that counts.
fn put(all: &mut Vec<Left>, left: Left) {
    all.retain(|other| other.limit.name != left.limit.name);
    all.push(left);
}

/// Runs work on a thread of its own and takes along what it has to tell: threads of the database know no request.
pub fn noting<T>(work: impl FnOnce() -> T) -> (T, Vec<Left>) {
    NOTED.with_borrow_mut(Vec::clear);
    let done = work();
    (done, NOTED.take())
}

/// Tells the request that this task answers; jobs and commands have none.
pub fn tell(noted: Vec<Left>) {
    // An error means that there is no request.
    let told = OF_REQUEST.try_with(|all| {
        for left in noted {
            put(&mut all.borrow_mut(), left);
        }
    });
    told.ok();
}

/// Answers a request and takes along what it has to tell.
pub async fn telling<T>(answer: impl Future<Output = T>) -> (T, Vec<Left>) {
    OF_REQUEST
        .scope(RefCell::default(), async {
            let answer = answer.await;
            (answer, OF_REQUEST.with(RefCell::take))
        })
        .await
}

/// Writes what is left into an answer's head.
pub fn write(left: &[Left], headers: &mut HeaderMap) {
    let list = |entry: &dyn Fn(&Left) -> String| {
        HeaderValue::from_str(&left.iter().map(entry).collect::<Vec<_>>().join(", "))
    };
    let now = list(&|left| {
        let rest = left.limit.max.saturating_sub(left.tries).max(0);
        format!("\"{}\";r={rest};t={}", left.limit.name, left.seconds)
    });
    let policy = list(&|left| {
        let Limit { name, max, window } = left.limit;
        format!("\"{name}\";q={max};w={}", window.num_seconds())
    });
    if let (false, Ok(now), Ok(policy)) = (left.is_empty(), now, policy) {
        headers.insert(HeaderName::from_static("ratelimit"), now);
        headers.insert(HeaderName::from_static("ratelimit-policy"), policy);
    }
}
