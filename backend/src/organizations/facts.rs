//! What the areas of money need to know of an organization: where money for its projects is paid to.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::{
    ExpressionMethods, OptionalExtension, QueryDsl, Queryable, RunQueryDsl, Selectable,
    SelectableHelper,
};
use kopuro_shared::{
    language::Translated,
    organizations::{OrganizationSummary, Verification},
};

use super::{
    service::{self, known},
    store,
};
use crate::{
    on_engine,
    platform::{
        db::Conn,
        error::{Error, Result},
    },
    reports::Reportable,
    schema::{organizations, organizations_bank_accounts},
};

/// A bank account of an organization. It never changes: a new one replaces it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = organizations_bank_accounts)]
pub struct BankAccount {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub organization_id: String,
    /// ISO 4217.
    pub currency: String,
    /// The name that the bank has it under.
    pub holder: String,
    /// The bank.
    pub bank_name: String,
    /// BIC (ISO 9362), where known.
    pub bic: Option<String>,
    /// IBAN or domestic account number.
    pub number: String,
    /// When another replaced it, or it was closed.
    pub closed_at: Option<NaiveDateTime>,
}

/// The account that is open now in a currency, if there is one.
pub fn find_open_account(
    conn: &mut Conn<'_>,
    organization_id: &str,
    currency: &str,
) -> Result<Option<BankAccount>> {
    Ok(on_engine!(conn, c => organizations_bank_accounts::table
        .filter(organizations_bank_accounts::organization_id.eq(organization_id))
        .filter(organizations_bank_accounts::currency.eq(currency))
        .filter(organizations_bank_accounts::closed_at.is_null())
        .select(BankAccount::as_select())
        .first(c)
        .optional())?)
}

/// An account, open or closed.
pub fn get_account(conn: &mut Conn<'_>, id: &str) -> Result<BankAccount> {
    Ok(on_engine!(conn, c => organizations_bank_accounts::table
        .find(id)
        .select(BankAccount::as_select())
        .first(c))?)
}

/// All accounts of an organization, open and closed, the newest first.
pub fn list_accounts(conn: &mut Conn<'_>, organization_id: &str) -> Result<Vec<BankAccount>> {
    Ok(on_engine!(conn, c => organizations_bank_accounts::table
        .filter(organizations_bank_accounts::organization_id.eq(organization_id))
        .order(organizations_bank_accounts::id.desc())
        .select(BankAccount::as_select())
        .load(c))?)
}

/// Whether somebody vouches for an organization on this day. Only such a one takes pledges; a suspended one's projects
/// are frozen.
pub fn is_verified(conn: &mut Conn<'_>, organization_id: &str, today: NaiveDate) -> Result<bool> {
    let (stored, until): (String, Option<NaiveDate>) = on_engine!(conn, c => organizations::table
        .find(organization_id)
        .select((organizations::verification, organizations::verified_until))
        .first(c))?;
    let stored = known(Verification::from_name(&stored), "verification")?;
    Ok(stored.on(until, today) == Verification::Verified)
}

/// The place where an organization is.
pub fn get_place_id(conn: &mut Conn<'_>, organization_id: &str) -> Result<String> {
    Ok(on_engine!(conn, c => organizations::table
        .find(organization_id)
        .select(organizations::place_id)
        .first(c))?)
}

/// Some organizations as lists show them, by their ids.
pub fn summaries(
    conn: &mut Conn<'_>,
    ids: &[String],
) -> Result<HashMap<String, OrganizationSummary>> {
    let rows = store::select_organizations(conn, ids)?;
    rows.iter().map(|row| Ok((row.id.clone(), service::summary(row, None)?))).collect()
}

/// An organization as lists show it; `not-found` where there is none.
pub fn get_summary(conn: &mut Conn<'_>, id: &str) -> Result<OrganizationSummary> {
    summaries(conn, &[id.to_owned()])?.remove(id).ok_or_else(Error::not_found)
}

/// An organization that everyone sees, with what its page says; nothing where everyone sees none. Error: `not-found`.
pub fn find_reportable(conn: &mut Conn<'_>, id: &str) -> Result<Option<Reportable>> {
    let row = store::get_organization(conn, id)?;
    if !service::is_public(&row)? {
        return Ok(None);
    }
    let about: Translated = serde_json::from_value(row.about.clone())?;
    let said = service::name(&row)?.joined(&about);
    Ok(Some(Reportable::new(row.id, said)))
}

/// The organization above one, where there is one.
pub fn find_parent(conn: &mut Conn<'_>, organization_id: &str) -> Result<Option<String>> {
    Ok(on_engine!(conn, c => organizations::table
        .find(organization_id)
        .select(organizations::parent_id)
        .first(c))?)
}
