//! Organizations: their pages, members, verification and accounts.

use kopuro_shared::organizations::{
    AcceptInvitation, BankAccount, ChangeRole, CreateBankAccount, CreateOrganization,
    DecideSubmission, GiveReason, Invitation, InviteMember, Member, Organization, OrganizationKind,
    OrganizationSummary, Role, Submission, SubmitOrganization, UpdateOrganization,
};

use super::{
    ApiError, ListOf, Versioned,
    client::{self, encode},
};

fn path(id: &str) -> String {
    format!("/organizations/{}", encode(id))
}

/// An organization's public page.
pub async fn get_organization(id: &str) -> Result<Organization, ApiError> {
    client::get(&path(id)).await
}

/// The verified organizations, of one kind and in one place (empty: in all), newest first.
pub fn list_organizations(
    kind: Option<OrganizationKind>,
    place_id: &str,
) -> ListOf<OrganizationSummary> {
    let kind = kind.map(OrganizationKind::name).unwrap_or_default();
    ListOf::new("/organizations", &[("kind", kind), ("place_id", place_id)])
}

/// An organization that will be changed.
pub async fn get_organization_to_change(id: &str) -> Result<Versioned<Organization>, ApiError> {
    client::get_versioned(&path(id)).await
}

/// The organizations that I act for.
pub async fn list_my_organizations() -> Result<Vec<OrganizationSummary>, ApiError> {
    client::get("/me/organizations").await
}

/// Founds an organization.
pub async fn create_organization(
    key: String,
    request: CreateOrganization,
) -> Result<Organization, ApiError> {
    client::post_once("/organizations", &key, &request).await
}

/// Changes what the public page says.
pub async fn update_organization(
    id: String,
    etag: String,
    request: UpdateOrganization,
) -> Result<Versioned<Organization>, ApiError> {
    client::patch(&path(&id), &etag, &request).await
}

/// Accepts an invitation by the token of its mail.
pub async fn accept_invitation(request: AcceptInvitation) -> Result<OrganizationSummary, ApiError> {
    client::post("/invitations/accept", &request).await
}

/// Who acts for it.
pub async fn list_members(id: &str) -> Result<Vec<Member>, ApiError> {
    client::get(&format!("{}/members", path(id))).await
}

/// Gives a member another role.
pub async fn change_role(id: String, person_id: String, role: Role) -> Result<(), ApiError> {
    let path = format!("{}/members/{}", path(&id), encode(&person_id));
    client::put_unversioned(&path, &ChangeRole { role }).await
}

/// Removes a member, or leaves.
pub async fn remove_member(id: String, person_id: String) -> Result<(), ApiError> {
    client::delete(&format!("{}/members/{}", path(&id), encode(&person_id)), None).await
}

/// The invitations that wait.
pub async fn list_invitations(id: &str) -> Result<Vec<Invitation>, ApiError> {
    client::get(&format!("{}/invitations", path(id))).await
}

/// Invites somebody by mail.
pub async fn invite_member(
    id: String,
    key: String,
    request: InviteMember,
) -> Result<Invitation, ApiError> {
    client::post_once(&format!("{}/invitations", path(&id)), &key, &request).await
}

/// Withdraws an invitation.
pub async fn withdraw_invitation(id: String, invitation_id: String) -> Result<(), ApiError> {
    client::delete(&format!("{}/invitations/{}", path(&id), encode(&invitation_id)), None).await
}

/// The open bank accounts.
pub async fn list_bank_accounts(id: &str) -> Result<Vec<BankAccount>, ApiError> {
    client::get(&format!("{}/bank_accounts", path(id))).await
}

/// Names the account that donors pay to.
pub async fn create_bank_account(
    id: String,
    key: String,
    request: CreateBankAccount,
) -> Result<BankAccount, ApiError> {
    client::post_once(&format!("{}/bank_accounts", path(&id)), &key, &request).await
}

/// Closes a bank account.
pub async fn close_bank_account(id: String, account_id: String) -> Result<(), ApiError> {
    client::delete(&format!("{}/bank_accounts/{}", path(&id), encode(&account_id)), None).await
}

/// Asks to be verified.
pub async fn submit_organization(
    id: String,
    key: String,
    request: SubmitOrganization,
) -> Result<Submission, ApiError> {
    client::post_once(&format!("{}/submissions", path(&id)), &key, &request).await
}

/// Who asks to be verified, oldest first.
pub fn list_submissions() -> ListOf<Submission> {
    ListOf::new("/submissions", &[])
}

/// Organizations in whatever state, newest first; for stewards. Each parameter restricts nothing where it is empty.
pub fn list_all_organizations(
    q: &str,
    verification: &str,
    kind: &str,
    place_id: &str,
) -> ListOf<OrganizationSummary> {
    let parameters =
        [("q", q.trim()), ("verification", verification), ("kind", kind), ("place_id", place_id)];
    ListOf::new("/all_organizations", &parameters)
}

/// Verifies an organization, or says why not.
pub async fn decide_submission(id: String, request: DecideSubmission) -> Result<(), ApiError> {
    client::post(&format!("/submissions/{}/decide", encode(&id)), &request).await
}

/// Suspends an organization.
pub async fn suspend_organization(id: String, reason: String) -> Result<(), ApiError> {
    client::post(&format!("{}/suspend", path(&id)), &GiveReason { reason }).await
}

/// Ends a suspension.
pub async fn reinstate_organization(id: String, reason: String) -> Result<(), ApiError> {
    client::post(&format!("{}/reinstate", path(&id)), &GiveReason { reason }).await
}
