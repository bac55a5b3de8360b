//! What other areas need to know of the money that came.

use std::collections::HashMap;

use chrono::NaiveDate;
use kopuro_shared::{currency::Currency, ids::Id, matching::Partner, money::Money};

use super::{
    service::currency_of,
    store::{self, PledgeRow},
};
use crate::{
    people,
    platform::{
        clock,
        db::Conn,
        error::{Error, Result},
    },
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

/// A pledge as whoever books bank transactions looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PledgeFacts {
    /// Its id.
    pub id: Id,
    /// For which project.
    pub project_id: Id,
    /// The account that it is paid to.
    pub bank_account_id: Id,
    /// Its payment reference.
    pub reference: String,
    /// The donor's display name; nothing for an anonymous pledge and a deleted account.
    pub donor: Option<String>,
    /// What was promised.
    pub amount: Money,
    /// What is still expected, in the account's currency.
    pub missing: Money,
}

fn pledge_facts(conn: &mut Conn<'_>, row: PledgeRow) -> Result<PledgeFacts> {
    let donor = if row.anonymous {
        None
    } else {
        people::service::find_display_name(conn, &row.person_id)?.filter(|name| !name.is_empty())
    };
    let missing = (row.expected - (row.received - row.refunded)).max(0);
    Ok(PledgeFacts {
        donor,
        amount: Money::new(row.amount, currency_of(&row.currency)?),
        missing: Money::new(missing, currency_of(&row.account_currency)?),
        id: row.id,
        project_id: row.project_id,
        bank_account_id: row.bank_account_id,
        reference: row.reference,
    })
}

/// A pledge by its id; nothing where there is none.
pub fn find_pledge(conn: &mut Conn<'_>, id: &str) -> Result<Option<PledgeFacts>> {
    match store::get_pledge(conn, id) {
        Ok(row) => pledge_facts(conn, row).map(Some),
        Err(error) if error.code == Error::not_found().code => Ok(None),
        Err(error) => Err(error),
    }
}

/// The pledges that these payment references belong to.
pub fn find_by_references(conn: &mut Conn<'_>, references: &[String]) -> Result<Vec<PledgeFacts>> {
    let rows = store::select_by_references(conn, references)?;
    rows.into_iter().map(|row| pledge_facts(conn, row)).collect()
}

/// Open pledges to these bank accounts, newest first; with `expected` only those that so much is expected for in all.
pub fn open_pledges(
    conn: &mut Conn<'_>,
    accounts: &[String],
    expected: Option<i64>,
    limit: i64,
) -> Result<Vec<PledgeFacts>> {
    let rows = store::select_open_to(conn, accounts, expected, limit)?;
    rows.into_iter().map(|row| pledge_facts(conn, row)).collect()
}
