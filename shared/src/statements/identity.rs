//! When two entries of bank files are the same transaction, so that it is booked once in whichever files it comes.
//!
//! # The bank's own reference
//!
//! `AcctSvcrRef` (ISO 20022: the reference "as assigned by the account servicing institution, to unambiguously identify
//! the instruction") is the same in a bank's camt.053 and camt.054. It is taken together with account, booking day,
//! direction and amount, because banks give a payment and its fee one reference, and some begin their numbers anew each
//! day. Fillers such as `NOTPROVIDED` are no reference ([`bank_reference`]).
//!
//! # Without it
//!
//! A table (CSV) often has no such reference. Then the entry is told by account, booking day, direction, amount, the
//! payer's reference, the payer's account and the text without spaces and punctuation.
//!
//! # Twins
//!
//! Two donors may pay the same amount on the same day without any text. A statement lists each entry of the bank once,
//! so what tells twins apart is their number in the file: entries with everything alike are the first, second, third…
//! *occurrence*. The same file again has the same occurrences, so it brings nothing new; a file of the whole day, after
//! one of the morning with only one of the twins, brings the second. A notification of the afternoon that has only the
//! second twin looks exactly like the first one sent again, and is taken for that: money is rather booked a day later,
//! when the statement of the whole day shows both, than twice. The import says how many entries it knew only so.
//!
//! # Canonical form
//!
//! The fingerprint is SHA-256 over these octets, UTF-8, each field followed by one line feed (0x0A):
//!
//! 1. `kopuro-transaction-1`
//! 2. the account's number, without spaces and hyphens, capitals
//! 3. the account's currency code
//! 4. the booking day, `2026-05-04`
//! 5. `credit` or `debit`
//! 6. the entry's amount in minor units, decimal
//! 7. `bank` where there is a bank's reference, otherwise `details`
//! 8. the bank's reference; or the payer's reference (end-to-end id), capitals
//! 9. nothing with a bank's reference; otherwise the payer's account, capitals, without spaces and hyphens
//! 10. nothing with a bank's reference; otherwise the text: letters and digits only, capitals
//! 11. the occurrence, decimal, from 1
//!
//! The test vector is in this module's tests. What goes beyond equality — the same transaction in a table and in a camt
//! file, where texts are cut or enriched — is [`likeness`].

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Direction;
use crate::{currency::Currency, organizations::normalize_account_number};

/// Texts shorter than this, without spaces, say too little for one being part of the other to mean anything.
const TELLING_TEXT: usize = 6;

/// What entries of the bank have in common when they can be the same at all: the others are not compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Slot {
    /// The account's number, normalized.
    pub account: String,
    /// Its currency.
    pub currency: Currency,
    /// The booking day.
    pub booked_on: NaiveDate,
    /// Which way.
    pub direction: Direction,
    /// The whole entry's amount, before a collective one is split.
    pub amount: i64,
}

/// What tells an entry from others of its slot.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Marks {
    /// The bank's own reference.
    pub bank_reference: Option<String>,
    /// The payer's reference, in capitals.
    pub end_to_end_id: Option<String>,
    /// The other side's account, normalized.
    pub counterparty_account: Option<String>,
    /// The text, letters and digits only, in capitals.
    pub text: String,
}

/// How much two entries of one slot are alike, the most alike first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The bank's reference and all else are the same.
    SameInAll,
    /// The bank's reference is the same.
    SameReference,
    /// One has no bank's reference, all else is the same.
    SameDetails,
    /// One has no bank's reference; they have the payer's reference in common, or one text is part of the other.
    Compatible,
    /// One has no bank's reference, and one has no text at all.
    Silent,
    /// One has no bank's reference, and their texts differ: they may be one transaction that two kinds of files tell
    /// differently.
    Doubtful,
    /// They are two.
    Different,
}

/// What banks write where they have no reference.
const FILLERS: [&str; 9] =
    ["NOTPROVIDED", "NONREF", "NOREF", "NOTAVAILABLE", "NONE", "NULL", "NA", "UNKNOWN", "NIL"];

/// A reference without fillers: nothing for `NOTPROVIDED`, zeros, dashes and the like.
pub fn bank_reference(text: &str) -> Option<String> {
    let text = text.trim();
    let dense = dense(text);
    let empty = dense.chars().all(|c| c == '0') || FILLERS.contains(&dense.as_str());
    (!empty).then(|| text.to_owned())
}

