//! Organizations: who they are, who acts for them, who vouches for them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    currency::Currency,
    files::{FileSummary, Photo},
    ids::Id,
    language::Translated,
    places::PlaceSummary,
    validation::{Checks, EMAIL_MAX, FieldCode, NAME_MAX, SUMMARY_MAX, TEXT_MAX, Validate},
    wire::wire_enum,
};

/// Longest account number: an IBAN has at most 34 characters (ISO 13616-1).
pub const ACCOUNT_NUMBER_MAX: usize = 34;
/// Longest time that a verification is good, in days: three years.
pub const VERIFICATION_DAYS_MAX: i64 = 3 * 366;

/// Documents that may go with one request to be verified.
pub const SUBMISSION_DOCUMENTS_MAX: usize = 10;

wire_enum! {
    /// What an organization is.
    OrganizationKind {
        /// A ministry or state agency.
        Ministry = "ministry",
        /// A local self-government (LSG, айыл өкмөтү).
        LocalSelfGovernment = "local_self_government",
        /// A hospital or clinic.
        HealthFacility = "health_facility",
        /// A school, kindergarten or university.
        School = "school",
        /// A non-governmental organization.
        Ngo = "ngo",
        /// A business.
        Business = "business",
        /// A bank or other financial institution.
        FinancialInstitution = "financial_institution",
        /// An international organization.
        InternationalOrganization = "international_organization",
        /// An association of people abroad.
        DiasporaAssociation = "diaspora_association",
    }
}

wire_enum! {
    /// Whether somebody vouches for an organization.
    Verification {
        /// Nobody does.
        Unverified = "unverified",
        /// It asked to be verified.
        Submitted = "submitted",
        /// A steward checked it; good until a date.
        Verified = "verified",
        /// The date has passed.
        Expired = "expired",
        /// A steward stopped it; its projects are frozen.
        Suspended = "suspended",
    }
}

wire_enum! {
    /// What a member does in an organization.
    Role {
        /// Everything, and members.
        Owner = "owner",
        /// Projects and texts, and asking for verification.
        Manager = "manager",
        /// Money: accounts, statements, expenses.
        Treasurer = "treasurer",
        /// Texts and photos.
        Editor = "editor",
    }
}

/// What members do for their organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrganizationAction {
    /// Change what the public page says.
    Edit,
    /// Invite, change roles, remove.
    ManageMembers,
    /// Ask for verification.
    Submit,
    /// Add and close bank accounts.
    ManageBankAccounts,
    /// Import bank statements, and decide what their transactions are for.
    HandleStatements,
    /// Write texts and photos of projects: drafts, updates, evidence, answers.
    WriteProjects,
    /// Plan projects and move them along their lifecycle.
    ManageProjects,
    /// Set up desks, say who is on duty, and answer at any of them.
    ManageDesks,
}

impl OrganizationAction {
    /// The roles that may do it.
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::Edit | Self::WriteProjects => &[Role::Owner, Role::Manager, Role::Editor],
            Self::ManageMembers => &[Role::Owner],
            Self::Submit | Self::ManageProjects | Self::ManageDesks => {
                &[Role::Owner, Role::Manager]
            }
            // The owner appoints the treasurer; who handles accounts has shown a second factor.
            Self::ManageBankAccounts | Self::HandleStatements => &[Role::Owner, Role::Treasurer],
        }
    }

    /// Whether a member with this role may do it.
    pub fn is_for(self, role: Role) -> bool {
        self.roles().contains(&role)
    }
}

impl Verification {
    /// What a stored verification means on a day: one whose last day has passed is expired.
    pub fn on(self, verified_until: Option<NaiveDate>, today: NaiveDate) -> Self {
        match (self, verified_until) {
            (Self::Verified, Some(until)) if until < today => Self::Expired,
            (other, _) => other,
        }
    }

    /// Where a submission leads: an organization whose verification is still good keeps it while it waits.
    pub const fn when_submitted(self) -> Option<Self> {
        match self {
            Self::Unverified | Self::Expired => Some(Self::Submitted),
            Self::Verified => Some(Self::Verified),
            Self::Submitted | Self::Suspended => None,
        }
    }

    /// Where the rejection of a submission leads.
    pub const fn when_rejected(self) -> Self {
        match self {
            Self::Submitted => Self::Unverified,
            other => other,
        }
    }
}

