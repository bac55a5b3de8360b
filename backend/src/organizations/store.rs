//! Rows and queries of `organizations…`.

pub mod terms;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::{
    AsChangeset, BoolExpressionMethods, ExpressionMethods, Insertable, JoinOnDsl,
    OptionalExtension, QueryDsl, Queryable, RunQueryDsl, Selectable, SelectableHelper,
};
use kopuro_shared::organizations::Verification;
use serde_json::Value;

use crate::{
    on_engine,
    platform::{cursor, db::Conn, error::Result, search::upper_bound},
    schema::{
        organizations, organizations_bank_accounts, organizations_invitations,
        organizations_members, organizations_submission_documents, organizations_submissions,
        organizations_terms, places_ancestors,
    },
};

/// Members, invitations, or organizations of a person, that a list shows at most; the service lets nobody pass it.
pub const PEOPLE_MAX: i64 = 200;

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = organizations)]
pub struct OrganizationRow {
    pub id: String,
    pub version: i64,
    pub kind: String,
    pub name: Value,
    pub about: Value,
    pub place_id: String,
    pub parent_id: Option<String>,
    pub registration_number: Option<String>,
    pub website: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub logo_file_id: Option<String>,
    pub verification: String,
    pub verified_until: Option<NaiveDate>,
    pub suspension_reason: Option<String>,
    pub created_by: String,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

/// A change; `None` leaves a column as it is, `Some(None)` empties it.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = organizations)]
pub struct OrganizationChanges {
    pub version: Option<i64>,
    pub updated_at: Option<NaiveDateTime>,
    pub name: Option<Value>,
    pub about: Option<Value>,
    pub website: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub logo_file_id: Option<String>,
    pub verification: Option<String>,
    pub verified_until: Option<Option<NaiveDate>>,
    pub suspension_reason: Option<Option<String>>,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = organizations_members)]
pub struct MemberRow {
    pub organization_id: String,
    pub person_id: String,
    pub role: String,
    pub joined_at: NaiveDateTime,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = organizations_invitations)]
pub struct InvitationRow {
    pub id: String,
    pub organization_id: String,
    pub email: String,
    pub role: String,
    pub token_hash: String,
    pub invited_by: String,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    pub accepted_by: Option<String>,
    pub accepted_at: Option<NaiveDateTime>,
    pub withdrawn_at: Option<NaiveDateTime>,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = organizations_submissions)]
pub struct SubmissionRow {
    pub id: String,
    pub organization_id: String,
    pub note: String,
    pub submitted_by: String,
    pub submitted_at: NaiveDateTime,
    pub decision: Option<String>,
    pub decided_by: Option<String>,
    pub decided_at: Option<NaiveDateTime>,
    pub reason: Option<String>,
    pub verified_until: Option<NaiveDate>,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = organizations_bank_accounts)]
pub struct BankAccountRow {
    pub id: String,
    pub organization_id: String,
    pub currency: String,
    pub holder: String,
    pub bank_name: String,
    pub bic: Option<String>,
    pub number_kind: String,
    pub number: String,
    pub created_by: String,
    pub created_at: NaiveDateTime,
    pub closed_at: Option<NaiveDateTime>,
}

pub fn select_organizations(conn: &mut Conn<'_>, ids: &[String]) -> Result<Vec<OrganizationRow>> {
    Ok(on_engine!(conn, c => organizations::table
        .filter(organizations::id.eq_any(ids))
        .select(OrganizationRow::as_select())
        .load(c))?)
}

pub fn insert_organization(conn: &mut Conn<'_>, row: &OrganizationRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(organizations::table).values(row).execute(c))?;
    Ok(())
}

pub fn get_organization(conn: &mut Conn<'_>, id: &str) -> Result<OrganizationRow> {
    Ok(
        on_engine!(conn, c => organizations::table.find(id).select(OrganizationRow::as_select()).first(c))?,
    )
}

pub fn update_organization(
    conn: &mut Conn<'_>,
    id: &str,
    changes: &OrganizationChanges,
) -> Result<()> {
    on_engine!(conn, c => diesel::update(organizations::table.find(id)).set(changes).execute(c))?;
    Ok(())
}

