//! Desks: the units of organizations that answer for topics and places, with a promise in working days.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    ids::Id,
    language::{Language, Translated},
    organizations::OrganizationSummary,
    places::PlaceSummary,
    validation::{Checks, FieldCode, NAME_MAX, TEXT_MAX, Validate},
};

/// The longest promise, in working days.
pub const PROMISE_MAX: u32 = 60;
/// Topics that one desk answers for at most.
pub const TOPICS_MAX: usize = 40;
/// Places that one desk answers for at most; a place covers what lies in it.
pub const PLACES_MAX: usize = 50;
/// Members on duty at most.
pub const DUTY_MAX: usize = 50;
/// Longest list of a topic's keywords in one language, in characters.
pub const KEYWORDS_MAX: usize = 2000;

/// What people ask about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Topic {
    /// A readable id: `customs`.
    pub id: Id,
    /// The version, as in the `ETag` of a change.
    pub version: i64,
    /// Its name.
    pub name: Translated,
    /// Words by which a matter is recognised, parted by commas.
    pub keywords: Translated,
    /// Whether new cases may be about it.
    pub is_open: bool,
}

/// Changes a topic, or adds one; for stewards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PutTopic {
    /// Its name.
    pub name: Translated,
    /// Words by which a matter is recognised, parted by commas.
    #[serde(default)]
    pub keywords: Translated,
    /// Whether new cases may be about it.
    pub is_open: bool,
}

impl Validate for PutTopic {
    fn check(&self, checks: &mut Checks) {
        checks.translated("/name", &self.name, NAME_MAX);
        checks.optional_translated("/keywords", &self.keywords, KEYWORDS_MAX);
    }
}

/// Whether a text may be a topic's id: lower-case letters, digits and underscores.
pub fn is_topic_id(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    (2..=40).contains(&text.len()) && text.chars().all(fits)
}

/// Sets up a desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateDesk {
    /// Its name.
    pub name: Translated,
    /// What it does and what it does not.
    #[serde(default)]
    pub about: Translated,
    /// The topics that it answers for.
    pub topics: Vec<Id>,
    /// The places that it answers for, each with what lies in it; what lies in another one of them is left out.
    pub place_ids: Vec<Id>,
    /// The languages that it answers in.
    pub languages: Vec<Language>,
    /// Within how many working days it promises a first answer.
    pub promise_days: u32,
    /// The desk to which what is overdue goes; without it the one above by organization and place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above_desk_id: Option<Id>,
}

impl Validate for CreateDesk {
    fn check(&self, checks: &mut Checks) {
        checks.translated("/name", &self.name, NAME_MAX);
        checks.optional_translated("/about", &self.about, TEXT_MAX);
        check_list(checks, "/topics", &self.topics, TOPICS_MAX);
        check_list(checks, "/place_ids", &self.place_ids, PLACES_MAX);
        check_languages(checks, &self.languages);
        check_promise(checks, self.promise_days);
        checks.text("/above_desk_id", self.above_desk_id.as_deref().unwrap_or_default(), NAME_MAX);
    }
}

/// Changes a desk; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct UpdateDesk {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Translated>,
    /// What it does and what it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<Translated>,
    /// The topics that it answers for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topics: Option<Vec<Id>>,
    /// The places that it answers for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place_ids: Option<Vec<Id>>,
    /// The languages that it answers in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub languages: Option<Vec<Language>>,
    /// Within how many working days it promises a first answer; holds for cases that come from now on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promise_days: Option<u32>,
    /// The desk to which what is overdue goes; an empty text: the one above by organization and place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above_desk_id: Option<Id>,
    /// Whether it takes new cases.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_open: Option<bool>,
}

impl Validate for UpdateDesk {
    fn check(&self, checks: &mut Checks) {
        if let Some(name) = &self.name {
            checks.translated("/name", name, NAME_MAX);
        }
        if let Some(about) = &self.about {
            checks.optional_translated("/about", about, TEXT_MAX);
        }
        if let Some(topics) = &self.topics {
            check_list(checks, "/topics", topics, TOPICS_MAX);
        }
        if let Some(places) = &self.place_ids {
            check_list(checks, "/place_ids", places, PLACES_MAX);
        }
        if let Some(languages) = &self.languages {
            check_languages(checks, languages);
        }
        if let Some(days) = self.promise_days {
            check_promise(checks, days);
        }
        checks.text("/above_desk_id", self.above_desk_id.as_deref().unwrap_or_default(), NAME_MAX);
    }
}

