//! What members do with their organization's projects, and stewards with all.

use kopuro_shared::{
    organizations::GiveReason,
    page::Page,
    projects::{
        ActOnProject, AddEvidence, AnswerQuestion, ChangeMilestone, CreateProject, Milestone,
        OrganizationTasks, PlanProject, PostUpdate, Procurement, Project, ProjectSummary, Question,
        RecordProcurement, Update, UpdateProject,
    },
};

use super::{
    ApiError, ListOf, Versioned,
    client::{self, encode},
};

/// Projects that the first page of a workspace looks at.
const NEWEST: &str = "50";

fn path(id: &str) -> String {
    format!("/projects/{}", encode(id))
}

/// What waits for an organization.
pub async fn list_organization_tasks(id: &str) -> Result<OrganizationTasks, ApiError> {
    client::get(&format!("/organizations/{}/tasks", encode(id))).await
}

/// An organization's newest projects, drafts included.
pub async fn list_newest_projects(id: &str) -> Result<Page<ProjectSummary>, ApiError> {
    let path = format!("/organizations/{}/projects", encode(id));
    client::get(&client::query(&path, &[("limit", NEWEST)])).await
}

/// Opens a project as a draft.
pub async fn create_project(
    organization_id: String,
    key: String,
    request: CreateProject,
) -> Result<Project, ApiError> {
    let path = format!("/organizations/{}/projects", encode(&organization_id));
    client::post_once(&path, &key, &request).await
}

/// Changes what a project says of itself.
pub async fn update_project(
    id: String,
    etag: String,
    request: UpdateProject,
) -> Result<Versioned<Project>, ApiError> {
    client::patch(&path(&id), &etag, &request).await
}

/// Replaces a draft's plan whole.
pub async fn plan_project(
    id: String,
    etag: String,
    request: PlanProject,
) -> Result<Versioned<Project>, ApiError> {
    client::put(&format!("{}/plan", path(&id)), &etag, &request).await
}

/// Moves a project along its lifecycle.
pub async fn act_on_project(
    id: String,
    etag: String,
    request: ActOnProject,
) -> Result<Versioned<Project>, ApiError> {
    client::post_versioned(&format!("{}/actions", path(&id)), &etag, &request).await
}

/// Records how the work was bought.
pub async fn record_procurement(
    id: String,
    request: RecordProcurement,
) -> Result<Procurement, ApiError> {
    client::put_unversioned(&format!("{}/procurement", path(&id)), &request).await
}

/// Moves a milestone, or marks it done.
pub async fn change_milestone(
    id: String,
    milestone_id: String,
    request: ChangeMilestone,
) -> Result<Milestone, ApiError> {
    let path = format!("{}/milestones/{}", path(&id), encode(&milestone_id));
    client::patch_unversioned(&path, &request).await
}

/// Adds a photo or document to a milestone.
pub async fn add_evidence(
    id: String,
    milestone_id: String,
    key: String,
    request: AddEvidence,
) -> Result<Milestone, ApiError> {
    let path = format!("{}/milestones/{}/evidence", path(&id), encode(&milestone_id));
    client::post_once(&path, &key, &request).await
}

/// Tells how the work goes on.
pub async fn post_update(id: String, key: String, request: PostUpdate) -> Result<Update, ApiError> {
    client::post_once(&format!("{}/updates", path(&id)), &key, &request).await
}

/// Answers a question.
pub async fn answer_question(
    id: String,
    question_id: String,
    request: AnswerQuestion,
) -> Result<Question, ApiError> {
    let path = format!("{}/questions/{}/answer", path(&id), encode(&question_id));
    client::put_unversioned(&path, &request).await
}

/// Hides a question that is abusive.
pub async fn hide_question(
    id: String,
    question_id: String,
    reason: String,
) -> Result<(), ApiError> {
    let path = format!("{}/questions/{}/hide", path(&id), encode(&question_id));
    client::post(&path, &GiveReason { reason }).await
}

/// Projects that wait to be published, the longest waiting first.
pub fn list_submitted_projects() -> ListOf<ProjectSummary> {
    ListOf::new("/submitted_projects", &[])
}

/// Projects that wait to be accepted.
pub fn list_completed_projects() -> ListOf<ProjectSummary> {
    ListOf::new("/projects", &[("state", "completed")])
}