/// Which organizations to select.
#[derive(Debug, Default)]
pub struct Selection<'a> {
    pub verification: Option<Verification>,
    pub kind: Option<&'a str>,
    pub place_id: Option<&'a str>,
    /// The words of a search, as `platform::search` makes them.
    pub terms: Vec<Vec<String>>,
}

/// Organizations in whatever state, newest first behind `before`, one more than `limit`.
pub fn select_all(
    conn: &mut Conn<'_>,
    selection: &Selection<'_>,
    today: NaiveDate,
    before: Option<&str>,
    limit: usize,
) -> Result<Vec<OrganizationRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = organizations::table
            .order(organizations::id.desc())
            .limit(cursor::one_more(limit))
            .select(OrganizationRow::as_select())
            .into_boxed();
        rows = match selection.verification {
            None => rows,
            Some(Verification::Verified) => rows.filter(
                organizations::verification.eq("verified").and(organizations::verified_until.ge(today)),
            ),
            // One whose last day has passed is stored as it was.
            Some(Verification::Expired) => rows.filter(
                organizations::verification.eq("verified").and(organizations::verified_until.lt(today)),
            ),
            Some(other) => rows.filter(organizations::verification.eq(other.name())),
        };
        if let Some(kind) = selection.kind {
            rows = rows.filter(organizations::kind.eq(kind));
        }
        if let Some(place) = selection.place_id {
            let within = places_ancestors::table
                .filter(places_ancestors::ancestor_id.eq(place))
                .select(places_ancestors::place_id);
            rows = rows.filter(organizations::place_id.eq_any(within));
        }
        for stems in &selection.terms {
            let mut named =
                organizations_terms::table.select(organizations_terms::organization_id).into_boxed();
            for stem in stems {
                let within = organizations_terms::term
                    .ge(stem)
                    .and(organizations_terms::term.lt(upper_bound(stem)));
                named = named.or_filter(within);
            }
            rows = rows.filter(organizations::id.eq_any(named));
        }
        if let Some(before) = before {
            rows = rows.filter(organizations::id.lt(before));
        }
        rows.load(c)
    })?)
}

/// Organizations whose verification is good on `today`, newest first, one more than `limit`.
pub fn select_verified(
    conn: &mut Conn<'_>,
    kind: Option<&str>,
    place_id: Option<&str>,
    today: NaiveDate,
    before: Option<&str>,
    limit: usize,
) -> Result<Vec<OrganizationRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = organizations::table
            .filter(organizations::verification.eq("verified").and(organizations::verified_until.ge(today)))
            .order(organizations::id.desc())
            .limit(cursor::one_more(limit))
            .select(OrganizationRow::as_select())
            .into_boxed();
        if let Some(kind) = kind {
            rows = rows.filter(organizations::kind.eq(kind));
        }
        if let Some(place) = place_id {
            let within = places_ancestors::table
                .filter(places_ancestors::ancestor_id.eq(place))
                .select(places_ancestors::place_id);
            rows = rows.filter(organizations::place_id.eq_any(within));
        }
        if let Some(before) = before {
            rows = rows.filter(organizations::id.lt(before));
        }
        rows.load(c)
    })?)
}

pub fn select_verified_ids(
    conn: &mut Conn<'_>,
    today: NaiveDate,
    limit: usize,
) -> Result<Vec<String>> {
    Ok(on_engine!(conn, c => organizations::table
        .filter(organizations::verification.eq("verified").and(organizations::verified_until.ge(today)))
        .order(organizations::id.desc())
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select(organizations::id)
        .load(c))?)
}

pub fn select_of_person(
    conn: &mut Conn<'_>,
    person_id: &str,
) -> Result<Vec<(OrganizationRow, MemberRow)>> {
    Ok(on_engine!(conn, c => organizations::table
        .inner_join(organizations_members::table.on(organizations_members::organization_id.eq(organizations::id)))
        .filter(organizations_members::person_id.eq(person_id))
        .order(organizations::id)
        .limit(PEOPLE_MAX)
        .select((OrganizationRow::as_select(), MemberRow::as_select()))
        .load(c))?)
}

pub fn is_member_of_any(conn: &mut Conn<'_>, person_id: &str) -> Result<bool> {
    let found: Option<String> = on_engine!(conn, c => organizations_members::table
        .filter(organizations_members::person_id.eq(person_id))
        .select(organizations_members::organization_id)
        .first(c)
        .optional())?;
    Ok(found.is_some())
}

