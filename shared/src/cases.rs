//! Cases: questions to desks with their threads.

pub mod blocks;
pub mod clock;
pub mod figures;
pub mod guests;
pub mod lifecycle;
pub mod number;
pub mod routing;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use lifecycle::{CaseAction, CaseState};

use crate::{
    desks::DeskSummary,
    files::FileSummary,
    ids::Id,
    language::{Language, Translated},
    places::PlaceSummary,
    validation::{Checks, FieldCode, NAME_MAX, SUMMARY_MAX, TEXT_MAX, Validate},
    wire::wire_enum,
};

/// Attachments of one message at most.
pub const ATTACHMENTS_MAX: usize = 10;
/// Messages and notes of one case at most: what is longer is another case.
pub const MESSAGES_MAX: usize = 300;
/// The best rating.
pub const RATING_MAX: u8 = 5;

wire_enum! {
    /// What a message of a case is.
    MessageKind {
        /// What the case began with.
        Question = "question",
        /// The asker's reply.
        Reply = "reply",
        /// The desk asks back; its clock stands until the asker replies.
        AskBack = "ask_back",
        /// The desk's answer.
        Answer = "answer",
        /// Something that the desk writes for itself.
        Note = "note",
    }
}

wire_enum! {
    /// What happened to a case beside its messages.
    CaseEventKind {
        /// It went to a desk: by the asker's choice or a steward's.
        Routed = "routed",
        /// It went to another desk, with the reason; the clock goes on.
        Transferred = "transferred",
        /// Its due date has passed; the desk above was told, where there is one.
        Escalated = "escalated",
        /// It was closed.
        Closed = "closed",
        /// It was closed because nobody replied to the answer.
        ClosedAutomatically = "closed_automatically",
        /// A reply opened it again.
        Reopened = "reopened",
        /// The asker rated the answer.
        Rated = "rated",
    }
}

/// Asks a desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AskCase {
    /// In a few words.
    pub subject: String,
    /// The question.
    pub text: String,
    /// What it is about.
    pub topic: Id,
    /// The place that it is about; without it the whole country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_id: Option<Id>,
    /// The desk; without it the case goes to the stewards, who find one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desk_id: Option<Id>,
    /// The language that it is written in.
    pub language: Language,
    /// Whether everyone may read question and answer.
    #[serde(default)]
    pub is_public: bool,
    /// Whether everyone may see who asks.
    #[serde(default)]
    pub shows_name: bool,
    /// Files that the asker uploaded.
    #[serde(default)]
    pub attachments: Vec<Id>,
}

impl Validate for AskCase {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/subject", &self.subject, NAME_MAX);
        checks.required_text("/text", &self.text, TEXT_MAX);
        checks.required_text("/topic", &self.topic, NAME_MAX);
        checks.text("/place_id", self.place_id.as_deref().unwrap_or_default(), NAME_MAX);
        checks.text("/desk_id", self.desk_id.as_deref().unwrap_or_default(), NAME_MAX);
        check_attachments(checks, &self.attachments);
    }
}

fn check_attachments(checks: &mut Checks, attachments: &[Id]) {
    if attachments.len() > ATTACHMENTS_MAX {
        let max = ATTACHMENTS_MAX.to_string();
        checks.fault_with("/attachments", FieldCode::TooLong, [("max", max)]);
    }
    for (index, id) in attachments.iter().enumerate().take(ATTACHMENTS_MAX) {
        let at = format!("/attachments/{index}");
        checks.required_text(&at, id, NAME_MAX);
        checks.ensure(!attachments[..index].contains(id), at, FieldCode::Duplicate);
    }
}

/// Writes into a case's thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PostMessage {
    /// What it is: the asker's `reply`, the desk's `answer`, `ask_back` or `note`.
    pub kind: MessageKind,
    /// The text.
    pub text: String,
    /// Files that the writer uploaded.
    #[serde(default)]
    pub attachments: Vec<Id>,
}

impl Validate for PostMessage {
    fn check(&self, checks: &mut Checks) {
        checks.ensure(self.kind != MessageKind::Question, "/kind", FieldCode::NotAccepted);
        checks.required_text("/text", &self.text, TEXT_MAX);
        check_attachments(checks, &self.attachments);
    }
}

/// Does something with a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ActOnCase {
    /// What: `assign`, `transfer`, `route`, `close`, `rate`; messages are posted.
    pub action: CaseAction,
    /// Why; needed for `transfer`, and for `close` by the desk. The asker sees it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The desk, for `transfer` and `route`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desk_id: Option<Id>,
    /// Who answers, for `assign`; without it nobody in particular.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_id: Option<Id>,
    /// 1 to 5, for `rate`; the reason is its comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<u8>,
}

