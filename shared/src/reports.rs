//! Reports of abuse: what anyone who is signed in may report to the stewards, and what a steward may decide.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    ids::Id,
    language::Translated,
    organizations::OrganizationSummary,
    validation::{Checks, NAME_MAX, SUMMARY_MAX, Validate},
    wire::wire_enum,
};

wire_enum! {
    /// What can be reported: what the reporter sees. Kinds will join; clients take one that they don't know as it is.
    ReportSubject {
        /// A project.
        Project = "project",
        /// An update of a project.
        Update = "update",
        /// A question under a project.
        Question = "question",
        /// The answer to a question; its id is the question's.
        Answer = "answer",
        /// An organization.
        Organization = "organization",
        /// A message of a case: one that everyone sees, or of a private case that the reporter takes part in.
        CaseMessage = "case_message",
        /// A comment on a section of a consultation.
        ConsultationComment = "consultation_comment",
    }
}

wire_enum! {
    /// What is wrong with a thing that is reported.
    ReportReason {
        /// Money is asked for under false pretences.
        Fraud = "fraud",
        /// Insults, threats, hatred.
        Abuse = "abuse",
        /// Somebody's telephone number, address, illness.
        PrivateData = "private_data",
        /// It is not true.
        Untrue = "untrue",
        /// Something else; the text says what.
        Other = "other",
    }
}

wire_enum! {
    /// Where a report stands.
    ReportState {
        /// Waits for a steward.
        Open = "open",
        /// Nothing is wrong.
        Dismissed = "dismissed",
        /// The thing was hidden.
        Hidden = "hidden",
        /// Something was done about it elsewhere: the organization was suspended, a project was cancelled.
        ActedUpon = "acted_upon",
    }
}

wire_enum! {
    /// What a steward decides on a report.
    ReportDecision {
        /// Nothing is wrong.
        Dismiss = "dismiss",
        /// Hide the thing: everyone sees that a steward has hidden it and when, who wrote it sees why.
        Hide = "hide",
        /// Something was done about it elsewhere.
        MarkActedUpon = "mark_acted_upon",
    }
}

impl ReportSubject {
    /// What may be decided on a report of it: words are hidden, projects and organizations have lifecycles of their own.
    pub const fn decisions(self) -> &'static [ReportDecision] {
        match self {
            Self::Update
            | Self::Question
            | Self::Answer
            | Self::CaseMessage
            | Self::ConsultationComment => &[ReportDecision::Dismiss, ReportDecision::Hide],
            Self::Project | Self::Organization => {
                &[ReportDecision::Dismiss, ReportDecision::MarkActedUpon]
            }
        }
    }
}

/// Who decides on a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportActor {
    /// A steward with a second factor who has nothing to do with the matter.
    Steward,
    /// A steward who is a member of the organization that the thing is of.
    Member,
    /// A steward who has reported the same thing.
    Reporter,
}

/// Why a decision is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFault {
    /// Nobody decides on what their own organization has written.
    OwnOrganization,
    /// Whoever reports a thing is not who decides on it.
    OwnReport,
    /// The report was decided on before.
    Decided,
    /// A thing of this kind can't be dealt with like this.
    NotForThis,
}

impl ReportState {
    /// Where a decision leads.
    pub fn when_decided(
        self,
        subject: ReportSubject,
        decision: ReportDecision,
        actor: ReportActor,
    ) -> Result<Self, ReportFault> {
        match actor {
            ReportActor::Member => return Err(ReportFault::OwnOrganization),
            ReportActor::Reporter => return Err(ReportFault::OwnReport),
            ReportActor::Steward => {}
        }
        if self != Self::Open {
            return Err(ReportFault::Decided);
        }
        if !subject.decisions().contains(&decision) {
            return Err(ReportFault::NotForThis);
        }
        Ok(match decision {
            ReportDecision::Dismiss => Self::Dismissed,
            ReportDecision::Hide => Self::Hidden,
            ReportDecision::MarkActedUpon => Self::ActedUpon,
        })
    }
}

