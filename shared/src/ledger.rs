//! The ledger: append-only double entry per project, each entry carrying the hash of the one before, so that anyone can
//! verify a project's whole account, in the browser too.
//!
//! # Accounts
//!
//! A posting is an amount on an account: debits above zero, credits below. Every entry balances per currency. Promises
//! and money are kept apart, so that a promise never looks like money.
//!
//! | account | meaning | normally |
//! | --- | --- | --- |
//! | `promised:…` | what a donor or partner has promised and not yet paid or withdrawn | debit |
//! | `promises` | the other side of all promises | credit |
//! | `bank` | what the carrying organization's account got for the project, less what left it | debit |
//! | `received:…` | money received, by donors (`diaspora`) or by a partner | credit |
//! | `spent` | paid to suppliers | debit |
//! | `refunded` | paid back to donors | debit |
//! | `distributed` | a surplus given where the project's plan says | debit |
//!
//! # Canonical form
//!
//! The hash of an entry is SHA-256 over these octets, UTF-8, each field followed by one line feed (0x0A):
//!
//! 1. `kopuro-ledger-1`
//! 2. the hash of the entry before, 64 lower-case hexadecimal digits; for the first entry SHA-256 of the project's id
//! 3. the project's id
//! 4. the entry's number, decimal, from 1
//! 5. the time, RFC 3339 in UTC with exactly six decimals and `Z`: `2026-01-31T09:30:00.000000Z`
//! 6. the kind, as in JSON
//! 7. the subject's id (pledge, bank transaction, expense), or nothing
//! 8. the number of the entry that this one reverses, or nothing
//! 9. the number of postings, decimal
//! 10. for each posting in order: account, space, currency code, space, amount in minor units, decimal with `-` for
//!     credits
//!
//! The test vector is in this module's tests.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    currency::Currency,
    ids::Id,
    validation::{Checks, Validate},
};

/// What an entry tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// A donor promised an amount.
    Promise,
    /// A promise was withdrawn, lapsed, or more was paid than promised and the rest has no promise.
    PromiseReleased,
    /// A bank statement proves that money came.
    Receipt,
    /// What a partner owes by the matching rule, for money that the diaspora really paid.
    MatchPromise,
    /// A supplier was paid, approved by two people.
    Expense,
    /// Money went back to a donor.
    Refund,
    /// A surplus was given where the project's plan says.
    Distribution,
    /// A mistake is reversed by its mirror image.
    Reversal,
}

impl EntryKind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Promise,
        Self::PromiseReleased,
        Self::Receipt,
        Self::MatchPromise,
        Self::Expense,
        Self::Refund,
        Self::Distribution,
        Self::Reversal,
    ];

    /// The wire form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Promise => "promise",
            Self::PromiseReleased => "promise_released",
            Self::Receipt => "receipt",
            Self::MatchPromise => "match_promise",
            Self::Expense => "expense",
            Self::Refund => "refund",
            Self::Distribution => "distribution",
            Self::Reversal => "reversal",
        }
    }

    /// Reads the wire form.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// An amount on an account: debits above zero, credits below.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Posting {
    /// The account, as the module's table names it.
    pub account: String,
    /// ISO 4217.
    pub currency: Currency,
    /// In minor units; never zero.
    pub amount: i64,
}

impl Posting {
    /// A debit.
    pub fn debit(account: impl Into<String>, currency: Currency, amount: i64) -> Self {
        Self { account: account.into(), currency, amount }
    }

    /// A credit.
    pub fn credit(account: impl Into<String>, currency: Currency, amount: i64) -> Self {
        Self { account: account.into(), currency, amount: -amount }
    }
}

/// The names of accounts.
pub mod accounts {
    /// The other side of all promises.
    pub const PROMISES: &str = "promises";
    /// What the bank account got for the project, less what left it.
    pub const BANK: &str = "bank";
    /// Paid to suppliers.
    pub const SPENT: &str = "spent";
    /// Paid back to donors.
    pub const REFUNDED: &str = "refunded";
    /// A surplus given where the plan says.
    pub const DISTRIBUTED: &str = "distributed";
    /// The donors abroad, as whom promises and receipts of pledges are counted.
    pub const DIASPORA: &str = "diaspora";

    /// What `who` has promised.
    pub fn promised(who: &str) -> String {
        format!("promised:{who}")
    }

    /// Money received from `who`.
    pub fn received(who: &str) -> String {
        format!("received:{who}")
    }
}

/// An entry of a project's journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JournalEntry {
    /// The project.
    pub project_id: Id,
    /// From 1, without gaps.
    pub number: i64,
    /// When it was booked (UTC, microseconds).
    pub booked_at: DateTime<Utc>,
    /// What it tells of.
    pub kind: EntryKind,
    /// The pledge, bank transaction or expense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_id: Option<Id>,
    /// The entry that this one reverses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reverses: Option<i64>,
    /// At least two; they balance per currency.
    pub postings: Vec<Posting>,
    /// The hash of the entry before.
    pub previous_hash: String,
    /// The hash of this entry, by the canonical form.
    pub hash: String,
}