/// Founds an organization; who does is its owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateOrganization {
    /// What it is.
    pub kind: OrganizationKind,
    /// Its name.
    pub name: Translated,
    /// What it does.
    #[serde(default)]
    pub about: Translated,
    /// Where it is.
    pub place_id: Id,
    /// The organization above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<Id>,
    /// Its number in the state's register, for the stewards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration_number: Option<String>,
    /// Its site, `https://…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// Its public e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Its public telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

impl Validate for CreateOrganization {
    fn check(&self, checks: &mut Checks) {
        checks.translated("/name", &self.name, NAME_MAX);
        checks.optional_translated("/about", &self.about, TEXT_MAX);
        checks.required_text("/place_id", &self.place_id, NAME_MAX);
        checks.text("/parent_id", self.parent_id.as_deref().unwrap_or_default(), NAME_MAX);
        let number = self.registration_number.as_deref().unwrap_or_default();
        checks.text("/registration_number", number, NAME_MAX);
        check_contacts(
            checks,
            self.website.as_deref(),
            self.email.as_deref(),
            self.phone.as_deref(),
        );
    }
}

/// Changes what the public page says; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct UpdateOrganization {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Translated>,
    /// What it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<Translated>,
    /// Its site, `https://…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// Its public e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Its public telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// A photo that was uploaded for it; becomes public.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo_file_id: Option<Id>,
}

impl Validate for UpdateOrganization {
    fn check(&self, checks: &mut Checks) {
        if let Some(name) = &self.name {
            checks.translated("/name", name, NAME_MAX);
        }
        if let Some(about) = &self.about {
            checks.optional_translated("/about", about, TEXT_MAX);
        }
        checks.text("/logo_file_id", self.logo_file_id.as_deref().unwrap_or_default(), NAME_MAX);
        check_contacts(
            checks,
            self.website.as_deref(),
            self.email.as_deref(),
            self.phone.as_deref(),
        );
    }
}

fn check_contacts(
    checks: &mut Checks,
    website: Option<&str>,
    email: Option<&str>,
    phone: Option<&str>,
) {
    if let Some(website) = website {
        checks.text("/website", website, SUMMARY_MAX);
        // Anything else could be script behind a link.
        checks.ensure(website.starts_with("https://"), "/website", FieldCode::InvalidFormat);
    }
    if let Some(email) = email {
        checks.email("/email", email);
        checks.text("/email", email, EMAIL_MAX);
    }
    if let Some(phone) = phone {
        let fits = |c: char| c.is_ascii_digit() || " +-()".contains(c);
        let good = (5..=25).contains(&phone.len()) && phone.chars().all(fits);
        checks.ensure(good, "/phone", FieldCode::InvalidFormat);
    }
}

/// An organization's public page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Organization {
    /// The organization's id.
    pub id: Id,
    /// The version, as in the `ETag`.
    pub version: i64,
    /// What it is.
    pub kind: OrganizationKind,
    /// Its name.
    pub name: Translated,
    /// What it does.
    pub about: Translated,
    /// Where it is, from the country down.
    pub places: Vec<PlaceSummary>,
    /// The organization above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<Id>,
    /// Its sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<Photo>,
    /// Its site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// Its public e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Its public telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Whether somebody vouches for it, today.
    pub verification: Verification,
    /// The last day on which the verification is good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_until: Option<NaiveDate>,
    /// Why it was suspended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspension_reason: Option<String>,
    /// The caller's role in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub my_role: Option<Role>,
    /// When it was founded here (UTC).
    pub created_at: DateTime<Utc>,
}

/// An organization in lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganizationSummary {
    /// The organization's id.
    pub id: Id,
    /// What it is.
    pub kind: OrganizationKind,
    /// Its name.
    pub name: Translated,
    /// Where it is.
    pub place_id: Id,
    /// Whether somebody vouches for it, today.
    pub verification: Verification,
    /// The caller's role in it, in the caller's own list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub my_role: Option<Role>,
}

/// Which verified organizations to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct OrganizationQuery {
    /// Only of this kind.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub kind: Option<OrganizationKind>,
    /// Only in this place and what lies in it.
    pub place_id: Option<Id>,
    /// Rows of a page, 1 to 100.
    pub limit: Option<u32>,
    /// Where the page begins.
    pub cursor: Option<String>,
}