pub fn find_member(
    conn: &mut Conn<'_>,
    organization_id: &str,
    person_id: &str,
) -> Result<Option<MemberRow>> {
    Ok(on_engine!(conn, c => organizations_members::table
        .find((organization_id, person_id))
        .select(MemberRow::as_select())
        .first(c)
        .optional())?)
}

pub fn select_members(conn: &mut Conn<'_>, organization_id: &str) -> Result<Vec<MemberRow>> {
    Ok(on_engine!(conn, c => organizations_members::table
        .filter(organizations_members::organization_id.eq(organization_id))
        .order(organizations_members::joined_at)
        .limit(PEOPLE_MAX)
        .select(MemberRow::as_select())
        .load(c))?)
}

pub fn insert_member(conn: &mut Conn<'_>, row: &MemberRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(organizations_members::table).values(row).execute(c))?;
    Ok(())
}

pub fn set_role(
    conn: &mut Conn<'_>,
    organization_id: &str,
    person_id: &str,
    role: &str,
) -> Result<()> {
    on_engine!(conn, c => diesel::update(organizations_members::table.find((organization_id, person_id)))
        .set(organizations_members::role.eq(role))
        .execute(c))?;
    Ok(())
}

pub fn delete_member(conn: &mut Conn<'_>, organization_id: &str, person_id: &str) -> Result<()> {
    on_engine!(conn, c => diesel::delete(organizations_members::table.find((organization_id, person_id)))
        .execute(c))?;
    Ok(())
}

pub fn insert_invitation(conn: &mut Conn<'_>, row: &InvitationRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(organizations_invitations::table).values(row).execute(c))?;
    Ok(())
}

pub fn select_invitations(
    conn: &mut Conn<'_>,
    organization_id: &str,
    now: NaiveDateTime,
) -> Result<Vec<InvitationRow>> {
    Ok(on_engine!(conn, c => organizations_invitations::table
        .filter(organizations_invitations::organization_id.eq(organization_id))
        .filter(organizations_invitations::accepted_at.is_null().and(organizations_invitations::withdrawn_at.is_null()))
        .filter(organizations_invitations::expires_at.gt(now))
        .order(organizations_invitations::id)
        .limit(PEOPLE_MAX)
        .select(InvitationRow::as_select())
        .load(c))?)
}

/// Ends an open invitation by its id, or by the address that it went to; whether there was one.
pub fn end_invitation(
    conn: &mut Conn<'_>,
    organization_id: &str,
    id_or_email: &str,
    now: NaiveDateTime,
) -> Result<bool> {
    let open = organizations_invitations::organization_id
        .eq(organization_id)
        .and(
            organizations_invitations::id
                .eq(id_or_email)
                .or(organizations_invitations::email.eq(id_or_email)),
        )
        .and(organizations_invitations::accepted_at.is_null())
        .and(organizations_invitations::withdrawn_at.is_null());
    let ended = on_engine!(conn, c => diesel::update(organizations_invitations::table.filter(open))
        .set(organizations_invitations::withdrawn_at.eq(now))
        .execute(c))?;
    Ok(ended > 0)
}

/// Uses an open invitation that was sent to this address, if it is still good.
pub fn use_invitation(
    conn: &mut Conn<'_>,
    token_hash: &str,
    email: &str,
    person_id: &str,
    now: NaiveDateTime,
) -> Result<Option<InvitationRow>> {
    let good = organizations_invitations::token_hash
        .eq(token_hash)
        .and(organizations_invitations::email.eq(email))
        .and(organizations_invitations::accepted_at.is_null())
        .and(organizations_invitations::withdrawn_at.is_null())
        .and(organizations_invitations::expires_at.gt(now));
    Ok(on_engine!(conn, c => diesel::update(organizations_invitations::table.filter(good))
        .set((organizations_invitations::accepted_at.eq(now), organizations_invitations::accepted_by.eq(person_id)))
        .returning(InvitationRow::as_returning())
        .get_result(c)
        .optional())?)
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = organizations_submission_documents)]
pub struct SubmissionDocumentRow {
    pub submission_id: String,
    pub position: i32,
    pub file_id: String,
}

pub fn insert_submission_document(conn: &mut Conn<'_>, row: &SubmissionDocumentRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(organizations_submission_documents::table)
        .values(row)
        .execute(c))?;
    Ok(())
}

