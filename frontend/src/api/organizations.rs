//! Organizations.

use kopuro_shared::organizations::{AcceptInvitation, OrganizationSummary};

use super::{ApiError, client};

/// Accepts an invitation by the token of its mail.
pub async fn accept_invitation(request: AcceptInvitation) -> Result<OrganizationSummary, ApiError> {
    client::post("/invitations/accept", &request).await
}
