//! Signing in, keeping a session alive, ending it.
//!
//! A refresh token is good once. One that comes a second time was copied, so its whole session ends (RFC 9700, 4.14.2).
//! One exception: on a bad line the answer with the successor may never arrive. Within [`LOST_ANSWER`], while the
//! successor is unused, the old token gets another successor and the first becomes worthless: should it turn up after
//! all, that is a reuse again.

use chrono::{Duration, NaiveDateTime};
use kopuro_shared::{
    error::ErrorCode,
    ids::Id,
    people::{ConfirmEmail, Session, SessionSummary, SignIn},
};

use super::{
    passwords, second_factor,
    service::{me, normalize_email},
    store::{self, PersonChanges, PersonRow, RefreshTokenRow, SessionRow},
};
use crate::platform::{
    app::App,
    audit::{self, Event},
    auth::{Actor, hash_token, random_token},
    clock,
    db::Conn,
    error::{Error, Result},
    limits::{self, Limit},
    origin::Origin,
};

/// How long a session lives without being used.
pub const SESSION_LIFETIME: Duration = Duration::days(30);
/// How long an answer with a new refresh token may be lost.
const LOST_ANSWER: Duration = Duration::seconds(60);
/// Wrong passwords for one account from one address.
const WRONG_PER_ADDRESS_AND_ACCOUNT: Limit =
    Limit { name: "sign_in_pair", max: 10, window: Duration::minutes(15) };
/// Wrong passwords from one address, over all accounts: password spraying.
const WRONG_PER_ADDRESS: Limit =
    Limit { name: "sign_in_address", max: 60, window: Duration::minutes(15) };
/// Wrong passwords for one account over all addresses. Does not hold for addresses that the person has signed in from,
/// so that a stranger can't lock the owner out.
const WRONG_PER_ACCOUNT: Limit =
    Limit { name: "sign_in_account", max: 100, window: Duration::hours(1) };
/// How long an address is known after a sign-in.
const ADDRESS_KNOWN: Duration = Duration::days(90);
/// Longest description of a device that is kept.
const DEVICE_MAX: usize = 200;

/// A session with the refresh token that goes into the cookie.
#[derive(Debug)]
pub struct NewSession {
    /// For the body.
    pub session: Session,
    /// For the cookie.
    pub refresh_token: String,
}

/// Signs a person in.
///
/// Errors: `wrong-credentials`, `email-not-confirmed`, `code-required`, `wrong-code`, `too-many-requests`.
pub async fn sign_in(
    app: &App,
    origin: &Origin,
    device: &str,
    request: SignIn,
) -> Result<NewSession> {
    let email = normalize_email(&request.email);
    let (email_found, address) = (email.clone(), origin.address.clone());
    let person = app
        .db
        .read(move |conn| {
            let person = store::find_person_by_email(conn, &email_found)?;
            ensure_may_try(conn, &email_found, person.as_ref(), &address)?;
            Ok(person)
        })
        .await?;
    let hash = person.as_ref().and_then(|person| person.password_hash.clone());
    let password = request.password.clone();
    let right =
        passwords::hashing(move || Ok(passwords::verify(&password, hash.as_deref()))).await?;
    let Some(person) = person.filter(|_| right) else {
        count_wrong(app, &email, &origin.address).await?;
        return Err(Error::new(ErrorCode::WrongCredentials));
    };
    if person.email_confirmed_at.is_none() {
        return Err(Error::new(ErrorCode::EmailNotConfirmed));
    }
    let (origin, device) = (origin.clone(), device.chars().take(DEVICE_MAX).collect::<String>());
    let (session_app, session_origin) = (app.clone(), origin.clone());
    let outcome = app
        .db
        .write(move |conn| {
            let person = store::find_person(conn, &person.id)?.ok_or_else(Error::not_found)?;
            let second_factor =
                second_factor::show(conn, &session_app, &person, request.code.as_deref())?;
            start(conn, &session_app, &session_origin, &device, &person, second_factor)
        })
        .await;
    if outcome.as_ref().is_err_and(|error| error.code == ErrorCode::WrongCode) {
        count_wrong(app, &email, &origin.address).await?;
    }
    outcome
}

