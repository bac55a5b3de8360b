//! What is said around a project: updates, questions, its history; following it, and what followers are told.

use kopuro_shared::{
    page::Page,
    projects::{
        AskQuestion, Notification, ProjectEvent, ProjectSummary, Question, ReadNotifications,
        Update,
    },
};

use super::{ApiError, ListOf, client};

fn of_project(project_id: &str, part: &str) -> String {
    format!("/projects/{}/{part}", client::encode(project_id))
}

/// How the work goes on, newest first.
pub fn list_updates(project_id: &str) -> ListOf<Update> {
    ListOf::new(&of_project(project_id, "updates"), &[("limit", "5")])
}

/// The questions under a project, newest first.
pub fn list_questions(project_id: &str) -> ListOf<Question> {
    ListOf::new(&of_project(project_id, "questions"), &[("limit", "10")])
}

/// Asks the organization something, for all to see.
pub async fn ask_question(
    project_id: &str,
    request: AskQuestion,
    key: String,
) -> Result<Question, ApiError> {
    client::post_once(&of_project(project_id, "questions"), &key, &request).await
}

/// A project's history, newest first.
pub fn list_project_events(project_id: &str) -> ListOf<ProjectEvent> {
    ListOf::new(&of_project(project_id, "events"), &[("limit", "10")])
}

/// Follows a project.
pub async fn follow_project(project_id: &str) -> Result<(), ApiError> {
    client::put_empty(&of_project(project_id, "follow")).await
}

/// Follows a project no longer.
pub async fn unfollow_project(project_id: &str) -> Result<(), ApiError> {
    client::delete(&of_project(project_id, "follow"), None).await
}

/// The projects that I follow.
pub fn list_followed_projects() -> ListOf<ProjectSummary> {
    ListOf::new("/me/followed_projects", &[])
}

/// What happened on the projects that I follow, newest first.
pub fn list_notifications() -> ListOf<Notification> {
    ListOf::new("/me/notifications", &[])
}

/// Something that is only counted: what it says is not read.
#[derive(serde::Deserialize)]
pub struct Counted {}

/// How many of my notifications I have not seen, counted up to `limit`. Every program asks for it, so it reads none of them.
pub async fn count_unread_notifications(limit: usize) -> Result<usize, ApiError> {
    let limit = limit.to_string();
    let address = client::query("/me/notifications", &[("unread", "true"), ("limit", &limit)]);
    let page: Page<Counted> = client::get(&address).await?;
    Ok(page.items.len())
}

/// Marks notifications as seen, up to one.
pub async fn read_notifications(request: ReadNotifications) -> Result<(), ApiError> {
    client::post("/me/notifications/read", &request).await
}
