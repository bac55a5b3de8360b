//! Projects: what a place needs, published by the organization that will carry it out.
//!
//! Owns the tables `projects…`. Must never: move a project otherwise than by the table of its lifecycle, show a draft to
//! strangers, change a plan that donors have seen, let a list cost more where there are more projects.

pub mod catalogue;
pub mod community;
pub mod events;
pub mod facts;
pub mod follows;
pub mod lifecycle;
pub mod moderation;
mod routes;
mod sectors;
pub mod service;
mod store;
mod tasks;
mod view;
pub mod work;

use kopuro_shared::{
    organizations::{GiveReason, PageQuery},
    page::Page,
    projects::{
        ActOnProject, AddEvidence, AnswerQuestion, AskQuestion, ChangeMilestone, CreateProject,
        MapFigures, MapQuery, Milestone, Notification, NotificationQuery, OrganizationTasks,
        PlanProject, PostUpdate, Procurement, Project, ProjectCount, ProjectEvent, ProjectQuery,
        ProjectSummary, Question, ReadNotifications, RecordProcurement, Sector, Update,
        UpdateProject,
    },
};

use crate::platform::api::Api;

/// How often notices that are on their way to an organization's projects go on.
pub const NOTICE_PAUSE: std::time::Duration = std::time::Duration::from_secs(5);

/// Registers the operations.
pub fn register(api: &mut Api) {
    api.area("projects", "What places need, who carries it out, and how the work goes on.");
    register_catalogue(api);
    api.post("/organizations/{id}/projects", routes::create_project)
        .signed_in()
        .idempotent()
        .summary("Open a project as a draft")
        .body::<CreateProject>()
        .creates::<Project>();
    api.get("/organizations/{id}/projects", routes::list_organization_projects)
        .summary(
            "List an organization's projects, newest first; drafts for its members and stewards",
        )
        .query::<PageQuery>()
        .answers::<Page<ProjectSummary>>();
    api.get("/organizations/{id}/tasks", routes::list_organization_tasks)
        .signed_in()
        .summary("List what waits for an organization on its projects; for members and stewards")
        .answers::<OrganizationTasks>();
    api.get("/projects/{id}", routes::get_project)
        .summary("Show a project's page, and what the caller may do with it")
        .answers::<Project>();
    api.patch("/projects/{id}", routes::update_project)
        .signed_in()
        .if_match()
        .summary("Change what a project says of itself; place and sector only while it is a draft")
        .body::<UpdateProject>()
        .answers::<Project>();
    api.put("/projects/{id}/plan", routes::plan_project)
        .signed_in()
        .if_match()
        .summary("Replace a draft's plan whole; it may be incomplete until it is submitted")
        .body::<PlanProject>()
        .answers::<Project>();
    api.post("/projects/{id}/actions", routes::act_on_project)
        .signed_in()
        .if_match()
        .summary("Move a project along its lifecycle")
        .describe("Refused with `conditions-unmet` and the conditions that don't hold yet as JSON pointers.")
        .body::<ActOnProject>()
        .answers::<Project>();
    api.get("/submitted_projects", routes::list_submitted_projects)
        .steward()
        .summary("List the projects that wait to be published, the longest waiting first")
        .query::<PageQuery>()
        .answers::<Page<ProjectSummary>>();
    register_work(api);
    register_community(api);
    register_follows(api);
}

fn register_catalogue(api: &mut Api) {
    api.get("/sectors", routes::list_sectors)
        .summary("List the sectors that projects belong to")
        .answers_list::<Sector>();
    api.get("/projects", routes::list_projects)
        .summary("Search, filter and sort the projects that everyone sees")
        .query::<ProjectQuery>()
        .answers::<Page<ProjectSummary>>();
    api.get("/projects/count", routes::count_projects)
        .summary("Count the projects that a query finds")
        .query::<ProjectQuery>()
        .answers::<ProjectCount>();
    api.get("/projects/map", routes::get_project_map)
        .summary("Show what is needed in a place and in each of its parts")
        .query::<MapQuery>()
        .answers::<MapFigures>();
}

fn register_work(api: &mut Api) {
    api.put("/projects/{id}/procurement", routes::record_procurement)
        .signed_in()
        .summary("Record how the work was bought; replaces what was recorded")
        .body::<RecordProcurement>()
        .answers::<Procurement>();
    api.patch("/projects/{id}/milestones/{milestone_id}", routes::change_milestone)
        .signed_in()
        .summary("Move a milestone with a reason, or mark it done once it has evidence")
        .body::<ChangeMilestone>()
        .answers::<Milestone>();
    api.post("/projects/{id}/milestones/{milestone_id}/evidence", routes::add_evidence)
        .signed_in()
        .idempotent()
        .summary("Add a photo or document that shows what was done; it becomes public and stays")
        .body::<AddEvidence>()
        .creates::<Milestone>();
}

fn register_community(api: &mut Api) {
    api.get("/projects/{id}/updates", routes::list_updates)
        .summary("List how the work goes on, newest first")
        .query::<PageQuery>()
        .answers::<Page<Update>>();
    api.post("/projects/{id}/updates", routes::post_update)
        .signed_in()
        .idempotent()
        .summary("Tell how the work goes on")
        .body::<PostUpdate>()
        .creates::<Update>();
    api.get("/projects/{id}/questions", routes::list_questions)
        .summary("List the questions under a project, newest first")
        .query::<PageQuery>()
        .answers::<Page<Question>>();
    api.post("/projects/{id}/questions", routes::ask_question)
        .signed_in()
        .idempotent()
        .summary("Ask the organization something, for all to see")
        .body::<AskQuestion>()
        .creates::<Question>();
    api.put("/projects/{id}/questions/{question_id}/answer", routes::answer_question)
        .signed_in()
        .summary("Answer a question; replaces an earlier answer")
        .body::<AnswerQuestion>()
        .answers::<Question>();
    api.post("/projects/{id}/questions/{question_id}/hide", routes::hide_question)
        .steward()
        .summary("Hide a question that is abusive; everyone sees since when, who asked it sees why")
        .body::<GiveReason>()
        .answers_nothing();
    api.get("/projects/{id}/events", routes::list_project_events)
        .summary("List a project's history, newest first")
        .query::<PageQuery>()
        .answers::<Page<ProjectEvent>>();
}

fn register_follows(api: &mut Api) {
    api.put("/projects/{id}/follow", routes::follow_project)
        .signed_in()
        .summary("Follow a project: what happens on it comes to my notifications")
        .answers_nothing();
    api.delete("/projects/{id}/follow", routes::unfollow_project)
        .signed_in()
        .summary("Follow a project no longer")
        .answers_nothing();
    api.get("/me/followed_projects", routes::list_followed_projects)
        .signed_in()
        .summary("List the projects that I follow")
        .query::<PageQuery>()
        .answers::<Page<ProjectSummary>>();
    api.get("/me/notifications", routes::list_notifications)
        .signed_in()
        .summary("List what happened on the projects that I follow, and what was decided on my reports, newest first")
        .query::<NotificationQuery>()
        .answers::<Page<Notification>>();
    api.post("/me/notifications/read", routes::read_notifications)
        .signed_in()
        .summary("Mark notifications as seen, up to one")
        .body::<ReadNotifications>()
        .answers_nothing();
}
