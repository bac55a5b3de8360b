//! Consultations: what organizations ask before they decide, what people say, and what became of it.

use kopuro_shared::{
    consultations::{
        Comment, CommentVersion, ConcludeConsultation, Consultation, ConsultationSummary,
        WriteComment, WriteConsultation,
    },
    organizations::GiveReason,
};

use super::{
    ApiError, ListOf, Versioned,
    client::{self, encode},
};

fn path(id: &str, part: &str) -> String {
    format!("/consultations/{}{part}", encode(id))
}

/// Consultations, newest first. The first two restrict nothing where they are empty; drafts only of one's own organization.
pub fn list_consultations(
    state: &str,
    organization_id: &str,
    overdue: bool,
) -> ListOf<ConsultationSummary> {
    let overdue = if overdue { "true" } else { "" };
    let parameters = [("state", state), ("organization_id", organization_id), ("overdue", overdue)];
    ListOf::new("/consultations", &parameters)
}

/// A consultation with its sections and what became of them.
pub async fn get_consultation(id: &str) -> Result<Versioned<Consultation>, ApiError> {
    client::get_versioned(&path(id, "")).await
}

/// Writes a consultation as a draft.
pub async fn create_consultation(
    organization_id: String,
    key: String,
    request: WriteConsultation,
) -> Result<Consultation, ApiError> {
    let path = format!("/organizations/{}/consultations", encode(&organization_id));
    client::post_once(&path, &key, &request).await
}

/// Replaces a draft whole.
pub async fn update_consultation(
    id: String,
    etag: String,
    request: WriteConsultation,
) -> Result<Versioned<Consultation>, ApiError> {
    client::put(&path(&id, ""), &etag, &request).await
}

/// Publishes a draft.
pub async fn publish_consultation(
    id: String,
    etag: String,
) -> Result<Versioned<Consultation>, ApiError> {
    client::post_versioned(&path(&id, "/publish"), &etag, &()).await
}

/// Says of every section what was taken up and what not.
pub async fn conclude_consultation(
    id: String,
    etag: String,
    request: ConcludeConsultation,
) -> Result<Versioned<Consultation>, ApiError> {
    client::post_versioned(&path(&id, "/conclude"), &etag, &request).await
}

/// The comments on a section, the most supported first.
pub fn list_comments(section_id: &str) -> ListOf<Comment> {
    let path = format!("/consultation_sections/{}/comments", encode(section_id));
    ListOf::new(&path, &[("limit", "10")])
}

/// Comments on a section, or changes one's comment.
pub async fn write_comment(section_id: String, request: WriteComment) -> Result<Comment, ApiError> {
    let path = format!("/consultation_sections/{}/my_comment", encode(&section_id));
    client::put_unversioned(&path, &request).await
}

/// The versions of a comment, oldest first.
pub async fn list_comment_versions(id: &str) -> Result<Vec<CommentVersion>, ApiError> {
    client::get(&format!("/consultation_comments/{}/versions", encode(id))).await
}

/// Supports somebody's comment.
pub async fn support_comment(id: String) -> Result<(), ApiError> {
    client::put_empty(&format!("/consultation_comments/{}/support", encode(&id))).await
}

/// Supports a comment no longer.
pub async fn withdraw_support(id: String) -> Result<(), ApiError> {
    client::delete(&format!("/consultation_comments/{}/support", encode(&id)), None).await
}

/// Hides a comment that is abusive.
pub async fn hide_comment(id: String, reason: String) -> Result<(), ApiError> {
    client::post(&format!("/consultation_comments/{}/hide", encode(&id)), &GiveReason { reason })
        .await
}
