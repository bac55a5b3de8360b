//! Accounts: what a person sends and sees. Public by choice only; no passport data, no patient data, ever.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    ids::Id,
    language::Language,
    validation::{Checks, FieldCode, SUMMARY_MAX, Validate},
};

/// Longest display name, in characters.
pub const DISPLAY_NAME_MAX: usize = 80;
/// Shortest password, in characters (NIST SP 800-63B-4, 3.1.1.2, for a password beside which a second factor is optional
/// asks for 15 without one; we ask for 10 and in addition for `zxcvbn` 3 of 4).
pub const PASSWORD_MIN: usize = 10;
/// Longest password, in characters: hashing an endless one would be an attack.
pub const PASSWORD_MAX: usize = 128;
/// Digits of a second factor's code (RFC 6238).
pub const CODE_DIGITS: usize = 6;
/// How many recovery codes a person gets.
pub const RECOVERY_CODES: usize = 10;
/// The currencies that a person may see money in beside som (ISO 4217).
pub const CURRENCIES: [&str; 9] = ["KGS", "RUB", "USD", "EUR", "KZT", "TRY", "KRW", "GBP", "AED"];

/// Opens an account. The answer is the same whether or not the address has one already; the mail tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RegisterPerson {
    /// Where mails go; never public.
    pub email: String,
    /// At least 10 characters and hard to guess.
    pub password: String,
    /// How the person is called; may be a pseudonym.
    pub display_name: String,
    /// The language of mails.
    pub language: Language,
}

impl Validate for RegisterPerson {
    fn check(&self, checks: &mut Checks) {
        checks.email("/email", &self.email);
        checks.required_text("/display_name", &self.display_name, DISPLAY_NAME_MAX);
        check_password(checks, "/password", &self.password);
    }
}

/// Says that something was taken up; a mail follows where there is somebody to send it to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Accepted {
    /// Always true.
    pub accepted: bool,
}

/// Confirms an address by the token of a mail, and signs in. The password is asked for again, because whoever opens the
/// mail need not be who registered: an address alone must not make a stranger's registration good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmEmail {
    /// From the link.
    pub token: String,
    /// The password of the registration.
    pub password: String,
}

impl Validate for ConfirmEmail {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/token", &self.token, DISPLAY_NAME_MAX);
        checks.ensure(!self.password.is_empty(), "/password", FieldCode::Required);
        checks.text("/password", &self.password, PASSWORD_MAX);
    }
}

/// Signs a person in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The account's address.
    pub email: String,
    /// The password.
    pub password: String,
    /// The second factor's code or a recovery code, where the account has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

impl Validate for SignIn {
    fn check(&self, checks: &mut Checks) {
        checks.email("/email", &self.email);
        checks.ensure(!self.password.is_empty(), "/password", FieldCode::Required);
        checks.text("/password", &self.password, PASSWORD_MAX);
        checks.text("/code", self.code.as_deref().unwrap_or_default(), DISPLAY_NAME_MAX);
    }
}

/// A session as its owner gets it: the access token for the `Authorization` header. The refresh token is in a cookie
/// that scripts can't read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// For `Authorization: Bearer`.
    pub access_token: String,
    /// When the access token expires (UTC).
    pub expires_at: DateTime<Utc>,
    /// Who is signed in.
    pub me: Me,
}

/// A session in the list of where a person is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionSummary {
    /// The session's id.
    pub id: Id,
    /// When it began (UTC).
    pub created_at: DateTime<Utc>,
    /// When it was last refreshed (UTC).
    pub last_used_at: DateTime<Utc>,
    /// The address that it began from.
    pub address: String,
    /// What the browser said that it is.
    pub device: String,
    /// Whether it is the session that asks.
    pub is_current: bool,
}

/// Asks for a mail with a link to set a new password. The answer is the same whether or not there is an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RequestPasswordReset {
    /// The account's address.
    pub email: String,
}

impl Validate for RequestPasswordReset {
    fn check(&self, checks: &mut Checks) {
        checks.email("/email", &self.email);
    }
}

/// Sets a new password by the link of a mail. Ends every session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ResetPassword {
    /// From the link.
    pub token: String,
    /// At least 10 characters and hard to guess.
    pub password: String,
}

