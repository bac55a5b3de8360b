//! Comments that are reported to the stewards, and what stewards hide. Who may stands in `kopuro_shared::moderation`.

use kopuro_shared::{
    error::ErrorCode,
    language::{Language, Translated},
    moderation::Moderator,
    reports::ReportSubject,
};

use super::{
    service::get_visible,
    store::{self, ConsultationRow},
};
use crate::{
    organizations,
    platform::{
        app::App,
        audit::{self, Event},
        auth::Actor,
        clock,
        db::Conn,
        error::{Error, Result},
    },
    reports::{self, Reportable},
};

fn consultation_of(conn: &mut Conn<'_>, section_id: &str) -> Result<ConsultationRow> {
    let section = store::get_section(conn, section_id)?;
    store::get_consultation(conn, &section.consultation_id)
}

/// A comment that the actor may read; nothing where it is hidden already. Error: `not-found`.
pub fn find_reportable(conn: &mut Conn<'_>, actor: &Actor, id: &str) -> Result<Option<Reportable>> {
    let comment = store::get_comment(conn, id)?;
    let consultation = consultation_of(conn, &comment.section_id)?;
    let consultation = get_visible(conn, Some(actor), &consultation.id)?;
    if comment.hidden_at.is_some() {
        return Ok(None);
    }
    // Nobody has said in which language it is.
    let said = Translated::in_language(Language::default(), &comment.body);
    Ok(Some(Reportable {
        consultation_id: Some(consultation.id),
        ..Reportable::new(consultation.organization_id, said)
    }))
}

/// Hides a comment; whether it was still shown. Errors: `not-found`, `own-organization`, `not-allowed`.
pub fn hide(conn: &mut Conn<'_>, actor: &Actor, id: &str, reason: &str) -> Result<bool> {
    let mut comment = store::get_comment(conn, id)?;
    let organization = consultation_of(conn, &comment.section_id)?.organization_id;
    let role = organizations::service::find_role(conn, &organization, &actor.person_id)?;
    let by = match role {
        Some(_) => Moderator::Member,
        None if actor.is_steward && actor.second_factor => Moderator::Steward,
        None => Moderator::Other,
    };
    if !reports::ensure_hideable(by, comment.hidden_at.is_some())? {
        return Ok(false);
    }
    comment.hidden_at = Some(clock::now_naive());
    comment.hidden_reason = Some(reason.to_owned());
    store::put_comment(conn, &comment)?;
    let event =
        Event::new("hide_comment", "comment", id).organization(&organization).reason(reason);
    audit::record(conn, actor, event)?;
    Ok(true)
}

/// Hides a comment; the reason stays in its place, and every open report of it is settled. Errors: `not-found`,
/// `own-organization`, `not-allowed`, `wrong-state` for one that is hidden already.
pub async fn hide_comment(app: &App, actor: Actor, id: String, reason: String) -> Result<()> {
    app.db
        .write(move |conn| {
            if !hide(conn, &actor, &id, &reason)? {
                return Err(Error::new(ErrorCode::WrongState).with("state", "hidden"));
            }
            let subject = ReportSubject::ConsultationComment;
            reports::service::settle_hidden(conn, &actor, subject, &id, &reason)
        })
        .await
}
