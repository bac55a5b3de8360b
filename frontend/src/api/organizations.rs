//! Organizations.

use kopuro_shared::organizations::{AcceptInvitation, Organization, OrganizationSummary};

use super::{ApiError, client};

/// An organization's public page.
pub async fn get_organization(id: &str) -> Result<Organization, ApiError> {
    client::get(&format!("/organizations/{}", String::from(js_sys::encode_uri_component(id)))).await
}

/// Accepts an invitation by the token of its mail.
pub async fn accept_invitation(request: AcceptInvitation) -> Result<OrganizationSummary, ApiError> {
    client::post("/invitations/accept", &request).await
}
