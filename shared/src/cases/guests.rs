//! Asking without an account: by a confirmed address and a secret link.

use serde::{Deserialize, Serialize};

use super::{AskCase, CaseAction, RATING_MAX};
use crate::{
    ids::Id,
    validation::{Checks, FieldCode, NAME_MAX, SUMMARY_MAX, TEXT_MAX, Validate},
};

/// Longest secret of a link, in characters.
pub const SECRET_MAX: usize = 200;

/// Asks a desk without an account. Files need one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AskAsGuest {
    /// Where the secret link goes, and word of the answer.
    pub email: String,
    /// How the desk should call the asker.
    pub name: String,
    /// The question.
    pub question: AskCase,
}

impl Validate for AskAsGuest {
    fn check(&self, checks: &mut Checks) {
        checks.email("/email", &self.email);
        checks.required_text("/name", &self.name, NAME_MAX);
        let mut inner = Checks::default();
        self.question.check(&mut inner);
        for fault in inner.finish().err().unwrap_or_default() {
            checks.fault_with(format!("/question{}", fault.pointer), fault.code, fault.figures);
        }
        let bare = self.question.attachments.is_empty();
        checks.ensure(bare, "/question/attachments", FieldCode::NotAccepted);
    }
}

/// Shows a case by its secret link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenGuestCase {
    /// What stands behind `#` in the link.
    pub secret: String,
}

impl Validate for OpenGuestCase {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/secret", &self.secret, SECRET_MAX);
    }
}

/// Downloads a file of a case by its secret link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenGuestAttachment {
    /// What stands behind `#` in the link.
    pub secret: String,
    /// The file.
    pub file_id: Id,
}

impl Validate for OpenGuestAttachment {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/secret", &self.secret, SECRET_MAX);
        checks.required_text("/file_id", &self.file_id, NAME_MAX);
    }
}

/// Replies to a case by its secret link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PostGuestReply {
    /// What stands behind `#` in the link.
    pub secret: String,
    /// The reply.
    pub text: String,
}

impl Validate for PostGuestReply {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/secret", &self.secret, SECRET_MAX);
        checks.required_text("/text", &self.text, TEXT_MAX);
    }
}

/// Closes or rates a case by its secret link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ActOnGuestCase {
    /// What stands behind `#` in the link.
    pub secret: String,
    /// `close` or `rate`.
    pub action: CaseAction,
    /// Why, or what there is to say to the rating.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// 1 to 5, for `rate`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<u8>,
}

impl Validate for ActOnGuestCase {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/secret", &self.secret, SECRET_MAX);
        checks.text("/reason", &self.reason, SUMMARY_MAX);
        let fits = matches!(self.action, CaseAction::Close | CaseAction::Rate);
        checks.ensure(fits, "/action", FieldCode::NotAccepted);
        if self.action == CaseAction::Rate {
            let fits = self.rating.is_some_and(|rating| (1..=RATING_MAX).contains(&rating));
            checks.ensure(fits, "/rating", FieldCode::OutOfRange);
        }
    }
}
