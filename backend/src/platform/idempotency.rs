//! `Idempotency-Key`: a creation that is sent twice happens once, and the second answer is the first one.
//! (draft-ietf-httpapi-idempotency-key-header.) The answer is kept in the same transaction as what it tells of.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use chrono::NaiveDateTime;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, RunQueryDsl};
use kopuro_shared::{error::ErrorCode, validation::FieldCode};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    auth::hash_token,
    clock,
    db::Conn,
    error::{Error, Result},
};
use crate::{on_engine, schema::idempotency_keys};

/// Longest key.
const KEY_MAX: usize = 200;

/// The caller's key, where it sent one.
#[derive(Debug, Clone)]
pub struct IdempotencyKey(Option<String>);

impl IdempotencyKey {
    /// For work that the server itself starts, once.
    pub fn none() -> Self {
        Self(None)
    }
}

impl FromRequest for IdempotencyKey {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(header) = req.headers().get("idempotency-key") else {
            return ready(Ok(Self(None)));
        };
        let key = header.to_str().ok().filter(|key| (1..=KEY_MAX).contains(&key.len()));
        ready(match key {
            Some(key) => Ok(Self(Some(key.to_owned()))),
            None => Err(Error::field("/Idempotency-Key", FieldCode::InvalidFormat)),
        })
    }
}

/// The first answer, where this is a replay of `request`; for work that is too costly to begin before that is known.
/// Error: `idempotency-key-reused` for another request under the same key.
pub fn find<R, T>(
    conn: &mut Conn<'_>,
    key: &IdempotencyKey,
    caller: &str,
    operation: &str,
    request: &R,
) -> Result<Option<T>>
where
    R: Serialize,
    T: DeserializeOwned,
{
    let Some(key) = &key.0 else { return Ok(None) };
    let kept: Option<(String, String)> = on_engine!(conn, c => idempotency_keys::table
        .find(row_key(caller, operation, key))
        .select((idempotency_keys::request_hash, idempotency_keys::answer))
        .first(c)
        .optional())?;
    let Some((kept_hash, answer)) = kept else { return Ok(None) };
    if kept_hash != hash_token(&serde_json::to_string(request)?) {
        return Err(Error::new(ErrorCode::IdempotencyKeyReused));
    }
    Ok(Some(serde_json::from_str(&answer)?))
}

fn row_key(caller: &str, operation: &str, key: &str) -> String {
    hash_token(&format!("{caller}\0{operation}\0{key}"))
}

/// Runs `work` once per key of a caller and operation: a replay of the same `request` answers the first answer, and
/// another request under the same key is refused. `caller` is the person's id, or what else tells callers apart.
pub fn once<R, T>(
    conn: &mut Conn<'_>,
    key: &IdempotencyKey,
    caller: &str,
    operation: &str,
    request: &R,
    work: impl FnOnce(&mut Conn<'_>) -> Result<T>,
) -> Result<T>
where
    R: Serialize,
    T: Serialize + DeserializeOwned,
{
    let Some(text) = &key.0 else { return work(conn) };
    // The key first, without looking for it: see `limits::count_one`.
    let row_key = row_key(caller, operation, text);
    let row = (
        idempotency_keys::key_hash.eq(&row_key),
        idempotency_keys::request_hash.eq(hash_token(&serde_json::to_string(request)?)),
        idempotency_keys::answer.eq(""),
        idempotency_keys::created_at.eq(clock::now_naive()),
    );
    let inserted = on_engine!(conn, c => diesel::insert_into(idempotency_keys::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    if inserted == 0
        && let Some(answer) = find(conn, key, caller, operation, request)?
    {
        return Ok(answer);
    }
    let answer = work(conn)?;
    let kept = idempotency_keys::answer.eq(serde_json::to_string(&answer)?);
    let row = idempotency_keys::table.find(&row_key);
    on_engine!(conn, c => diesel::update(row).set(kept).execute(c))?;
    Ok(answer)
}

/// Forgets answers that were kept before `before`.
pub fn forget(conn: &mut Conn<'_>, before: NaiveDateTime) -> Result<usize> {
    let old = idempotency_keys::table.filter(idempotency_keys::created_at.lt(before));
    Ok(on_engine!(conn, c => diesel::delete(old).execute(c))?)
}
