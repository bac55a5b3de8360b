//! Uploading files, showing them, and claiming them for what names them.

use chrono::Duration;
use kopuro_shared::{files::FileKind, validation::FieldCode};

use super::{facts, store};
use crate::platform::{
    auth::Actor,
    clock,
    db::Conn,
    error::{Error, Result},
};

/// How long an upload waits to be claimed. The job that removes what was not claimed in time waits an hour longer, so
/// that a claim never meets a file that is being removed.
pub const CLAIM_WITHIN: Duration = Duration::hours(24);

/// What a file is claimed for.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// The file.
    pub file_id: &'a str,
    /// Where the request names it, for the fault.
    pub pointer: &'a str,
    /// What it must be; `None`: either.
    pub kind: Option<FileKind>,
    /// The organization that it is from now on for.
    pub organization_id: &'a str,
    /// Whether everyone may see it from now on. What is public already stays so.
    pub is_public: bool,
}

/// Claims an uploaded file, in the caller's write transaction, for what names it: the file must be of the organization, or
/// have been uploaded by the actor for no organization yet. The caller has checked that the actor may act for the
/// organization. A file may be claimed again. Error: `validation-failed` at the claim's pointer.
pub fn claim(conn: &mut Conn<'_>, actor: &Actor, claim: &Claim<'_>) -> Result<()> {
    let unknown = || Error::field(claim.pointer, FieldCode::UnknownReference);
    let file = store::get_file(conn, claim.file_id).map_err(|_| unknown())?;
    let ours = match &file.organization_id {
        Some(organization) => organization == claim.organization_id,
        None => file.uploaded_by == actor.person_id,
    };
    let now = clock::now_naive();
    let in_time = file.claimed_at.is_some() || file.created_at + CLAIM_WITHIN > now;
    if !ours || !in_time {
        return Err(unknown());
    }
    if claim.kind.is_some_and(|kind| facts::kind(&file).ok() != Some(kind)) {
        return Err(Error::field(claim.pointer, FieldCode::NotAccepted));
    }
    let claimed_at = file.claimed_at.unwrap_or(now);
    let is_public = file.is_public || claim.is_public;
    store::claim_file(conn, &file.id, claim.organization_id, is_public, claimed_at)
}
