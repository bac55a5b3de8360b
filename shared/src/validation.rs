//! Shape checks that the server and the forms share: the same function refuses the request and marks the field.

use std::collections::BTreeMap;

use crate::language::{Language, Translated};

/// Longest name or title, in characters.
pub const NAME_MAX: usize = 160;
/// Longest short text (a summary, a reason), in characters.
pub const SUMMARY_MAX: usize = 600;
/// Longest long text (a description, an update), in characters.
pub const TEXT_MAX: usize = 20_000;
/// Longest e-mail address, in octets (RFC 5321, 4.5.3.1.3, less the angle brackets).
pub const EMAIL_MAX: usize = 254;

/// What can be wrong with a field. The slug is the catalogues' key after `field-`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldCode {
    /// The field is empty or missing.
    Required,
    /// Longer than `max` characters, or more than `max` entries.
    TooLong,
    /// Shorter than `min` characters, or fewer than `min` entries.
    TooShort,
    /// Not an e-mail address.
    InvalidEmail,
    /// Not a number within `min` and `max`.
    OutOfRange,
    /// Zero or less, where more is needed.
    NotPositive,
    /// Not a value that this field takes.
    NotAccepted,
    /// Not a date that fits here.
    InvalidDate,
    /// The password is too easy to guess.
    WeakPassword,
    /// A code, number or reference that is not well-formed.
    InvalidFormat,
    /// Refers to something that does not exist.
    UnknownReference,
    /// The same entry twice.
    Duplicate,
    /// A condition that does not hold yet; `condition` names it.
    Unmet,
    /// Needs a photo or document first.
    EvidenceMissing,
}

impl FieldCode {
    /// Every code, for the test that walks the catalogues.
    pub const ALL: [Self; 14] = [
        Self::Required,
        Self::TooLong,
        Self::TooShort,
        Self::InvalidEmail,
        Self::OutOfRange,
        Self::NotPositive,
        Self::NotAccepted,
        Self::InvalidDate,
        Self::WeakPassword,
        Self::InvalidFormat,
        Self::UnknownReference,
        Self::Duplicate,
        Self::Unmet,
        Self::EvidenceMissing,
    ];

    /// The wire form.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooLong => "too-long",
            Self::TooShort => "too-short",
            Self::InvalidEmail => "invalid-email",
            Self::OutOfRange => "out-of-range",
            Self::NotPositive => "not-positive",
            Self::NotAccepted => "not-accepted",
            Self::InvalidDate => "invalid-date",
            Self::WeakPassword => "weak-password",
            Self::InvalidFormat => "invalid-format",
            Self::UnknownReference => "unknown-reference",
            Self::Duplicate => "duplicate",
            Self::Unmet => "unmet",
            Self::EvidenceMissing => "evidence-missing",
        }
    }
}

/// One fault: where, what, and the figures that its message names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// JSON pointer (RFC 6901) into the request's body.
    pub pointer: String,
    /// What is wrong.
    pub code: FieldCode,
    /// Figures for the message, such as `max`.
    pub figures: BTreeMap<&'static str, String>,
}

/// A request type that can check its own shape. What needs the database is checked by the service.
pub trait Validate {
    /// Adds what is wrong to `checks`.
    fn check(&self, checks: &mut Checks);

    /// All faults at once, or nothing.
    fn validate(&self) -> Result<(), Vec<FieldError>> {
        let mut checks = Checks::default();
        self.check(&mut checks);
        checks.finish()
    }
}

/// Collects the faults of a request, so that a person sees all of them at once.
#[derive(Debug, Default)]
pub struct Checks {
    errors: Vec<FieldError>,
}

impl Checks {
    /// Notes a fault.
    pub fn fault(&mut self, pointer: impl Into<String>, code: FieldCode) -> &mut Self {
        self.fault_with(pointer, code, [])
    }

    /// Notes a fault with the figures that its message names.
    pub fn fault_with(
        &mut self,
        pointer: impl Into<String>,
        code: FieldCode,
        figures: impl IntoIterator<Item = (&'static str, String)>,
    ) -> &mut Self {
        self.errors.push(FieldError {
            pointer: pointer.into(),
            code,
            figures: figures.into_iter().collect(),
        });
        self
    }

    /// Notes a fault unless the condition holds.
    pub fn ensure(
        &mut self,
        holds: bool,
        pointer: impl Into<String>,
        code: FieldCode,
    ) -> &mut Self {
        if !holds {
            self.fault(pointer, code);
        }
        self
    }

    /// A text that must be there, of at most `max` characters, without control characters.
    pub fn required_text(&mut self, pointer: &str, text: &str, max: usize) -> &mut Self {
        self.ensure(!text.trim().is_empty(), pointer, FieldCode::Required);
        self.text(pointer, text, max)
    }

    /// A text of at most `max` characters, without control characters other than line breaks and tabs.
    pub fn text(&mut self, pointer: &str, text: &str, max: usize) -> &mut Self {
        if text.chars().count() > max {
            self.fault_with(pointer, FieldCode::TooLong, [("max", max.to_string())]);
        }
        let clean = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
        self.ensure(text.chars().all(clean), pointer, FieldCode::InvalidFormat)
    }

    /// A translated text: at least one language, each of at most `max` characters.
    pub fn translated(&mut self, pointer: &str, text: &Translated, max: usize) -> &mut Self {
        let filled = text.iter().any(|(_, text)| !text.trim().is_empty());
        self.ensure(filled, pointer, FieldCode::Required);
        for (language, text) in text.iter() {
            self.text(&format!("{pointer}/{}", language.tag()), text, max);
        }
        self
    }

    /// A translated text that may be missing altogether.
    pub fn optional_translated(
        &mut self,
        pointer: &str,
        text: &Translated,
        max: usize,
    ) -> &mut Self {
        for language in Language::ALL {
            if let Some(text) = text.get(language) {
                self.text(&format!("{pointer}/{}", language.tag()), text, max);
            }
        }
        self
    }

    /// An e-mail address, by the rule that browsers use for `<input type=email>` (WHATWG HTML, 4.10.5.1.5).
    pub fn email(&mut self, pointer: &str, email: &str) -> &mut Self {
        if email.trim().is_empty() {
            return self.fault(pointer, FieldCode::Required);
        }
        self.ensure(is_email(email), pointer, FieldCode::InvalidEmail)
    }

    /// All faults, or nothing.
    pub fn finish(self) -> Result<(), Vec<FieldError>> {
        if self.errors.is_empty() { Ok(()) } else { Err(self.errors) }
    }
}

/// Whether a text is an e-mail address by WHATWG HTML, 4.10.5.1.5, and not longer than RFC 5321 lets it be.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let local_char = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= EMAIL_MAX
        && !local.is_empty()
        && local.chars().all(local_char)
        && domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn e_mail_addresses_are_told_from_other_texts() {
        for good in ["a@b.kg", "aigul.t+kopuro@example.com", "x@localhost"] {
            assert!(is_email(good), "{good}");
        }
        for bad in
            ["", "a", "@b.kg", "a@", "a@b..kg", "a b@c.kg", "a@b.kg\r\nBcc: x@y.z", "a@-b.kg"]
        {
            assert!(!is_email(bad), "{bad}");
        }
    }

    #[test]
    fn all_faults_come_at_once() {
        let mut checks = Checks::default();
        checks.required_text("/name", " ", 10).text("/note", "12345", 3);
        let faults = checks.finish().unwrap_err();
        assert_eq!(faults.len(), 2);
        assert_eq!(faults[1].figures["max"], "3");
    }
}
