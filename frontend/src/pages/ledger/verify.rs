//! The check itself: reads the journal page by page, and takes nothing on trust but what was seen before.

use std::{collections::BTreeMap, time::Duration};

use futures::channel::oneshot;
use kopuro_shared::{
    currency::Currency,
    ledger::{Fault, JournalEntry, LedgerSummary, Verifier},
};
use leptos::prelude::set_timeout;

use super::noted::Noted;
use crate::{
    api::{
        ApiError,
        ledger::{get_ledger, get_ledger_entries},
    },
    format, t,
};

/// How a check ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Everything is in order.
    Good {
        /// The end of the journal.
        noted: Noted,
        /// The check before, with which this one agrees.
        before: Option<Noted>,
    },
    /// Something is not, in plain words.
    Bad(String),
    /// It could not be read to its end.
    Failed(ApiError),
    /// The person stopped it.
    Stopped,
}

/// Lets the browser draw and take taps.
async fn breathe() {
    let (done, waits) = oneshot::channel::<()>();
    let wake = move || {
        // Nobody waits any more where the page was left.
        let _ = done.send(());
    };
    set_timeout(wake, Duration::ZERO);
    // Nobody drops the sender before it has sent.
    let _ = waits.await;
}

/// Checks a project's journal. `progress` hears how many entries were taken of how many, and says whether to go on.
pub async fn verify(
    project_id: &str,
    before: Option<Noted>,
    progress: impl Fn(i64, i64) -> bool,
) -> Outcome {
    match run(project_id, before, progress).await {
        Ok(outcome) => outcome,
        Err(error) => Outcome::Failed(error),
    }
}

async fn run(
    project_id: &str,
    before: Option<Noted>,
    progress: impl Fn(i64, i64) -> bool,
) -> Result<Outcome, ApiError> {
    // What is booked while we read comes behind this end.
    let summary = get_ledger(project_id).await?;
    let mut verifier = Verifier::new(project_id);
    let mut cursor: Option<String> = None;
    while verifier.entries() < summary.entries {
        if !progress(verifier.entries(), summary.entries) {
            return Ok(Outcome::Stopped);
        }
        let page = get_ledger_entries(project_id, cursor.as_deref()).await?;
        for entry in &page.items {
            if verifier.entries() == summary.entries {
                break;
            }
            if let Some(text) = fault_of(&mut verifier, entry, before.as_ref()) {
                return Ok(Outcome::Bad(text));
            }
        }
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
        breathe().await;
    }
    progress(verifier.entries(), summary.entries);
    Ok(compare(&verifier, &summary, before))
}

/// Takes the next entry; what is wrong with it, where something is.
fn fault_of(
    verifier: &mut Verifier,
    entry: &JournalEntry,
    before: Option<&Noted>,
) -> Option<String> {
    if let Err(fault) = verifier.take(entry) {
        return Some(match fault {
            Fault::Gap(number) => t!("verify-gap", number = number),
            Fault::OtherProject(number) => t!("verify-other", number = number),
            Fault::BrokenChain(number) => t!("verify-broken", number = number),
            Fault::Changed(number) => t!("verify-changed", number = number),
            Fault::Unbalanced(number, _) => t!("verify-unbalanced", number = number),
        });
    }
    let before = before.filter(|before| before.entries == verifier.entries())?;
    (before.head != verifier.head()).then(|| t!("verify-rewritten", number = before.entries))
}

/// The end, the balances and the last check must agree with what the summary says.
fn compare(verifier: &Verifier, summary: &LedgerSummary, before: Option<Noted>) -> Outcome {
    if verifier.entries() < summary.entries {
        return Outcome::Bad(t!("verify-gap", number = verifier.entries() + 1));
    }
    if before.as_ref().is_some_and(|before| before.entries > verifier.entries()) {
        return Outcome::Bad(t!("verify-shortened", number = verifier.entries() + 1));
    }
    if verifier.head() != summary.head {
        return Outcome::Bad(t!("verify-head"));
    }
    let told: BTreeMap<(String, Currency), i64> = summary
        .balances
        .iter()
        .map(|row| ((row.account.clone(), row.currency), row.balance))
        .filter(|(_, balance)| *balance != 0)
        .collect();
    let computed = verifier.balances().iter().filter(|(_, balance)| **balance != 0);
    if !computed.eq(told.iter()) {
        return Outcome::Bad(t!("verify-balances"));
    }
    let noted =
        Noted { entries: verifier.entries(), head: verifier.head().to_owned(), at: format::now() };
    Outcome::Good { noted, before }
}
