//! The demo's desks, questions and consultations as their file tells them (`backend/demo/questions.toml`).

use kopuro_shared::{
    cases::MessageKind,
    consultations::OutcomeKind,
    language::{Language, Translated},
};
use serde::Deserialize;

use crate::platform::error::{Error, Result};

const QUESTIONS: &str = include_str!("../../demo/questions.toml");

/// The whole of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Questions {
    pub desks: Vec<DeskStory>,
    pub cases: Vec<CaseStory>,
    pub consultations: Vec<ConsultationStory>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskStory {
    pub id: String,
    pub organization: String,
    pub day: i64,
    pub topics: Vec<String>,
    pub places: Vec<String>,
    pub languages: Vec<Language>,
    pub promise_days: u32,
    /// Members who answer, beside owner and managers.
    pub duty: Vec<String>,
    pub name: Translated,
    pub about: Translated,
    #[serde(default)]
    pub canned_answers: Vec<CannedStory>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CannedStory {
    pub title: String,
    pub body: Translated,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseStory {
    /// None: the stewards look for one.
    pub desk: Option<String>,
    pub topic: String,
    pub place: Option<String>,
    pub by: String,
    pub day: i64,
    pub language: Language,
    #[serde(default)]
    pub public: bool,
    #[serde(default)]
    pub shows_name: bool,
    pub subject: String,
    pub text: String,
    #[serde(default)]
    pub turns: Vec<TurnStory>,
}

/// What happens to a case on a day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TurnStory {
    pub day: i64,
    pub by: String,
    /// A message of this kind, with its text.
    pub kind: Option<MessageKind>,
    #[serde(default)]
    pub text: String,
    /// It goes to this desk; the text is why.
    pub transfer: Option<String>,
    /// This member answers.
    pub assign: Option<String>,
    /// The asker rates it; the text is the comment.
    pub rating: Option<u8>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsultationStory {
    pub organization: String,
    pub by: String,
    pub day: i64,
    pub closes_on: i64,
    pub result_due_on: i64,
    pub title: Translated,
    pub summary: Translated,
    pub sections: Vec<SectionStory>,
    pub comments: Vec<CommentStory>,
    pub result: Option<ResultStory>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionStory {
    pub heading: Translated,
    pub body: Translated,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommentStory {
    pub day: i64,
    pub by: String,
    /// Which section, from 0.
    pub section: usize,
    pub text: String,
    #[serde(default)]
    pub supported_by: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultStory {
    pub day: i64,
    pub note: Translated,
    /// One for each section.
    pub outcomes: Vec<OutcomeStory>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeStory {
    pub kind: OutcomeKind,
    pub reason: Translated,
}

/// Reads them.
pub fn read() -> Result<Questions> {
    toml::from_str(QUESTIONS).map_err(Error::internal)
}