/// Reports something to the stewards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateReport {
    /// What kind of thing.
    pub subject: ReportSubject,
    /// Which one.
    pub subject_id: Id,
    /// What is wrong.
    pub reason: ReportReason,
    /// What a steward should know; only stewards read it.
    pub text: String,
}

impl Validate for CreateReport {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/subject_id", &self.subject_id, NAME_MAX);
        checks.required_text("/text", &self.text, SUMMARY_MAX);
    }
}

/// A report as the person sees it who made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Report {
    /// The report's id.
    pub id: Id,
    /// What kind of thing it is about.
    pub subject: ReportSubject,
    /// Which one.
    pub subject_id: Id,
    /// The organization that the thing is of.
    pub organization_id: Id,
    /// The project that it is, or stands under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project_id: Option<Id>,
    /// The case that it is a message of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_id: Option<Id>,
    /// The consultation that it is a comment in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consultation_id: Option<Id>,
    /// What is wrong with it.
    pub reason: ReportReason,
    /// What a steward should know.
    pub text: String,
    /// When it was reported (UTC).
    pub reported_at: DateTime<Utc>,
    /// Where the report stands.
    pub state: ReportState,
    /// What the steward says, once one has decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_reason: Option<String>,
    /// When a steward decided (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<DateTime<Utc>>,
}

/// A report as stewards see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportDetails {
    /// The report's id.
    pub id: Id,
    /// The version, as in the `ETag`.
    pub version: i64,
    /// What kind of thing it is about.
    pub subject: ReportSubject,
    /// Which one.
    pub subject_id: Id,
    /// The organization that the thing is of.
    pub organization: OrganizationSummary,
    /// The project that it is, or stands under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project_id: Option<Id>,
    /// The case that it is a message of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_id: Option<Id>,
    /// The consultation that it is a comment in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consultation_id: Option<Id>,
    /// What the thing said when it was reported.
    pub said: Translated,
    /// What is wrong with it.
    pub reason: ReportReason,
    /// What a steward should know.
    pub text: String,
    /// The reporter's display name; nothing after the account was deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported_by: Option<String>,
    /// When it was reported (UTC).
    pub reported_at: DateTime<Utc>,
    /// Where the report stands.
    pub state: ReportState,
    /// What the steward says, once one has decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_reason: Option<String>,
    /// When a steward decided (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<DateTime<Utc>>,
    /// What the caller may decide now.
    pub decisions: Vec<ReportDecision>,
}

/// Which reports to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ReportQuery {
    /// Only in this state.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub state: Option<ReportState>,
    /// Only of things of this kind.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub subject: Option<ReportSubject>,
    /// Rows of a page, 1 to 100.
    pub limit: Option<u32>,
    /// Where the page begins.
    pub cursor: Option<String>,
}

impl Validate for ReportQuery {
    fn check(&self, _: &mut Checks) {}
}

/// Decides on a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DecideReport {
    /// What is decided.
    pub decision: ReportDecision,
    /// Why: the reporter reads it and, where the thing is hidden, who wrote it.
    pub reason: String,
}

impl Validate for DecideReport {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/reason", &self.reason, SUMMARY_MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_open_report_is_decided_and_only_by_who_has_nothing_to_do_with_it() {
        let open = ReportState::Open;
        for subject in ReportSubject::ALL {
            for decision in ReportDecision::ALL {
                let decided = open.when_decided(*subject, *decision, ReportActor::Steward);
                assert_eq!(decided.is_ok(), subject.decisions().contains(decision));
                assert_ne!(decided, Ok(open));
                let own = open.when_decided(*subject, *decision, ReportActor::Member);
                assert_eq!(own, Err(ReportFault::OwnOrganization));
                let mine = open.when_decided(*subject, *decision, ReportActor::Reporter);
                assert_eq!(mine, Err(ReportFault::OwnReport));
                for state in ReportState::ALL.iter().filter(|state| **state != open) {
                    let again = state.when_decided(*subject, *decision, ReportActor::Steward);
                    assert_eq!(again, Err(ReportFault::Decided));
                }
            }
        }
    }
}
