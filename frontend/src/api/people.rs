//! Accounts.

use kopuro_shared::people::{
    Accepted, ChangePassword, ConfirmEmail, ConfirmSecondFactor, Me, RecoveryCodes, RegisterPerson,
    RequestPasswordReset, ResetPassword, SecondFactorSetup, Session, SessionSummary, ShowPassword,
    SignIn, UpdateMe,
};

use super::{ApiError, Versioned, client};

/// Opens an account.
pub async fn register_person(request: RegisterPerson, key: String) -> Result<Accepted, ApiError> {
    client::post_once("/people", &key, &request).await
}

/// Confirms the address by the link of a mail.
pub async fn confirm_email(request: ConfirmEmail) -> Result<Session, ApiError> {
    client::post("/people/confirm_email", &request).await
}

/// Signs in.
pub async fn sign_in(request: SignIn) -> Result<Session, ApiError> {
    client::post("/sessions", &request).await
}

/// Gets a new access token by the cookie.
pub async fn refresh_session() -> Result<Session, ApiError> {
    client::post_without_token("/sessions/refresh").await
}

/// Ends this session.
pub async fn sign_out() -> Result<(), ApiError> {
    client::post("/sessions/sign_out", &()).await
}

/// Ends every session.
pub async fn sign_out_everywhere() -> Result<(), ApiError> {
    client::delete("/sessions", None).await
}

/// Where I am signed in.
pub async fn list_sessions() -> Result<Vec<SessionSummary>, ApiError> {
    client::get("/sessions").await
}

/// Asks for a mail with a link to set a new password.
pub async fn request_password_reset(request: RequestPasswordReset) -> Result<Accepted, ApiError> {
    client::post("/password_resets", &request).await
}

/// Sets a new password by the link of a mail.
pub async fn reset_password(request: ResetPassword) -> Result<(), ApiError> {
    client::post("/password_resets/complete", &request).await
}

/// My account.
pub async fn get_me() -> Result<Versioned<Me>, ApiError> {
    client::get_versioned("/me").await
}

/// Changes my profile.
pub async fn update_me(etag: String, request: UpdateMe) -> Result<Versioned<Me>, ApiError> {
    client::patch("/me", &etag, &request).await
}

/// Changes my password.
pub async fn change_password(request: ChangePassword) -> Result<(), ApiError> {
    client::put_unversioned("/me/password", &request).await
}

/// Deletes my account.
pub async fn delete_me(request: ShowPassword) -> Result<(), ApiError> {
    client::post("/me/delete", &request).await
}

/// Everything that is kept about me, as text.
pub async fn export_me() -> Result<serde_json::Value, ApiError> {
    client::get("/me/data").await
}

/// Begins to set up a second factor.
pub async fn begin_second_factor(request: ShowPassword) -> Result<SecondFactorSetup, ApiError> {
    client::post("/me/second_factor", &request).await
}

/// Finishes setting it up.
pub async fn confirm_second_factor(
    request: ConfirmSecondFactor,
) -> Result<RecoveryCodes, ApiError> {
    client::post("/me/second_factor/confirm", &request).await
}