impl Validate for ActOnCase {
    fn check(&self, checks: &mut Checks) {
        let is_message = matches!(
            self.action,
            CaseAction::Reply | CaseAction::AskBack | CaseAction::Answer | CaseAction::Note
        );
        checks.ensure(!is_message, "/action", FieldCode::NotAccepted);
        checks.text("/reason", &self.reason, SUMMARY_MAX);
        checks.text("/desk_id", self.desk_id.as_deref().unwrap_or_default(), NAME_MAX);
        checks.text("/person_id", self.person_id.as_deref().unwrap_or_default(), NAME_MAX);
        let moves = matches!(self.action, CaseAction::Transfer | CaseAction::Route);
        if moves && self.desk_id.as_deref().is_none_or(str::is_empty) {
            checks.fault("/desk_id", FieldCode::Required);
        }
        if self.action == CaseAction::Transfer && self.reason.trim().is_empty() {
            checks.fault("/reason", FieldCode::Required);
        }
        if self.action == CaseAction::Rate {
            let fits = self.rating.is_some_and(|rating| (1..=RATING_MAX).contains(&rating));
            checks.ensure(fits, "/rating", FieldCode::OutOfRange);
        }
    }
}

/// A message of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseMessage {
    /// Its id.
    pub id: Id,
    /// What it is.
    pub kind: MessageKind,
    /// Who wrote it: the asker where the name may be shown, a member only to the organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Whether the caller wrote it.
    pub is_mine: bool,
    /// The text; empty where a steward has hidden it.
    pub text: String,
    /// Files.
    pub attachments: Vec<FileSummary>,
    /// When it was written (UTC).
    pub created_at: DateTime<Utc>,
    /// Why a steward has hidden it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hidden_reason: Option<String>,
}

/// Something that happened to a case beside its messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseEvent {
    /// Its id.
    pub id: Id,
    /// What.
    pub kind: CaseEventKind,
    /// From which desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_desk: Option<DeskSummary>,
    /// To which desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_desk: Option<DeskSummary>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// A case with its thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Case {
    /// What lists show of it.
    #[serde(flatten)]
    pub summary: CaseSummary,
    /// The version, as in the `ETag`.
    pub version: i64,
    /// Whether everyone may see who asks.
    pub shows_name: bool,
    /// The thread, oldest first; notes only for the desk's organization.
    pub messages: Vec<CaseMessage>,
    /// What happened beside it, oldest first.
    pub events: Vec<CaseEvent>,
    /// What the caller may do with it now.
    pub actions: Vec<CaseAction>,
    /// The asker's rating, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<u8>,
    /// What the asker wrote to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating_comment: Option<String>,
}

/// A case in lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseSummary {
    /// Its id.
    pub id: Id,
    /// Its number, to be told on the phone: ten digits, the last two check the others.
    pub number: String,
    /// In a few words.
    pub subject: String,
    /// What it is about.
    pub topic: Id,
    /// What the topic is called.
    pub topic_name: Translated,
    /// The place that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceSummary>,
    /// The language that it is written in.
    pub language: Language,
    /// Where it stands.
    pub state: CaseState,
    /// Whether everyone may read it.
    pub is_public: bool,
    /// Whether the caller asked it.
    pub is_mine: bool,
    /// Who asks, where the caller may see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<String>,
    /// The desk; none while the stewards look for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desk: Option<DeskSummary>,
    /// Who answers, for the desk's organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned_to: Option<CasePerson>,
    /// When it was asked (UTC).
    pub opened_at: DateTime<Utc>,
    /// The day (Bishkek) until which the promise holds, while an answer is waited for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<NaiveDate>,
    /// Whether the promise is broken.
    pub is_overdue: bool,
    /// Whether the desk waits for the asker; its clock stands.
    pub waits_for_asker: bool,
    /// When it was first answered (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<DateTime<Utc>>,
    /// Working days that the desk took for the first answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_days: Option<u32>,
    /// When it was closed (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<DateTime<Utc>>,
}

/// Someone who answers a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CasePerson {
    /// The person.
    pub person_id: Id,
    /// How the person is called.
    pub display_name: String,
}

/// Which cases of a desk to list, the soonest due first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct QueueQuery {
    /// Only in this state; without it open ones.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub state: Option<CaseState>,
    /// Only those due on this day or before.
    pub due_until: Option<NaiveDate>,
    /// Only those of this member; `none`: nobody's.
    pub assigned_to: Option<Id>,
    /// Only about this topic.
    pub topic: Option<Id>,
    /// Rows of a page, 1 to 100.
    pub limit: Option<u32>,
    /// Where the page begins.
    pub cursor: Option<String>,
}

impl Validate for QueueQuery {
    fn check(&self, checks: &mut Checks) {
        checks.text("/assigned_to", self.assigned_to.as_deref().unwrap_or_default(), NAME_MAX);
        checks.text("/topic", self.topic.as_deref().unwrap_or_default(), NAME_MAX);
    }
}