/// The documents of these submissions, each submission's in their order.
pub fn select_submission_documents(
    conn: &mut Conn<'_>,
    submission_ids: &[&str],
) -> Result<Vec<SubmissionDocumentRow>> {
    use organizations_submission_documents as documents;
    Ok(on_engine!(conn, c => documents::table
        .filter(documents::submission_id.eq_any(submission_ids))
        .order((documents::submission_id, documents::position))
        .select(SubmissionDocumentRow::as_select())
        .load(c))?)
}

pub fn insert_submission(conn: &mut Conn<'_>, row: &SubmissionRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(organizations_submissions::table).values(row).execute(c))?;
    Ok(())
}

pub fn has_open_submission(conn: &mut Conn<'_>, organization_id: &str) -> Result<bool> {
    let open = organizations_submissions::table
        .filter(organizations_submissions::organization_id.eq(organization_id))
        .filter(organizations_submissions::decision.is_null());
    Ok(on_engine!(conn, c => diesel::select(diesel::dsl::exists(open)).get_result(c))?)
}

pub fn get_submission(conn: &mut Conn<'_>, id: &str) -> Result<SubmissionRow> {
    Ok(on_engine!(conn, c => organizations_submissions::table
        .find(id)
        .select(SubmissionRow::as_select())
        .first(c))?)
}

pub fn select_submissions(
    conn: &mut Conn<'_>,
    after: Option<&str>,
    limit: usize,
) -> Result<Vec<(SubmissionRow, OrganizationRow)>> {
    Ok(on_engine!(conn, c => organizations_submissions::table
        .inner_join(organizations::table)
        .filter(organizations_submissions::decision.is_null())
        .filter(organizations_submissions::id.gt(after.unwrap_or_default()))
        .order(organizations_submissions::id)
        .limit(cursor::one_more(limit))
        .select((SubmissionRow::as_select(), OrganizationRow::as_select()))
        .load(c))?)
}

/// Notes a decision on an open submission; whether it was still open.
pub fn decide_submission(
    conn: &mut Conn<'_>,
    id: &str,
    decision: &str,
    decided_by: &str,
    reason: &str,
    verified_until: Option<NaiveDate>,
    now: NaiveDateTime,
) -> Result<bool> {
    let open =
        organizations_submissions::id.eq(id).and(organizations_submissions::decision.is_null());
    let decided = (
        organizations_submissions::decision.eq(decision),
        organizations_submissions::decided_by.eq(decided_by),
        organizations_submissions::decided_at.eq(now),
        organizations_submissions::reason.eq(reason),
        organizations_submissions::verified_until.eq(verified_until),
    );
    let changed = on_engine!(conn, c => diesel::update(organizations_submissions::table.filter(open))
        .set(decided)
        .execute(c))?;
    Ok(changed == 1)
}

pub fn insert_bank_account(conn: &mut Conn<'_>, row: &BankAccountRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(organizations_bank_accounts::table).values(row).execute(c))?;
    Ok(())
}

pub fn select_bank_accounts(
    conn: &mut Conn<'_>,
    organization_id: &str,
) -> Result<Vec<BankAccountRow>> {
    // One open account per currency, so there are never more than there are currencies.
    Ok(on_engine!(conn, c => organizations_bank_accounts::table
        .filter(organizations_bank_accounts::organization_id.eq(organization_id))
        .filter(organizations_bank_accounts::closed_at.is_null())
        .order(organizations_bank_accounts::currency)
        .select(BankAccountRow::as_select())
        .load(c))?)
}

/// Closes an open account by its id, or by its currency; whether there was one.
pub fn close_bank_account(
    conn: &mut Conn<'_>,
    organization_id: &str,
    id_or_currency: &str,
    now: NaiveDateTime,
) -> Result<bool> {
    let open = organizations_bank_accounts::organization_id
        .eq(organization_id)
        .and(
            organizations_bank_accounts::id
                .eq(id_or_currency)
                .or(organizations_bank_accounts::currency.eq(id_or_currency)),
        )
        .and(organizations_bank_accounts::closed_at.is_null());
    let closed = on_engine!(conn, c => diesel::update(organizations_bank_accounts::table.filter(open))
        .set(organizations_bank_accounts::closed_at.eq(now))
        .execute(c))?;
    Ok(closed > 0)
}