/// The balance of an account in a currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountBalance {
    /// The account, as the module's table names it.
    pub account: String,
    /// ISO 4217.
    pub currency: Currency,
    /// In minor units, debits above zero.
    pub balance: i64,
}

/// A project's account at a glance: how far its journal goes, and the balances.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LedgerSummary {
    /// The project.
    pub project_id: Id,
    /// How many entries there are.
    pub entries: i64,
    /// The hash of the last one, or the genesis where there is none.
    pub head: String,
    /// The balances, by account and currency.
    pub balances: Vec<AccountBalance>,
}

/// Which page of a journal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct JournalQuery {
    /// Rows of a page, 1 to 100.
    pub limit: Option<u32>,
    /// Where the page begins.
    pub cursor: Option<String>,
}

impl Validate for JournalQuery {
    fn check(&self, _: &mut Checks) {}
}

/// The hash that stands before a project's first entry: SHA-256 of the project's id.
pub fn genesis(project_id: &str) -> String {
    hex(&Sha256::digest(project_id.as_bytes()))
}

impl JournalEntry {
    /// The octets that are hashed.
    pub fn canonical(&self) -> String {
        let mut text = format!(
            "kopuro-ledger-1\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n",
            self.previous_hash,
            self.project_id,
            self.number,
            self.booked_at.to_rfc3339_opts(SecondsFormat::Micros, true),
            self.kind.name(),
            self.subject_id.as_deref().unwrap_or_default(),
            self.reverses.map(|number| number.to_string()).unwrap_or_default(),
            self.postings.len(),
        );
        for posting in &self.postings {
            text.push_str(&format!(
                "{} {} {}\n",
                posting.account, posting.currency, posting.amount
            ));
        }
        text
    }

    /// What this entry's hash must be.
    pub fn compute_hash(&self) -> String {
        hex(&Sha256::digest(self.canonical().as_bytes()))
    }
}

/// Why postings can't make an entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Imbalance {
    /// Debits and credits of a currency differ by so many minor units.
    #[error("debits and credits in {0} differ by {1}")]
    Unbalanced(Currency, i64),
    /// Fewer than two postings, or one of zero.
    #[error("an entry needs two postings or more, none of zero")]
    Empty,
    /// The sums are too large.
    #[error("the amounts are too large")]
    Overflow,
}

/// Checks that postings balance per currency.
pub fn ensure_balanced(postings: &[Posting]) -> Result<(), Imbalance> {
    if postings.len() < 2 || postings.iter().any(|posting| posting.amount == 0) {
        return Err(Imbalance::Empty);
    }
    let mut sums: BTreeMap<Currency, i64> = BTreeMap::new();
    for posting in postings {
        let sum = sums.entry(posting.currency).or_default();
        *sum = sum.checked_add(posting.amount).ok_or(Imbalance::Overflow)?;
    }
    match sums.into_iter().find(|(_, sum)| *sum != 0) {
        Some((currency, sum)) => Err(Imbalance::Unbalanced(currency, sum)),
        None => Ok(()),
    }
}

/// What is wrong with a journal, at which entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Numbers must go up by one from 1.
    #[error("entry {0} is missing")]
    Gap(i64),
    /// Belongs to another project.
    #[error("entry {0} belongs to another project")]
    OtherProject(i64),
    /// Does not carry the hash of the entry before.
    #[error("entry {0} does not follow the entry before it")]
    BrokenChain(i64),
    /// Its hash is not that of its contents.
    #[error("the contents of entry {0} were changed")]
    Changed(i64),
    /// Debits and credits differ.
    #[error("entry {0} does not balance: {1}")]
    Unbalanced(i64, Imbalance),
}

/// Checks a project's journal entry by entry, so that it can be fed page by page.
#[derive(Debug, Clone)]
pub struct Verifier {
    project_id: Id,
    number: i64,
    hash: String,
    balances: BTreeMap<(String, Currency), i64>,
}

impl Verifier {
    /// Begins before the project's first entry.
    pub fn new(project_id: &str) -> Self {
        Self {
            project_id: project_id.to_owned(),
            number: 0,
            hash: genesis(project_id),
            balances: BTreeMap::new(),
        }
    }

