//! Updates, questions, events, follows and notifications.

use chrono::NaiveDateTime;
use diesel::{
    AsChangeset, BoolExpressionMethods, ExpressionMethods, Identifiable, Insertable, IntoSql,
    JoinOnDsl, OptionalExtension, QueryDsl, Queryable, RunQueryDsl, Selectable, SelectableHelper,
    sql_types::Text,
};
use serde_json::Value;

use super::ProjectRow;
use crate::{
    on_engine,
    platform::{db::Conn, error::Result},
    schema::{
        projects, projects_events, projects_followers, projects_follows, projects_notifications,
        projects_questions, projects_update_photos, projects_updates,
    },
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = projects_updates)]
pub struct UpdateRow {
    pub id: String,
    pub project_id: String,
    pub title: Value,
    pub body: Value,
    pub author_id: String,
    pub created_at: NaiveDateTime,
    pub hidden_at: Option<NaiveDateTime>,
    pub hidden_reason: Option<String>,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = projects_update_photos)]
pub struct UpdatePhotoRow {
    pub update_id: String,
    pub position: i32,
    pub file_id: String,
    pub caption: Value,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable, AsChangeset)]
#[diesel(table_name = projects_questions, treat_none_as_null = true)]
pub struct QuestionRow {
    pub id: String,
    pub project_id: String,
    pub asked_by: String,
    pub text: String,
    pub asked_at: NaiveDateTime,
    pub answer: Option<Value>,
    pub answered_by: Option<String>,
    pub answered_at: Option<NaiveDateTime>,
    pub hidden_at: Option<NaiveDateTime>,
    pub hidden_reason: Option<String>,
    pub answer_hidden_at: Option<NaiveDateTime>,
    pub answer_hidden_reason: Option<String>,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = projects_events)]
pub struct EventRow {
    pub id: String,
    pub project_id: String,
    pub kind: String,
    pub state: Option<String>,
    pub subject_id: Option<String>,
    pub reason: Option<String>,
    pub at: NaiveDateTime,
}

pub fn insert_update(
    conn: &mut Conn<'_>,
    row: &UpdateRow,
    photos: &[UpdatePhotoRow],
) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(projects_updates::table).values(row).execute(c))?;
    for photo in photos {
        on_engine!(conn, c => diesel::insert_into(projects_update_photos::table).values(photo).execute(c))?;
    }
    Ok(())
}

pub fn get_update(conn: &mut Conn<'_>, id: &str) -> Result<UpdateRow> {
    Ok(on_engine!(conn, c => projects_updates::table
        .find(id)
        .select(UpdateRow::as_select())
        .first(c))?)
}

/// Notes that an update is hidden, and why.
pub fn hide_update(
    conn: &mut Conn<'_>,
    id: &str,
    at: Option<NaiveDateTime>,
    reason: Option<String>,
) -> Result<()> {
    let hidden = (projects_updates::hidden_at.eq(at), projects_updates::hidden_reason.eq(reason));
    on_engine!(conn, c => diesel::update(projects_updates::table.find(id)).set(hidden).execute(c))?;
    Ok(())
}

/// A project's updates, newest first, behind `before`.
pub fn select_updates(
    conn: &mut Conn<'_>,
    project_id: &str,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<UpdateRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = projects_updates::table
            .filter(projects_updates::project_id.eq(project_id))
            .order(projects_updates::id.desc())
            .limit(limit)
            .select(UpdateRow::as_select())
            .into_boxed();
        if let Some(before) = before {
            rows = rows.filter(projects_updates::id.lt(before));
        }
        rows.load(c)
    })?)
}

/// The photos of some updates, each in its order.
pub fn select_update_photos(
    conn: &mut Conn<'_>,
    updates: &[String],
) -> Result<Vec<UpdatePhotoRow>> {
    Ok(on_engine!(conn, c => projects_update_photos::table
        .filter(projects_update_photos::update_id.eq_any(updates))
        .order((projects_update_photos::update_id, projects_update_photos::position))
        .select(UpdatePhotoRow::as_select())
        .load(c))?)
}

pub fn insert_question(conn: &mut Conn<'_>, row: &QuestionRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(projects_questions::table).values(row).execute(c))?;
    Ok(())
}

pub fn get_question(conn: &mut Conn<'_>, project_id: &str, id: &str) -> Result<QuestionRow> {
    Ok(on_engine!(conn, c => projects_questions::table
        .filter(projects_questions::id.eq(id).and(projects_questions::project_id.eq(project_id)))
        .select(QuestionRow::as_select())
        .first(c))?)
}

/// A question under whatever project.
pub fn get_question_by_id(conn: &mut Conn<'_>, id: &str) -> Result<QuestionRow> {
    Ok(on_engine!(conn, c => projects_questions::table
        .find(id)
        .select(QuestionRow::as_select())
        .first(c))?)
}

pub fn update_question(conn: &mut Conn<'_>, row: &QuestionRow) -> Result<()> {
    on_engine!(conn, c => diesel::update(projects_questions::table.find(&row.id)).set(row).execute(c))?;
    Ok(())
}

/// A project's questions, newest first, behind `before`.
pub fn select_questions(
    conn: &mut Conn<'_>,
    project_id: &str,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<QuestionRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = projects_questions::table
            .filter(projects_questions::project_id.eq(project_id))
            .order(projects_questions::id.desc())
            .limit(limit)
            .select(QuestionRow::as_select())
            .into_boxed();
        if let Some(before) = before {
            rows = rows.filter(projects_questions::id.lt(before));
        }
        rows.load(c)
    })?)
}

