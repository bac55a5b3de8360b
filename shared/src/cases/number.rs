//! Case numbers: ten digits that can be told on the phone, the last two of them check digits by ISO 7064 MOD 97-10, which
//! notices every wrong digit and every two that changed places.

use crate::reference::mod97;

/// Digits before the check digits.
const BODY: u64 = 100_000_000;
/// Digits of a number.
const LENGTH: usize = 10;

/// A number from a random one. Collisions are rare; a unique key catches them.
pub fn make_number(random: u64) -> String {
    // A leading zero is lost in spreadsheets.
    let body = BODY / 10 + random % (BODY - BODY / 10);
    format!("{body}{:02}", 98 - mod97(&format!("{body}00")))
}

/// Reads a number as people write it, with spaces and hyphens; nothing where a digit is wrong.
pub fn parse_number(text: &str) -> Option<String> {
    let digits: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '№' | '#')).collect();
    let all_digits = digits.len() == LENGTH && digits.bytes().all(|byte| byte.is_ascii_digit());
    (all_digits && mod97(&digits) == 1).then_some(digits)
}

/// A number in groups, as it is shown and read aloud.
pub fn format_number(number: &str) -> String {
    match (number.get(..4), number.get(4..8), number.get(8..)) {
        (Some(first), Some(second), Some(check)) => format!("{first} {second} {check}"),
        _ => number.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_number_is_read_back_and_slips_are_noticed(random: u64, at in 0_usize..10, other in 0_u8..10) {
            let number = make_number(random);
            let shown = format_number(&number);
            prop_assert_eq!(parse_number(&shown), Some(number.clone()));
            let mut wrong = number.clone().into_bytes();
            wrong[at] = b'0' + other;
            let wrong = String::from_utf8(wrong).unwrap();
            prop_assert_eq!(parse_number(&wrong).is_some(), wrong == number);
            let mut swapped = number.clone().into_bytes();
            swapped.swap(at, (at + 1) % 10);
            let swapped = String::from_utf8(swapped).unwrap();
            prop_assert!(at == 9 || swapped == number || parse_number(&swapped).is_none());
        }
    }
}
