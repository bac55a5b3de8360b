//! What is said around a project: updates, questions and answers, its history.

use std::collections::HashMap;

use chrono::Duration;
use kopuro_shared::{
    files::FileKind,
    language::Translated,
    organizations::{OrganizationAction, PageQuery},
    page::Page,
    projects::{
        AnswerQuestion, AskQuestion, EventKind, PostUpdate, ProjectEvent, ProjectState, Question,
        Update, UpdatePhoto, lifecycle::ProjectActor,
    },
    reports::ReportSubject,
};

use super::{
    events::{self, NewEvent},
    moderation,
    service::{get_own, get_public, get_visible, known, save, state_of, wrong_state},
    store::{
        self,
        community::{QuestionRow, UpdatePhotoRow, UpdateRow},
    },
};
use crate::{
    files::{self, service::Claim},
    people,
    platform::{
        app::App,
        audit::{self, Event},
        auth::{Actor, Visitor},
        clock, cursor,
        db::Conn,
        error::{Error, Result},
        idempotency::{self, IdempotencyKey},
        limits::{self, Limit},
    },
    reports,
};

/// Questions that one person may ask.
const QUESTIONS_PER_PERSON: Limit =
    Limit { name: "ask_question", max: 10, window: Duration::hours(1) };

/// Tells how the work goes on. Errors: `wrong-state` for a project that nobody sees, `validation-failed` for photos
/// that are not there.
pub async fn post_update(
    app: &App,
    actor: Actor,
    id: String,
    key: IdempotencyKey,
    request: PostUpdate,
) -> Result<Update> {
    app.db
        .write(move |conn| {
            let mut project = get_own(conn, &actor, &id, OrganizationAction::WriteProjects)?;
            if project.published_at.is_none() || state_of(&project)? == ProjectState::Draft {
                return Err(wrong_state(&project));
            }
            let sent = (&id, &request);
            idempotency::once(conn, &key, &actor.person_id, "post_update", &sent, |conn| {
                let row = UpdateRow {
                    id: clock::new_id(),
                    project_id: id.clone(),
                    title: serde_json::to_value(&request.title)?,
                    body: serde_json::to_value(&request.body)?,
                    author_id: actor.person_id.clone(),
                    created_at: clock::now_naive(),
                    hidden_at: None,
                    hidden_reason: None,
                };
                let mut photos = Vec::new();
                for (index, photo) in request.photos.iter().enumerate() {
                    let claim = Claim {
                        file_id: &photo.file_id,
                        pointer: &format!("/photos/{index}/file_id"),
                        kind: Some(FileKind::Photo),
                        organization_id: &project.organization_id,
                        is_public: true,
                    };
                    files::service::claim(conn, &actor, &claim)?;
                    photos.push(UpdatePhotoRow {
                        update_id: row.id.clone(),
                        position: i32::try_from(index).map_err(Error::internal)?,
                        file_id: photo.file_id.clone(),
                        caption: serde_json::to_value(&photo.caption)?,
                    });
                }
                store::community::insert_update(conn, &row, &photos)?;
                let kind = EventKind::UpdatePosted;
                let new = NewEvent { kind, subject_id: Some(&row.id), reason: None };
                events::record(conn, &mut project, new)?;
                save(conn, &mut project)?;
                let event = Event::new("post_update", "update", &row.id)
                    .organization(&project.organization_id);
                audit::record(conn, &actor, event)?;
                updates(conn, vec![row], true)?.pop().ok_or_else(Error::not_found)
            })
        })
        .await
}

