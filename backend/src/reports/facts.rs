//! What other areas show of reports: a person's notifications, and all of a person's data.

use chrono::NaiveDateTime;
use kopuro_shared::reports::Report;

use super::{
    service::view,
    store::{self, ReportRow},
};
use crate::platform::{db::Conn, error::Result};

/// Reports that one query of an export reads.
const EXPORT_BATCH: i64 = 500;

/// What was decided on one's report.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Where it stands among the person's notifications.
    pub id: String,
    /// The report.
    pub report: Report,
    /// Whether the person has seen it.
    pub is_read: bool,
}

fn notice(row: ReportRow) -> Result<Notice> {
    let (id, is_read) = (row.notice_id.clone(), row.notice_read_at.is_some());
    Ok(Notice { id: id.unwrap_or_default(), report: view(row)?, is_read })
}

/// What was decided on a person's reports, newest first, behind `before`.
pub fn list_notices(
    conn: &mut Conn<'_>,
    person_id: &str,
    unread: bool,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<Notice>> {
    let rows = store::select_notices(conn, person_id, unread, before, limit)?;
    rows.into_iter().map(notice).collect()
}

/// Marks what was decided on a person's reports as seen, up to a notification.
pub fn read_notices(
    conn: &mut Conn<'_>,
    person_id: &str,
    up_to: &str,
    now: NaiveDateTime,
) -> Result<()> {
    store::read_notices(conn, person_id, up_to, now)
}

/// Everything that a person has reported, for the download of all the person's data.
pub fn export(conn: &mut Conn<'_>, person_id: &str) -> Result<Vec<Report>> {
    let mut reports: Vec<Report> = Vec::new();
    loop {
        let before = reports.last().map(|report| report.id.clone());
        let rows = store::select_of_person(conn, person_id, before.as_deref(), EXPORT_BATCH)?;
        if rows.is_empty() {
            return Ok(reports);
        }
        for row in rows {
            reports.push(view(row)?);
        }
    }
}
