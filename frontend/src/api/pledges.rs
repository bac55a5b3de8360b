//! Pledges and receipts.

use kopuro_shared::pledges::{
    CancelPledge, CreatePledge, MyPledge, Pledge, PledgeState, PledgeSummary, PledgeTotals, Receipt,
};

use super::{ApiError, ListOf, Versioned, client};

/// Promises an amount. The key makes a second try answer as the first did.
pub async fn create_pledge(request: CreatePledge, key: String) -> Result<Pledge, ApiError> {
    client::post_once("/pledges", &key, &request).await
}

/// A pledge of mine.
pub async fn get_pledge(id: &str) -> Result<Versioned<Pledge>, ApiError> {
    client::get_versioned(&format!("/pledges/{}", client::encode(id))).await
}

/// Withdraws a pledge of mine.
pub async fn cancel_pledge(
    id: String,
    etag: String,
    request: CancelPledge,
) -> Result<Versioned<Pledge>, ApiError> {
    let path = format!("/pledges/{}/cancel", client::encode(&id));
    client::post_versioned(&path, &etag, &request).await
}

/// My pledges, newest first; all, or those in one state.
pub fn list_my_pledges(state: Option<PledgeState>) -> ListOf<MyPledge> {
    ListOf::new("/me/pledges", &[("state", state.map(PledgeState::name).unwrap_or_default())])
}

/// A project's pledges, newest first.
pub fn list_project_pledges(project_id: &str) -> ListOf<PledgeSummary> {
    let path = format!("/projects/{}/pledges", client::encode(project_id));
    ListOf::new(&path, &[("limit", "10")])
}

/// What a project was promised and has got, by partner.
pub async fn get_pledge_totals(project_id: &str) -> Result<PledgeTotals, ApiError> {
    client::get(&format!("/projects/{}/pledge_totals", client::encode(project_id))).await
}

/// A receipt by its code.
pub async fn get_receipt(code: &str) -> Result<Receipt, ApiError> {
    client::get(&format!("/receipts/{}", client::encode(code))).await
}
