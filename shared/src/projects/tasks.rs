//! What waits for an organization on its projects.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{ids::Id, language::Translated};

/// Tasks of each kind that are listed at most; those that wait longest.
pub const TASKS_MAX: usize = 20;
/// Days ahead in which a milestone counts as due.
pub const DUE_DAYS: i64 = 14;

/// A question that nobody has answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenQuestion {
    /// The question's id.
    pub id: Id,
    /// Under which project.
    pub project_id: Id,
    /// What that is called.
    pub project_title: Translated,
    /// The question.
    pub text: String,
    /// When it was asked (UTC).
    pub asked_at: DateTime<Utc>,
}

/// A milestone that is late, or due soon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DueMilestone {
    /// The milestone's id.
    pub id: Id,
    /// Of which project.
    pub project_id: Id,
    /// What that is called.
    pub project_title: Translated,
    /// What will be done.
    pub title: Translated,
    /// By when.
    pub planned_on: NaiveDate,
}

/// What waits for an organization on its projects; at most 20 of each kind, those that wait longest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganizationTasks {
    /// Questions that nobody has answered.
    pub questions: Vec<OpenQuestion>,
    /// Milestones of projects under way that are late or due within 14 days.
    pub milestones: Vec<DueMilestone>,
}
