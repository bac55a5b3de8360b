//! Messages that are reported to the stewards, and what stewards hide. Who may stands in `kopuro_shared::moderation`.

use kopuro_shared::{
    cases::{MessageKind, lifecycle::CaseActor},
    error::ErrorCode,
    language::{Language, Translated},
    moderation::Moderator,
    reports::ReportSubject,
};
use serde_json::json;

use super::{
    access::{Caller, actor_for, get_visible},
    service::{record, save},
    store,
};
use crate::{
    platform::{
        app::App,
        auth::Actor,
        clock,
        db::Conn,
        error::{Error, Result, known},
    },
    reports::{self, Reportable},
};

/// A message that the actor may read; nothing where it is hidden already, or where no desk has the case yet: the
/// stewards read that one themselves. Error: `not-found`.
pub fn find_reportable(
    conn: &mut Conn<'_>,
    actor: &Actor,
    message_id: &str,
) -> Result<Option<Reportable>> {
    let message = store::get_message(conn, message_id)?;
    let caller = Caller::from(actor.clone());
    let (case, acts_as) = get_visible(conn, &caller, &message.case_id)?;
    let is_note = message.kind == MessageKind::Note.name();
    if message.hidden_at.is_some() || (is_note && !acts_as.is_inside()) {
        return Ok(None);
    }
    let Some(organization_id) = case.organization_id else { return Ok(None) };
    let language = known(Language::from_tag(&case.language), "language")?;
    let said = Translated::in_language(language, &message.body);
    Ok(Some(Reportable { case_id: Some(case.id), ..Reportable::new(organization_id, said) }))
}

/// Hides a message, also one of a private case: whoever reported it showed it to the stewards. Answers whether it was
/// still shown. Errors: `not-found`, `own-organization`, `not-allowed`.
pub fn hide(conn: &mut Conn<'_>, actor: &Actor, message_id: &str, reason: &str) -> Result<bool> {
    let message = store::get_message(conn, message_id)?;
    let mut case = store::get_case(conn, &message.case_id)?;
    let caller = Caller::from(actor.clone());
    let by = match actor_for(conn, &caller, &case)? {
        CaseActor::Steward => Moderator::Steward,
        CaseActor::Desk | CaseActor::Colleague | CaseActor::Above => Moderator::Member,
        CaseActor::Asker | CaseActor::Platform | CaseActor::Other => Moderator::Other,
    };
    if !reports::ensure_hideable(by, message.hidden_at.is_some())? {
        return Ok(false);
    }
    store::hide_message(conn, message_id, reason, clock::now_naive())?;
    save(conn, &mut case)?;
    let details = json!({ "message_id": message_id });
    record(conn, &caller, &case, "hide_case_message", Some(reason), details)?;
    Ok(true)
}

/// Hides a message of a case that the steward may know of; the reason stays in its place, and every open report of it is
/// settled. Errors: `not-found`, `own-organization`, `not-allowed`, `wrong-state` for one that is hidden already.
pub async fn hide_case_message(
    app: &App,
    actor: Actor,
    id: String,
    message_id: String,
    reason: String,
) -> Result<()> {
    app.db
        .write(move |conn| {
            get_visible(conn, &Caller::from(actor.clone()), &id)?;
            if store::get_message(conn, &message_id)?.case_id != id {
                return Err(Error::not_found());
            }
            if !hide(conn, &actor, &message_id, &reason)? {
                return Err(Error::new(ErrorCode::WrongState).with("state", "hidden"));
            }
            let subject = ReportSubject::CaseMessage;
            reports::service::settle_hidden(conn, &actor, subject, &message_id, &reason)
        })
        .await
}
