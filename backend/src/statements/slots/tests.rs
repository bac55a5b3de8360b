//! However a bank's entries are told, in one file or in many that overlap, each is stored once.

use chrono::NaiveDate;
use kopuro_shared::{currency::Currency, statements::Direction};
use proptest::prelude::*;

use super::*;
use crate::{platform::clock, statements::read::Part};

/// What the database would have of a slot.
#[derive(Default)]
struct Store {
    stored: Vec<Stored>,
    taken: HashSet<String>,
}

fn slot() -> Slot {
    Slot {
        account: "1290000123456789".to_owned(),
        currency: Currency::Kgs,
        booked_on: NaiveDate::from_ymd_opt(2026, 5, 4).expect("a day"),
        direction: Direction::Credit,
        amount: 1000,
    }
}

fn entry(position: usize, bank: Option<String>, text: &str) -> Entry {
    let remittance = if text.is_empty() { Vec::new() } else { vec![text.to_owned()] };
    Entry {
        position: u32::try_from(position).expect("few"),
        section: 1,
        booked_on: slot().booked_on,
        valued_on: None,
        direction: Direction::Credit,
        amount: 1000,
        bank_reference: bank,
        is_reversal: false,
        is_batch: false,
        parts: vec![Part { amount: 1000, remittance, ..Part::default() }],
    }
}

impl Store {
    /// Takes a file, as `booking::take_slot` does.
    fn import(&mut self, entries: &[Entry], from_table: bool) {
        let verdicts = compare(entries, from_table, &self.stored);
        for (entry, verdict) in entries.iter().zip(verdicts) {
            let marks = entry.marks();
            match verdict {
                Verdict::Known { index, .. } => {
                    let known = &mut self.stored[index];
                    if known.marks.bank_reference.is_none() && marks.bank_reference.is_some() {
                        known.marks.bank_reference = marks.bank_reference;
                        self.taken.remove(&known.row.fingerprint);
                        known.row.fingerprint =
                            next_fingerprint(&slot(), &known.marks, &mut self.taken);
                    }
                }
                Verdict::Doubtful { .. } | Verdict::New => {
                    let fingerprint = next_fingerprint(&slot(), &marks, &mut self.taken);
                    self.stored.push(Stored { row: row(&fingerprint, from_table), marks });
                }
            }
        }
    }
}

fn row(fingerprint: &str, from_table: bool) -> TransactionRow {
    TransactionRow {
        id: clock::new_id(),
        version: 1,
        organization_id: String::new(),
        statement_id: String::new(),
        bank_account_id: String::new(),
        account_number: String::new(),
        currency: "KGS".to_owned(),
        entry_id: String::new(),
        part: 1,
        entry_amount: 1000,
        fingerprint: fingerprint.to_owned(),
        marks: serde_json::Value::Null,
        from_table,
        direction: "credit".to_owned(),
        state: "queued".to_owned(),
        queue_reason: None,
        amount: 1000,
        used: 0,
        booked_on: slot().booked_on,
        valued_on: None,
        counterparty: None,
        counterparty_account: None,
        remittance: String::new(),
        bank_reference: None,
        end_to_end_id: None,
        instructed: None,
        instructed_currency: None,
        is_reversal: false,
        is_batch: false,
        possible_duplicate_of: None,
        set_aside_reason: None,
        created_at: clock::now_naive(),
    }
}

/// Texts of which some are the same: twins.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let text = prop::sample::select(vec!["", "көпүрөгө", "for the bridge", "RF18539007547034"]);
    prop::collection::vec(text.prop_map(str::to_owned), 1..8)
}

proptest! {
    #[test]
    fn entries_with_the_banks_reference_are_stored_once_in_any_overlapping_pieces(
        texts in texts(), pieces in prop::collection::vec(prop::collection::vec(any::<bool>(), 8), 1..6)
    ) {
        let all: Vec<Entry> = texts.iter().enumerate()
            .map(|(index, text)| entry(index + 1, Some(format!("B{index}")), text)).collect();
        let mut store = Store::default();
        for piece in &pieces {
            let file: Vec<Entry> = all.iter().zip(piece).filter(|(_, is_in)| **is_in).map(|(entry, _)| entry.clone()).collect();
            store.import(&file, false);
        }
        store.import(&all, false);
        prop_assert_eq!(store.stored.len(), all.len());
        store.import(&all, false);
        prop_assert_eq!(store.stored.len(), all.len());
    }

    #[test]
    fn entries_without_any_reference_are_as_many_as_in_the_file_of_the_whole_day(
        texts in texts(), piece in prop::collection::vec(any::<bool>(), 8), from_table in any::<bool>()
    ) {
        let all: Vec<Entry> = texts.iter().enumerate().map(|(index, text)| entry(index + 1, None, text)).collect();
        let part: Vec<Entry> = all.iter().zip(&piece).filter(|(_, is_in)| **is_in).map(|(entry, _)| entry.clone()).collect();
        let mut store = Store::default();
        // A part of the day, twice; then the whole day, twice; then the part again.
        for file in [&part, &part, &all, &all, &part] {
            store.import(file, from_table);
            prop_assert!(store.stored.len() <= all.len());
        }
        prop_assert_eq!(store.stored.len(), all.len());
    }

    #[test]
    fn a_table_without_references_and_a_camt_file_with_them_are_the_same_entries(
        texts in texts(), table_first in any::<bool>()
    ) {
        let camt: Vec<Entry> = texts.iter().enumerate()
            .map(|(index, text)| entry(index + 1, Some(format!("B{index}")), text)).collect();
        // In another order, as tables often have it.
        let mut table: Vec<Entry> = texts.iter().enumerate().map(|(index, text)| entry(index + 1, None, text)).collect();
        table.reverse();
        let mut store = Store::default();
        let files = if table_first { [(&table, true), (&camt, false)] } else { [(&camt, false), (&table, true)] };
        for (file, from_table) in files.into_iter().chain(files) {
            store.import(file, from_table);
        }
        prop_assert_eq!(store.stored.len(), texts.len());
        let referred = store.stored.iter().filter(|stored| stored.marks.bank_reference.is_some()).count();
        prop_assert_eq!(referred, texts.len());
    }
}
