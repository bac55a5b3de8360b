//! What people say to a section, and whom they support.

use chrono::Duration;
use kopuro_shared::{
    consultations::{Comment, CommentVersion, ConsultationState, VERSIONS_MAX, WriteComment},
    error::ErrorCode,
    organizations::PageQuery,
    page::Page,
};

use super::{
    service::{get_visible, state_of},
    store::{self, CommentRow, SectionRow},
};
use crate::{
    people,
    platform::{
        app::App,
        audit::{self, Event},
        auth::{Actor, Visitor},
        clock, cursor,
        db::Conn,
        error::{Error, Result},
        limits::{self, Limit},
    },
};

/// Comments and changes of comments that one person may write.
const COMMENTS_PER_PERSON: Limit =
    Limit { name: "write_comment", max: 60, window: Duration::hours(1) };

/// A section of a consultation that people comment on now. Errors: `not-found`, `wrong-state`.
fn get_open(conn: &mut Conn<'_>, actor: &Actor, section_id: &str) -> Result<SectionRow> {
    let section = store::get_section(conn, section_id)?;
    let consultation = get_visible(conn, Some(actor), &section.consultation_id)?;
    match state_of(&consultation) {
        ConsultationState::Open => Ok(section),
        state => Err(Error::new(ErrorCode::WrongState).with("state", state.name())),
    }
}

/// Comments on a section, or changes the comment; its earlier versions stay visible. Errors: `not-found`, `wrong-state`
/// where commenting is over or the comment was hidden, `too-many-requests`.
pub async fn write_comment(
    app: &App,
    actor: Actor,
    section_id: String,
    request: WriteComment,
) -> Result<Comment> {
    app.db
        .write(move |conn| {
            let mut section = get_open(conn, &actor, &section_id)?;
            limits::take(conn, COMMENTS_PER_PERSON, &actor.person_id)?;
            let now = clock::now_naive();
            let body = request.text.trim().to_owned();
            let row = match store::find_comment_of(conn, &section_id, &actor.person_id)? {
                Some(row) if row.hidden_at.is_some() => {
                    return Err(Error::new(ErrorCode::WrongState).with("state", "hidden"));
                }
                Some(row) if usize::try_from(row.version).is_ok_and(|it| it >= VERSIONS_MAX) => {
                    return Err(Error::too_many(24 * 60 * 60));
                }
                Some(row) => CommentRow { version: row.version + 1, body, updated_at: now, ..row },
                None => {
                    section.comments += 1;
                    store::update_section(conn, &section)?;
                    CommentRow {
                        id: clock::new_id(),
                        version: 1,
                        section_id: section_id.clone(),
                        author_id: actor.person_id.clone(),
                        body,
                        supports: 0,
                        created_at: now,
                        updated_at: now,
                        hidden_at: None,
                        hidden_reason: None,
                    }
                }
            };
            store::put_comment(conn, &row)?;
            store::insert_version(conn, &row)?;
            audit::record(conn, &actor, Event::new("write_comment", "comment", &row.id))?;
            views(conn, Some(&actor.person_id), vec![row])?.pop().ok_or_else(Error::not_found)
        })
        .await
}

fn views(
    conn: &mut Conn<'_>,
    person_id: Option<&str>,
    rows: Vec<CommentRow>,
) -> Result<Vec<Comment>> {
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let supported = match person_id {
        Some(person) => store::select_supported(conn, person, &ids)?,
        None => std::collections::HashSet::default(),
    };
    let authors: Vec<String> = rows.iter().map(|row| row.author_id.clone()).collect();
    let names = people::service::find_display_names(conn, &authors)?;
    let views = rows.into_iter().map(|row| {
        Ok(Comment {
            version: row.version,
            author: names.get(&row.author_id).filter(|name| !name.is_empty()).cloned(),
            is_mine: person_id == Some(row.author_id.as_str()),
            text: if row.hidden_at.is_some() { String::new() } else { row.body },
            supports: row.supports,
            is_supported: supported.contains(&row.id),
            created_at: row.created_at.and_utc(),
            updated_at: row.updated_at.and_utc(),
            hidden_reason: row.hidden_reason,
            id: row.id,
        })
    });
    views.collect()
}

/// The comments on a section, the most supported first.
pub async fn list_comments(
    app: &App,
    visitor: Visitor,
    section_id: String,
    query: PageQuery,
) -> Result<Page<Comment>> {
    let list = format!("list_comments?{section_id}");
    let after: Option<(i64, String)> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            let section = store::get_section(conn, &section_id)?;
            get_visible(conn, visitor.actor.as_ref(), &section.consultation_id)?;
            let limit = cursor::one_more(limit);
            let rows = store::select_comments(conn, &section_id, after.as_ref(), limit)?;
            views(conn, visitor.person_id(), rows)
        })
        .await?;
    app.cursors.page(&list, rows, limit, |comment| (comment.supports, comment.id.clone()))
}

/// The versions of a comment, oldest first. Error: `not-found`.
pub async fn list_comment_versions(
    app: &App,
    visitor: Visitor,
    id: String,
) -> Result<Vec<CommentVersion>> {
    app.db
        .read(move |conn| {
            let comment = store::get_comment(conn, &id)?;
            let section = store::get_section(conn, &comment.section_id)?;
            get_visible(conn, visitor.actor.as_ref(), &section.consultation_id)?;
            let is_hidden = comment.hidden_at.is_some();
            let versions = store::select_versions(conn, &id)?.into_iter();
            Ok(versions
                .map(|(number, text, at)| CommentVersion {
                    number,
                    text: if is_hidden { String::new() } else { text },
                    at: at.and_utc(),
                })
                .collect())
        })
        .await
}

/// Supports a comment of somebody else, or no longer. Errors: `not-found`, `wrong-state` where commenting is over,
/// `not-allowed` for one's own.
pub async fn set_supported(app: &App, actor: Actor, id: String, is_supported: bool) -> Result<()> {
    app.db
        .write(move |conn| {
            let mut comment = store::get_comment(conn, &id)?;
            get_open(conn, &actor, &comment.section_id)?;
            if comment.author_id == actor.person_id {
                return Err(Error::not_allowed());
            }
            let now = is_supported.then(clock::now_naive);
            if !store::set_supported(conn, &id, &actor.person_id, now)? {
                return Ok(());
            }
            comment.supports += if is_supported { 1 } else { -1 };
            store::put_comment(conn, &comment)?;
            let action = if is_supported { "support_comment" } else { "withdraw_support" };
            audit::record(conn, &actor, Event::new(action, "comment", &id))
        })
        .await
}