/// Letters and digits only, in capitals.
pub fn dense(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

impl Marks {
    /// The marks of an entry, from its fields as the file has them.
    pub fn new(
        bank: Option<&str>,
        end_to_end_id: Option<&str>,
        counterparty_account: Option<&str>,
        text: &str,
    ) -> Self {
        Self {
            bank_reference: bank.and_then(bank_reference),
            end_to_end_id: end_to_end_id.and_then(bank_reference).map(|id| id.to_uppercase()),
            counterparty_account: counterparty_account
                .map(normalize_account_number)
                .filter(|number| !number.is_empty()),
            text: dense(text),
        }
    }
}

/// The fingerprint of an entry, by the canonical form above. The occurrence is from 1.
pub fn fingerprint(slot: &Slot, marks: &Marks, occurrence: u32) -> String {
    let mut form = format!(
        "kopuro-transaction-1\n{}\n{}\n{}\n{}\n{}\n",
        slot.account,
        slot.currency.code(),
        slot.booked_on,
        slot.direction.name(),
        slot.amount
    );
    let fields = match &marks.bank_reference {
        Some(reference) => ["bank", reference, "", ""],
        None => [
            "details",
            marks.end_to_end_id.as_deref().unwrap_or_default(),
            marks.counterparty_account.as_deref().unwrap_or_default(),
            &marks.text,
        ],
    };
    for field in fields {
        form.push_str(field);
        form.push('\n');
    }
    form.push_str(&format!("{occurrence}\n"));
    Sha256::digest(form.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How much two entries of one slot are alike. `same_kind` says whether both come from camt files, or both from tables:
/// one bank's files of one kind don't tell the same payment in other words.
pub fn likeness(one: &Marks, other: &Marks, same_kind: bool) -> Likeness {
    let details = one.end_to_end_id == other.end_to_end_id
        && one.counterparty_account == other.counterparty_account
        && one.text == other.text;
    if let (Some(a), Some(b)) = (&one.bank_reference, &other.bank_reference) {
        return match (a == b, details) {
            (true, true) => Likeness::SameInAll,
            (true, false) => Likeness::SameReference,
            (false, _) => Likeness::Different,
        };
    }
    if details {
        return Likeness::SameDetails;
    }
    match (&one.end_to_end_id, &other.end_to_end_id) {
        (Some(a), Some(b)) if a == b => return Likeness::Compatible,
        (Some(_), Some(_)) => return Likeness::Different,
        _ => {}
    }
    if let (Some(a), Some(b)) = (&one.counterparty_account, &other.counterparty_account)
        && a != b
    {
        return Likeness::Different;
    }
    let (short, long) = if one.text.len() <= other.text.len() {
        (&one.text, &other.text)
    } else {
        (&other.text, &one.text)
    };
    if short == long || (short.chars().count() >= TELLING_TEXT && long.contains(short.as_str())) {
        return if short.is_empty() { Likeness::Silent } else { Likeness::Compatible };
    }
    if short.is_empty() {
        return Likeness::Silent;
    }
    if same_kind { Likeness::Different } else { Likeness::Doubtful }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot() -> Slot {
        Slot {
            account: "1290000123456789".to_owned(),
            currency: Currency::Kgs,
            booked_on: NaiveDate::from_ymd_opt(2026, 5, 4).unwrap(),
            direction: Direction::Credit,
            amount: 150_000,
        }
    }

    #[test]
    fn the_canonical_form_is_what_it_says() {
        // printf 'kopuro-transaction-1\n1290000123456789\nKGS\n2026-05-04\ncredit\n150000\nbank\n2026050400017\n\n\n1\n' | sha256sum
        let marks = Marks::new(Some(" 2026050400017 "), Some("E2E-1"), None, "көпүрөгө");
        assert_eq!(
            fingerprint(&slot(), &marks, 1),
            "06a60d131538406b163063a8477ef4cd08ad89d844ec9579a967586f4a0c1b27"
        );
        // printf 'kopuro-transaction-1\n1290000123456789\nKGS\n2026-05-04\ncredit\n150000\ndetails\nE2E-1\nDE89370400440532013000\nКӨПҮРӨГӨRF18\n2\n' | sha256sum
        let marks = Marks::new(
            Some("NOTPROVIDED"),
            Some("e2e-1"),
            Some("DE89 3704 0044 0532 0130 00"),
            "көпүрөгө: RF-18!",
        );
        assert_eq!(
            fingerprint(&slot(), &marks, 2),
            "65ceaa9d09eaac85034f9b4ac3c713abeddbfb008633a6a6571f6fd768e85354"
        );
    }

    #[test]
    fn fillers_are_no_references() {
        for filler in ["NOTPROVIDED", "not provided", "", "-", "000000", "N/A", "NONREF"] {
            assert_eq!(bank_reference(filler), None, "{filler}");
        }
        assert_eq!(bank_reference(" 0017/2 ").as_deref(), Some("0017/2"));
    }

    #[test]
    fn entries_are_alike_by_what_both_say() {
        let marks =
            |bank: Option<&str>, id: Option<&str>, text: &str| Marks::new(bank, id, None, text);
        let alike = |one: &Marks, other: &Marks| likeness(one, other, false);
        let camt = marks(Some("B1"), Some("E1"), "For the bridge RF18 5390");
        assert_eq!(alike(&camt, &camt), Likeness::SameInAll);
        assert_eq!(alike(&camt, &marks(Some("B1"), None, "")), Likeness::SameReference);
        assert_eq!(alike(&camt, &marks(Some("B2"), Some("E1"), &camt.text)), Likeness::Different);
        assert_eq!(alike(&camt, &marks(None, Some("E1"), &camt.text)), Likeness::SameDetails);
        let longer = marks(None, None, "Зачисление. FOR THE BRIDGE, RF185390. Асанов");
        assert_eq!(alike(&camt, &longer), Likeness::Compatible);
        assert_eq!(alike(&camt, &marks(None, None, "")), Likeness::Silent);
        let other = marks(None, None, "Перевод собственных средств");
        assert_eq!(alike(&camt, &other), Likeness::Doubtful);
        assert_eq!(likeness(&camt, &other, true), Likeness::Different);
        assert_eq!(alike(&camt, &marks(None, Some("E2"), &camt.text)), Likeness::Different);
        let twin = marks(None, None, "");
        assert_eq!(alike(&twin, &twin), Likeness::SameDetails);
    }
}
