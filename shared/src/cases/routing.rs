//! Finding topic and desk for a matter in somebody's own words, and public answers that are like it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{CaseState, CaseSummary};
use crate::{
    desks::{DeskSummary, Topic},
    ids::Id,
    places::PlaceSummary,
    validation::{Checks, NAME_MAX, TEXT_MAX, Validate},
};

/// Topics that are suggested at most.
pub const TOPICS_SUGGESTED: usize = 3;
/// Desks that are suggested at most.
pub const DESKS_SUGGESTED: usize = 5;
/// Public answers that are shown at most.
pub const SIMILAR_SHOWN: usize = 5;

/// Asks for topic, desk and similar answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SuggestRouting {
    /// The matter in one's own words, in any of the languages.
    pub text: String,
    /// The place that it is about; without it the whole country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_id: Option<Id>,
    /// A topic that was picked already; desks are then suggested for it alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Id>,
}

impl Validate for SuggestRouting {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/text", &self.text, TEXT_MAX);
        checks.text("/place_id", self.place_id.as_deref().unwrap_or_default(), NAME_MAX);
        checks.text("/topic", self.topic.as_deref().unwrap_or_default(), NAME_MAX);
    }
}

/// What is suggested, and why. Nothing is suggested by chance: the same words get the same answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Routing {
    /// Topics, the likeliest first.
    pub topics: Vec<SuggestedTopic>,
    /// Desks for the likeliest topics, the nearest first. None: the stewards will find one.
    pub desks: Vec<SuggestedDesk>,
    /// Public answers to similar questions, the most alike first.
    pub similar: Vec<SimilarCase>,
}

/// A topic that fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuggestedTopic {
    /// The topic.
    pub topic: Topic,
    /// Why: the topic's keywords that the text has.
    pub keywords: Vec<String>,
    /// Why: how many similar public answers are about it.
    pub similar: usize,
}

/// A desk that fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuggestedDesk {
    /// The desk.
    pub desk: DeskSummary,
    /// Why: it answers for this topic.
    pub topic: Id,
    /// Why: it answers for this place, which the matter's lies in or is.
    pub place: PlaceSummary,
    /// Until when it would promise an answer to what is asked today.
    pub due_on: NaiveDate,
}

/// A public answer that is like it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimilarCase {
    /// The case.
    pub case: CaseSummary,
    /// Why: words of the text that it has too.
    pub words: Vec<String>,
}

/// Which public cases to list, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct PublicCaseQuery {
    /// Words, in any language and alphabet.
    pub q: Option<String>,
    /// Only about this topic.
    pub topic: Option<Id>,
    /// Only about this place and what lies in it.
    pub place_id: Option<Id>,
    /// Only of this organization's desks.
    pub organization_id: Option<Id>,
    /// Only of this desk.
    pub desk_id: Option<Id>,
    /// Only in this state.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub state: Option<CaseState>,
    /// Only those whose due date has passed.
    #[serde(default)]
    pub overdue: bool,
    /// Rows of a page, 1 to 100.
    pub limit: Option<u32>,
    /// Where the page begins.
    pub cursor: Option<String>,
}

impl Validate for PublicCaseQuery {
    fn check(&self, checks: &mut Checks) {
        for (pointer, value) in [
            ("/q", &self.q),
            ("/topic", &self.topic),
            ("/place_id", &self.place_id),
            ("/organization_id", &self.organization_id),
            ("/desk_id", &self.desk_id),
        ] {
            checks.text(pointer, value.as_deref().unwrap_or_default(), NAME_MAX);
        }
    }
}
