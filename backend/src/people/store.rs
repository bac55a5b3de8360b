//! Rows and queries of `people…`.

use chrono::NaiveDateTime;
use diesel::{
    AsChangeset, BoolExpressionMethods, ExpressionMethods, Insertable, OptionalExtension, QueryDsl,
    Queryable, RunQueryDsl, Selectable, SelectableHelper,
};

use crate::{
    on_engine,
    platform::{db::Conn, error::Result},
    schema::{people, people_links, people_recovery_codes, people_refresh_tokens, people_sessions},
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = people)]
pub struct PersonRow {
    pub id: String,
    pub version: i64,
    pub email: Option<String>,
    pub email_confirmed_at: Option<NaiveDateTime>,
    pub password_hash: Option<String>,
    pub display_name: String,
    pub about: String,
    pub language: String,
    pub currency: String,
    pub is_public: bool,
    pub is_steward: bool,
    pub totp_secret: Option<String>,
    pub totp_confirmed_at: Option<NaiveDateTime>,
    pub totp_last_step: i64,
    pub created_at: NaiveDateTime,
    pub deleted_at: Option<NaiveDateTime>,
}

/// A change of a person; `None` leaves a column as it is, `Some(None)` empties it.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = people)]
pub struct PersonChanges {
    pub version: Option<i64>,
    pub email: Option<Option<String>>,
    pub email_confirmed_at: Option<Option<NaiveDateTime>>,
    pub password_hash: Option<Option<String>>,
    pub display_name: Option<String>,
    pub about: Option<String>,
    pub language: Option<String>,
    pub currency: Option<String>,
    pub is_public: Option<bool>,
    pub is_steward: Option<bool>,
    pub totp_secret: Option<Option<String>>,
    pub totp_confirmed_at: Option<Option<NaiveDateTime>>,
    pub totp_last_step: Option<i64>,
    pub deleted_at: Option<Option<NaiveDateTime>>,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = people_sessions)]
pub struct SessionRow {
    pub id: String,
    pub person_id: String,
    pub created_at: NaiveDateTime,
    pub last_used_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    pub ended_at: Option<NaiveDateTime>,
    pub second_factor: bool,
    pub address: String,
    pub device: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = people_refresh_tokens)]
pub struct RefreshTokenRow {
    pub token_hash: String,
    pub session_id: String,
    pub created_at: NaiveDateTime,
    pub used_at: Option<NaiveDateTime>,
    pub successor_hash: Option<String>,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = people_links)]
pub struct LinkRow {
    pub token_hash: String,
    pub person_id: String,
    pub purpose: String,
    pub email: String,
    pub expires_at: NaiveDateTime,
    pub used_at: Option<NaiveDateTime>,
}

pub fn insert_person(conn: &mut Conn<'_>, row: &PersonRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(people::table).values(row).execute(c))?;
    Ok(())
}

pub fn select_display_names(conn: &mut Conn<'_>, ids: &[String]) -> Result<Vec<(String, String)>> {
    Ok(on_engine!(conn, c => people::table
        .filter(people::id.eq_any(ids).and(people::deleted_at.is_null()))
        .select((people::id, people::display_name))
        .load(c))?)
}

pub fn find_person(conn: &mut Conn<'_>, id: &str) -> Result<Option<PersonRow>> {
    Ok(on_engine!(conn, c => people::table
        .find(id)
        .filter(people::deleted_at.is_null())
        .select(PersonRow::as_select())
        .first(c)
        .optional())?)
}

pub fn find_person_by_email(conn: &mut Conn<'_>, email: &str) -> Result<Option<PersonRow>> {
    Ok(on_engine!(conn, c => people::table
        .filter(people::email.eq(email))
        .select(PersonRow::as_select())
        .first(c)
        .optional())?)
}

pub fn update_person(conn: &mut Conn<'_>, id: &str, changes: &PersonChanges) -> Result<()> {
    on_engine!(conn, c => diesel::update(people::table.find(id)).set(changes).execute(c))?;
    Ok(())
}

pub fn insert_link(conn: &mut Conn<'_>, row: &LinkRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(people_links::table).values(row).execute(c))?;
    Ok(())
}

/// The link, if it is still good.
pub fn find_link(
    conn: &mut Conn<'_>,
    token_hash: &str,
    purpose: &str,
    now: NaiveDateTime,
) -> Result<Option<LinkRow>> {
    Ok(on_engine!(conn, c => people_links::table
        .find(token_hash)
        .filter(people_links::purpose.eq(purpose).and(people_links::used_at.is_null()))
        .filter(people_links::expires_at.gt(now))
        .select(LinkRow::as_select())
        .first(c)
        .optional())?)
}

/// Marks the link as used and answers it, if it is still good.
pub fn use_link(
    conn: &mut Conn<'_>,
    token_hash: &str,
    purpose: &str,
    now: NaiveDateTime,
) -> Result<Option<LinkRow>> {
    let good = people_links::token_hash
        .eq(token_hash)
        .and(people_links::purpose.eq(purpose))
        .and(people_links::used_at.is_null())
        .and(people_links::expires_at.gt(now));
    Ok(on_engine!(conn, c => diesel::update(people_links::table.filter(good))
        .set(people_links::used_at.eq(now))
        .returning(LinkRow::as_returning())
        .get_result(c)
        .optional())?)
}

/// Makes every open link of this purpose worthless: only the newest one works.
pub fn void_links(
    conn: &mut Conn<'_>,
    person_id: &str,
    purpose: &str,
    now: NaiveDateTime,
) -> Result<()> {
    let open = people_links::person_id
        .eq(person_id)
        .and(people_links::purpose.eq(purpose))
        .and(people_links::used_at.is_null());
    on_engine!(conn, c => diesel::update(people_links::table.filter(open))
        .set(people_links::used_at.eq(now))
        .execute(c))?;
    Ok(())
}

