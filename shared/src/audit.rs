//! The audit log as stewards read it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    ids::Id,
    validation::{Checks, NAME_MAX, Validate},
};

/// Who did what to what, when, why and from where.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// The entry's id.
    pub id: Id,
    /// When it happened (UTC).
    pub at: DateTime<Utc>,
    /// The person who did it; absent for jobs, the command line and visitors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor_id: Option<Id>,
    /// The operation's name.
    pub action: String,
    /// The kind of thing that it was done to.
    pub subject_kind: String,
    /// Which one.
    pub subject_id: String,
    /// The organization that the thing belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<Id>,
    /// The reason that was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The address that the request came from; `-` for the server itself.
    pub address: String,
    /// The request's id.
    pub request_id: String,
    /// What changed.
    pub details: serde_json::Value,
    /// SHA-256 of the entry behind the hash of the one before; absent until the entry is sealed, some seconds later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
}

/// Which entries to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct AuditQuery {
    /// Only what this person did.
    pub actor_id: Option<Id>,
    /// Only this operation.
    pub action: Option<String>,
    /// Only what was done to this thing.
    pub subject_id: Option<Id>,
    /// Only what belongs to this organization.
    pub organization_id: Option<Id>,
    /// Only from this day on (UTC).
    pub at_from: Option<NaiveDate>,
    /// Only until the end of this day (UTC).
    pub at_to: Option<NaiveDate>,
    /// Rows of a page, 1 to 100.
    pub limit: Option<u32>,
    /// Where the page begins.
    pub cursor: Option<String>,
}

impl Validate for AuditQuery {
    fn check(&self, checks: &mut Checks) {
        for (pointer, value) in [
            ("/actor_id", &self.actor_id),
            ("/action", &self.action),
            ("/subject_id", &self.subject_id),
            ("/organization_id", &self.organization_id),
        ] {
            checks.text(pointer, value.as_deref().unwrap_or_default(), NAME_MAX);
        }
    }
}
