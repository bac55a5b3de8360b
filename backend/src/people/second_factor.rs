//! The second factor: time-based codes (RFC 6238) and recovery codes.

use kopuro_shared::{
    error::ErrorCode,
    people::{ConfirmSecondFactor, RECOVERY_CODES, RecoveryCodes, SecondFactorSetup},
};
use totp_rs::{Builder, Secret, Totp};

use super::{
    service::ensure_password,
    store::{self, PersonChanges, PersonRow},
};
use crate::platform::{
    app::App,
    audit::{self, Event},
    auth::{Actor, hash_token, random_token},
    clock,
    db::Conn,
    error::{Error, Result},
    sealer::Sealer,
};

/// Time steps of 30 s before and after the present one that are good, for clocks that are off.
const SKEW: u16 = 1;

fn totp(secret: &str, email: &str) -> Result<Totp> {
    let secret = Secret::try_from_base32(secret)
        .map_err(|error| Error::internal(std::io::Error::other(error.to_string())))?;
    Builder::new()
        .with_secret(secret)
        .with_skew(SKEW)
        .with_issuer(Some("Kopuro"))
        .with_account_name(email.replace(':', "."))
        .build()
        .map_err(|error| Error::internal(std::io::Error::other(error.to_string())))
}

/// The secret in the clear. One that was sealed with another `KOPURO_SECRET` is lost, and only recovery codes help.
fn open_secret(app: &App, person: &PersonRow) -> Option<String> {
    let kept = person.totp_secret.as_ref()?;
    if !Sealer::is_sealed(kept) {
        return Some(kept.clone());
    }
    let secret = app.second_factors.open(&person.id, kept);
    if secret.is_none() {
        tracing::error!(person_id = %person.id, "second factor was sealed with another KOPURO_SECRET");
    }
    secret
}

/// Checks a code and makes it worthless for the next time; whether it was good. A secret from before secrets were sealed
/// is sealed on its first good code.
fn use_code(conn: &mut Conn<'_>, app: &App, person: &PersonRow, code: &str) -> Result<bool> {
    let Some(secret) = open_secret(app, person) else { return Ok(false) };
    let totp = totp(&secret, person.email.as_deref().unwrap_or_default())?;
    let now = u64::try_from(clock::now().timestamp()).unwrap_or_default();
    let Some(step) = totp.check(code.trim(), now).and_then(|step| i64::try_from(step).ok()) else {
        return Ok(false);
    };
    if step <= person.totp_last_step {
        return Ok(false);
    }
    let is_plain = person.totp_secret.as_ref().is_some_and(|kept| !Sealer::is_sealed(kept));
    let sealed = is_plain.then(|| app.second_factors.seal(&person.id, &secret)).transpose()?;
    let changes = PersonChanges {
        totp_last_step: Some(step),
        totp_secret: sealed.map(Some),
        ..PersonChanges::default()
    };
    store::update_person(conn, &person.id, &changes)?;
    Ok(true)
}

/// At sign-in: whether the session has a second factor. Errors: `code-required`, `wrong-code`.
pub fn show(
    conn: &mut Conn<'_>,
    app: &App,
    person: &PersonRow,
    code: Option<&str>,
) -> Result<bool> {
    if person.totp_confirmed_at.is_none() {
        return Ok(false);
    }
    let code = code.map(str::trim).filter(|code| !code.is_empty());
    let code = code.ok_or_else(|| Error::new(ErrorCode::CodeRequired))?;
    let good = use_code(conn, app, person, code)?
        || store::use_recovery_code(
            conn,
            &person.id,
            &recovery_hash(&person.id, code),
            clock::now_naive(),
        )?;
    if good { Ok(true) } else { Err(Error::new(ErrorCode::WrongCode)) }
}

