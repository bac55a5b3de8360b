//! Accounts: registration, sessions, passwords, second factor, profile.
//!
//! Owns the tables `people…`. Must never: tell a stranger whether an address has an account, keep a password or token
//! in a readable form, show more of a person than the person chose.

pub mod passwords;
mod routes;
pub mod second_factor;
pub mod service;
pub mod sessions;
mod store;

use kopuro_shared::people::{
    Accepted, ChangePassword, ConfirmEmail, ConfirmSecondFactor, Me, PublicPerson, RecoveryCodes,
    RegisterPerson, RequestPasswordReset, ResetPassword, SecondFactorSetup, Session,
    SessionSummary, ShowPassword, SignIn, UpdateMe,
};

use crate::platform::api::Api;

/// Registers the operations.
pub fn register(api: &mut Api) {
    api.area("people", "Accounts: registration, sessions, passwords, second factor, profile.");
    api.post("/people", routes::register_person)
        .summary("Open an account; a mail with a link to confirm the address follows")
        .body::<RegisterPerson>()
        .accepts::<Accepted>();
    api.post("/people/confirm_email", routes::confirm_email)
        .summary("Confirm an address by the link of a mail and sign in")
        .body::<ConfirmEmail>()
        .creates::<Session>();
    api.get("/people/{id}", routes::get_public_person)
        .summary("Show a person who chose to be public")
        .answers::<PublicPerson>();
    api.post("/sessions", routes::sign_in)
        .summary("Sign in; the refresh token comes as a cookie")
        .body::<SignIn>()
        .creates::<Session>();
    api.post("/sessions/refresh", routes::refresh_session)
        .summary(
            "Get a new access token by the cookie; a cookie that was used before ends the session",
        )
        .answers::<Session>();
    api.post("/sessions/sign_out", routes::sign_out)
        .summary("End the session of the cookie")
        .answers_nothing();
    api.get("/sessions", routes::list_sessions)
        .signed_in()
        .summary("List where I am signed in")
        .answers_list::<SessionSummary>();
    api.delete("/sessions", routes::sign_out_everywhere)
        .signed_in()
        .summary("End all my sessions")
        .answers_nothing();
    api.post("/password_resets", routes::request_password_reset)
        .summary("Ask for a mail with a link to set a new password")
        .body::<RequestPasswordReset>()
        .accepts::<Accepted>();
    api.post("/password_resets/complete", routes::reset_password)
        .summary("Set a new password by the link of a mail")
        .body::<ResetPassword>()
        .answers_nothing();
    api.get("/me", routes::get_me).signed_in().summary("Show my account").answers::<Me>();
    api.patch("/me", routes::update_me)
        .signed_in()
        .if_match()
        .summary("Change my profile")
        .body::<UpdateMe>()
        .answers::<Me>();
    api.post("/me/delete", routes::delete_me)
        .signed_in()
        .summary("Delete my account; what the ledger records stays, without my name")
        .body::<ShowPassword>()
        .answers_nothing();
    api.get("/me/data", routes::export_me)
        .signed_in()
        .summary("Download everything that is kept about me")
        .answers::<serde_json::Value>();
    api.put("/me/password", routes::change_password)
        .signed_in()
        .summary("Change my password; ends my other sessions")
        .body::<ChangePassword>()
        .answers_nothing();
    api.post("/me/second_factor", routes::begin_second_factor)
        .signed_in()
        .summary("Begin to set up a second factor")
        .body::<ShowPassword>()
        .answers::<SecondFactorSetup>();
    api.post("/me/second_factor/confirm", routes::confirm_second_factor)
        .signed_in()
        .summary("Finish setting up the second factor with its first code")
        .body::<ConfirmSecondFactor>()
        .answers::<RecoveryCodes>();
    api.post("/me/second_factor/remove", routes::remove_second_factor)
        .signed_in()
        .summary("Remove the second factor; the session must have shown it")
        .body::<ShowPassword>()
        .answers_nothing();
}