/// Updates as people see them; why one is hidden is for who has to do with the organization or decides.
fn updates(conn: &mut Conn<'_>, rows: Vec<UpdateRow>, is_insider: bool) -> Result<Vec<Update>> {
    let shown = rows.iter().filter(|row| row.hidden_at.is_none());
    let ids: Vec<String> = shown.map(|row| row.id.clone()).collect();
    let photo_rows = store::community::select_update_photos(conn, &ids)?;
    let file_ids: Vec<&str> = photo_rows.iter().map(|row| row.file_id.as_str()).collect();
    let photos = files::facts::photos_of(conn, &file_ids)?;
    let mut shown: HashMap<String, Vec<UpdatePhoto>> = HashMap::new();
    for row in photo_rows {
        shown.entry(row.update_id).or_default().push(UpdatePhoto {
            photo: known(photos.get(&row.file_id).cloned(), "photo")?,
            caption: serde_json::from_value(row.caption)?,
        });
    }
    let updates = rows.into_iter().map(|row| {
        let is_shown = row.hidden_at.is_none();
        let words = |text| {
            if is_shown { serde_json::from_value(text) } else { Ok(Translated::default()) }
        };
        Ok(Update {
            photos: shown.remove(&row.id).unwrap_or_default(),
            id: row.id,
            title: words(row.title)?,
            body: words(row.body)?,
            created_at: row.created_at.and_utc(),
            hidden_at: row.hidden_at.map(|at| at.and_utc()),
            hidden_reason: row.hidden_reason.filter(|_| is_insider),
        })
    });
    updates.collect()
}

/// How the work goes on, newest first.
pub async fn list_updates(
    app: &App,
    visitor: Visitor,
    id: String,
    query: PageQuery,
) -> Result<Page<Update>> {
    let list = format!("list_updates?{id}");
    let before: Option<String> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            let (_, seen_as) = get_visible(conn, visitor.actor.as_ref(), &id)?;
            let (before, limit) = (before.as_deref(), cursor::one_more(limit));
            let rows = store::community::select_updates(conn, &id, before, limit)?;
            updates(conn, rows, seen_as != ProjectActor::Other)
        })
        .await?;
    app.cursors.page(&list, rows, limit, |update| update.id.clone())
}

/// Asks the organization something. Errors: `not-found`, `too-many-requests`.
pub async fn ask_question(
    app: &App,
    actor: Actor,
    id: String,
    key: IdempotencyKey,
    request: AskQuestion,
) -> Result<Question> {
    app.db
        .write(move |conn| {
            let project = get_public(conn, &id)?;
            let sent = (&id, &request);
            idempotency::once(conn, &key, &actor.person_id, "ask_question", &sent, |conn| {
                limits::take(conn, QUESTIONS_PER_PERSON, &actor.person_id)?;
                let row = QuestionRow {
                    id: clock::new_id(),
                    project_id: id.clone(),
                    asked_by: actor.person_id.clone(),
                    text: request.text.trim().to_owned(),
                    asked_at: clock::now_naive(),
                    answer: None,
                    answered_by: None,
                    answered_at: None,
                    hidden_at: None,
                    hidden_reason: None,
                    answer_hidden_at: None,
                    answer_hidden_reason: None,
                };
                store::community::insert_question(conn, &row)?;
                let event = Event::new("ask_question", "question", &row.id)
                    .organization(&project.organization_id);
                audit::record(conn, &actor, event)?;
                question(
                    conn,
                    row,
                    &Reader { person_id: Some(&actor.person_id), is_insider: false },
                )
            })
        })
        .await
}

/// Who reads a question: why it is hidden is for who has asked it, to do with the organization, or to decide.
struct Reader<'a> {
    person_id: Option<&'a str>,
    is_insider: bool,
}

fn question(conn: &mut Conn<'_>, row: QuestionRow, reader: &Reader<'_>) -> Result<Question> {
    // A deleted account has an empty name.
    let asked_by = people::service::find_display_name(conn, &row.asked_by)?;
    let is_asker = reader.person_id == Some(row.asked_by.as_str());
    let answer = row.answer.filter(|_| row.answer_hidden_at.is_none());
    Ok(Question {
        id: row.id,
        asked_by: asked_by.filter(|name| !name.is_empty()),
        text: if row.hidden_at.is_some() { String::new() } else { row.text },
        asked_at: row.asked_at.and_utc(),
        answer: answer.map(serde_json::from_value).transpose()?,
        answered_at: row.answered_at.map(|at| at.and_utc()),
        hidden_at: row.hidden_at.map(|at| at.and_utc()),
        hidden_reason: row.hidden_reason.filter(|_| is_asker || reader.is_insider),
        answer_hidden_at: row.answer_hidden_at.map(|at| at.and_utc()),
        answer_hidden_reason: row.answer_hidden_reason.filter(|_| reader.is_insider),
    })
}

