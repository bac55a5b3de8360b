//! What is said around a project: updates, questions and answers, its history, and what followers are told.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::lifecycle::ProjectState;
use crate::{
    files::Photo,
    ids::Id,
    language::Translated,
    reports::Report,
    validation::{Checks, FieldCode, NAME_MAX, SUMMARY_MAX, TEXT_MAX, Validate},
    wire::wire_enum,
};

/// Photos of an update at most.
pub const PHOTOS_MAX: usize = 12;

/// A photo that was uploaded for the organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UploadedPhoto {
    /// The file.
    pub file_id: Id,
    /// What it shows.
    #[serde(default)]
    pub caption: Translated,
}

/// Tells how the work goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PostUpdate {
    /// In a few words.
    pub title: Translated,
    /// What happened.
    pub body: Translated,
    /// Photos, in their order.
    #[serde(default)]
    pub photos: Vec<UploadedPhoto>,
}

impl Validate for PostUpdate {
    fn check(&self, checks: &mut Checks) {
        checks.translated("/title", &self.title, NAME_MAX);
        checks.translated("/body", &self.body, TEXT_MAX);
        if self.photos.len() > PHOTOS_MAX {
            checks.fault_with("/photos", FieldCode::TooLong, [("max", PHOTOS_MAX.to_string())]);
        }
        for (index, photo) in self.photos.iter().enumerate() {
            let at = format!("/photos/{index}");
            checks.required_text(&format!("{at}/file_id"), &photo.file_id, NAME_MAX);
            checks.optional_translated(&format!("{at}/caption"), &photo.caption, SUMMARY_MAX);
        }
    }
}

/// A photo of an update.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UpdatePhoto {
    /// The photo.
    pub photo: Photo,
    /// What it shows.
    pub caption: Translated,
}

/// How the work goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Update {
    /// Its id.
    pub id: Id,
    /// In a few words; empty where a steward has hidden it.
    pub title: Translated,
    /// What happened; empty where a steward has hidden it.
    pub body: Translated,
    /// Photos, in their order; none where a steward has hidden it.
    pub photos: Vec<UpdatePhoto>,
    /// When it was posted (UTC).
    pub created_at: DateTime<Utc>,
    /// When a steward hid it (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hidden_at: Option<DateTime<Utc>>,
    /// Why; for members of the organization and stewards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hidden_reason: Option<String>,
}

/// Asks the organization something, for all to see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AskQuestion {
    /// The question.
    pub text: String,
}

impl Validate for AskQuestion {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/text", &self.text, SUMMARY_MAX);
    }
}

/// Answers a question; replaces an earlier answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerQuestion {
    /// The answer.
    pub answer: Translated,
}

impl Validate for AnswerQuestion {
    fn check(&self, checks: &mut Checks) {
        checks.translated("/answer", &self.answer, TEXT_MAX);
    }
}

/// A question under a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Question {
    /// Its id.
    pub id: Id,
    /// The asker's display name; nothing after the account was deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<String>,
    /// The question; empty where a steward has hidden it.
    pub text: String,
    /// When it was asked (UTC).
    pub asked_at: DateTime<Utc>,
    /// The answer; absent where a steward has hidden it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Translated>,
    /// When it was answered (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<DateTime<Utc>>,
    /// When a steward hid the question (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hidden_at: Option<DateTime<Utc>>,
    /// Why; for the asker, members of the organization and stewards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hidden_reason: Option<String>,
    /// When a steward hid the answer (UTC); another answer may be given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_hidden_at: Option<DateTime<Utc>>,
    /// Why; for members of the organization and stewards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_hidden_reason: Option<String>,
}

wire_enum! {
    /// What happened on a project.
    EventKind {
        /// It came into another state.
        StateChanged = "state_changed",
        /// A milestone is done.
        MilestoneDone = "milestone_done",
        /// A milestone got a photo or document.
        EvidenceAdded = "evidence_added",
        /// A milestone has another day.
        MilestoneMoved = "milestone_moved",
        /// An update was posted.
        UpdatePosted = "update_posted",
        /// A question was answered.
        QuestionAnswered = "question_answered",
        /// How the work was bought was recorded.
        ProcurementRecorded = "procurement_recorded",
        /// The organization was suspended; the project is frozen.
        OrganizationSuspended = "organization_suspended",
        /// The suspension ended.
        OrganizationReinstated = "organization_reinstated",
        /// Two people have agreed to an expense, and it is booked.
        ExpenseApproved = "expense_approved",
        /// A bank statement shows that an expense was paid.
        ExpenseProved = "expense_proved",
    }
}

/// A line of a project's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectEvent {
    /// Its id.
    pub id: Id,
    /// What happened.
    pub kind: EventKind,
    /// The state that it came into, for `state_changed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<ProjectState>,
    /// The milestone, update, question or expense that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_id: Option<Id>,
    /// Why, where a reason was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// Something that I am told of: what happened on a project that I follow, or what was decided on my report. Kinds will
/// join; each has a field of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notification {
    /// Its id, by which notifications are in order.
    pub id: Id,
    /// What happened on a project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<ProjectEvent>,
    /// On which project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project_id: Option<Id>,
    /// What that is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project_title: Option<Translated>,
    /// The report that a steward has decided on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<Report>,
    /// Whether I have seen it.
    pub is_read: bool,
}

/// Which of my notifications to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct NotificationQuery {
    /// Only those that I have not seen.
    #[serde(default)]
    pub unread: bool,
    /// Rows of a page, 1 to 100.
    pub limit: Option<u32>,
    /// Where the page begins.
    pub cursor: Option<String>,
}

impl Validate for NotificationQuery {
    fn check(&self, _: &mut Checks) {}
}

/// Marks notifications as seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReadNotifications {
    /// The newest notification that I have seen; it and all before it are marked.
    pub up_to: Id,
}

impl Validate for ReadNotifications {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/up_to", &self.up_to, NAME_MAX);
    }
}
