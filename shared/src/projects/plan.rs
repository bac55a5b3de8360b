//! A project's plan: what it costs, who pays, in which steps, and what happens with money that is left.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::lifecycle::Condition;
use crate::{
    ids::Id,
    language::Translated,
    matching::{MatchingRule, Partner, Plan, WHOLE},
    money::{AMOUNT_MAX, Money},
    validation::{Checks, FieldCode, NAME_MAX, SUMMARY_MAX, Validate},
    wire::wire_enum,
};

/// Lines of a budget, and milestones, at most.
pub const ROWS_MAX: usize = 60;

wire_enum! {
    /// What is done with money that a project no longer needs.
    MoneyUse {
        /// Back to the donors, in proportion to what they paid.
        ReturnToDonors = "return_to_donors",
        /// For another need of the same place.
        SamePlace = "same_place",
        /// For another project on Kopuro.
        NamedProject = "named_project",
    }
}

/// What is done with money that is left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MoneyPlan {
    /// Where it goes.
    #[serde(rename = "use")]
    pub money_use: MoneyUse,
    /// The plan in words.
    pub note: Translated,
    /// The project that gets it, for `named_project`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project_id: Option<Id>,
}

impl MoneyPlan {
    /// Checks it at `pointer` of a request.
    pub fn check(&self, checks: &mut Checks, pointer: &str) {
        checks.translated(&format!("{pointer}/note"), &self.note, SUMMARY_MAX);
        let at = format!("{pointer}/project_id");
        match (self.money_use, &self.project_id) {
            (MoneyUse::NamedProject, Some(id)) => checks.required_text(&at, id, NAME_MAX),
            (MoneyUse::NamedProject, None) => checks.fault(at, FieldCode::Required),
            (_, Some(_)) => checks.fault(at, FieldCode::NotAccepted),
            (_, None) => checks,
        };
    }
}

/// A line of the budget to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanBudgetLine {
    /// What for.
    pub name: Translated,
    /// In minor units of the goal's currency.
    pub amount: i64,
}

/// A line of the budget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BudgetLine {
    /// The line's id, which expenses name.
    pub id: Id,
    /// What for.
    pub name: Translated,
    /// How much.
    pub amount: Money,
}

/// Who brings what share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FundingShare {
    /// What kind of partner.
    pub partner: Partner,
    /// The share of the goal, in hundredths of a percent.
    pub share: u32,
    /// Who exactly, where that is known.
    #[serde(default)]
    pub name: Translated,
    /// Its organization on Kopuro.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<Id>,
}

/// A step of the work to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanMilestone {
    /// What will be done.
    pub title: Translated,
    /// By when.
    pub planned_on: NaiveDate,
}

/// Replaces a draft's plan whole. It may be incomplete: what is missing stands in the way of submitting it, not of
/// saving it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanProject {
    /// What it costs in all; the currency in which the project counts.
    pub goal: Money,
    /// The last day on which pledges are taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<NaiveDate>,
    /// What the money is for; add up to the goal.
    #[serde(default)]
    pub budget_lines: Vec<PlanBudgetLine>,
    /// Who brings what share; add up to everything.
    #[serde(default)]
    pub funding_shares: Vec<FundingShare>,
    /// How partners match what the diaspora pays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matching_rule: Option<MatchingRule>,
    /// The steps of the work.
    #[serde(default)]
    pub milestones: Vec<PlanMilestone>,
    /// What happens with money that is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surplus: Option<MoneyPlan>,
}

impl PlanProject {
    /// What of the plan stands in the way of submitting and publishing it, on this day.
    pub fn unmet(&self, sector: &str, today: NaiveDate) -> Vec<Condition> {
        let lines: i64 = self.budget_lines.iter().map(|line| line.amount).sum();
        let shares: Vec<_> =
            self.funding_shares.iter().map(|share| (share.partner, share.share)).collect();
        let plan = Plan { total: self.goal.amount, sector, shares: &shares };
        let rule_fits =
            self.matching_rule.as_ref().is_none_or(|rule| rule.ensure_fits(plan).is_ok());
        let conditions = [
            (Condition::GoalSet, self.goal.amount > 0),
            (Condition::BudgetCoversGoal, lines == self.goal.amount),
            (
                Condition::SharesComplete,
                shares.iter().map(|(_, share)| share).sum::<u32>() == WHOLE,
            ),
            (Condition::RuleFits, rule_fits),
            (Condition::MilestonePlanned, !self.milestones.is_empty()),
            (Condition::EndDateAhead, self.ends_on.is_some_and(|last| last > today)),
            (Condition::SurplusPlanned, self.surplus.is_some()),
        ];
        conditions.into_iter().filter(|(_, holds)| !holds).map(|(condition, _)| condition).collect()
    }
}

impl Validate for PlanProject {
    fn check(&self, checks: &mut Checks) {
        let in_range = |amount: i64, least: i64| (least..=AMOUNT_MAX).contains(&amount);
        let max = || Money::new(AMOUNT_MAX, self.goal.currency).decimal();
        if !in_range(self.goal.amount, 0) {
            checks.fault_with("/goal/amount", FieldCode::OutOfRange, [("max", max())]);
        }
        for (rows, pointer) in
            [(self.budget_lines.len(), "/budget_lines"), (self.milestones.len(), "/milestones")]
        {
            if rows > ROWS_MAX {
                checks.fault_with(pointer, FieldCode::TooLong, [("max", ROWS_MAX.to_string())]);
            }
        }
        for (index, line) in self.budget_lines.iter().enumerate() {
            checks.translated(&format!("/budget_lines/{index}/name"), &line.name, NAME_MAX);
            if !in_range(line.amount, 1) {
                let at = format!("/budget_lines/{index}/amount");
                checks.fault_with(at, FieldCode::OutOfRange, [("max", max())]);
            }
        }
        for (index, share) in self.funding_shares.iter().enumerate() {
            let at = |field: &str| format!("/funding_shares/{index}/{field}");
            checks.ensure((1..=WHOLE).contains(&share.share), at("share"), FieldCode::OutOfRange);
            checks.optional_translated(&at("name"), &share.name, NAME_MAX);
            let before = &self.funding_shares[..index];
            let again = before.iter().any(|other| other.partner == share.partner);
            checks.ensure(!again, at("partner"), FieldCode::Duplicate);
        }
        for (index, milestone) in self.milestones.iter().enumerate() {
            checks.translated(&format!("/milestones/{index}/title"), &milestone.title, NAME_MAX);
        }
        if let Some(rule) = &self.matching_rule
            && let Err(faults) = rule.validate()
        {
            for fault in faults {
                let at = format!("/matching_rule{}", fault.pointer);
                checks.fault_with(at, fault.code, fault.figures);
            }
        }
        if let Some(surplus) = &self.surplus {
            surplus.check(checks, "/surplus");
        }
    }
}
