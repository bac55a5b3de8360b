//! What stewards hide of what is said around a project. Who may stands in `kopuro_shared::moderation`.

use kopuro_shared::{
    language::{Language, Translated},
    moderation::Moderator,
    projects::lifecycle::ProjectActor,
    reports::ReportSubject,
};
use serde_json::Value;

use super::{
    service::{actor_for, get_public},
    store::{self, ProjectRow, community::QuestionRow},
};
use crate::{
    files,
    platform::{
        audit::{self, Event},
        auth::Actor,
        clock,
        db::Conn,
        error::{Error, Result},
    },
    reports::{self, Reportable},
};

/// A project, or something that is said around it, as everyone sees it; nothing where there is no such thing, or where
/// it is hidden already.
pub fn find_reportable(
    conn: &mut Conn<'_>,
    subject: ReportSubject,
    id: &str,
) -> Result<Option<Reportable>> {
    let found = match subject {
        ReportSubject::Project => {
            let project = get_public(conn, id)?;
            let said = joined(project.title.clone(), project.summary.clone())?;
            Some((project, said))
        }
        ReportSubject::Update => {
            let row = store::community::get_update(conn, id)?;
            let project = get_public(conn, &row.project_id)?;
            let shown = row.hidden_at.is_none();
            shown.then(|| joined(row.title, row.body).map(|said| (project, said))).transpose()?
        }
        ReportSubject::Question => {
            let row = store::community::get_question_by_id(conn, id)?;
            let project = get_public(conn, &row.project_id)?;
            // Nobody has said in which language it is.
            let said = Translated::in_language(Language::default(), &row.text);
            row.hidden_at.is_none().then_some((project, said))
        }
        ReportSubject::Answer => {
            let row = store::community::get_question_by_id(conn, id)?;
            let project = get_public(conn, &row.project_id)?;
            let shown = row.answer.filter(|_| row.answer_hidden_at.is_none());
            shown
                .map(|said| serde_json::from_value(said).map(|said| (project, said)))
                .transpose()?
        }
        _ => None,
    };
    Ok(found.map(|(project, said)| Reportable {
        project_id: Some(project.id),
        ..Reportable::new(project.organization_id, said)
    }))
}

fn joined(first: Value, below: Value) -> Result<Translated> {
    let first: Translated = serde_json::from_value(first)?;
    Ok(first.joined(&serde_json::from_value(below)?))
}

/// Hides an update with its photos, a question or an answer; whether it was still shown. Errors: `not-found`,
/// `own-organization`, `not-allowed`.
pub fn hide(
    conn: &mut Conn<'_>,
    actor: &Actor,
    subject: ReportSubject,
    id: &str,
    reason: &str,
) -> Result<bool> {
    let (at, reason_row) = (Some(clock::now_naive()), Some(reason.to_owned()));
    let (project, action) = match subject {
        ReportSubject::Update => {
            let row = store::community::get_update(conn, id)?;
            let project = store::get_project(conn, &row.project_id)?;
            if !ensure_hideable(conn, actor, &project, row.hidden_at.is_some())? {
                return Ok(false);
            }
            store::community::hide_update(conn, id, at, reason_row)?;
            let photos = store::community::select_update_photos(conn, &[id.to_owned()])?;
            let photos: Vec<_> = photos.iter().map(|photo| photo.file_id.as_str()).collect();
            files::service::close(conn, &photos)?;
            (project, "hide_update")
        }
        ReportSubject::Question | ReportSubject::Answer => {
            let row = store::community::get_question_by_id(conn, id)?;
            let project = store::get_project(conn, &row.project_id)?;
            let is_answer = subject == ReportSubject::Answer;
            let hidden_at = if is_answer { row.answer_hidden_at } else { row.hidden_at };
            if !ensure_hideable(conn, actor, &project, hidden_at.is_some())? {
                return Ok(false);
            }
            let row = if is_answer {
                QuestionRow { answer_hidden_at: at, answer_hidden_reason: reason_row, ..row }
            } else {
                QuestionRow { hidden_at: at, hidden_reason: reason_row, ..row }
            };
            store::community::update_question(conn, &row)?;
            (project, if is_answer { "hide_answer" } else { "hide_question" })
        }
        _ => return Err(Error::not_allowed()),
    };
    let event = Event::new(action, subject.name(), id)
        .organization(&project.organization_id)
        .reason(reason);
    audit::record(conn, actor, event)?;
    Ok(true)
}

/// Whether it is still shown and the actor may hide it.
fn ensure_hideable(
    conn: &mut Conn<'_>,
    actor: &Actor,
    project: &ProjectRow,
    is_hidden: bool,
) -> Result<bool> {
    let by = match actor_for(conn, Some(actor), &project.organization_id)? {
        ProjectActor::Steward => Moderator::Steward,
        ProjectActor::Member(_) => Moderator::Member,
        ProjectActor::Platform | ProjectActor::Other => Moderator::Other,
    };
    reports::ensure_hideable(by, is_hidden)
}