/// The questions under a project, newest first.
pub async fn list_questions(
    app: &App,
    visitor: Visitor,
    id: String,
    query: PageQuery,
) -> Result<Page<Question>> {
    let list = format!("list_questions?{id}");
    let before: Option<String> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            let (_, seen_as) = get_visible(conn, visitor.actor.as_ref(), &id)?;
            let is_insider = seen_as != ProjectActor::Other;
            let reader = Reader { person_id: visitor.person_id(), is_insider };
            let (before, limit) = (before.as_deref(), cursor::one_more(limit));
            let rows = store::community::select_questions(conn, &id, before, limit)?;
            rows.into_iter().map(|row| question(conn, row, &reader)).collect::<Result<Vec<_>>>()
        })
        .await?;
    app.cursors.page(&list, rows, limit, |question| question.id.clone())
}

/// Answers a question; replaces an earlier answer, one that is hidden too. Errors: `not-found`, `not-allowed`,
/// `wrong-state` for a hidden question.
pub async fn answer_question(
    app: &App,
    actor: Actor,
    id: String,
    question_id: String,
    request: AnswerQuestion,
) -> Result<Question> {
    app.db
        .write(move |conn| {
            let mut project = get_own(conn, &actor, &id, OrganizationAction::WriteProjects)?;
            let mut row = store::community::get_question(conn, &id, &question_id)?;
            if row.hidden_at.is_some() {
                return Err(wrong_state(&project));
            }
            row.answer = Some(serde_json::to_value(&request.answer)?);
            row.answered_by = Some(actor.person_id.clone());
            row.answered_at = Some(clock::now_naive());
            (row.answer_hidden_at, row.answer_hidden_reason) = (None, None);
            store::community::update_question(conn, &row)?;
            let kind = EventKind::QuestionAnswered;
            let new = NewEvent { kind, subject_id: Some(&question_id), reason: None };
            events::record(conn, &mut project, new)?;
            let event = Event::new("answer_question", "question", &question_id)
                .organization(&project.organization_id);
            audit::record(conn, &actor, event)?;
            question(conn, row, &Reader { person_id: Some(&actor.person_id), is_insider: true })
        })
        .await
}

/// Hides a question, and settles what was reported of it. Errors: `not-found`, `own-organization`, `wrong-state` for one
/// that is hidden already.
pub async fn hide_question(
    app: &App,
    actor: Actor,
    id: String,
    question_id: String,
    reason: String,
) -> Result<()> {
    app.db
        .write(move |conn| {
            let project = store::get_project(conn, &id)?;
            let row = store::community::get_question(conn, &id, &question_id)?;
            let question = ReportSubject::Question;
            if !moderation::hide(conn, &actor, question, &row.id, &reason)? {
                return Err(wrong_state(&project));
            }
            reports::service::settle_hidden(conn, &actor, question, &row.id, &reason)
        })
        .await
}

/// A project's history, newest first.
pub async fn list_project_events(
    app: &App,
    visitor: Visitor,
    id: String,
    query: PageQuery,
) -> Result<Page<ProjectEvent>> {
    let list = format!("list_project_events?{id}");
    let before: Option<String> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            get_visible(conn, visitor.actor.as_ref(), &id)?;
            let (before, limit) = (before.as_deref(), cursor::one_more(limit));
            let rows = store::community::select_events(conn, &id, before, limit)?;
            rows.into_iter().map(events::view).collect::<Result<Vec<_>>>()
        })
        .await?;
    app.cursors.page(&list, rows, limit, |event| event.id.clone())
}
