//! `kopuro ledger verify`: walks journals from their genesis and compares them with the sums that the server keeps.

use std::collections::BTreeMap;

use kopuro_shared::ledger::{LedgerSummary, Verifier, accounts};

use super::{service, store};
use crate::{
    expenses,
    platform::{db::Db, error::Result},
};

/// Entries that are read at once.
const BATCH: i64 = 500;
/// Projects that are listed at once.
const PROJECTS: i64 = 200;

/// What a verification saw.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Journals walked.
    pub projects: usize,
    /// Entries walked.
    pub entries: i64,
    /// Projects whose journal is at fault, and how.
    pub faults: Vec<(String, String)>,
}

/// Verifies every journal; `progress` hears of each project that is done.
pub fn verify_all(db: &Db, mut progress: impl FnMut(&Report)) -> Result<Report> {
    let mut report = Report::default();
    let mut after = String::new();
    loop {
        let projects = db.read_blocking(|conn| store::select_projects(conn, &after, PROJECTS))?;
        let Some(last) = projects.last().cloned() else { return Ok(report) };
        for project_id in projects {
            let (entries, fault) = verify_project(db, &project_id)?;
            report.projects += 1;
            report.entries += entries;
            report.faults.extend(fault.map(|fault| (project_id, fault)));
            progress(&report);
        }
        after = last;
    }
}

/// Verifies one journal: how many entries were walked, and what is wrong, if anything is.
pub fn verify_project(db: &Db, project_id: &str) -> Result<(i64, Option<String>)> {
    let mut verifier = Verifier::new(project_id);
    loop {
        let from = verifier.entries();
        let batch =
            db.read_blocking(|conn| service::entries_after(conn, project_id, from, BATCH))?;
        for entry in &batch {
            if let Err(fault) = verifier.take(entry) {
                return Ok((verifier.entries(), Some(fault.to_string())));
            }
        }
        if !batch.is_empty() {
            continue;
        }
        let summary = db.read_blocking(|conn| service::summary(conn, project_id.to_owned()))?;
        let grown = db.read_blocking(|conn| {
            Ok(!service::entries_after(conn, project_id, verifier.entries(), 1)?.is_empty())
        })?;
        // Somebody booked meanwhile: go on with the new entries.
        if !grown {
            let fault = match compare(&verifier, &summary) {
                Some(fault) => Some(fault),
                None => compare_payments(db, project_id, &verifier)?,
            };
            return Ok((verifier.entries(), fault));
        }
    }
}

/// Money that went out is there twice: in the journal, and as payments that two people have seen.
fn compare_payments(db: &Db, project_id: &str, verifier: &Verifier) -> Result<Option<String>> {
    let payments = db.read_blocking(|conn| expenses::facts::booked(conn, project_id))?;
    let out = [accounts::SPENT, accounts::REFUNDED, accounts::DISTRIBUTED];
    let mut journal = verifier.balances().clone();
    journal.retain(|(account, _), sum| out.contains(&account.as_str()) && *sum != 0);
    let differs = journal
        .iter()
        .find(|(key, sum)| payments.get(key) != Some(sum))
        .or_else(|| payments.iter().find(|(key, _)| !journal.contains_key(key)));
    Ok(differs.map(|((account, currency), _)| {
        format!("the approved payments don't add up to {account} in {currency}")
    }))
}

fn compare(verifier: &Verifier, summary: &LedgerSummary) -> Option<String> {
    if summary.entries != verifier.entries() {
        let (kept, walked) = (summary.entries, verifier.entries());
        return Some(format!("the journal should have {kept} entries and has {walked}"));
    }
    if summary.head != verifier.head() {
        return Some("the last entry's hash is not the one that was kept".to_owned());
    }
    let kept: BTreeMap<_, _> = summary
        .balances
        .iter()
        .map(|row| ((row.account.clone(), row.currency), row.balance))
        .collect();
    let differs = verifier
        .balances()
        .iter()
        .find(|(key, sum)| kept.get(key) != Some(sum))
        .or_else(|| kept.iter().find(|(key, _)| !verifier.balances().contains_key(key)));
    differs.map(|((account, currency), _)| {
        format!("the balance kept for {account} in {currency} is not the sum of its postings")
    })
}
