//! What the area of projects needs to know of the money.

use std::collections::HashMap;

use super::store;
use crate::platform::{clock, db::Conn, error::Result};

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
