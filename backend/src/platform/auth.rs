//! Who is calling. Access tokens are short-lived JWTs (RFC 7519, HS256); who may call an operation at all stands in its
//! signature: [`Visitor`] anyone, [`Actor`] a person who is signed in, [`Steward`] a steward with a second factor.

use std::{
    future::{Ready, ready},
    ops::Deref,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web};
use chrono::Duration;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use kopuro_shared::{error::ErrorCode, ids::Id};
use rand::Rng;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    app::App,
    clock,
    error::{Error, Result},
    origin::Origin,
};

/// How long an access token is good. A sign-out everywhere takes effect within this time.
pub const ACCESS_TOKEN_LIFETIME: Duration = Duration::minutes(10);
const ISSUER: &str = "kopuro";
const AUDIENCE: &str = "kopuro-api";

/// A person who is signed in, as the access token says.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The person.
    pub person_id: Id,
    /// The session that the token belongs to.
    pub session_id: Id,
    /// Whether the person is a steward.
    pub is_steward: bool,
    /// Whether this session has shown a second factor.
    pub second_factor: bool,
    /// Where the request comes from.
    pub origin: Origin,
}

impl Actor {
    /// Refuses a session that has not shown a second factor.
    pub fn ensure_second_factor(&self) -> Result<()> {
        if self.second_factor { Ok(()) } else { Err(Error::new(ErrorCode::SecondFactorRequired)) }
    }
}

/// Anyone, signed in or not.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The person, where signed in.
    pub actor: Option<Actor>,
    /// Where the request comes from.
    pub origin: Origin,
}

impl Visitor {
    /// The person's id, where signed in.
    pub fn person_id(&self) -> Option<&str> {
        self.actor.as_ref().map(|actor| actor.person_id.as_str())
    }

    /// Whether a steward with a second factor is looking.
    pub fn is_steward(&self) -> bool {
        self.actor.as_ref().is_some_and(|actor| actor.is_steward && actor.second_factor)
    }
}

/// A steward whose session has shown a second factor.
#[derive(Debug, Clone)]
pub struct Steward(pub Actor);

impl Deref for Steward {
    type Target = Actor;

    fn deref(&self) -> &Actor {
        &self.0
    }
}

/// What an access token says (RFC 7519, 4.1; RFC 8176 for `amr` is reduced to one flag).
#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: Id,
    sid: Id,
    iat: i64,
    exp: i64,
    #[serde(default)]
    steward: bool,
    #[serde(default)]
    mfa: bool,
}

/// Signs and checks access tokens.
pub struct TokenKeys {
    encoding: EncodingKey,
    decoding: DecodingKey,
    validation: Validation,
}

impl TokenKeys {
    /// Keys from the server's secret, kept apart from other uses of it by a label.
    pub fn new(secret: &str) -> Self {
        let key = derive_key(secret, "access-token");
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        validation.leeway = 5;
        Self {
            encoding: EncodingKey::from_secret(&key),
            decoding: DecodingKey::from_secret(&key),
            validation,
        }
    }

    /// A token for a session, and the second at which it expires.
    pub fn sign(
        &self,
        person_id: &str,
        session_id: &str,
        steward: bool,
        mfa: bool,
    ) -> Result<(String, i64)> {
        let iat = clock::now().timestamp();
        let exp = iat + ACCESS_TOKEN_LIFETIME.num_seconds();
        let claims = Claims {
            iss: ISSUER.into(),
            aud: AUDIENCE.into(),
            sub: person_id.into(),
            sid: session_id.into(),
            iat,
            exp,
            steward,
            mfa,
        };
        let token = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.encoding)
            .map_err(Error::internal)?;
        Ok((token, exp))
    }

    fn check(&self, token: &str) -> Result<Claims> {
        jsonwebtoken::decode::<Claims>(token, &self.decoding, &self.validation)
            .map(|data| data.claims)
            .map_err(|_| Error::new(ErrorCode::NotSignedIn))
    }
}

/// A key of 32 bytes for one purpose, from the server's secret (SHA-256 over label and secret).
pub fn derive_key(secret: &str, label: &str) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(label.as_bytes());
    hasher.update([0]);
    hasher.update(secret.as_bytes());
    hasher.finalize().into()
}

/// 256 random bits as lower-case hexadecimal: refresh tokens, links in mails, the secret.
pub fn random_token() -> String {
    let mut bytes = [0_u8; 32];
    rand::rng().fill_bytes(&mut bytes);
    hex(&bytes)
}

/// SHA-256 as lower-case hexadecimal: the form in which random tokens are stored.
pub fn hash_token(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The octets of hexadecimal; nothing for another text.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

/// The bearer of the request's token: `None` without one; an error with one that is not good.
fn bearer(req: &HttpRequest) -> Result<Option<Actor>> {
    let Some(header) = req.headers().get(header::AUTHORIZATION) else { return Ok(None) };
    let token = header.to_str().ok().and_then(|text| {
        let (scheme, token) = text.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
    });
    let app = req.app_data::<web::Data<App>>().ok_or_else(|| Error::new(ErrorCode::Internal))?;
    let claims = app.tokens.check(token.ok_or_else(|| Error::new(ErrorCode::NotSignedIn))?)?;
    Ok(Some(Actor {
        person_id: claims.sub,
        session_id: claims.sid,
        is_steward: claims.steward,
        second_factor: claims.mfa,
        origin: Origin::of(req),
    }))
}

impl FromRequest for Actor {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(bearer(req).and_then(|actor| actor.ok_or_else(|| Error::new(ErrorCode::NotSignedIn))))
    }
}

impl FromRequest for Visitor {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(bearer(req).map(|actor| Self { actor, origin: Origin::of(req) }))
    }
}

impl FromRequest for Steward {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(Actor::from_request(req, payload).into_inner().and_then(|actor| {
            if !actor.is_steward {
                return Err(Error::not_allowed());
            }
            actor.ensure_second_factor()?;
            Ok(Self(actor))
        }))
    }
}
