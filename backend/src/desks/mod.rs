//! Desks: the units of organizations that answer for topics and places.
//!
//! Owns the tables `desks…`. Must never: let an organization that nobody vouches for run a desk, show strangers who is on
//! duty, lead an overdue case in a circle.

pub mod canned;
pub mod duty;
pub mod facts;
mod routes;
pub mod service;
mod store;
pub mod topics;

use kopuro_shared::{
    desks::{
        CannedAnswer, CreateDesk, Desk, DeskQuery, DeskSummary, PutTopic, Topic, UpdateDesk,
        WriteCannedAnswer,
    },
    organizations::PageQuery,
    page::Page,
};

use crate::platform::api::Api;

/// Registers the operations.
pub fn register(api: &mut Api) {
    api.area("desks", "Units of organizations that answer for topics and places, with a promise.");
    api.get("/topics", routes::list_topics)
        .summary("List what people ask about")
        .answers_list::<Topic>();
    api.put("/topics/{id}", routes::put_topic)
        .steward()
        .summary("Change a topic, or add one")
        .body::<PutTopic>()
        .answers::<Topic>();
    api.get("/desks", routes::list_desks)
        .summary("List desks that take cases; for a place those nearest to it first")
        .query::<DeskQuery>()
        .answers::<Page<DeskSummary>>();
    api.get("/desks/{id}", routes::get_desk)
        .summary("Show a desk; who is on duty for members of its organization")
        .answers::<Desk>();
    api.patch("/desks/{id}", routes::update_desk)
        .signed_in()
        .if_match()
        .summary("Change a desk; a new promise holds for cases that come from now on")
        .body::<UpdateDesk>()
        .answers::<Desk>();
    api.put("/desks/{id}/members/{person_id}", routes::put_on_duty)
        .signed_in()
        .summary("Put a member of the organization on duty")
        .answers_nothing();
    api.delete("/desks/{id}/members/{person_id}", routes::take_off_duty)
        .signed_in()
        .summary("Take a member off duty")
        .answers_nothing();
    api.get("/desks/{id}/canned_answers", routes::list_canned_answers)
        .signed_in()
        .summary("List the answers that a desk gives often; for who answers there")
        .answers_list::<CannedAnswer>();
    api.post("/desks/{id}/canned_answers", routes::create_canned_answer)
        .signed_in()
        .idempotent()
        .summary("Keep an answer that a desk gives often")
        .body::<WriteCannedAnswer>()
        .creates::<CannedAnswer>();
    api.put("/desks/{id}/canned_answers/{answer_id}", routes::update_canned_answer)
        .signed_in()
        .if_match()
        .summary("Replace an answer that a desk gives often")
        .body::<WriteCannedAnswer>()
        .answers::<CannedAnswer>();
    api.delete("/desks/{id}/canned_answers/{answer_id}", routes::remove_canned_answer)
        .signed_in()
        .summary("Remove an answer that a desk gives often")
        .answers_nothing();
    api.get("/organizations/{id}/desks", routes::list_organization_desks)
        .summary("List an organization's desks")
        .query::<PageQuery>()
        .answers::<Page<DeskSummary>>();
    api.post("/organizations/{id}/desks", routes::create_desk)
        .signed_in()
        .idempotent()
        .summary("Set up a desk; the organization must be verified")
        .body::<CreateDesk>()
        .creates::<Desk>();
    api.get("/me/desks", routes::list_my_desks)
        .signed_in()
        .summary("List the desks at which I am on duty")
        .answers_list::<DeskSummary>();
}
