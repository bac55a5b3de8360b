//! How somebody comes to a case: as the person who is signed in (or as anyone, to a public one), or by a secret link. Both
//! see the same page.

use kopuro_shared::{
    cases::{
        ActOnCase, Case, PostMessage,
        guests::{ActOnGuestCase, OpenGuestAttachment, OpenGuestCase, PostGuestReply},
    },
    files::FileSummary,
    ids::Id,
};

use crate::api::{
    ApiError,
    cases::{
        act_on_case, act_on_guest_case, get_case, open_guest_case, post_guest_reply, post_message,
    },
    files::{download, open_guest_attachment},
};

/// The way to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Door {
    /// As who is signed in, or as anyone.
    Person {
        /// The case.
        case_id: Id,
    },
    /// By the link of a mail.
    Guest {
        /// What stands behind `#` in it.
        secret: String,
    },
}

impl Door {
    /// For who is signed in.
    pub fn person(case_id: &str) -> Self {
        Self::Person { case_id: case_id.to_owned() }
    }

    /// Whether somebody without an account comes.
    pub const fn is_guest(&self) -> bool {
        matches!(self, Self::Guest { .. })
    }

    /// The case as it stands.
    pub async fn open(self) -> Result<Case, ApiError> {
        match self {
            Self::Person { case_id } => get_case(&case_id).await,
            Self::Guest { secret } => open_guest_case(OpenGuestCase { secret }).await,
        }
    }

    /// Writes into its thread; by a secret link that is always a reply, without files.
    pub async fn post(self, request: PostMessage, key: String) -> Result<Case, ApiError> {
        match self {
            Self::Person { case_id } => post_message(&case_id, request, key).await,
            Self::Guest { secret } => {
                post_guest_reply(PostGuestReply { secret, text: request.text }, key).await
            }
        }
    }

    /// Does something with it as it stood in this version.
    pub async fn act(self, version: i64, request: ActOnCase) -> Result<Case, ApiError> {
        match self {
            Self::Person { case_id } => act_on_case(&case_id, version, request).await,
            Self::Guest { secret } => {
                let ActOnCase { action, reason, rating, .. } = request;
                act_on_guest_case(version, ActOnGuestCase { secret, action, reason, rating }).await
            }
        }
    }

    /// Fetches a file of it and hands it to the browser to save.
    pub async fn download(self, file: FileSummary) -> Result<(), ApiError> {
        match self {
            Self::Person { .. } => download(&file.url, &file.name).await,
            Self::Guest { secret } => {
                let request = OpenGuestAttachment { secret, file_id: file.id };
                open_guest_attachment(request, &file.name).await
            }
        }
    }
}