fn check_list(checks: &mut Checks, pointer: &str, ids: &[Id], max: usize) {
    checks.ensure(!ids.is_empty(), pointer, FieldCode::Required);
    if ids.len() > max {
        checks.fault_with(pointer, FieldCode::TooLong, [("max", max.to_string())]);
    }
    for (index, id) in ids.iter().enumerate().take(max) {
        let at = format!("{pointer}/{index}");
        checks.required_text(&at, id, NAME_MAX);
        checks.ensure(!ids[..index].contains(id), at, FieldCode::Duplicate);
    }
}

fn check_languages(checks: &mut Checks, languages: &[Language]) {
    checks.ensure(!languages.is_empty(), "/languages", FieldCode::Required);
    for (index, language) in languages.iter().enumerate().take(Language::ALL.len() + 1) {
        let once = !languages[..index].contains(language);
        checks.ensure(once, format!("/languages/{index}"), FieldCode::Duplicate);
    }
}

fn check_promise(checks: &mut Checks, days: u32) {
    checks.ensure((1..=PROMISE_MAX).contains(&days), "/promise_days", FieldCode::OutOfRange);
}

/// A desk in lists and on cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskSummary {
    /// The desk's id.
    pub id: Id,
    /// Its name.
    pub name: Translated,
    /// Whose it is.
    pub organization_id: Id,
    /// What that is called.
    pub organization_name: Translated,
    /// Within how many working days it promises a first answer.
    pub promise_days: u32,
    /// Whether it takes new cases.
    pub is_open: bool,
}

/// Someone who answers at a desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskMember {
    /// The person.
    pub person_id: Id,
    /// How the person is called.
    pub display_name: String,
}

/// A desk's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Desk {
    /// The desk's id.
    pub id: Id,
    /// The version, as in the `ETag`.
    pub version: i64,
    /// Whose it is.
    pub organization: OrganizationSummary,
    /// Its name.
    pub name: Translated,
    /// What it does and what it does not.
    pub about: Translated,
    /// The topics that it answers for.
    pub topics: Vec<Topic>,
    /// The places that it answers for, each with what lies in it; what lies in another one of them is left out.
    pub places: Vec<PlaceSummary>,
    /// The languages that it answers in.
    pub languages: Vec<Language>,
    /// Within how many working days it promises a first answer.
    pub promise_days: u32,
    /// The desk to which what is overdue goes, where one was set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<DeskSummary>,
    /// Whether it takes new cases.
    pub is_open: bool,
    /// Who answers; for members of the organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub members: Option<Vec<DeskMember>>,
    /// Whether the caller may change it.
    pub can_manage: bool,
    /// Whether the caller may answer its cases.
    pub can_answer: bool,
    /// When it was set up (UTC).
    pub created_at: DateTime<Utc>,
}

/// Which desks to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct DeskQuery {
    /// Only those that answer for this topic.
    pub topic: Option<Id>,
    /// Only those that answer for this place, themselves or by a place that it lies in.
    pub place_id: Option<Id>,
    /// Rows of a page, 1 to 100.
    pub limit: Option<u32>,
    /// Where the page begins.
    pub cursor: Option<String>,
}

impl Validate for DeskQuery {
    fn check(&self, checks: &mut Checks) {
        checks.text("/topic", self.topic.as_deref().unwrap_or_default(), NAME_MAX);
        checks.text("/place_id", self.place_id.as_deref().unwrap_or_default(), NAME_MAX);
    }
}

/// Keeps an answer that a desk gives often, or replaces one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteCannedAnswer {
    /// What the desk calls it.
    pub title: String,
    /// The answer in the desk's languages.
    pub body: Translated,
}

impl Validate for WriteCannedAnswer {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/title", &self.title, NAME_MAX);
        checks.translated("/body", &self.body, TEXT_MAX);
    }
}

/// An answer that a desk gives often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CannedAnswer {
    /// Its id.
    pub id: Id,
    /// The version, as in the `ETag`.
    pub version: i64,
    /// What the desk calls it.
    pub title: String,
    /// The answer in the desk's languages.
    pub body: Translated,
    /// When it was written (UTC).
    pub updated_at: DateTime<Utc>,
}
