//! Cases: questions to desks with their threads.
//!
//! Owns the tables `cases…`. Must never: show a private case to who has nothing to do with it, put the text of a case into a
//! mail, let a case lie nowhere, start a clock anew because a case changed hands.

mod access;
pub mod actions;
mod attachments;
mod blocks;
pub mod clockwork;
mod figures;
mod guests;
pub mod lists;
mod mails;
pub mod messages;
pub mod moderation;
mod public;
mod routes;
mod routing;
pub mod service;
mod store;
mod view;

use kopuro_shared::{
    cases::{
        ActOnCase, AskCase, Case, CaseSummary, PostMessage, QueueQuery,
        blocks::{AppealBlock, AssignCases, Block, DecideAppeal},
        figures::{CaseRowsQuery, Responsiveness, ResponsivenessQuery},
        guests::{ActOnGuestCase, AskAsGuest, OpenGuestAttachment, OpenGuestCase, PostGuestReply},
        routing::{PublicCaseQuery, Routing, SuggestRouting},
    },
    organizations::{GiveReason, PageQuery},
    page::Page,
    people::Accepted,
};

use crate::platform::api::Api;

/// How often due dates are looked at.
pub const CLOCK_PAUSE: std::time::Duration = std::time::Duration::from_secs(30);

/// Registers the operations.
pub fn register(api: &mut Api) {
    api.area("cases", "Questions to desks, their threads and their due dates.");
    api.post("/cases", routes::ask_case)
        .signed_in()
        .idempotent()
        .summary("Ask a desk, or the stewards to find one; private unless the asker says otherwise")
        .body::<AskCase>()
        .creates::<Case>();
    api.get("/cases", routes::list_cases)
        .summary("Search public questions and answers, newest first; or only what is overdue")
        .query::<PublicCaseQuery>()
        .answers::<Page<CaseSummary>>();
    api.post("/case_routings", routes::suggest_routing)
        .summary("Suggest topic and desk for a matter in one's own words, and say why; show similar answers")
        .body::<SuggestRouting>()
        .answers::<Routing>();
    api.get("/cases/{id}", routes::get_case)
        .summary("Show a case with its thread; a private one only to who has to do with it")
        .answers::<Case>();
    api.get("/case_numbers/{number}", routes::find_case_by_number)
        .summary("Find a case that I may see by its number")
        .answers::<Case>();
    api.post("/cases/{id}/messages", routes::post_message)
        .signed_in()
        .idempotent()
        .summary("Reply, answer, ask back, or write a note for the desk")
        .body::<PostMessage>()
        .creates::<Case>();
    api.post("/cases/{id}/actions", routes::act_on_case)
        .signed_in()
        .if_match()
        .summary("Assign, transfer, route, close or rate a case")
        .body::<ActOnCase>()
        .answers::<Case>();
    api.post("/cases/{id}/messages/{message_id}/hide", routes::hide_case_message)
        .steward()
        .summary("Hide a message of a public case that is abusive; the reason stays in its place")
        .body::<GiveReason>()
        .answers_nothing();
    api.get("/cases/{id}/attachments/{file_id}", routes::get_case_attachment)
        .summary("Download a file of a case")
        .answers_of("application/octet-stream");
    api.get("/me/cases", routes::list_my_cases)
        .signed_in()
        .summary("List my cases, newest first")
        .query::<PageQuery>()
        .answers::<Page<CaseSummary>>();
    api.get("/desks/{id}/cases", routes::list_desk_cases)
        .signed_in()
        .summary("List a desk's cases, the soonest due first; for members of its organization")
        .query::<QueueQuery>()
        .answers::<Page<CaseSummary>>();
    api.get("/unrouted_cases", routes::list_unrouted_cases)
        .steward()
        .summary("List the cases that no desk has, the longest waiting first")
        .query::<PageQuery>()
        .answers::<Page<CaseSummary>>();
    register_blocks(api);
    register_figures(api);
    register_guests(api);
}

fn register_blocks(api: &mut Api) {
    api.post("/desks/{id}/assignments", routes::assign_cases)
        .signed_in()
        .summary("Give several cases of a desk to a member at once")
        .body::<AssignCases>()
        .answers_nothing();
    api.post("/cases/{id}/block", routes::block_sender)
        .signed_in()
        .summary("Block who asked a case at its desk, with the reason")
        .body::<GiveReason>()
        .answers::<Block>();
    api.post("/blocks/{id}/end", routes::end_block)
        .signed_in()
        .summary("End a block; for who answers at the desk")
        .answers::<Block>();
    api.get("/desks/{id}/blocks", routes::list_desk_blocks)
        .signed_in()
        .summary("List the blocks that hold at a desk, newest first; for who answers there")
        .query::<PageQuery>()
        .answers::<Page<Block>>();
    api.get("/me/blocks", routes::list_my_blocks)
        .signed_in()
        .summary("List the desks that do not hear me, and why")
        .query::<PageQuery>()
        .answers::<Page<Block>>();
    api.post("/blocks/{id}/appeal", routes::appeal_block)
        .signed_in()
        .summary("Appeal once against a block of mine")
        .body::<AppealBlock>()
        .answers::<Block>();
    api.get("/block_appeals", routes::list_block_appeals)
        .steward()
        .summary("List the appeals that wait, the longest first")
        .query::<PageQuery>()
        .answers::<Page<Block>>();
    api.post("/block_appeals/{id}/decide", routes::decide_block_appeal)
        .steward()
        .summary("Uphold or lift a block; nobody decides for their own organization")
        .body::<DecideAppeal>()
        .answers::<Block>();
}

fn register_figures(api: &mut Api) {
    api.get("/responsiveness", routes::get_responsiveness)
        .summary("Show how a desk, organization, place or topic answers")
        .describe(
            "Counted are working days of the Kyrgyz calendar that desks had a case before its first answer. Days in which they \
             waited for the asker don't count, and a transfer does not begin anew. A promise is broken when its due date passes \
             without an answer, when the answer comes later, or when the desk closes the case without one. Below ten answers \
             there is neither median nor share.",
        )
        .query::<ResponsivenessQuery>()
        .answers::<Responsiveness>();
    api.get("/case_rows.csv", routes::export_case_rows)
        .summary(
            "Write a row per case with its dates, oldest first, for those who count themselves",
        )
        .query::<CaseRowsQuery>()
        .answers_of("text/csv");
}

fn register_guests(api: &mut Api) {
    api.post("/guest_cases", routes::ask_as_guest)
        .summary("Ask without an account: a mail with a secret link follows")
        .describe(
            "The question is sent when the link is opened within three days. The link is what the case is followed by: \
             whoever has it sees the case as its asker.",
        )
        .body::<AskAsGuest>()
        .accepts::<Accepted>();
    api.post("/guest_cases/open", routes::open_guest_case)
        .summary("Show a case by its secret link; the first time sends the question")
        .body::<OpenGuestCase>()
        .answers::<Case>();
    api.post("/guest_cases/attachments", routes::open_guest_attachment)
        .summary("Download a file of a case by its secret link")
        .body::<OpenGuestAttachment>()
        .answers_of("application/octet-stream");
    api.post("/guest_cases/messages", routes::post_guest_reply)
        .idempotent()
        .summary("Reply to a case by its secret link")
        .body::<PostGuestReply>()
        .creates::<Case>();
    api.post("/guest_cases/actions", routes::act_on_guest_case)
        .if_match()
        .summary("Close or rate a case by its secret link")
        .body::<ActOnGuestCase>()
        .answers::<Case>();
}