/// Confirms an address by the token of a mail and the password of the registration, and signs in.
///
/// Errors: `link-expired`, `wrong-credentials`, `too-many-requests`.
pub async fn confirm_email(
    app: &App,
    origin: &Origin,
    device: &str,
    request: ConfirmEmail,
) -> Result<NewSession> {
    let (token_hash, address) = (hash_token(&request.token), origin.address.clone());
    let person = app
        .db
        .read(move |conn| {
            limits::ensure(conn, WRONG_PER_ADDRESS, &address)?;
            let link = store::find_link(conn, &token_hash, "confirm_email", clock::now_naive())?
                .ok_or_else(|| Error::new(ErrorCode::LinkExpired))?;
            store::find_person(conn, &link.person_id)?.ok_or_else(Error::not_found)
        })
        .await?;
    let hash = person.password_hash.clone();
    if !passwords::hashing(move || Ok(passwords::verify(&request.password, hash.as_deref())))
        .await?
    {
        count_wrong(app, person.email.as_deref().unwrap_or_default(), &origin.address).await?;
        return Err(Error::new(ErrorCode::WrongCredentials));
    }
    let (state, origin, token_hash) = (app.clone(), origin.clone(), hash_token(&request.token));
    let device: String = device.chars().take(DEVICE_MAX).collect();
    app.db
        .write(move |conn| {
            let now = clock::now_naive();
            store::use_link(conn, &token_hash, "confirm_email", now)?
                .ok_or_else(|| Error::new(ErrorCode::LinkExpired))?;
            let changes =
                PersonChanges { email_confirmed_at: Some(Some(now)), ..PersonChanges::default() };
            store::update_person(conn, &person.id, &changes)?;
            let event = Event::new("confirm_email", "person", &person.id);
            audit::record_as(conn, Some(&person.id), &origin, event)?;
            start(conn, &state, &origin, &device, &person, false)
        })
        .await
}

fn ensure_may_try(
    conn: &mut Conn<'_>,
    email: &str,
    person: Option<&PersonRow>,
    address: &str,
) -> Result<()> {
    limits::ensure(conn, WRONG_PER_ADDRESS, address)?;
    limits::ensure(conn, WRONG_PER_ADDRESS_AND_ACCOUNT, &pair(email, address))?;
    let since = clock::now_naive() - ADDRESS_KNOWN;
    let known = match person {
        Some(person) => store::is_known_address(conn, &person.id, address, since)?,
        None => false,
    };
    if known { Ok(()) } else { limits::ensure(conn, WRONG_PER_ACCOUNT, &hash_token(email)) }
}

async fn count_wrong(app: &App, email: &str, address: &str) -> Result<()> {
    let (email, address) = (email.to_owned(), address.to_owned());
    app.db
        .write(move |conn| {
            limits::count_and_tell(conn, WRONG_PER_ADDRESS, &address)?;
            limits::count(conn, WRONG_PER_ADDRESS_AND_ACCOUNT, &pair(&email, &address))?;
            limits::count(conn, WRONG_PER_ACCOUNT, &hash_token(&email))
        })
        .await
}

fn pair(email: &str, address: &str) -> String {
    hash_token(&format!("{email}\0{address}"))
}

fn start(
    conn: &mut Conn<'_>,
    app: &App,
    origin: &Origin,
    device: &str,
    person: &PersonRow,
    second_factor: bool,
) -> Result<NewSession> {
    let now = clock::now_naive();
    let session = SessionRow {
        id: clock::new_id(),
        person_id: person.id.clone(),
        created_at: now,
        last_used_at: now,
        expires_at: now + SESSION_LIFETIME,
        ended_at: None,
        second_factor,
        address: origin.address.clone(),
        device: device.to_owned(),
    };
    store::insert_session(conn, &session)?;
    let refresh_token = issue_refresh_token(conn, &session.id, now)?;
    audit::record_as(
        conn,
        Some(&person.id),
        origin,
        Event::new("sign_in", "session", &session.id),
    )?;
    Ok(NewSession { session: answer(conn, app, person, &session)?, refresh_token })
}

fn issue_refresh_token(
    conn: &mut Conn<'_>,
    session_id: &str,
    now: NaiveDateTime,
) -> Result<String> {
    let token = random_token();
    let row = RefreshTokenRow {
        token_hash: hash_token(&token),
        session_id: session_id.to_owned(),
        created_at: now,
        used_at: None,
        successor_hash: None,
    };
    store::insert_refresh_token(conn, &row)?;
    Ok(token)
}

