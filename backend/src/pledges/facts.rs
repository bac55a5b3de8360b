//! What other areas need to know of the money that came.

use std::collections::HashMap;

use chrono::NaiveDate;
use kopuro_shared::{currency::Currency, ids::Id, matching::Partner};

use super::{
    service::currency_of,
    store::{self, PledgeRow},
};
use crate::platform::{
    clock,
    db::Conn,
    error::{Error, Result},
};

/// How a project stands, in minor units of its own currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// What bank statements prove to have come from all partners, less refunds.
    pub received: i64,
    /// Promised by the diaspora and not yet paid.
    pub promised: i64,
    /// Pledges that count.
    pub pledges: i64,
}

/// How some projects stand; one without pledges and money is absent.
pub fn standings(conn: &mut Conn<'_>, projects: &[String]) -> Result<HashMap<String, Standing>> {
    let mut standings: HashMap<String, Standing> = HashMap::new();
    for row in store::select_totals(conn, projects)? {
        let standing =
            Standing { received: row.received, promised: row.promised, pledges: row.pledges };
        standings.insert(row.project_id, standing);
    }
    for (project_id, received) in store::select_partners_received(conn, projects)? {
        standings.entry(project_id).or_default().received += received;
    }
    Ok(standings)
}

/// How one project stands.
pub fn standing(conn: &mut Conn<'_>, project_id: &str) -> Result<Standing> {
    let found = standings(conn, &[project_id.to_owned()])?;
    Ok(found.get(project_id).copied().unwrap_or_default())
}

/// Ends the open promises for a project that was given up: the job that lets promises lapse takes them up and tells
/// their donors.
pub fn end_promises(conn: &mut Conn<'_>, project_id: &str) -> Result<()> {
    let yesterday = clock::today() - chrono::Duration::days(1);
    store::end_promises(conn, project_id, yesterday)
}

/// Whose a pledge is, and how the bank knows it.
#[derive(Debug, Clone)]
pub struct PledgeOwner {
    /// The donor.
    pub person_id: Id,
    /// The payment reference.
    pub reference: String,
}

/// The owners of some pledges.
pub fn pledge_owners(conn: &mut Conn<'_>, ids: &[&str]) -> Result<HashMap<Id, PledgeOwner>> {
    let rows = store::select_pledges(conn, ids)?.into_iter();
    Ok(rows
        .map(|row| (row.id, PledgeOwner { person_id: row.person_id, reference: row.reference }))
        .collect())
}

/// What of a pledge came and did not go back.
#[derive(Debug, Clone)]
pub struct PaidPledge {
    /// The pledge.
    pub id: Id,
    /// The currency of the account that it was paid to.
    pub currency: Currency,
    /// In minor units of that.
    pub net: i64,
}

fn paid(row: PledgeRow) -> Result<PaidPledge> {
    let currency = currency_of(&row.account_currency)?;
    Ok(PaidPledge { id: row.id, currency, net: row.received - row.refunded })
}

/// What of one pledge came and did not go back.
pub fn get_paid(conn: &mut Conn<'_>, id: &str) -> Result<PaidPledge> {
    paid(store::get_pledge(conn, id)?)
}

/// A project's pledges of which something came in a currency and did not go back, in the order of their ids, behind
/// `after`.
pub fn paid_pledges(
    conn: &mut Conn<'_>,
    project_id: &str,
    currency: Currency,
    after: &str,
    limit: i64,
) -> Result<Vec<PaidPledge>> {
    let rows = store::select_paid(conn, project_id, currency.code(), after, limit)?;
    rows.into_iter().map(paid).collect()
}

/// What each partner has brought to a project, in its own currency, less refunds; those who brought nothing are absent.
pub fn brought(conn: &mut Conn<'_>, project_id: &str) -> Result<Vec<(Partner, i64)>> {
    let mut brought = vec![(Partner::Diaspora, store::get_totals(conn, project_id)?.received)];
    for row in store::select_partners(conn, project_id)? {
        let unknown = || Error::internal(std::io::Error::other("unknown partner in the database"));
        brought.push((Partner::from_name(&row.partner).ok_or_else(unknown)?, row.received));
    }
    brought.retain(|(_, received)| *received != 0);
    Ok(brought)
}

/// How a project's sums stood at the end of each day on which they changed: day, partner, promised and not yet paid,
/// received.
pub fn days(conn: &mut Conn<'_>, project_id: &str) -> Result<Vec<(NaiveDate, String, i64, i64)>> {
    store::select_days(conn, project_id)
}
