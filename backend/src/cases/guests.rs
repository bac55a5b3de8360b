//! Asking without an account. The secret of a link is the case's id under the server's seal: nothing of it is kept, and
//! nobody can make one.

use chrono::Duration;
use kopuro_shared::{
    cases::{AskCase, Case, guests::AskAsGuest},
    error::ErrorCode,
    people::Accepted,
};

use super::{
    access::{Caller, get_visible},
    service::{self, Asker},
    store::{self, GuestQuestionRow},
    view,
};
use crate::{
    people,
    platform::{
        app::App,
        audit::{self, Event},
        clock,
        error::{Error, Result},
        origin::Origin,
        outbox,
    },
};

/// How long a question waits for its link to be opened.
const CONFIRM_WITHIN: Duration = Duration::days(3);
/// What the seal is for.
const SEAL: &str = "guest_case";

/// The secret link of a case.
pub fn link(app: &App, case_id: &str) -> Result<String> {
    Ok(app.link(&format!("/guest_case#{}", app.cursors.seal(SEAL, &case_id)?)))
}

/// The caller who has a secret. Error: `link-expired` for what is no secret of ours.
pub fn caller(app: &App, secret: &str, origin: Origin) -> Result<Caller> {
    let case_id: String =
        app.cursors.open(SEAL, secret).map_err(|_| Error::new(ErrorCode::LinkExpired))?;
    Ok(Caller::guest(case_id, origin))
}

/// Takes a question in and sends its link; the question goes to the desk when the link is opened. Answers the same
/// whatever becomes of it. Errors: `too-many-requests`, `validation-failed`.
pub async fn ask_as_guest(app: &App, origin: Origin, request: AskAsGuest) -> Result<Accepted> {
    let state = app.clone();
    app.db
        .write(move |conn| {
            let email = people::service::normalize_email(&request.email);
            let goes_out = service::take_guest_question(conn, &email, &origin.address)?;
            service::ensure_known(conn, &request.question, "/question")?;
            if !goes_out {
                return Ok(Accepted { accepted: true });
            }
            let now = clock::now_naive();
            let row = GuestQuestionRow {
                id: clock::new_id(),
                email: email.clone(),
                name: request.name.trim().to_owned(),
                question: serde_json::to_value(&request.question)?,
                created_at: now,
                expires_at: now + CONFIRM_WITHIN,
            };
            store::insert_guest_question(conn, &row)?;
            let link = link(&state, &row.id)?;
            let language = request.question.language;
            outbox::mail(conn, language, &email, "case-confirm", &[("link", &link)])?;
            let event = Event::new("ask_as_guest", "case", &row.id);
            audit::record_as(conn, None, &origin, event)?;
            Ok(Accepted { accepted: true })
        })
        .await
}

/// Shows a case by its secret; the first time sends the question. Error: `link-expired`.
pub async fn open_guest_case(app: &App, origin: Origin, secret: String) -> Result<Case> {
    let caller = caller(app, &secret, origin)?;
    let state = app.clone();
    app.db
        .write(move |conn| {
            let id = caller.guest_case_id.clone().unwrap_or_default();
            if store::find_case(conn, &id)?.is_none() {
                let expired = || Error::new(ErrorCode::LinkExpired);
                let waiting = store::find_guest_question(conn, &id)?.ok_or_else(expired)?;
                if waiting.expires_at < clock::now_naive() {
                    return Err(expired());
                }
                let mut question: AskCase = serde_json::from_value(waiting.question)?;
                // A desk that closed meanwhile: the stewards find another.
                if service::ensure_known(conn, &question, "/question").is_err() {
                    question.desk_id = None;
                }
                let asker =
                    Asker::Guest { case_id: id.clone(), email: waiting.email, name: waiting.name };
                service::open_case(conn, &state, &caller, &asker, &question, "/question")?;
                store::delete_guest_question(conn, &id)?;
            }
            let (row, _) = get_visible(conn, &caller, &id)?;
            view::case(conn, row, &caller)
        })
        .await
}
