//! Organizations: who they are, who acts for them, who vouches for them.
//!
//! Owns the tables `organizations…`. Must never: let anyone verify their own organization, leave an organization without
//! an owner, change a bank account that somebody may have paid to.

pub mod bank_accounts;
pub mod facts;
pub mod members;
mod routes;
pub mod search;
pub mod service;
mod store;
pub mod verification;

use kopuro_shared::{
    organizations::{
        AcceptInvitation, AllOrganizationsQuery, BankAccount, ChangeRole, CreateBankAccount,
        CreateOrganization, DecideSubmission, GiveReason, Invitation, InviteMember, Member,
        Organization, OrganizationQuery, OrganizationSummary, PageQuery, Submission,
        SubmitOrganization, UpdateOrganization,
    },
    page::Page,
};

use crate::platform::api::Api;

/// Registers the operations.
pub fn register(api: &mut Api) {
    api.area(
        "organizations",
        "Organizations: who they are, who acts for them, who vouches for them.",
    );
    api.get("/organizations", routes::list_organizations)
        .summary("List verified organizations, newest first")
        .query::<OrganizationQuery>()
        .answers::<Page<OrganizationSummary>>();
    api.get("/all_organizations", routes::list_all_organizations)
        .steward()
        .summary("List organizations in whatever state, newest first; by the beginnings of their names too")
        .query::<AllOrganizationsQuery>()
        .answers::<Page<OrganizationSummary>>();
    api.post("/organizations", routes::create_organization)
        .signed_in()
        .idempotent()
        .summary("Found an organization; who does is its owner")
        .body::<CreateOrganization>()
        .creates::<Organization>();
    api.get("/organizations/{id}", routes::get_organization)
        .summary("Show an organization's public page")
        .answers::<Organization>();
    api.patch("/organizations/{id}", routes::update_organization)
        .signed_in()
        .if_match()
        .summary("Change what the public page says")
        .body::<UpdateOrganization>()
        .answers::<Organization>();
    api.get("/me/organizations", routes::list_my_organizations)
        .signed_in()
        .summary("List the organizations that I act for")
        .answers_list::<OrganizationSummary>();
    register_members(api);
    register_verification(api);
    api.get("/organizations/{id}/bank_accounts", routes::list_bank_accounts)
        .signed_in()
        .summary("List the open bank accounts; for members and stewards")
        .answers_list::<BankAccount>();
    api.post("/organizations/{id}/bank_accounts", routes::create_bank_account)
        .signed_in()
        .idempotent()
        .summary("Name the account that donors pay to; replaces the open one of the same currency")
        .describe("Needs a session that has shown a second factor.")
        .body::<CreateBankAccount>()
        .creates::<BankAccount>();
    api.delete("/organizations/{id}/bank_accounts/{account_id}", routes::close_bank_account)
        .signed_in()
        .summary("Close a bank account")
        .describe("Needs a session that has shown a second factor.")
        .answers_nothing();
}

fn register_members(api: &mut Api) {
    api.get("/organizations/{id}/members", routes::list_members)
        .signed_in()
        .summary("List the members; for members and stewards")
        .answers_list::<Member>();
    api.put("/organizations/{id}/members/{person_id}", routes::change_role)
        .signed_in()
        .summary("Give a member another role")
        .body::<ChangeRole>()
        .answers_nothing();
    api.delete("/organizations/{id}/members/{person_id}", routes::remove_member)
        .signed_in()
        .summary("Remove a member, or leave")
        .answers_nothing();
    api.get("/organizations/{id}/invitations", routes::list_invitations)
        .signed_in()
        .summary("List the invitations that wait")
        .answers_list::<Invitation>();
    api.post("/organizations/{id}/invitations", routes::invite_member)
        .signed_in()
        .idempotent()
        .summary("Invite somebody by mail; replaces an earlier invitation of the same address")
        .body::<InviteMember>()
        .creates::<Invitation>();
    api.delete("/organizations/{id}/invitations/{invitation_id}", routes::withdraw_invitation)
        .signed_in()
        .summary("Withdraw an invitation")
        .answers_nothing();
    api.post("/invitations/accept", routes::accept_invitation)
        .signed_in()
        .summary(
            "Accept an invitation by the token of its mail; the mail must have gone to my address",
        )
        .body::<AcceptInvitation>()
        .answers::<OrganizationSummary>();
}

fn register_verification(api: &mut Api) {
    api.post("/organizations/{id}/submissions", routes::submit_organization)
        .signed_in()
        .idempotent()
        .summary("Ask to be verified")
        .body::<SubmitOrganization>()
        .creates::<Submission>();
    api.get("/submissions", routes::list_submissions)
        .steward()
        .summary("List the organizations that ask to be verified, oldest first")
        .query::<PageQuery>()
        .answers::<Page<Submission>>();
    api.post("/submissions/{id}/decide", routes::decide_submission)
        .steward()
        .summary("Verify an organization until a date, or say why not; nobody decides on their own")
        .body::<DecideSubmission>()
        .answers_nothing();
    api.post("/organizations/{id}/suspend", routes::suspend_organization)
        .steward()
        .summary("Suspend an organization; its projects are frozen")
        .body::<GiveReason>()
        .answers_nothing();
    api.post("/organizations/{id}/reinstate", routes::reinstate_organization)
        .steward()
        .summary("End a suspension")
        .body::<GiveReason>()
        .answers_nothing();
}
