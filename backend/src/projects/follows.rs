//! Following projects; and a person's notifications: what followers are told, and what was decided on one's reports.

use kopuro_shared::{
    organizations::PageQuery,
    page::Page,
    projects::{Notification, NotificationQuery, ProjectSummary},
};

use super::{events, service::get_public, store, view};
use crate::{
    platform::{app::App, auth::Actor, clock, cursor, db::Conn, error::Result},
    reports,
};

/// Follows a project that everyone may see; following it twice is following it.
pub async fn follow_project(app: &App, actor: Actor, id: String) -> Result<()> {
    app.db.write(move |conn| follow(conn, &actor.person_id, &id)).await
}

/// [`follow_project`] inside the caller's transaction: who pledges for a project follows it.
pub fn follow(conn: &mut Conn<'_>, person_id: &str, project_id: &str) -> Result<()> {
    get_public(conn, project_id)?;
    let now = Some(clock::now_naive());
    store::community::set_followed(conn, project_id, person_id, now).map(|_| ())
}

/// Follows a project no longer.
pub async fn unfollow_project(app: &App, actor: Actor, id: String) -> Result<()> {
    app.db
        .write(move |conn| {
            store::community::set_followed(conn, &id, &actor.person_id, None).map(|_| ())
        })
        .await
}

/// The projects that the actor follows.
pub async fn list_followed_projects(
    app: &App,
    actor: Actor,
    query: PageQuery,
) -> Result<Page<ProjectSummary>> {
    let list = format!("list_followed_projects?{}", actor.person_id);
    let before: Option<String> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            let (before, limit) = (before.as_deref(), cursor::one_more(limit));
            let person = &actor.person_id;
            let rows = store::community::select_followed(conn, person, before, limit)?;
            view::summaries(conn, &rows)
        })
        .await?;
    app.cursors.page(&list, rows, limit, |project| project.id.clone())
}

/// What happened on the projects that the actor follows and what was decided on the actor's reports, newest first: each is
/// a list by the time of its ids, so a page is made of the first rows of both.
pub async fn list_notifications(
    app: &App,
    actor: Actor,
    query: NotificationQuery,
) -> Result<Page<Notification>> {
    let list = format!("list_notifications?{}{}", actor.person_id, query.unread);
    let before: Option<String> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            let (before, limit) = (before.as_deref(), cursor::one_more(limit));
            let person = &actor.person_id;
            let rows =
                store::community::select_notifications(conn, person, query.unread, before, limit)?;
            let events = rows.into_iter().map(|(event, read_at, title)| {
                Ok(Notification {
                    id: event.id.clone(),
                    project_id: Some(event.project_id.clone()),
                    event: Some(events::view(event)?),
                    project_title: Some(serde_json::from_value(title)?),
                    report: None,
                    is_read: read_at.is_some(),
                })
            });
            let mut notifications = events.collect::<Result<Vec<_>>>()?;
            let notices = reports::facts::list_notices(conn, person, query.unread, before, limit)?;
            notifications.extend(notices.into_iter().map(|notice| Notification {
                id: notice.id,
                event: None,
                project_id: None,
                project_title: None,
                report: Some(notice.report),
                is_read: notice.is_read,
            }));
            notifications.sort_by(|one, other| other.id.cmp(&one.id));
            Ok(notifications)
        })
        .await?;
    app.cursors.page(&list, rows, limit, |notification| notification.id.clone())
}

/// Marks the actor's notifications as seen, up to one.
pub async fn read_notifications(app: &App, actor: Actor, up_to: String) -> Result<()> {
    app.db
        .write(move |conn| {
            let now = clock::now_naive();
            store::community::read_notifications(conn, &actor.person_id, &up_to, now)?;
            reports::facts::read_notices(conn, &actor.person_id, &up_to, now)
        })
        .await
}

/// Ends the follows of a person whose account is deleted.
pub fn forget_person(conn: &mut Conn<'_>, person_id: &str) -> Result<()> {
    store::community::forget_person(conn, person_id)
}