impl Validate for OrganizationQuery {
    fn check(&self, checks: &mut Checks) {
        checks.text("/place_id", self.place_id.as_deref().unwrap_or_default(), NAME_MAX);
    }
}

/// Which organizations to list for stewards.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct AllOrganizationsQuery {
    /// Only those of whose names each of these words begins some word, in any language and alphabet.
    pub q: Option<String>,
    /// Only in this state.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub verification: Option<Verification>,
    /// Only of this kind.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub kind: Option<OrganizationKind>,
    /// Only in this place and what lies in it.
    pub place_id: Option<Id>,
    /// Rows of a page, 1 to 100.
    pub limit: Option<u32>,
    /// Where the page begins.
    pub cursor: Option<String>,
}

impl Validate for AllOrganizationsQuery {
    fn check(&self, checks: &mut Checks) {
        checks.text("/q", self.q.as_deref().unwrap_or_default(), NAME_MAX);
        checks.text("/place_id", self.place_id.as_deref().unwrap_or_default(), NAME_MAX);
    }
}

/// A page of any list without filters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct PageQuery {
    /// Rows of a page, 1 to 100.
    pub limit: Option<u32>,
    /// Where the page begins.
    pub cursor: Option<String>,
}

impl Validate for PageQuery {
    fn check(&self, _: &mut Checks) {}
}

/// Someone who acts for an organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    /// The person.
    pub person_id: Id,
    /// How the person is called.
    pub display_name: String,
    /// What the person does.
    pub role: Role,
    /// Since when (UTC).
    pub joined_at: DateTime<Utc>,
}

/// Gives a member another role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeRole {
    /// The new role.
    pub role: Role,
}

impl Validate for ChangeRole {
    fn check(&self, _: &mut Checks) {}
}

/// Invites somebody by mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InviteMember {
    /// Where the link goes.
    pub email: String,
    /// What the person will do.
    pub role: Role,
}

impl Validate for InviteMember {
    fn check(&self, checks: &mut Checks) {
        checks.email("/email", &self.email);
    }
}

/// An invitation that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitation {
    /// The invitation's id.
    pub id: Id,
    /// Where the link went.
    pub email: String,
    /// What the person will do.
    pub role: Role,
    /// Until when the link is good (UTC).
    pub expires_at: DateTime<Utc>,
}

/// Accepts an invitation by the token of its mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AcceptInvitation {
    /// From the link.
    pub token: String,
}

impl Validate for AcceptInvitation {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/token", &self.token, NAME_MAX);
    }
}

/// Asks to be verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SubmitOrganization {
    /// Who the organization is and how a steward can check it.
    pub note: String,
    /// Documents that were uploaded for it: statute, registration, a power of attorney. Only its members and stewards
    /// see them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub document_ids: Vec<Id>,
}

impl Validate for SubmitOrganization {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/note", &self.note, TEXT_MAX);
        if self.document_ids.len() > SUBMISSION_DOCUMENTS_MAX {
            let max = SUBMISSION_DOCUMENTS_MAX.to_string();
            checks.fault_with("/document_ids", FieldCode::TooLong, [("max", max)]);
        }
        for (index, id) in self.document_ids.iter().enumerate() {
            let pointer = format!("/document_ids/{index}");
            checks.required_text(&pointer, id, NAME_MAX);
            let again = self.document_ids[..index].contains(id);
            checks.ensure(!again, pointer, FieldCode::Duplicate);
        }
    }
}

/// A request to be verified, as stewards see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Submission {
    /// The submission's id.
    pub id: Id,
    /// Who asks.
    pub organization: OrganizationSummary,
    /// Its number in the state's register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration_number: Option<String>,
    /// Who the organization is and how a steward can check it.
    pub note: String,
    /// What shows it.
    pub documents: Vec<FileSummary>,
    /// When it asked (UTC).
    pub submitted_at: DateTime<Utc>,
}

/// A steward's decision. Nobody verifies their own organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DecideSubmission {
    /// Whether the organization is verified.
    pub is_verified: bool,
    /// Why; goes to the organization.
    pub reason: String,
    /// The last day on which the verification is good; needed where it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_until: Option<NaiveDate>,
}