pub fn insert_session(conn: &mut Conn<'_>, row: &SessionRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(people_sessions::table).values(row).execute(c))?;
    Ok(())
}

pub fn insert_refresh_token(conn: &mut Conn<'_>, row: &RefreshTokenRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(people_refresh_tokens::table).values(row).execute(c))?;
    Ok(())
}

pub fn find_refresh_token(
    conn: &mut Conn<'_>,
    token_hash: &str,
) -> Result<Option<(RefreshTokenRow, SessionRow)>> {
    Ok(on_engine!(conn, c => people_refresh_tokens::table
        .inner_join(people_sessions::table)
        .filter(people_refresh_tokens::token_hash.eq(token_hash))
        .select((RefreshTokenRow::as_select(), SessionRow::as_select()))
        .first(c)
        .optional())?)
}

pub fn spend_refresh_token(
    conn: &mut Conn<'_>,
    token_hash: &str,
    successor_hash: &str,
    now: NaiveDateTime,
) -> Result<()> {
    let spent = (
        people_refresh_tokens::used_at.eq(now),
        people_refresh_tokens::successor_hash.eq(successor_hash),
    );
    on_engine!(conn, c => diesel::update(people_refresh_tokens::table.find(token_hash))
        .set(spent)
        .execute(c))?;
    Ok(())
}

pub fn touch_session(
    conn: &mut Conn<'_>,
    id: &str,
    now: NaiveDateTime,
    expires_at: NaiveDateTime,
) -> Result<()> {
    let touched =
        (people_sessions::last_used_at.eq(now), people_sessions::expires_at.eq(expires_at));
    on_engine!(conn, c => diesel::update(people_sessions::table.find(id)).set(touched).execute(c))?;
    Ok(())
}

/// Notes that a session has shown the second factor.
pub fn mark_second_factor(conn: &mut Conn<'_>, session_id: &str, shown: bool) -> Result<()> {
    on_engine!(conn, c => diesel::update(people_sessions::table.find(session_id))
        .set(people_sessions::second_factor.eq(shown))
        .execute(c))?;
    Ok(())
}

pub fn end_session(conn: &mut Conn<'_>, id: &str, now: NaiveDateTime) -> Result<()> {
    on_engine!(conn, c => diesel::update(people_sessions::table.find(id))
        .set(people_sessions::ended_at.eq(now))
        .execute(c))?;
    Ok(())
}

/// Ends a person's sessions, all but `except`.
pub fn end_sessions(
    conn: &mut Conn<'_>,
    person_id: &str,
    except: Option<&str>,
    now: NaiveDateTime,
) -> Result<()> {
    let mine = people_sessions::person_id
        .eq(person_id)
        .and(people_sessions::ended_at.is_null())
        .and(people_sessions::id.ne(except.unwrap_or_default()));
    on_engine!(conn, c => diesel::update(people_sessions::table.filter(mine))
        .set(people_sessions::ended_at.eq(now))
        .execute(c))?;
    Ok(())
}

/// A person's sessions that are still good, newest first; at most 100, older ones are of no use to anyone.
pub fn select_sessions(
    conn: &mut Conn<'_>,
    person_id: &str,
    now: NaiveDateTime,
) -> Result<Vec<SessionRow>> {
    Ok(on_engine!(conn, c => people_sessions::table
        .filter(people_sessions::person_id.eq(person_id))
        .filter(people_sessions::ended_at.is_null().and(people_sessions::expires_at.gt(now)))
        .order(people_sessions::created_at.desc())
        .limit(100)
        .select(SessionRow::as_select())
        .load(c))?)
}

/// Whether the person has signed in from this address since `since`.
pub fn is_known_address(
    conn: &mut Conn<'_>,
    person_id: &str,
    address: &str,
    since: NaiveDateTime,
) -> Result<bool> {
    let known = people_sessions::table
        .filter(people_sessions::person_id.eq(person_id))
        .filter(people_sessions::address.eq(address).and(people_sessions::created_at.gt(since)));
    Ok(on_engine!(conn, c => diesel::select(diesel::dsl::exists(known)).get_result(c))?)
}

/// Replaces a person's recovery codes.
pub fn replace_recovery_codes(
    conn: &mut Conn<'_>,
    person_id: &str,
    hashes: &[String],
) -> Result<()> {
    let old = people_recovery_codes::table.filter(people_recovery_codes::person_id.eq(person_id));
    on_engine!(conn, c => diesel::delete(old).execute(c))?;
    for hash in hashes {
        let row = (
            people_recovery_codes::code_hash.eq(hash),
            people_recovery_codes::person_id.eq(person_id),
        );
        on_engine!(conn, c => diesel::insert_into(people_recovery_codes::table).values(row).execute(c))?;
    }
    Ok(())
}

/// Marks a recovery code as used; whether there was one to use.
pub fn use_recovery_code(
    conn: &mut Conn<'_>,
    person_id: &str,
    code_hash: &str,
    now: NaiveDateTime,
) -> Result<bool> {
    let open = people_recovery_codes::code_hash
        .eq(code_hash)
        .and(people_recovery_codes::person_id.eq(person_id))
        .and(people_recovery_codes::used_at.is_null());
    let used = on_engine!(conn, c => diesel::update(people_recovery_codes::table.filter(open))
        .set(people_recovery_codes::used_at.eq(now))
        .execute(c))?;
    Ok(used == 1)
}