impl Validate for ResetPassword {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/token", &self.token, DISPLAY_NAME_MAX);
        check_password(checks, "/password", &self.password);
    }
}

/// Changes the password of a person who knows the present one. Ends every other session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The present one.
    pub current_password: String,
    /// The new one.
    pub password: String,
}

impl Validate for ChangePassword {
    fn check(&self, checks: &mut Checks) {
        checks.ensure(!self.current_password.is_empty(), "/current_password", FieldCode::Required);
        checks.text("/current_password", &self.current_password, PASSWORD_MAX);
        check_password(checks, "/password", &self.password);
    }
}

/// A person's own account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// The person's id.
    pub id: Id,
    /// The version, as in the `ETag`.
    pub version: i64,
    /// The account's address.
    pub email: String,
    /// How the person is called.
    pub display_name: String,
    /// What the person says of themselves.
    pub about: String,
    /// The language of mails.
    pub language: Language,
    /// The currency beside som (ISO 4217).
    pub currency: String,
    /// Whether others may see name and text.
    pub is_public: bool,
    /// Whether the person is a steward.
    pub is_steward: bool,
    /// Whether the person acts for an organization.
    pub is_member: bool,
    /// Whether a second factor is set up.
    pub has_second_factor: bool,
    /// Whether this session has shown it.
    pub second_factor_shown: bool,
    /// When the account was opened (UTC).
    pub created_at: DateTime<Utc>,
}

/// Changes a profile; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct UpdateMe {
    /// How the person is called; may be a pseudonym.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// What the person says of themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// The language of mails.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The currency beside som (ISO 4217).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Whether others may see name and text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_public: Option<bool>,
}

impl Validate for UpdateMe {
    fn check(&self, checks: &mut Checks) {
        if let Some(name) = &self.display_name {
            checks.required_text("/display_name", name, DISPLAY_NAME_MAX);
        }
        checks.text("/about", self.about.as_deref().unwrap_or_default(), SUMMARY_MAX);
        let known = self.currency.as_deref().is_none_or(|code| CURRENCIES.contains(&code));
        checks.ensure(known, "/currency", FieldCode::NotAccepted);
    }
}

/// What a person must show again before something that can't be undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ShowPassword {
    /// The present password.
    pub password: String,
}

impl Validate for ShowPassword {
    fn check(&self, checks: &mut Checks) {
        checks.ensure(!self.password.is_empty(), "/password", FieldCode::Required);
        checks.text("/password", &self.password, PASSWORD_MAX);
    }
}

/// A second factor that waits for its first code (RFC 6238: SHA-1, 6 digits, 30 seconds, as every authenticator app
/// understands).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondFactorSetup {
    /// The secret in base32 (RFC 4648), to type in.
    pub secret: String,
    /// The same as an `otpauth:` address.
    pub otpauth_url: String,
    /// The same as a QR code, an SVG document.
    pub qr_svg: String,
}

/// The first code of a second factor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmSecondFactor {
    /// Six digits from the authenticator app.
    pub code: String,
}

impl Validate for ConfirmSecondFactor {
    fn check(&self, checks: &mut Checks) {
        let digits =
            self.code.len() == CODE_DIGITS && self.code.chars().all(|c| c.is_ascii_digit());
        checks.ensure(digits, "/code", FieldCode::InvalidFormat);
    }
}

/// Codes for the day when the phone is lost; each is good once. Shown now and never again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    /// The codes.
    pub codes: Vec<String>,
}

/// What others see of a person who chose to be public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicPerson {
    /// The person's id.
    pub id: Id,
    /// How the person is called.
    pub display_name: String,
    /// What the person says of themselves.
    pub about: String,
}

fn check_password(checks: &mut Checks, pointer: &str, password: &str) {
    let length = password.chars().count();
    if length < PASSWORD_MIN {
        checks.fault_with(pointer, FieldCode::TooShort, [("min", PASSWORD_MIN.to_string())]);
    }
    if length > PASSWORD_MAX {
        checks.fault_with(pointer, FieldCode::TooLong, [("max", PASSWORD_MAX.to_string())]);
    }
}
