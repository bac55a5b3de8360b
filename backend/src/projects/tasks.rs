//! What waits for an organization on its projects.

use chrono::Duration;
use kopuro_shared::projects::{
    DueMilestone, OpenQuestion, OrganizationTasks,
    lifecycle::ProjectActor,
    tasks::{DUE_DAYS, TASKS_MAX},
};

use super::{service::actor_for, store};
use crate::platform::{
    app::App,
    auth::Actor,
    clock,
    error::{Error, Result},
};

/// Questions to answer and milestones that are due; for members and stewards, `not-found` for others.
pub async fn list_organization_tasks(
    app: &App,
    actor: Actor,
    organization_id: String,
) -> Result<OrganizationTasks> {
    app.db
        .read(move |conn| {
            if actor_for(conn, Some(&actor), &organization_id)? == ProjectActor::Other {
                return Err(Error::not_found());
            }
            let limit = i64::try_from(TASKS_MAX).map_err(Error::internal)?;
            let questions =
                store::tasks::select_open_questions(conn, &organization_id, limit)?.into_iter();
            let questions = questions.map(|(question, title)| {
                Ok(OpenQuestion {
                    id: question.id,
                    project_id: question.project_id,
                    project_title: serde_json::from_value(title)?,
                    text: question.text,
                    asked_at: question.asked_at.and_utc(),
                })
            });
            let until = clock::today() + Duration::days(DUE_DAYS);
            let milestones =
                store::tasks::select_due_milestones(conn, &organization_id, until, limit)?;
            let milestones = milestones.into_iter().map(|(milestone, title)| {
                Ok(DueMilestone {
                    id: milestone.id,
                    project_id: milestone.project_id,
                    project_title: serde_json::from_value(title)?,
                    title: serde_json::from_value(milestone.title)?,
                    planned_on: milestone.planned_on,
                })
            });
            Ok(OrganizationTasks {
                questions: questions.collect::<Result<_>>()?,
                milestones: milestones.collect::<Result<_>>()?,
            })
        })
        .await
}
