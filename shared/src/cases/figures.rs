//! How desks answer, and how that is computed.
//!
//! A case counts with the working days of the Kyrgyz calendar that desks had it before its first answer, whichever desk gave
//! that; days in which they waited for the asker don't count, a transfer does not begin anew. The promise is broken when
//! its due date passes without an answer, when the answer comes later, or when the desk closes a case without one. Below ten
//! answers no median and no share is given: they would say something of single people.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    desks::DeskSummary,
    ids::Id,
    validation::{Checks, FieldCode, NAME_MAX, Validate},
};

/// Cases below which nothing is said but how many there are.
pub const CASES_MIN: u64 = 10;
/// Working days of the distribution's steps.
pub const STEPS: [u32; 5] = [2, 5, 10, 20, 30];
/// Months that the course shows at most.
pub const MONTHS_MAX: usize = 36;

/// Answers by the working days that they took, in ascending order of days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Histogram(std::collections::BTreeMap<u32, u64>);

impl Histogram {
    /// Adds answers that took so many days.
    pub fn add(&mut self, days: u32, count: u64) {
        *self.0.entry(days).or_default() += count;
    }

    /// How many answers there are.
    pub fn count(&self) -> u64 {
        self.0.values().sum()
    }

    /// Answers that took at most so many days.
    pub fn within(&self, days: u32) -> u64 {
        self.0.range(..=days).map(|(_, count)| count).sum()
    }

    /// The fewest days within which so many percent of the answers came (the nearest rank); nothing without an answer.
    pub fn percentile(&self, percent: u64) -> Option<u32> {
        let rank = (self.count() * percent).div_ceil(100).max(1);
        let mut passed = 0;
        self.0.iter().find_map(|(days, count)| {
            passed += count;
            (passed >= rank).then_some(*days)
        })
    }
}

/// A part of a whole in hundredths of a percent, rounded down; nothing of nothing.
pub fn share(part: u64, whole: u64) -> Option<u32> {
    let hundredths = u128::from(part) * 10_000 / u128::from(whole).max(1);
    (whole > 0).then(|| u32::try_from(hundredths).unwrap_or(u32::MAX))
}

/// Whose figures; without any of them those of the whole country.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ResponsivenessQuery {
    /// A desk's.
    pub desk_id: Option<Id>,
    /// An organization's.
    pub organization_id: Option<Id>,
    /// A place's, with what lies in it.
    pub place_id: Option<Id>,
    /// A topic's.
    pub topic: Option<Id>,
}

impl Validate for ResponsivenessQuery {
    fn check(&self, checks: &mut Checks) {
        let mut named = 0;
        for (pointer, value) in [
            ("/desk_id", &self.desk_id),
            ("/organization_id", &self.organization_id),
            ("/place_id", &self.place_id),
            ("/topic", &self.topic),
        ] {
            checks.text(pointer, value.as_deref().unwrap_or_default(), NAME_MAX);
            named += usize::from(value.is_some());
            checks.ensure(named <= 1 || value.is_none(), pointer, FieldCode::NotAccepted);
        }
    }
}

/// How cases were answered. Shares are hundredths of a percent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Responsiveness {
    /// Cases that came, without those that were passed on.
    pub received: u64,
    /// Cases that wait for their first answer.
    pub open: u64,
    /// Cases that were answered.
    pub answered: u64,
    /// Cases that were closed without an answer.
    pub unanswered: u64,
    /// Working days within which half of the answers came; from ten answers on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median_days: Option<u32>,
    /// Working days within which 90 percent came; from ten answers on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percentile_90_days: Option<u32>,
    /// The share of kept promises among kept and broken ones; from ten of them on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_promise: Option<u32>,
    /// The average rating in hundredths; from ten ratings on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<u32>,
    /// How many ratings there are.
    pub ratings: u64,
    /// How many answers came within 2, 5, 10, 20 and 30 working days, each with those before, and later.
    pub distribution: Vec<DistributionStep>,
    /// Month by month, the oldest first.
    pub months: Vec<MonthFigures>,
}

/// A step of the distribution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DistributionStep {
    /// Within so many working days; absent for all later answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_days: Option<u32>,
    /// Answers.
    pub answers: u64,
}

/// What happened in a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MonthFigures {
    /// Its first day.
    pub month: NaiveDate,
    /// Cases that came.
    pub received: u64,
    /// First answers that were given.
    pub answered: u64,
    /// Promises that were kept.
    pub kept: u64,
    /// Promises that were broken.
    pub broken: u64,
    /// Working days within which half of the month's answers came; from ten of them on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median_days: Option<u32>,
}

/// Which cases to write as rows, the oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct CaseRowsQuery {
    /// A desk's.
    pub desk_id: Option<Id>,
    /// An organization's.
    pub organization_id: Option<Id>,
    /// Where the next part begins, from `Link: rel="next"` of the one before.
    pub cursor: Option<String>,
}

impl Validate for CaseRowsQuery {
    fn check(&self, checks: &mut Checks) {
        checks.text("/desk_id", self.desk_id.as_deref().unwrap_or_default(), NAME_MAX);
        let organization = self.organization_id.as_deref().unwrap_or_default();
        checks.text("/organization_id", organization, NAME_MAX);
    }
}

/// A desk of an organization with its figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskFigures {
    /// The desk.
    pub desk: DeskSummary,
    /// How it answers.
    pub figures: Responsiveness,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn percentiles_are_those_of_the_sorted_answers(mut days in prop::collection::vec(0_u32..60, 1..200), percent in 1_u64..=100) {
            let mut histogram = Histogram::default();
            for day in &days {
                histogram.add(*day, 1);
            }
            days.sort_unstable();
            let rank = (days.len() * usize::try_from(percent).unwrap()).div_ceil(100).max(1);
            prop_assert_eq!(histogram.percentile(percent), Some(days[rank - 1]));
            prop_assert_eq!(histogram.within(10), days.iter().filter(|days| **days <= 10).count() as u64);
        }
    }

    #[test]
    fn nothing_is_said_of_nothing() {
        assert_eq!(Histogram::default().percentile(50), None);
        assert_eq!((share(0, 0), share(1, 3), share(3, 3)), (None, Some(3_333), Some(10_000)));
    }
}
