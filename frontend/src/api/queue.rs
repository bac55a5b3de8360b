//! What an organization does at its desks, and stewards with all of them: queues, canned answers, blocks, topics.

use kopuro_shared::{
    cases::{
        CaseSummary,
        blocks::{AssignCases, Block, DecideAppeal},
    },
    desks::{
        CannedAnswer, CreateDesk, Desk, DeskSummary, PutTopic, Topic, UpdateDesk, WriteCannedAnswer,
    },
    organizations::GiveReason,
};

use super::{
    ApiError, ListOf, Versioned,
    client::{self, encode},
};

fn desk(id: &str, part: &str) -> String {
    format!("/desks/{}{part}", encode(id))
}

/// The desks at which I am on duty.
pub async fn list_my_desks() -> Result<Vec<DeskSummary>, ApiError> {
    client::get("/me/desks").await
}

/// A desk that will be changed.
pub async fn get_desk_to_change(id: &str) -> Result<Versioned<Desk>, ApiError> {
    client::get_versioned(&desk(id, "")).await
}

/// Sets up a desk.
pub async fn create_desk(
    organization_id: String,
    key: String,
    request: CreateDesk,
) -> Result<Desk, ApiError> {
    let path = format!("/organizations/{}/desks", encode(&organization_id));
    client::post_once(&path, &key, &request).await
}

/// Changes a desk.
pub async fn update_desk(
    id: String,
    etag: String,
    request: UpdateDesk,
) -> Result<Versioned<Desk>, ApiError> {
    client::patch(&desk(&id, ""), &etag, &request).await
}

/// Puts a member of the organization on duty.
pub async fn put_on_duty(id: String, person_id: String) -> Result<(), ApiError> {
    client::put_empty(&desk(&id, &format!("/members/{}", encode(&person_id)))).await
}

/// Takes a member off duty.
pub async fn take_off_duty(id: String, person_id: String) -> Result<(), ApiError> {
    client::delete(&desk(&id, &format!("/members/{}", encode(&person_id))), None).await
}

/// A desk's cases, the soonest due first. Each parameter restricts nothing where it is empty; without a state, open ones.
pub fn list_desk_cases(
    id: &str,
    state: &str,
    due_until: &str,
    assigned_to: &str,
    topic: &str,
) -> ListOf<CaseSummary> {
    let parameters = [
        ("state", state),
        ("due_until", due_until),
        ("assigned_to", assigned_to),
        ("topic", topic),
    ];
    ListOf::new(&desk(id, "/cases"), &parameters)
}

/// Gives several cases of a desk to a member at once.
pub async fn assign_cases(id: String, request: AssignCases) -> Result<(), ApiError> {
    client::post(&desk(&id, "/assignments"), &request).await
}

/// The answers that a desk gives often.
pub async fn list_canned_answers(id: &str) -> Result<Vec<CannedAnswer>, ApiError> {
    client::get(&desk(id, "/canned_answers")).await
}

/// Keeps an answer that a desk gives often.
pub async fn create_canned_answer(
    id: String,
    key: String,
    request: WriteCannedAnswer,
) -> Result<CannedAnswer, ApiError> {
    client::post_once(&desk(&id, "/canned_answers"), &key, &request).await
}

/// Replaces an answer that a desk gives often.
pub async fn update_canned_answer(
    id: String,
    answer: (String, i64),
    request: WriteCannedAnswer,
) -> Result<Versioned<CannedAnswer>, ApiError> {
    let (answer_id, version) = answer;
    let path = desk(&id, &format!("/canned_answers/{}", encode(&answer_id)));
    client::put(&path, &format!("\"{version}\""), &request).await
}

/// Removes an answer that a desk gives often.
pub async fn remove_canned_answer(id: String, answer_id: String) -> Result<(), ApiError> {
    client::delete(&desk(&id, &format!("/canned_answers/{}", encode(&answer_id))), None).await
}

/// Blocks who asked a case at its desk.
pub async fn block_sender(case_id: String, reason: String) -> Result<Block, ApiError> {
    client::post(&format!("/cases/{}/block", encode(&case_id)), &GiveReason { reason }).await
}

/// The blocks that hold at a desk, newest first.
pub fn list_desk_blocks(id: &str) -> ListOf<Block> {
    ListOf::new(&desk(id, "/blocks"), &[])
}

/// Ends a block.
pub async fn end_block(id: String) -> Result<Block, ApiError> {
    client::post(&format!("/blocks/{}/end", encode(&id)), &()).await
}

/// The cases that no desk has, the longest waiting first.
pub fn list_unrouted_cases() -> ListOf<CaseSummary> {
    ListOf::new("/unrouted_cases", &[])
}

/// The appeals against blocks that wait, the longest first.
pub fn list_block_appeals() -> ListOf<Block> {
    ListOf::new("/block_appeals", &[])
}

/// Upholds or lifts a block.
pub async fn decide_block_appeal(id: String, request: DecideAppeal) -> Result<Block, ApiError> {
    client::post(&format!("/block_appeals/{}/decide", encode(&id)), &request).await
}

/// Hides a message of a public case.
pub async fn hide_case_message(
    case_id: String,
    message_id: String,
    reason: String,
) -> Result<(), ApiError> {
    let path = format!("/cases/{}/messages/{}/hide", encode(&case_id), encode(&message_id));
    client::post(&path, &GiveReason { reason }).await
}

/// What people ask about, as it stands now: for who changes it.
pub async fn list_topics_to_change() -> Result<Vec<Topic>, ApiError> {
    client::get_fresh("/topics").await
}

/// Changes a topic, or adds one.
pub async fn put_topic(id: String, request: PutTopic) -> Result<Topic, ApiError> {
    client::put_unversioned(&format!("/topics/{}", encode(&id)), &request).await
}