/// Begins to set up a second factor: a new secret that waits for its first code.
pub async fn begin_second_factor(
    app: &App,
    actor: Actor,
    password: String,
) -> Result<SecondFactorSetup> {
    let person = ensure_password(app, &actor, password).await?;
    if person.totp_confirmed_at.is_some() {
        return Err(Error::new(ErrorCode::SecondFactorExists));
    }
    let secret = Secret::generate().to_base32();
    let totp = totp(&secret, person.email.as_deref().unwrap_or_default())?;
    let otpauth_url =
        totp.to_url().map_err(|error| Error::internal(std::io::Error::other(error.to_string())))?;
    let qr_svg = qrcode::QrCode::new(&otpauth_url)
        .map_err(Error::internal)?
        .render::<qrcode::render::svg::Color>()
        .min_dimensions(200, 200)
        .build();
    let kept = app.second_factors.seal(&actor.person_id, &secret)?;
    app.db
        .write(move |conn| {
            let changes =
                PersonChanges { totp_secret: Some(Some(kept.clone())), ..PersonChanges::default() };
            store::update_person(conn, &actor.person_id, &changes)?;
            audit::record(
                conn,
                &actor,
                Event::new("begin_second_factor", "person", &actor.person_id),
            )
        })
        .await?;
    Ok(SecondFactorSetup { secret, otpauth_url, qr_svg })
}

/// Finishes setting it up with the first code. This session counts as having shown it from its next refresh on.
pub async fn confirm_second_factor(
    app: &App,
    actor: Actor,
    request: ConfirmSecondFactor,
) -> Result<RecoveryCodes> {
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| new_recovery_code()).collect();
    let hashes: Vec<String> =
        codes.iter().map(|code| recovery_hash(&actor.person_id, code)).collect();
    let state = app.clone();
    app.db
        .write(move |conn| {
            let person =
                store::find_person(conn, &actor.person_id)?.ok_or_else(Error::not_found)?;
            if person.totp_confirmed_at.is_some() {
                return Err(Error::new(ErrorCode::SecondFactorExists));
            }
            if !use_code(conn, &state, &person, &request.code)? {
                return Err(Error::new(ErrorCode::WrongCode));
            }
            let changes = PersonChanges {
                version: Some(person.version + 1),
                totp_confirmed_at: Some(Some(clock::now_naive())),
                ..PersonChanges::default()
            };
            store::update_person(conn, &person.id, &changes)?;
            store::replace_recovery_codes(conn, &person.id, &hashes)?;
            store::mark_second_factor(conn, &actor.session_id, true)?;
            audit::record(conn, &actor, Event::new("confirm_second_factor", "person", &person.id))
        })
        .await?;
    Ok(RecoveryCodes { codes })
}

/// Removes the second factor.
pub async fn remove_second_factor(app: &App, actor: Actor, password: String) -> Result<()> {
    actor.ensure_second_factor()?;
    ensure_password(app, &actor, password).await?;
    app.db
        .write(move |conn| {
            let person =
                store::find_person(conn, &actor.person_id)?.ok_or_else(Error::not_found)?;
            let changes = PersonChanges {
                version: Some(person.version + 1),
                totp_secret: Some(None),
                totp_confirmed_at: Some(None),
                ..PersonChanges::default()
            };
            store::update_person(conn, &person.id, &changes)?;
            store::replace_recovery_codes(conn, &person.id, &[])?;
            store::end_sessions(conn, &person.id, None, clock::now_naive())?;
            audit::record(conn, &actor, Event::new("remove_second_factor", "person", &person.id))
        })
        .await
}

/// Sixteen hexadecimal digits in groups: 64 random bits, easy to read aloud.
fn new_recovery_code() -> String {
    let random = random_token();
    format!("{}-{}-{}-{}", &random[..4], &random[4..8], &random[8..12], &random[12..16])
}

fn recovery_hash(person_id: &str, code: &str) -> String {
    hash_token(&format!("{person_id}\0{}", code.to_ascii_lowercase()))
}
