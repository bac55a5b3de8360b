//! Cases: asking desks, reading their answers, and what the asker does with a case.

use kopuro_shared::{
    cases::{
        ActOnCase, AskCase, Case, CaseState, CaseSummary, PostMessage,
        blocks::{AppealBlock, Block},
        guests::{ActOnGuestCase, AskAsGuest, OpenGuestCase, PostGuestReply},
        routing::{PublicCaseQuery, Routing, SuggestRouting},
    },
    people::Accepted,
};

use super::{
    ApiError, ListOf,
    client::{self, encode},
};

/// The `ETag` of a version.
fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

/// Suggests topic and desk for a matter, with similar public answers.
pub async fn suggest_routing(request: SuggestRouting) -> Result<Routing, ApiError> {
    client::post("/case_routings", &request).await
}

/// Asks a desk. The key makes a second try answer as the first did.
pub async fn ask_case(request: AskCase, key: String) -> Result<Case, ApiError> {
    client::post_once("/cases", &key, &request).await
}

/// Asks without an account: a mail with a secret link follows.
pub async fn ask_as_guest(request: AskAsGuest) -> Result<Accepted, ApiError> {
    client::post("/guest_cases", &request).await
}

/// A case with its thread.
pub async fn get_case(id: &str) -> Result<Case, ApiError> {
    client::get(&format!("/cases/{}", encode(id))).await
}

/// A case by its number.
pub async fn find_case_by_number(number: &str) -> Result<Case, ApiError> {
    client::get(&format!("/case_numbers/{}", encode(number))).await
}

/// Writes into the thread of a case.
pub async fn post_message(id: &str, request: PostMessage, key: String) -> Result<Case, ApiError> {
    client::post_once(&format!("/cases/{}/messages", encode(id)), &key, &request).await
}

/// Does something with a case of this version.
pub async fn act_on_case(id: &str, version: i64, request: ActOnCase) -> Result<Case, ApiError> {
    let path = format!("/cases/{}/actions", encode(id));
    Ok(client::post_versioned(&path, &etag(version), &request).await?.value)
}

/// My cases, newest first.
pub fn list_my_cases() -> ListOf<CaseSummary> {
    ListOf::new("/me/cases", &[])
}

/// A query of public cases as parameters of an address: of the API's, and of the page's alike.
pub fn parameters(query: &PublicCaseQuery) -> Vec<(&'static str, String)> {
    let parameters = [
        ("q", query.q.clone()),
        ("topic", query.topic.clone()),
        ("place_id", query.place_id.clone()),
        ("organization_id", query.organization_id.clone()),
        ("desk_id", query.desk_id.clone()),
        ("state", query.state.map(|state| CaseState::name(state).to_owned())),
        ("overdue", query.overdue.then(|| "true".to_owned())),
        ("limit", query.limit.map(|limit| limit.to_string())),
    ];
    parameters.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// `path` with a query of public cases.
pub fn address(path: &str, query: &PublicCaseQuery) -> String {
    let parameters = parameters(query);
    let borrowed: Vec<_> = parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
    client::query(path, &borrowed)
}

/// The public cases that a query finds, newest first.
pub fn list_cases(query: &PublicCaseQuery) -> ListOf<CaseSummary> {
    ListOf::new(&address("/cases", query), &[])
}

/// The case of a secret link; the first time sends the question.
pub async fn open_guest_case(request: OpenGuestCase) -> Result<Case, ApiError> {
    client::post("/guest_cases/open", &request).await
}

/// Replies by the secret link.
pub async fn post_guest_reply(request: PostGuestReply, key: String) -> Result<Case, ApiError> {
    client::post_once("/guest_cases/messages", &key, &request).await
}

/// Closes or rates by the secret link.
pub async fn act_on_guest_case(version: i64, request: ActOnGuestCase) -> Result<Case, ApiError> {
    let path = "/guest_cases/actions";
    Ok(client::post_versioned(path, &etag(version), &request).await?.value)
}

/// The desks that do not hear me.
pub fn list_my_blocks() -> ListOf<Block> {
    ListOf::new("/me/blocks", &[])
}

/// Appeals against a block of mine.
pub async fn appeal_block(id: &str, request: AppealBlock) -> Result<Block, ApiError> {
    client::post(&format!("/blocks/{}/appeal", encode(id)), &request).await
}
