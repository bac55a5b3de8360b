//! The body of every error answer: RFC 9457 `application/problem+json`.

use serde::{Deserialize, Serialize};

use crate::error::ErrorCode;

/// A problem, as RFC 9457 has it, with our stable code, the request's id and the fields that are wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A URI reference that names the kind of problem: `/problems/` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind of problem, in the caller's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened and what to do, in the caller's language.
    pub detail: String,
    /// The stable code, the last part of `type`.
    pub code: ErrorCode,
    /// The request's id, as in the server's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// What is wrong with the fields of the request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// JSON pointer (RFC 6901) of the field in the request's body.
    pub pointer: String,
    /// The stable code of the fault, as `FieldCode`.
    pub code: String,
    /// What to do, in the caller's language.
    pub detail: String,
}
