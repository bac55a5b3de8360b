//! Registration, confirmation, passwords, profile.

use std::collections::HashMap;

use chrono::Duration;
use kopuro_shared::{
    error::ErrorCode,
    ids::Id,
    language::Language,
    people::{ChangePassword, Me, PublicPerson, RegisterPerson, ResetPassword, UpdateMe},
    validation::Validate,
};
use serde_json::{Value, json};

use super::{
    passwords,
    store::{self, LinkRow, PersonChanges, PersonRow},
};
use crate::{
    cases, files, organizations,
    platform::{
        app::App,
        audit::{self, Event},
        auth::{Actor, hash_token, random_token},
        clock,
        db::{Conn, Db},
        error::{Error, Result},
        http::IfMatch,
        limits::{self, Limit},
        origin::Origin,
        outbox,
    },
    pledges, projects, reports,
};

/// How long the link of a mail is good.
const LINK_LIFETIME: Duration = Duration::hours(24);
/// Mails that one address may make us send to accounts.
const MAILS_PER_ADDRESS: Limit =
    Limit { name: "account_mail_address", max: 30, window: Duration::hours(1) };
/// Mails that may be sent to one account.
const MAILS_PER_ACCOUNT: Limit =
    Limit { name: "account_mail_account", max: 5, window: Duration::hours(1) };