    /// Takes the next entry, or says what is wrong with it.
    pub fn take(&mut self, entry: &JournalEntry) -> Result<(), Fault> {
        let number = self.number + 1;
        if entry.number != number {
            return Err(Fault::Gap(number));
        }
        if entry.project_id != self.project_id {
            return Err(Fault::OtherProject(number));
        }
        if entry.previous_hash != self.hash {
            return Err(Fault::BrokenChain(number));
        }
        if entry.compute_hash() != entry.hash {
            return Err(Fault::Changed(number));
        }
        ensure_balanced(&entry.postings).map_err(|fault| Fault::Unbalanced(number, fault))?;
        for posting in &entry.postings {
            let balance =
                self.balances.entry((posting.account.clone(), posting.currency)).or_default();
            *balance = balance
                .checked_add(posting.amount)
                .ok_or(Fault::Unbalanced(number, Imbalance::Overflow))?;
        }
        self.number = number;
        self.hash.clone_from(&entry.hash);
        Ok(())
    }

    /// How many entries were taken.
    pub fn entries(&self) -> i64 {
        self.number
    }

    /// The hash of the last entry.
    pub fn head(&self) -> &str {
        &self.hash
    }

    /// The balance of each account and currency so far, debits above zero.
    pub fn balances(&self) -> &BTreeMap<(String, Currency), i64> {
        &self.balances
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PROJECT: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

    fn entry(number: i64, previous: &str, postings: Vec<Posting>) -> JournalEntry {
        let mut entry = JournalEntry {
            project_id: PROJECT.into(),
            number,
            booked_at: DateTime::from_timestamp(1_769_851_800 + number, 0).unwrap(),
            kind: EntryKind::Receipt,
            subject_id: Some("01890a5d-ac96-774b-bcce-b302099a8058".into()),
            reverses: None,
            postings,
            previous_hash: previous.to_owned(),
            hash: String::new(),
        };
        entry.hash = entry.compute_hash();
        entry
    }

    fn receipt(amount: i64) -> Vec<Posting> {
        vec![
            Posting::debit(accounts::BANK, Currency::Kgs, amount),
            Posting::credit(accounts::received(accounts::DIASPORA), Currency::Kgs, amount),
        ]
    }

    #[test]
    fn test_vector() {
        let entry = entry(1, &genesis(PROJECT), receipt(150_000));
        assert_eq!(
            entry.canonical(),
            "kopuro-ledger-1\n\
             87bd6ad8b1f005dafd3f23099976a7efa88dc7d16776b58a0572a01b81fcd433\n\
             01890a5d-ac96-774b-bcce-b302099a8057\n1\n2026-01-31T09:30:01.000000Z\nreceipt\n\
             01890a5d-ac96-774b-bcce-b302099a8058\n\n2\nbank KGS 150000\nreceived:diaspora KGS -150000\n"
        );
        assert_eq!(entry.hash, "616cc58ffe5b901174d1b6612875ca853c91c322944ddfbc7e95f1f45c267934");
    }

    #[test]
    fn an_entry_of_zero_or_out_of_balance_is_no_entry() {
        assert_eq!(ensure_balanced(&receipt(0)), Err(Imbalance::Empty));
        let mut postings = receipt(5);
        postings[1].currency = Currency::Usd;
        assert_eq!(ensure_balanced(&postings), Err(Imbalance::Unbalanced(Currency::Kgs, 5)));
    }

    proptest! {
        #[test]
        fn every_change_to_a_journal_is_noticed(
            amounts in prop::collection::vec(1..1_000_000_i64, 1..20), at in any::<prop::sample::Index>(),
            change in 0..6
        ) {
            let mut journal: Vec<JournalEntry> = Vec::new();
            let mut previous = genesis(PROJECT);
            for (number, amount) in (1..).zip(&amounts) {
                let entry = entry(number, &previous, receipt(*amount));
                previous.clone_from(&entry.hash);
                journal.push(entry);
            }
            let mut good = Verifier::new(PROJECT);
            for entry in &journal {
                prop_assert_eq!(good.take(entry), Ok(()));
            }
            let total: i64 = amounts.iter().sum();
            prop_assert_eq!(good.balances()[&(accounts::BANK.to_owned(), Currency::Kgs)], total);

            let at = at.index(journal.len());
            match change {
                0 => journal[at].postings[0].amount += 1,
                1 => journal[at].postings[0].account.push('x'),
                2 => journal[at].kind = EntryKind::Refund,
                3 => journal[at].booked_at += chrono::Duration::seconds(1),
                4 => journal[at].subject_id = None,
                _ => {
                    // Changed and hashed anew: the chain behind it no longer fits, or the head is another.
                    journal[at].postings = receipt(7_777_777);
                    journal[at].hash = journal[at].compute_hash();
                }
            }
            let mut verifier = Verifier::new(PROJECT);
            let outcome = journal.iter().try_for_each(|entry| verifier.take(entry));
            prop_assert!(outcome.is_err() || verifier.head() != good.head());
        }
    }
}