fn answer(
    conn: &mut Conn<'_>,
    app: &App,
    person: &PersonRow,
    session: &SessionRow,
) -> Result<Session> {
    let (access_token, expires) =
        app.tokens.sign(&person.id, &session.id, person.is_steward, session.second_factor)?;
    Ok(Session {
        access_token,
        expires_at: chrono::DateTime::from_timestamp(expires, 0).unwrap_or_default(),
        me: me(conn, person, session.second_factor)?,
    })
}

/// Exchanges a refresh token for a new session answer and its successor. A reused token ends the session: that is
/// committed, and `not-signed-in` answers.
pub async fn refresh_session(app: &App, origin: &Origin, token: &str) -> Result<NewSession> {
    let (state, origin, token_hash) = (app.clone(), origin.clone(), hash_token(token));
    app.db
        .write(move |conn| refresh(conn, &state, &origin, &token_hash))
        .await?
        .ok_or_else(|| Error::new(ErrorCode::NotSignedIn))
}

fn refresh(
    conn: &mut Conn<'_>,
    app: &App,
    origin: &Origin,
    token_hash: &str,
) -> Result<Option<NewSession>> {
    let now = clock::now_naive();
    let Some((token, session)) = store::find_refresh_token(conn, token_hash)? else {
        return Ok(None);
    };
    if session.ended_at.is_some() || session.expires_at <= now {
        return Ok(None);
    }
    let Some(person) = store::find_person(conn, &session.person_id)? else { return Ok(None) };
    if let Some(used_at) = token.used_at {
        let successor = match &token.successor_hash {
            Some(hash) => store::find_refresh_token(conn, hash)?.map(|(successor, _)| successor),
            None => None,
        };
        let lost = successor.filter(|next| next.used_at.is_none() && now - used_at <= LOST_ANSWER);
        let Some(lost) = lost else {
            store::end_session(conn, &session.id, now)?;
            let event = Event::new("reuse_refresh_token", "session", &session.id);
            audit::record_as(conn, Some(&person.id), origin, event)?;
            return Ok(None);
        };
        // Worthless from now on: its successor is a token that nobody has.
        store::spend_refresh_token(conn, &lost.token_hash, &hash_token(&random_token()), now)?;
    }
    let refresh_token = issue_refresh_token(conn, &session.id, now)?;
    store::spend_refresh_token(
        conn,
        token_hash,
        &hash_token(&refresh_token),
        token.used_at.unwrap_or(now),
    )?;
    store::touch_session(conn, &session.id, now, now + SESSION_LIFETIME)?;
    Ok(Some(NewSession { session: answer(conn, app, &person, &session)?, refresh_token }))
}

/// Ends the session of a refresh token. Says nothing about whether there was one.
pub async fn sign_out(app: &App, origin: &Origin, token: &str) -> Result<()> {
    let (origin, token_hash) = (origin.clone(), hash_token(token));
    app.db
        .write(move |conn| {
            if let Some((_, session)) = store::find_refresh_token(conn, &token_hash)? {
                store::end_session(conn, &session.id, clock::now_naive())?;
                let event = Event::new("sign_out", "session", &session.id);
                audit::record_as(conn, Some(&session.person_id), &origin, event)?;
            }
            Ok(())
        })
        .await
}

/// Ends all sessions of the actor.
pub async fn sign_out_everywhere(app: &App, actor: Actor) -> Result<()> {
    app.db
        .write(move |conn| {
            store::end_sessions(conn, &actor.person_id, None, clock::now_naive())?;
            audit::record(
                conn,
                &actor,
                Event::new("sign_out_everywhere", "person", &actor.person_id),
            )
        })
        .await
}

/// Where the actor is signed in, newest first.
pub async fn list_sessions(app: &App, actor: Actor) -> Result<Vec<SessionSummary>> {
    let current: Id = actor.session_id.clone();
    let rows = app
        .db
        .read(move |conn| store::select_sessions(conn, &actor.person_id, clock::now_naive()))
        .await?;
    let summaries = rows.into_iter().map(|row| SessionSummary {
        is_current: row.id == current,
        id: row.id,
        created_at: row.created_at.and_utc(),
        last_used_at: row.last_used_at.and_utc(),
        address: row.address,
        device: row.device,
    });
    Ok(summaries.collect())
}
