//! Payment references: ISO 11649 creditor references (`RF`, two check digits, up to 21 characters), which banks carry
//! in structured and unstructured remittance information alike.

/// Digits of the references that we make, behind `RF` and the check digits. Digits only: every keyboard has them, they
/// are easy to read aloud, and MOD 97-10 then notices every single wrong digit (it does not where a letter may have
/// been typed as a digit).
pub const BODY_LENGTH: usize = 12;
/// Longest reference by the standard.
const LENGTH_MAX: usize = 25;
/// Shortest: `RF`, the check digits and one character.
const LENGTH_MIN: usize = 5;

/// A reference from a random number. Collisions are rare (10^12 of them); a unique key catches the rest.
pub fn make_reference(random: u64) -> String {
    let body = format!("{:012}", random % 1_000_000_000_000);
    format!("RF{:02}{body}", check_digits(&body))
}

/// Check digits by ISO 7064 MOD 97-10 over the body and `RF00`, letters as two digits.
fn check_digits(body: &str) -> u32 {
    98 - mod97(&format!("{body}RF00"))
}

/// The remainder of ISO 7064 MOD 97-10 over digits and letters (a letter is two digits, from A = 10). What ends in its
/// check digits leaves 1; IBANs use it too.
pub fn mod97(text: &str) -> u32 {
    text.chars().fold(0, |rest, c| {
        let value = c.to_digit(36).unwrap_or_default();
        let shift = if value < 10 { 10 } else { 100 };
        (rest * shift + value) % 97
    })
}

/// Whether a text without spaces is a reference with the right check digits.
pub fn is_reference(text: &str) -> bool {
    let ascii = text.len() >= LENGTH_MIN
        && text.len() <= LENGTH_MAX
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    ascii
        && text.starts_with("RF")
        && text[2..4].bytes().all(|byte| byte.is_ascii_digit())
        && mod97(&format!("{}{}", &text[4..], &text[..4])) == 1
}

/// A reference in groups of four, as people read and type it.
pub fn display_reference(reference: &str) -> String {
    let characters: Vec<char> = reference.chars().collect();
    characters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// Our references anywhere in remittance information, whatever stands before, behind and between: case, spaces,
/// hyphens, slashes, points and line breaks don't matter. In order, without repetition. Bounded: reads 4,096 characters.
pub fn find_references(remittance: &str) -> Vec<String> {
    let dense: Vec<char> = remittance
        .chars()
        .take(4096)
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .map(latin_lookalike)
        .collect();
    let length = 4 + BODY_LENGTH;
    let mut found: Vec<String> = Vec::new();
    for window in dense.windows(length) {
        if window[0] != 'R' || window[1] != 'F' {
            continue;
        }
        let candidate: String = window.iter().collect();
        if is_reference(&candidate) && !found.contains(&candidate) {
            found.push(candidate);
        }
    }
    found
}

/// `RF` typed on a Cyrillic keyboard.
fn latin_lookalike(c: char) -> char {
    match c {
        'Р' => 'R',
        'Ф' => 'F',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_standards_example_is_valid() {
        assert!(is_reference("RF18539007547034"));
        assert!(!is_reference("RF19539007547034"));
        assert!(!is_reference("RF18"));
        assert!(!is_reference("rf18539007547034"));
    }

    #[test]
    fn a_reference_is_found_however_it_was_typed() {
        let reference = make_reference(71_234_567_829);
        let grouped = display_reference(&reference);
        for text in [
            format!("for the bridge {grouped} thank you"),
            format!("/RFB/{}", reference.to_lowercase()),
            format!("көпүрөгө:{}.", grouped.replace(' ', "-")),
            format!("РФ {}", &grouped[2..]),
            format!("{}\n{}", &reference[..7], &reference[7..]),
        ] {
            assert_eq!(find_references(&text), std::slice::from_ref(&reference), "{text}");
        }
        assert!(find_references("RF and nothing else").is_empty());
    }

    proptest! {
        #[test]
        fn every_reference_is_valid_and_one_wrong_digit_is_noticed(
            random in any::<u64>(), at in 4..16_usize, other in b'0'..=b'9'
        ) {
            let reference = make_reference(random);
            prop_assert!(is_reference(&reference));
            let mut typed: Vec<u8> = reference.clone().into_bytes();
            prop_assume!(typed[at] != other);
            typed[at] = other;
            prop_assert!(!is_reference(&String::from_utf8(typed).unwrap()));
        }

        #[test]
        fn searching_never_panics(text in ".{0,200}") {
            for reference in find_references(&text) {
                prop_assert!(is_reference(&reference));
            }
        }
    }
}
