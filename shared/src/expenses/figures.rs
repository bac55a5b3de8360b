//! Figures for plots: where the money came from and went, and how it grew.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    ids::Id, language::Translated, matching::Partner, money::Money, projects::MoneyUse,
    wire::wire_enum,
};

/// A project's money in and out, in its own currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Spending {
    /// What it should cost in all.
    pub planned: Money,
    /// Received from all partners, less refunds.
    pub received: Money,
    /// The same by partner; those who brought nothing are absent.
    pub partners: Vec<PartnerMoney>,
    /// Spent in all.
    pub spent: Money,
    /// The budget's lines in their order, with what was spent on each.
    pub lines: Vec<LineSpending>,
    /// Given where the plan says.
    pub distributed: Money,
    /// Received, less what was spent and distributed. Where money was in other currencies, each payment counts at the rate
    /// of its day, so this is not the last word: `unspent` is.
    pub left: Money,
    /// What is on the account, in each currency, where that is not nothing.
    pub unspent: Vec<Money>,
    /// Where what is left goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surplus_use: Option<MoneyUse>,
}

/// What a partner brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartnerMoney {
    /// Who.
    pub partner: Partner,
    /// How much, as bank statements prove, less refunds.
    pub received: Money,
}

/// A line of the budget with what was spent on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LineSpending {
    /// The line.
    pub budget_line_id: Id,
    /// What for.
    pub name: Translated,
    /// How much was planned.
    pub planned: Money,
    /// How much was spent.
    pub spent: Money,
    /// By how many expenses.
    pub expenses: i64,
    /// More was spent than planned.
    pub is_over: bool,
}

wire_enum! {
    /// How far apart the points of a course are.
    CourseStep {
        /// A day.
        Day = "day",
        /// A week, from Monday (ISO 8601).
        Week = "week",
        /// A month.
        Month = "month",
        /// A year.
        Year = "year",
    }
}

/// How a project's money grew, in its own currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Course {
    /// How far apart the points are: days, unless there are too many.
    pub step: CourseStep,
    /// The points in their order, a few hundred at most. Between two of them nothing changed.
    pub points: Vec<CoursePoint>,
}

/// How the money stood at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CoursePoint {
    /// The day on which it was booked.
    pub on: NaiveDate,
    /// Promised and not yet paid, by the diaspora and by partners.
    pub promised: Money,
    /// Received in all, less refunds.
    pub received: Money,
    /// Spent in all.
    pub spent: Money,
    /// Given in all where the plan says.
    pub distributed: Money,
}
