//! The languages of the platform and the texts that people write in them.

use serde::{Deserialize, Serialize};

/// A language of the interface (BCP 47 primary subtag).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default,
)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Kyrgyz.
    #[default]
    Ky,
    /// Russian.
    Ru,
    /// English.
    En,
}

impl Language {
    /// All languages, in the order in which a missing text falls back.
    pub const ALL: [Self; 3] = [Self::Ky, Self::Ru, Self::En];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Ky => "ky",
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// Reads a BCP 47 tag by its primary subtag (`ru-RU` is Russian); `None` for a language that we don't speak.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// Picks from an `Accept-Language` header (RFC 9110, 12.5.4) the best language that we speak.
    pub fn negotiate(accept_language: &str) -> Option<Self> {
        let mut best: Option<(Self, f32)> = None;
        for range in accept_language.split(',').take(16) {
            let mut parts = range.split(';');
            let Some(language) = parts.next().and_then(Self::from_tag) else { continue };
            let quality = parts
                .find_map(|part| part.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.parse::<f32>().unwrap_or(0.0));
            if quality > 0.0 && best.is_none_or(|(_, best_quality)| quality > best_quality) {
                best = Some((language, quality));
            }
        }
        best.map(|(language, _)| language)
    }
}

/// A text that people wrote in one or more of the languages. At least one is there once validated.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Translated {
    /// Kyrgyz.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ky: Option<String>,
    /// Russian.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ru: Option<String>,
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Translated {
    /// A text in all three languages.
    pub fn new(ky: &str, ru: &str, en: &str) -> Self {
        Self { ky: Some(ky.to_owned()), ru: Some(ru.to_owned()), en: Some(en.to_owned()) }
    }

    /// A text in one language.
    pub fn in_language(language: Language, text: &str) -> Self {
        let mut translated = Self::default();
        *translated.slot(language) = Some(text.to_owned());
        translated
    }

    /// The text in exactly this language.
    pub fn get(&self, language: Language) -> Option<&str> {
        match language {
            Language::Ky => self.ky.as_deref(),
            Language::Ru => self.ru.as_deref(),
            Language::En => self.en.as_deref(),
        }
    }

    /// The place of this language's text, to write into.
    pub fn slot(&mut self, language: Language) -> &mut Option<String> {
        match language {
            Language::Ky => &mut self.ky,
            Language::Ru => &mut self.ru,
            Language::En => &mut self.en,
        }
    }

    /// The text in this language or, where it is missing, in the first language that has one (ky, ru, en).
    pub fn pick(&self, language: Language) -> &str {
        self.get(language)
            .or_else(|| Language::ALL.into_iter().find_map(|other| self.get(other)))
            .unwrap_or_default()
    }

    /// This text and another below it, in each language.
    #[must_use]
    pub fn joined(&self, below: &Self) -> Self {
        let mut both = Self::default();
        for language in Language::ALL {
            let parts: Vec<_> =
                [self, below].into_iter().filter_map(|text| text.get(language)).collect();
            if !parts.is_empty() {
                *both.slot(language) = Some(parts.join("\n\n"));
            }
        }
        both
    }

    /// The texts that are there, with their languages.
    pub fn iter(&self) -> impl Iterator<Item = (Language, &str)> {
        Language::ALL.into_iter().filter_map(|language| Some((language, self.get(language)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accept_language_picks_the_best_that_we_speak() {
        assert_eq!(Language::negotiate("de-DE, ru;q=0.8, ky;q=0.9"), Some(Language::Ky));
        assert_eq!(Language::negotiate("en-GB,en;q=0.9"), Some(Language::En));
        assert_eq!(Language::negotiate("ky;q=0, ru;q=0.1"), Some(Language::Ru));
        assert_eq!(Language::negotiate("*"), None);
    }

    #[test]
    fn a_missing_text_falls_back() {
        let text = Translated { ru: Some("мост".into()), ..Translated::default() };
        assert_eq!(text.pick(Language::Ky), "мост");
        assert_eq!(Translated::default().pick(Language::En), "");
        let other =
            Translated {
                ky: Some("көпүрө".into()), ru: Some("через реку".into()), en: None
            };
        let joined = text.joined(&other);
        assert_eq!(joined.get(Language::Ru), Some("мост\n\nчерез реку"));
        assert_eq!((joined.get(Language::Ky), joined.get(Language::En)), (Some("көпүрө"), None));
    }
}
