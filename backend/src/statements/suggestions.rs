//! Which pledges a waiting credit could be for. Nothing here is ever applied by itself.

use kopuro_shared::statements::{Suggestion, SuggestionReason, references::near_references};

use super::{lists::references_of, store::TransactionRow};
use crate::{
    organizations::facts as bank_accounts,
    platform::{db::Conn, error::Result, search::index_terms},
    pledges::facts::{self as pledges, PledgeFacts},
    projects,
};

/// Suggestions that are shown.
const SUGGESTIONS_MAX: usize = 10;
/// Pledges with the right amount that are looked at.
const AMOUNT_MAX: i64 = 20;
/// Newest open pledges whose donors' names are compared.
const NAMES_MAX: i64 = 200;
/// Shorter words of a name say little: initials, `kyzy`, `uulu`.
const NAME_WORD_MIN: usize = 4;
/// Words that stand in many names.
const NAME_WORDS: [&str; 4] = ["uulu", "kizi", "ogli", "tegin"];

/// The pledges that a transaction could be for, those with the best reasons first.
pub fn suggest(conn: &mut Conn<'_>, row: &TransactionRow) -> Result<Vec<Suggestion>> {
    let accounts: Vec<String> = bank_accounts::list_accounts(conn, &row.organization_id)?
        .into_iter()
        .map(|account| account.id)
        .collect();
    let mut found = Found { accounts: &accounts, pledges: Vec::new() };
    let exact = references_of(row);
    found.add(pledges::find_by_references(conn, &exact)?, SuggestionReason::Reference);
    let texts = format!("{}\n{}", row.remittance, row.end_to_end_id.as_deref().unwrap_or_default());
    let near: Vec<String> =
        near_references(&texts).into_iter().filter(|it| !exact.contains(it)).collect();
    found.add(pledges::find_by_references(conn, &near)?, SuggestionReason::NearReference);
    let newest = pledges::open_pledges(conn, &accounts, None, NAMES_MAX)?;
    let named = newest.into_iter().filter(|pledge| {
        let (Some(payer), Some(donor)) = (&row.counterparty, &pledge.donor) else { return false };
        are_alike(payer, donor)
    });
    found.add(named.collect(), SuggestionReason::DonorName);
    let open = row.amount - row.used;
    let equal = pledges::open_pledges(conn, &accounts, Some(open), AMOUNT_MAX)?;
    let equal = equal.into_iter().filter(|pledge| {
        pledge.missing.amount == open && pledge.missing.currency.code() == row.currency
    });
    found.add(equal.collect(), SuggestionReason::ExpectedAmount);
    found.shown(conn)
}

/// Whether two names have a telling word in common, in whatever alphabet.
fn are_alike(payer: &str, donor: &str) -> bool {
    let (payer, donor) = (index_terms(payer), index_terms(donor));
    let telling =
        |word: &&String| word.len() >= NAME_WORD_MIN && !NAME_WORDS.contains(&word.as_str());
    payer.intersection(&donor).any(|word| telling(&word))
}

struct Found<'a> {
    accounts: &'a [String],
    pledges: Vec<(PledgeFacts, Vec<SuggestionReason>)>,
}

impl Found<'_> {
    fn add(&mut self, pledges: Vec<PledgeFacts>, reason: SuggestionReason) {
        for pledge in pledges {
            // Another organization's pledges are none of this one's business.
            if !self.accounts.contains(&pledge.bank_account_id) {
                continue;
            }
            match self.pledges.iter_mut().find(|(known, _)| known.id == pledge.id) {
                Some((_, reasons)) => reasons.push(reason),
                None => self.pledges.push((pledge, vec![reason])),
            }
        }
    }

    fn shown(mut self, conn: &mut Conn<'_>) -> Result<Vec<Suggestion>> {
        let weight = |reasons: &[SuggestionReason]| -> i32 {
            let one = |reason: &SuggestionReason| match reason {
                SuggestionReason::Reference => 8,
                SuggestionReason::NearReference => 4,
                SuggestionReason::DonorName => 2,
                SuggestionReason::ExpectedAmount => 1,
            };
            reasons.iter().map(one).sum()
        };
        self.pledges.sort_by_key(|(_, reasons)| std::cmp::Reverse(weight(reasons)));
        self.pledges.truncate(SUGGESTIONS_MAX);
        let shown = self.pledges.into_iter().map(|(pledge, reasons)| {
            let project = projects::facts::get_facts(conn, &pledge.project_id)?;
            Ok(Suggestion {
                pledge_id: pledge.id,
                project_id: pledge.project_id,
                project_title: project.title,
                reference: pledge.reference,
                donor: pledge.donor,
                amount: pledge.amount,
                missing: pledge.missing,
                reasons,
            })
        });
        shown.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::are_alike;

    #[test]
    fn names_are_alike_across_alphabets_and_order_but_not_by_patronymic_words() {
        assert!(are_alike("АСАНОВА АЙГҮЛ БАКЫТОВНА", "Aigul (Москва)"));
        assert!(are_alike("MR AZAMAT USENOV", "Азамат У."));
        assert!(!are_alike("Нурбек уулу Тилек", "Бакыт уулу Эмил"));
        assert!(!are_alike("A B", "А. Б."));
    }
}