impl Validate for DecideSubmission {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/reason", &self.reason, SUMMARY_MAX);
        if self.is_verified && self.verified_until.is_none() {
            checks.fault("/verified_until", FieldCode::Required);
        }
    }
}

/// Why a steward suspends or reinstates an organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GiveReason {
    /// Why; public.
    pub reason: String,
}

impl Validate for GiveReason {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/reason", &self.reason, SUMMARY_MAX);
    }
}

/// Names the account that donors pay to; replaces the open one of the same currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateBankAccount {
    /// The account's currency.
    pub currency: Currency,
    /// The holder as the bank writes it.
    pub holder: String,
    /// The bank.
    pub bank_name: String,
    /// The bank's code (ISO 9362), 8 or 11 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bic: Option<String>,
    /// IBAN (ISO 13616-1), or the number that domestic transfers use; spaces don't matter.
    pub number: String,
}

impl Validate for CreateBankAccount {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/holder", &self.holder, NAME_MAX);
        checks.required_text("/bank_name", &self.bank_name, NAME_MAX);
        if let Some(bic) = &self.bic {
            let good = matches!(bic.len(), 8 | 11)
                && bic.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
            checks.ensure(good, "/bic", FieldCode::InvalidFormat);
        }
        checks.ensure(
            is_account_number(&normalize_account_number(&self.number)),
            "/number",
            FieldCode::InvalidFormat,
        );
    }
}

/// An organization's bank account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BankAccount {
    /// The account's id.
    pub id: Id,
    /// Its currency.
    pub currency: Currency,
    /// The holder.
    pub holder: String,
    /// The bank.
    pub bank_name: String,
    /// The bank's code (ISO 9362).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bic: Option<String>,
    /// IBAN or domestic number, without spaces.
    pub number: String,
    /// When it was named here (UTC).
    pub created_at: DateTime<Utc>,
}

/// An account number as it is stored and compared: without spaces and hyphens, capitals.
pub fn normalize_account_number(number: &str) -> String {
    number
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .flat_map(char::to_uppercase)
        .collect()
}

/// Whether a normalized number can be an account: what begins like an IBAN must have its check digits (ISO 13616-1,
/// ISO 7064 MOD 97-10); others are digits.
pub fn is_account_number(number: &str) -> bool {
    let ascii = number.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    if !ascii || !(8..=ACCOUNT_NUMBER_MAX).contains(&number.len()) {
        return false;
    }
    number.bytes().all(|b| b.is_ascii_digit()) || is_iban(number)
}

/// Whether a normalized number is an IBAN with the right check digits.
pub fn is_iban(number: &str) -> bool {
    let begins = number.is_ascii()
        && number.len() > 4
        && number[..2].bytes().all(|b| b.is_ascii_uppercase())
        && number[2..4].bytes().all(|b| b.is_ascii_digit());
    begins && crate::reference::mod97(&format!("{}{}", &number[4..], &number[..4])) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn account_numbers_are_checked() {
        for good in
            ["GB82 WEST 1234 5698 7654 32", "DE89-3704-0044-0532-0130-00", "1280016000012345"]
        {
            assert!(is_account_number(&normalize_account_number(good)), "{good}");
        }
        for bad in ["GB82 WEST 1234 5698 7654 33", "123", "", "WEST12345698", "GB82'; DROP TABLE"] {
            assert!(!is_account_number(&normalize_account_number(bad)), "{bad}");
        }
    }

    #[test]
    fn a_verification_is_good_through_its_last_day() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 5, day).unwrap();
        assert_eq!(Verification::Verified.on(Some(day(2)), day(2)), Verification::Verified);
        assert_eq!(Verification::Verified.on(Some(day(2)), day(3)), Verification::Expired);
        assert_eq!(Verification::Suspended.on(Some(day(2)), day(3)), Verification::Suspended);
    }

    #[test]
    fn an_owner_may_do_everything_and_an_editor_only_edit() {
        use OrganizationAction::{Edit, ManageBankAccounts, ManageMembers, Submit};
        for action in [Edit, ManageBankAccounts, ManageMembers, Submit] {
            assert!(action.is_for(Role::Owner));
            assert_eq!(action.is_for(Role::Editor), action == Edit);
        }
        assert!(!Edit.is_for(Role::Treasurer) && ManageBankAccounts.is_for(Role::Treasurer));
    }
}