/// Writes an event down, and a notification for everyone who follows the project.
pub fn insert_event(conn: &mut Conn<'_>, row: &EventRow, notify: bool) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(projects_events::table).values(row).execute(c))?;
    if notify {
        on_engine!(conn, c => projects_follows::table
            .filter(projects_follows::project_id.eq(&row.project_id))
            .select((projects_follows::person_id, row.id.as_str().into_sql::<Text>()))
            .insert_into(projects_notifications::table)
            .into_columns((projects_notifications::person_id, projects_notifications::event_id))
            .execute(c))?;
    }
    Ok(())
}

/// A project's history, newest first, behind `before`.
pub fn select_events(
    conn: &mut Conn<'_>,
    project_id: &str,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<EventRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = projects_events::table
            .filter(projects_events::project_id.eq(project_id))
            .order(projects_events::id.desc())
            .limit(limit)
            .select(EventRow::as_select())
            .into_boxed();
        if let Some(before) = before {
            rows = rows.filter(projects_events::id.lt(before));
        }
        rows.load(c)
    })?)
}

pub fn is_followed(conn: &mut Conn<'_>, project_id: &str, person_id: &str) -> Result<bool> {
    let found: Option<String> = on_engine!(conn, c => projects_follows::table
        .find((person_id, project_id))
        .select(projects_follows::person_id)
        .first(c)
        .optional())?;
    Ok(found.is_some())
}

/// Follows a project, or no longer; whether that changed anything.
pub fn set_followed(
    conn: &mut Conn<'_>,
    project_id: &str,
    person_id: &str,
    now: Option<NaiveDateTime>,
) -> Result<bool> {
    let follow = projects_follows::table.find((person_id, project_id));
    let changed = if let Some(now) = now {
        let row = (
            projects_follows::person_id.eq(person_id),
            projects_follows::project_id.eq(project_id),
            projects_follows::created_at.eq(now),
        );
        on_engine!(conn, c => diesel::insert_into(projects_follows::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(c))?
    } else {
        on_engine!(conn, c => diesel::delete(follow).execute(c))?
    };
    if changed == 0 {
        return Ok(false);
    }
    let step: i64 = if now.is_some() { 1 } else { -1 };
    let first = (
        projects_followers::project_id.eq(project_id),
        projects_followers::followers.eq(step.max(0)),
    );
    on_engine!(conn, c => diesel::insert_into(projects_followers::table)
        .values(first)
        .on_conflict(projects_followers::project_id)
        .do_update()
        .set(projects_followers::followers.eq(projects_followers::followers + step))
        .execute(c))?;
    Ok(true)
}

/// How many follow a project.
pub fn count_followers(conn: &mut Conn<'_>, project_id: &str) -> Result<i64> {
    let followers: Option<i64> = on_engine!(conn, c => projects_followers::table
        .find(project_id)
        .select(projects_followers::followers)
        .first(c)
        .optional())?;
    Ok(followers.unwrap_or(0))
}

/// The projects that a person follows, in the order of their ids from the newest, behind `before`.
pub fn select_followed(
    conn: &mut Conn<'_>,
    person_id: &str,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<ProjectRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = projects_follows::table
            .inner_join(projects::table.on(projects::id.eq(projects_follows::project_id)))
            .filter(projects_follows::person_id.eq(person_id))
            .order(projects_follows::project_id.desc())
            .limit(limit)
            .select(ProjectRow::as_select())
            .into_boxed();
        if let Some(before) = before {
            rows = rows.filter(projects_follows::project_id.lt(before));
        }
        rows.load(c)
    })?)
}

/// A notification: the event, when it was seen, and the project's title.
pub type NotificationRow = (EventRow, Option<NaiveDateTime>, Value);

/// A person's notifications, newest first, behind `before`.
pub fn select_notifications(
    conn: &mut Conn<'_>,
    person_id: &str,
    unread: bool,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<NotificationRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = projects_notifications::table
            .inner_join(projects_events::table.on(projects_events::id.eq(projects_notifications::event_id)))
            .inner_join(projects::table.on(projects::id.eq(projects_events::project_id)))
            .filter(projects_notifications::person_id.eq(person_id))
            .order(projects_notifications::event_id.desc())
            .limit(limit)
            .select((EventRow::as_select(), projects_notifications::read_at, projects::title))
            .into_boxed();
        if unread {
            rows = rows.filter(projects_notifications::read_at.is_null());
        }
        if let Some(before) = before {
            rows = rows.filter(projects_notifications::event_id.lt(before));
        }
        rows.load(c)
    })?)
}

/// Marks a person's notifications as seen, up to an event.
pub fn read_notifications(
    conn: &mut Conn<'_>,
    person_id: &str,
    up_to: &str,
    now: NaiveDateTime,
) -> Result<()> {
    let unread = projects_notifications::table
        .filter(projects_notifications::person_id.eq(person_id))
        .filter(projects_notifications::event_id.le(up_to))
        .filter(projects_notifications::read_at.is_null());
    on_engine!(conn, c => diesel::update(unread).set(projects_notifications::read_at.eq(now)).execute(c))?;
    Ok(())
}

/// Ends all follows of a person whose account is deleted.
pub fn forget_person(conn: &mut Conn<'_>, person_id: &str) -> Result<()> {
    let followed: Vec<String> = on_engine!(conn, c => projects_follows::table
        .filter(projects_follows::person_id.eq(person_id))
        .select(projects_follows::project_id)
        .load(c))?;
    for project_id in followed {
        set_followed(conn, &project_id, person_id, None)?;
    }
    let notifications =
        projects_notifications::table.filter(projects_notifications::person_id.eq(person_id));
    on_engine!(conn, c => diesel::delete(notifications).execute(c))?;
    Ok(())
}
