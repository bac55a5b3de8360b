//! Organizations.

use kopuro_shared::organizations::{
    AcceptInvitation, Organization, OrganizationKind, OrganizationSummary,
};

use super::{ApiError, ListOf, client};

/// An organization's public page.
pub async fn get_organization(id: &str) -> Result<Organization, ApiError> {
    client::get(&format!("/organizations/{}", client::encode(id))).await
}

/// The verified organizations, of one kind and in one place (empty: in all), newest first.
pub fn list_organizations(
    kind: Option<OrganizationKind>,
    place_id: &str,
) -> ListOf<OrganizationSummary> {
    let kind = kind.map(OrganizationKind::name).unwrap_or_default();
    ListOf::new("/organizations", &[("kind", kind), ("place_id", place_id)])
}

/// Accepts an invitation by the token of its mail.
pub async fn accept_invitation(request: AcceptInvitation) -> Result<OrganizationSummary, ApiError> {
    client::post("/invitations/accept", &request).await
}
