//! Payment references in what payers and banks write.

use crate::reference::{BODY_LENGTH, find_references, is_reference};

/// Characters of a text that are looked through for a mistyped reference.
const NEAR_TEXT_MAX: usize = 4096;
/// Mistyped references that are looked into at most.
const NEAR_WINDOWS_MAX: usize = 20;
/// Longest reference of ours.
const LENGTH: usize = 4 + BODY_LENGTH;

/// Every payment reference in the texts that came with a payment, without repetition. Lines of one text may break a
/// reference in two, as banks wrap at 35 characters; two texts never make one together.
pub fn find_payment_references<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for reference in texts.into_iter().flat_map(find_references) {
        if !found.contains(&reference) {
            found.push(reference);
        }
    }
    found
}

/// What may have been meant by something that looks like a reference but has wrong check digits: every reference that
/// differs in one character, or in the order of two neighbours. Good for suggestions only.
pub fn near_references(text: &str) -> Vec<String> {
    let dense: Vec<char> = text
        .chars()
        .take(NEAR_TEXT_MAX)
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .map(as_typed)
        .collect();
    let mut near: Vec<String> = Vec::new();
    let candidates = dense.windows(LENGTH).filter(|window| looks_like_reference(window));
    for window in candidates.take(NEAR_WINDOWS_MAX) {
        for meant in one_slip_away(window) {
            if !near.contains(&meant) {
                near.push(meant);
            }
        }
    }
    near
}

/// Letters that are taken for `R`, `F` and digits.
fn as_typed(c: char) -> char {
    match c {
        'Р' => 'R',
        'Ф' => 'F',
        'O' | 'О' => '0',
        'I' | 'L' => '1',
        'З' => '3',
        'S' => '5',
        'В' | 'B' => '8',
        other => other,
    }
}

/// `RF` and 14 digits, one of them all wrong at most.
fn looks_like_reference(window: &[char]) -> bool {
    let wrong = window
        .iter()
        .enumerate()
        .filter(|(at, c)| match at {
            0 => **c != 'R',
            1 => **c != 'F',
            _ => !c.is_ascii_digit(),
        })
        .count();
    wrong <= 1
}

fn one_slip_away(window: &[char]) -> Vec<String> {
    let mut meant = Vec::new();
    let mut consider = |characters: &[char]| {
        let text: String = characters.iter().collect();
        if is_reference(&text) {
            meant.push(text);
        }
    };
    consider(window);
    for at in 0..window.len() {
        let mut other = window.to_vec();
        match at {
            0 => {
                other[0] = 'R';
                consider(&other);
            }
            1 => {
                other[1] = 'F';
                consider(&other);
            }
            _ => {
                for digit in ('0'..='9').filter(|digit| *digit != window[at]) {
                    other[at] = digit;
                    consider(&other);
                }
            }
        }
        if at > 2 {
            let mut swapped = window.to_vec();
            swapped.swap(at - 1, at);
            consider(&swapped);
        }
    }
    meant
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::reference::make_reference;

    #[test]
    fn references_of_several_texts_are_found_once_each_and_never_across_texts() {
        let (one, two) = (make_reference(1), make_reference(2));
        let spaced = format!("көпүрө {}", crate::reference::display_reference(&one).to_lowercase());
        assert_eq!(find_payment_references([spaced.as_str(), &one, &two]), [one.clone(), two]);
        assert!(find_payment_references([&one[..9], &one[9..]]).is_empty());
        assert_eq!(
            find_payment_references([format!("{}\n{}", &one[..9], &one[9..]).as_str()]),
            [one]
        );
    }

    #[test]
    fn texts_without_anything_like_a_reference_suggest_nothing() {
        assert!(near_references("Спасибо за мост, 2026-05-04, сумма 1000.00").is_empty());
        assert!(near_references("").is_empty());
    }

    proptest! {
        #[test]
        fn one_wrong_digit_or_two_swapped_ones_still_lead_to_the_reference(
            random in any::<u64>(), at in 2..16_usize, other in b'0'..=b'9', swap in 3..16_usize
        ) {
            let reference = make_reference(random);
            let mut typed: Vec<char> = reference.chars().collect();
            typed[at] = char::from(other);
            let text: String = typed.iter().collect();
            let written = format!("for {text} thanks");
            prop_assert!(near_references(&written).contains(&reference));
            let mut typed: Vec<char> = reference.chars().collect();
            typed.swap(swap - 1, swap);
            let text: String = typed.iter().collect();
            prop_assert!(near_references(&text).contains(&reference));
        }

        #[test]
        fn looking_for_slips_never_panics(text in ".{0,200}") {
            for reference in near_references(&text) {
                prop_assert!(is_reference(&reference));
            }
        }
    }
}