/// The form in which addresses are stored and compared.
pub fn normalize_email(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Opens an account, or writes to the owner of the one that is there. The caller sees no difference.
///
/// Errors: `validation-failed` for a weak password, `too-many-requests`.
pub async fn register_person(app: &App, origin: &Origin, request: RegisterPerson) -> Result<()> {
    let email = normalize_email(&request.email);
    passwords::ensure_strong(
        &request.password,
        &[&email, &request.display_name, "kopuro", "көпүрө"],
    )?;
    let password = request.password.clone();
    let password_hash = passwords::hashing(move || passwords::hash(&password)).await?;
    let (state, origin) = (app.clone(), origin.clone());
    app.db
        .write(move |conn| {
            limits::take(conn, MAILS_PER_ADDRESS, &origin.address)?;
            let language = request.language;
            match store::find_person_by_email(conn, &email)? {
                Some(person) if person.email_confirmed_at.is_some() => {
                    if may_mail(conn, &email)? {
                        let link = state.link("/password");
                        outbox::mail(conn, language, &email, "account-exists", &[("link", &link)])?;
                    }
                    Ok(())
                }
                // Nobody has shown yet that the address is theirs: the newest registration counts.
                Some(person) => {
                    let changes = PersonChanges {
                        password_hash: Some(Some(password_hash.clone())),
                        display_name: Some(request.display_name.trim().to_owned()),
                        language: Some(language.tag().to_owned()),
                        ..PersonChanges::default()
                    };
                    store::update_person(conn, &person.id, &changes)?;
                    mail_confirmation(conn, &state, &person.id, &email, language)
                }
                None => {
                    let person = new_person(&email, &password_hash, &request);
                    store::insert_person(conn, &person)?;
                    let event = Event::new("register_person", "person", &person.id);
                    audit::record_as(conn, Some(&person.id), &origin, event)?;
                    mail_confirmation(conn, &state, &person.id, &email, language)
                }
            }
        })
        .await
}

fn new_person(email: &str, password_hash: &str, request: &RegisterPerson) -> PersonRow {
    PersonRow {
        id: clock::new_id(),
        version: 1,
        email: Some(email.to_owned()),
        email_confirmed_at: None,
        password_hash: Some(password_hash.to_owned()),
        display_name: request.display_name.trim().to_owned(),
        about: String::new(),
        language: request.language.tag().to_owned(),
        currency: "USD".to_owned(),
        is_public: false,
        is_steward: false,
        totp_secret: None,
        totp_confirmed_at: None,
        totp_last_step: 0,
        created_at: clock::now_naive(),
        deleted_at: None,
    }
}

/// Whether one more mail may go to this account; counts it.
fn may_mail(conn: &mut Conn<'_>, email: &str) -> Result<bool> {
    let subject = hash_token(email);
    if limits::is_used_up(conn, MAILS_PER_ACCOUNT, &subject)? {
        return Ok(false);
    }
    limits::count(conn, MAILS_PER_ACCOUNT, &subject)?;
    Ok(true)
}

fn mail_confirmation(
    conn: &mut Conn<'_>,
    app: &App,
    person_id: &str,
    email: &str,
    language: Language,
) -> Result<()> {
    if !may_mail(conn, email)? {
        return Ok(());
    }
    let token = new_link(conn, person_id, "confirm_email", email)?;
    // Behind `#`, so that the token reaches no server log and no other site.
    let link = app.link(&format!("/email/confirm#{token}"));
    outbox::mail(conn, language, email, "confirm-email", &[("link", &link)])
}

fn new_link(conn: &mut Conn<'_>, person_id: &str, purpose: &str, email: &str) -> Result<String> {
    let now = clock::now_naive();
    store::void_links(conn, person_id, purpose, now)?;
    let token = random_token();
    let row = LinkRow {
        token_hash: hash_token(&token),
        person_id: person_id.to_owned(),
        purpose: purpose.to_owned(),
        email: email.to_owned(),
        expires_at: now + LINK_LIFETIME,
        used_at: None,
    };
    store::insert_link(conn, &row)?;
    Ok(token)
}

/// Sends a link to set a new password, where there is an account. The caller sees no difference.
pub async fn request_password_reset(app: &App, origin: &Origin, email: &str) -> Result<()> {
    let (state, origin, email) = (app.clone(), origin.clone(), normalize_email(email));
    app.db
        .write(move |conn| {
            limits::take(conn, MAILS_PER_ADDRESS, &origin.address)?;
            let Some(person) = store::find_person_by_email(conn, &email)? else { return Ok(()) };
            if !may_mail(conn, &email)? {
                return Ok(());
            }
            let token = new_link(conn, &person.id, "reset_password", &email)?;
            let link = state.link(&format!("/password/new#{token}"));
            let event = Event::new("request_password_reset", "person", &person.id);
            audit::record_as(conn, None, &origin, event)?;
            outbox::mail(conn, language(&person), &email, "reset-password", &[("link", &link)])
        })
        .await
}

/// Sets a new password by the token of a mail, and ends every session. The link also shows that the address is the
/// person's. The second factor stays: a mailbox alone must not open a treasurer's account.
pub async fn reset_password(app: &App, origin: &Origin, request: ResetPassword) -> Result<()> {
    passwords::ensure_strong(&request.password, &["kopuro", "көпүрө"])?;
    let password = request.password.clone();
    let hash = passwords::hashing(move || passwords::hash(&password)).await?;
    let (origin, token_hash) = (origin.clone(), hash_token(&request.token));
    app.db
        .write(move |conn| {
            let now = clock::now_naive();
            let link = store::use_link(conn, &token_hash, "reset_password", now)?
                .ok_or_else(|| Error::new(ErrorCode::LinkExpired))?;
            let person = store::find_person(conn, &link.person_id)?.ok_or_else(Error::not_found)?;
            let changes = PersonChanges {
                password_hash: Some(Some(hash.clone())),
                email_confirmed_at: Some(Some(person.email_confirmed_at.unwrap_or(now))),
                ..PersonChanges::default()
            };
            store::update_person(conn, &person.id, &changes)?;
            store::end_sessions(conn, &person.id, None, now)?;
            let event = Event::new("reset_password", "person", &person.id);
            audit::record_as(conn, Some(&person.id), &origin, event)?;
            outbox::mail(conn, language(&person), &link.email, "password-changed", &[])
        })
        .await
}

/// Changes the password of a person who knows the present one, and ends the other sessions.
pub async fn change_password(app: &App, actor: Actor, request: ChangePassword) -> Result<()> {
    let person = ensure_password(app, &actor, request.current_password).await?;
    let email = person.email.clone().unwrap_or_default();
    passwords::ensure_strong(
        &request.password,
        &[&email, &person.display_name, "kopuro", "көпүрө"],
    )?;
    let hash = passwords::hashing(move || passwords::hash(&request.password)).await?;
    app.db
        .write(move |conn| {
            let changes = PersonChanges {
                password_hash: Some(Some(hash.clone())),
                ..PersonChanges::default()
            };
            store::update_person(conn, &actor.person_id, &changes)?;
            store::end_sessions(
                conn,
                &actor.person_id,
                Some(&actor.session_id),
                clock::now_naive(),
            )?;
            audit::record(conn, &actor, Event::new("change_password", "person", &actor.person_id))?;
            outbox::mail(conn, language(&person), &email, "password-changed", &[])
        })
        .await
}

/// Refuses unless the password is the actor's; answers the actor's row. Error: `wrong-credentials`.
pub async fn ensure_password(app: &App, actor: &Actor, password: String) -> Result<PersonRow> {
    const WRONG: Limit = Limit { name: "password_again", max: 10, window: Duration::minutes(15) };
    let person_id = actor.person_id.clone();
    let person = app
        .db
        .read(move |conn| {
            limits::ensure(conn, WRONG, &person_id)?;
            store::find_person(conn, &person_id)?.ok_or_else(|| Error::new(ErrorCode::NotSignedIn))
        })
        .await?;
    let hash = person.password_hash.clone();
    if passwords::hashing(move || Ok(passwords::verify(&password, hash.as_deref()))).await? {
        return Ok(person);
    }
    let person_id = person.id;
    app.db.write(move |conn| limits::count_and_tell(conn, WRONG, &person_id)).await?;
    Err(Error::new(ErrorCode::WrongCredentials))
}

/// The language of a person's mails.
fn language(person: &PersonRow) -> Language {
    Language::from_tag(&person.language).unwrap_or_default()
}

/// A person's account as the person sees it.
pub fn me(conn: &mut Conn<'_>, person: &PersonRow, second_factor_shown: bool) -> Result<Me> {
    Ok(Me {
        id: person.id.clone(),
        version: person.version,
        email: person.email.clone().ok_or_else(Error::not_found)?,
        display_name: person.display_name.clone(),
        about: person.about.clone(),
        language: language(person),
        currency: person.currency.clone(),
        is_public: person.is_public,
        is_steward: person.is_steward,
        is_member: organizations::service::is_member_of_any(conn, &person.id)?,
        has_second_factor: person.totp_confirmed_at.is_some(),
        second_factor_shown,
        created_at: person.created_at.and_utc(),
    })
}

fn get_row(conn: &mut Conn<'_>, actor: &Actor) -> Result<PersonRow> {
    store::find_person(conn, &actor.person_id)?.ok_or_else(|| Error::new(ErrorCode::NotSignedIn))
}

/// The actor's account.
pub async fn get_me(app: &App, actor: Actor) -> Result<Me> {
    app.db
        .read(move |conn| {
            let person = get_row(conn, &actor)?;
            me(conn, &person, actor.second_factor)
        })
        .await
}

/// Changes the actor's profile.
pub async fn update_me(
    app: &App,
    actor: Actor,
    if_match: IfMatch,
    request: UpdateMe,
) -> Result<Me> {
    app.db
        .write(move |conn| {
            let person = get_row(conn, &actor)?;
            if_match.ensure(person.version)?;
            let request = request.clone();
            let changes = PersonChanges {
                version: Some(person.version + 1),
                display_name: request.display_name.map(|name| name.trim().to_owned()),
                about: request.about,
                language: request.language.map(|language| language.tag().to_owned()),
                currency: request.currency,
                is_public: request.is_public,
                ..PersonChanges::default()
            };
            store::update_person(conn, &person.id, &changes)?;
            audit::record(conn, &actor, Event::new("update_me", "person", &person.id))?;
            let person = get_row(conn, &actor)?;
            me(conn, &person, actor.second_factor)
        })
        .await
}

/// Everything that is kept about the actor, as JSON (GDPR, articles 15 and 20).
pub async fn export_me(app: &App, actor: Actor) -> Result<Value> {
    app.db
        .read(move |conn| {
            let person = get_row(conn, &actor)?;
            let me = me(conn, &person, actor.second_factor)?;
            let sessions = store::select_sessions(conn, &actor.person_id, clock::now_naive())?;
            let sessions = sessions.iter().map(|row| {
                json!({
                    "created_at": row.created_at.and_utc(), "last_used_at": row.last_used_at.and_utc(),
                    "address": row.address, "device": row.device,
                })
            });
            let pledges = pledges::lists::export(conn, &actor.person_id)?;
            let files = files::facts::export(conn, &actor.person_id)?;
            let reports = reports::facts::export(conn, &actor.person_id)?;
            let cases = cases::lists::export(conn, &actor.person_id)?;
            let sessions: Vec<_> = sessions.collect();
            Ok(json!({
                "account": me, "sessions": sessions, "pledges": pledges, "files": files,
                "reports": reports, "cases": cases,
            }))
        })
        .await
}

/// Deletes the actor's account: name, address, password and second factor are wiped; what the ledger and the audit log
/// say stays, under an id that no longer leads to anyone.
pub async fn delete_me(app: &App, actor: Actor, password: String) -> Result<()> {
    ensure_password(app, &actor, password).await?;
    app.db
        .write(move |conn| {
            let person = get_row(conn, &actor)?;
            organizations::service::ensure_not_last_owner(conn, &person.id)?;
            organizations::service::forget_person(conn, &person.id)?;
            projects::follows::forget_person(conn, &person.id)?;
            let now = clock::now_naive();
            let changes = PersonChanges {
                version: Some(person.version + 1),
                email: Some(None),
                email_confirmed_at: Some(None),
                password_hash: Some(None),
                display_name: Some(String::new()),
                about: Some(String::new()),
                is_public: Some(false),
                is_steward: Some(false),
                totp_secret: Some(None),
                totp_confirmed_at: Some(None),
                deleted_at: Some(Some(now)),
                ..PersonChanges::default()
            };
            store::update_person(conn, &person.id, &changes)?;
            store::replace_recovery_codes(conn, &person.id, &[])?;
            store::end_sessions(conn, &person.id, None, now)?;
            audit::record(conn, &actor, Event::new("delete_me", "person", &person.id))
        })
        .await
}

/// What others see of a person who chose to be public; `not-found` for everyone else.
pub async fn get_public_person(app: &App, id: String) -> Result<PublicPerson> {
    let person = app.db.read(move |conn| store::find_person(conn, &id)).await?;
    let person = person.filter(|person| person.is_public).ok_or_else(Error::not_found)?;
    Ok(PublicPerson { id: person.id, display_name: person.display_name, about: person.about })
}

/// The address and language to write to a person, where the account still has a confirmed one.
pub fn find_mailbox(conn: &mut Conn<'_>, person_id: &str) -> Result<Option<(String, Language)>> {
    let person = store::find_person(conn, person_id)?;
    Ok(person.filter(|person| person.email_confirmed_at.is_some()).and_then(|person| {
        let language = language(&person);
        Some((person.email?, language))
    }))
}

/// The person with this address, confirmed or not.
pub fn find_person_id(conn: &mut Conn<'_>, email: &str) -> Result<Option<Id>> {
    Ok(store::find_person_by_email(conn, &normalize_email(email))?.map(|person| person.id))
}

/// A person's display name; `None` for a deleted account.
pub fn find_display_name(conn: &mut Conn<'_>, person_id: &str) -> Result<Option<String>> {
    Ok(store::find_person(conn, person_id)?.map(|person| person.display_name))
}

/// The display names of some people, by their ids; without those whose accounts were deleted.
pub fn find_display_names(
    conn: &mut Conn<'_>,
    person_ids: &[String],
) -> Result<HashMap<String, String>> {
    Ok(store::select_display_names(conn, person_ids)?.into_iter().collect())
}

/// A person's display name, and whether the person chose to be public; `None` for a deleted account.
pub fn find_profile(conn: &mut Conn<'_>, person_id: &str) -> Result<Option<(String, bool)>> {
    Ok(store::find_person(conn, person_id)?.map(|person| (person.display_name, person.is_public)))
}

/// Opens an account whose address needs no confirmation: for the demo and the operator's own setting up, from the
/// command line only. Errors: `validation-failed` for a weak password, `conflict` for an address that is taken.
pub fn create_confirmed_person(db: &Db, origin: &Origin, request: &RegisterPerson) -> Result<Id> {
    request.validate().map_err(Error::invalid)?;
    let email = normalize_email(&request.email);
    passwords::ensure_strong(&request.password, &[&email, &request.display_name])?;
    let hash = passwords::hash(&request.password)?;
    db.write_blocking(|conn| {
        if store::find_person_by_email(conn, &email)?.is_some() {
            return Err(Error::new(ErrorCode::Conflict));
        }
        let mut person = new_person(&email, &hash, request);
        person.email_confirmed_at = Some(person.created_at);
        store::insert_person(conn, &person)?;
        let event = Event::new("create_confirmed_person", "person", &person.id);
        audit::record_as(conn, None, origin, event)?;
        Ok(person.id)
    })
}

/// The steward with this address; `not-found` where there is none.
pub fn get_steward_id(conn: &mut Conn<'_>, email: &str) -> Result<Id> {
    let person = store::find_person_by_email(conn, &normalize_email(email))?;
    person.filter(|person| person.is_steward).map(|person| person.id).ok_or_else(Error::not_found)
}

/// Makes the person with this address a steward. For the command line: there is no other way to become one.
pub fn make_steward(conn: &mut Conn<'_>, origin: &Origin, email: &str) -> Result<()> {
    let person =
        store::find_person_by_email(conn, &normalize_email(email))?.ok_or_else(Error::not_found)?;
    let changes = PersonChanges { is_steward: Some(true), ..PersonChanges::default() };
    store::update_person(conn, &person.id, &changes)?;
    audit::record_as(conn, None, origin, Event::new("make_steward", "person", &person.id))
}
