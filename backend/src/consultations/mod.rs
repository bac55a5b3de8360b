//! Consultations: what organizations ask the diaspora before they decide, and what became of the answers.
//!
//! Owns the tables `consultations…`. Must never: give one person two voices, let a comment's history vanish, change a draft
//! that people have commented on, or take a result that leaves a section out.

pub mod comments;
pub mod moderation;
mod routes;
pub mod service;
mod store;

use kopuro_shared::{
    consultations::{
        Comment, CommentVersion, ConcludeConsultation, Consultation, ConsultationQuery,
        ConsultationSummary, WriteComment, WriteConsultation,
    },
    organizations::{GiveReason, PageQuery},
    page::Page,
};

use crate::platform::api::Api;

/// Registers the operations.
pub fn register(api: &mut Api) {
    api.area(
        "consultations",
        "What organizations ask the diaspora before they decide, and what became of the answers.",
    );
    api.get("/consultations", routes::list_consultations)
        .summary("List consultations, newest first; drafts only of one's own organization")
        .query::<ConsultationQuery>()
        .answers::<Page<ConsultationSummary>>();
    api.post("/organizations/{id}/consultations", routes::create_consultation)
        .signed_in()
        .idempotent()
        .summary("Write a consultation as a draft")
        .body::<WriteConsultation>()
        .creates::<Consultation>();
    api.get("/consultations/{id}", routes::get_consultation)
        .summary("Show a consultation with its sections and what became of them")
        .answers::<Consultation>();
    api.put("/consultations/{id}", routes::update_consultation)
        .signed_in()
        .if_match()
        .summary("Replace a draft whole")
        .body::<WriteConsultation>()
        .answers::<Consultation>();
    api.post("/consultations/{id}/publish", routes::publish_consultation)
        .signed_in()
        .if_match()
        .summary("Publish a draft; from then on it stays as it is")
        .answers::<Consultation>();
    api.post("/consultations/{id}/conclude", routes::conclude_consultation)
        .signed_in()
        .if_match()
        .summary("Say of every section what was taken up and what not, and why")
        .body::<ConcludeConsultation>()
        .answers::<Consultation>();
    api.get("/consultation_sections/{id}/comments", routes::list_comments)
        .summary("List the comments on a section, the most supported first")
        .query::<PageQuery>()
        .answers::<Page<Comment>>();
    api.put("/consultation_sections/{id}/my_comment", routes::write_comment)
        .signed_in()
        .summary("Comment on a section, or change one's comment; earlier versions stay visible")
        .body::<WriteComment>()
        .answers::<Comment>();
    api.get("/consultation_comments/{id}/versions", routes::list_comment_versions)
        .summary("List the versions of a comment, oldest first")
        .answers_list::<CommentVersion>();
    api.put("/consultation_comments/{id}/support", routes::support_comment)
        .signed_in()
        .summary("Support somebody's comment")
        .answers_nothing();
    api.delete("/consultation_comments/{id}/support", routes::withdraw_support)
        .signed_in()
        .summary("Support a comment no longer")
        .answers_nothing();
    api.post("/consultation_comments/{id}/hide", routes::hide_comment)
        .steward()
        .summary("Hide a comment that is abusive; the reason stays in its place")
        .body::<GiveReason>()
        .answers_nothing();
}
