//! Which entries of a file are known already. Compared are entries of one slot (account, day, direction, amount), all of
//! them at once, each with at most one that is stored; `kopuro_shared::statements::identity` says how alike two are.

use std::collections::HashSet;

use kopuro_shared::statements::identity::{Likeness, Marks, Slot, fingerprint, likeness};

use super::{read::Entry, store::TransactionRow};
use crate::platform::error::Result;

/// What is known of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is the stored one at this index; whether only day, amount and text say so.
    Known { index: usize, by_likeness: bool },
    /// It is new, but may be the stored one at this index.
    Doubtful { index: usize },
    /// It is new.
    New,
}

/// A stored entry: its first part, and what tells it from others.
pub struct Stored {
    pub row: TransactionRow,
    pub marks: Marks,
}

impl Stored {
    pub fn new(row: TransactionRow) -> Result<Self> {
        Ok(Self { marks: serde_json::from_value(row.marks.clone())?, row })
    }

    /// Whether it is a collective entry, split or not.
    fn is_collective(&self) -> bool {
        self.row.is_batch || self.row.amount != self.row.entry_amount
    }
}

/// Decides for each entry of a slot whether it is one of the stored ones.
pub fn compare(entries: &[Entry], from_table: bool, stored: &[Stored]) -> Vec<Verdict> {
    let marks: Vec<Marks> = entries.iter().map(Entry::marks).collect();
    let mut verdicts = vec![Verdict::New; entries.len()];
    let mut open: Vec<usize> = (0..entries.len()).collect();
    let mut free: Vec<usize> = (0..stored.len()).collect();
    let alike = |entry: usize, index: usize| {
        let (one, other) = (&marks[entry], &stored[index].marks);
        let found = likeness(one, other, from_table == stored[index].row.from_table);
        let collective = entries[entry].is_batch || entries[entry].parts.len() > 1;
        // The texts of a collective entry are those of some of its parts, or of none.
        let undecided =
            matches!(found, Likeness::Different | Likeness::Doubtful | Likeness::Silent)
                && (one.bank_reference.is_none() || other.bank_reference.is_none());
        if undecided && collective && stored[index].is_collective() {
            return Likeness::Compatible;
        }
        found
    };
    // Without a reference that is stored the first two levels can't be: a day of ten thousand alike would be compared
    // a hundred million times for nothing.
    let references: HashSet<&str> =
        stored.iter().filter_map(|stored| stored.marks.bank_reference.as_deref()).collect();
    let is_referred: Vec<bool> = marks
        .iter()
        .map(|marks| marks.bank_reference.as_deref().is_some_and(|it| references.contains(it)))
        .collect();
    for level in [
        Likeness::SameInAll,
        Likeness::SameReference,
        Likeness::SameDetails,
        Likeness::Compatible,
        Likeness::Silent,
    ] {
        open.retain(|entry| {
            if level <= Likeness::SameReference && !is_referred[*entry] {
                return true;
            }
            let Some(at) = free.iter().position(|index| alike(*entry, *index) == level) else {
                return true;
            };
            let index = free.remove(at);
            // Two references that are there and the same leave no doubt.
            let by_likeness = level > Likeness::SameReference;
            verdicts[*entry] = Verdict::Known { index, by_likeness };
            false
        });
    }
    for entry in open {
        let doubtful = free.iter().position(|index| alike(entry, *index) == Likeness::Doubtful);
        if let Some(at) = doubtful {
            verdicts[entry] = Verdict::Doubtful { index: free.remove(at) };
        }
    }
    verdicts
}

/// The fingerprint of a new entry: the first occurrence that is not taken. Takes it.
pub fn next_fingerprint(slot: &Slot, marks: &Marks, taken: &mut HashSet<String>) -> String {
    let mut occurrence = 1;
    loop {
        let candidate = fingerprint(slot, marks, occurrence);
        if taken.insert(candidate.clone()) {
            return candidate;
        }
        occurrence += 1;
    }
}

#[cfg(test)]
mod tests;
