//! Matching rules as data: what each partner adds to what the diaspora really paid, and which projects a rule is for.
//!
//! The arithmetic knows minor units only, so that a rule works in any currency. Shares are hundredths of a percent
//! ([`WHOLE`] is everything).

mod presets;

pub use presets::Preset;

use serde::{Deserialize, Serialize};

use crate::validation::{Checks, FieldCode, Validate};

/// All of a total, in hundredths of a percent.
pub const WHOLE: u32 = 10_000;
/// Sectors that a rule names at most.
pub const SECTORS_MAX: usize = 100;
/// Most that a partner may add per unit of the diaspora's.
const RATIO_MAX: u32 = 1000;

/// Who brings money to a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Partner {
    /// People abroad and their associations.
    Diaspora,
    /// The people of the place, in money.
    Community,
    /// The local self-government (айыл өкмөтү, city).
    LocalSelfGovernment,
    /// The state's budget.
    State,
    /// Donors: international organizations, foundations.
    Donors,
    /// Businesses.
    Business,
}

impl Partner {
    /// All partners.
    pub const ALL: [Self; 6] = [
        Self::Diaspora,
        Self::Community,
        Self::LocalSelfGovernment,
        Self::State,
        Self::Donors,
        Self::Business,
    ];

    /// The wire form, which also names the partner's accounts in the ledger.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Diaspora => "diaspora",
            Self::Community => "community",
            Self::LocalSelfGovernment => "local_self_government",
            Self::State => "state",
            Self::Donors => "donors",
            Self::Business => "business",
        }
    }

    /// Reads the wire form.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|partner| partner.name() == name)
    }
}

/// `numerator` units for each `denominator` units of the diaspora's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Ratio {
    /// What the partner adds.
    pub numerator: u32,
    /// To so much of the diaspora's.
    pub denominator: u32,
}

/// What a rule asks of one partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MatchingPartner {
    /// Who.
    pub partner: Partner,
    /// What it owes per unit that the diaspora really paid; nothing for one that brings its share by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ratio: Option<Ratio>,
    /// The least share of the total, in hundredths of a percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_share: Option<u32>,
    /// The largest share of the total, in hundredths of a percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_share: Option<u32>,
    /// The most in money, in minor units of the project's currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<i64>,
}

/// A matching rule. Amounts are in the project's currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MatchingRule {
    /// What each partner brings. One who is not named here may bring anything.
    pub partners: Vec<MatchingPartner>,
    /// The least total, in minor units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_total: Option<i64>,
    /// Sectors by the beginnings of their OECD DAC codes (`210` is all of transport); none means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<String>,
}

/// A project as a rule looks at it.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    /// The goal in minor units.
    pub total: i64,
    /// The OECD DAC purpose code.
    pub sector: &'a str,
    /// Who brings what share of the total, in hundredths of a percent.
    pub shares: &'a [(Partner, u32)],
}

/// Why a project doesn't fit a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Misfit {
    /// The total is below the rule's least.
    #[error("the total is below {minimum}")]
    TotalTooSmall {
        /// In minor units.
        minimum: i64,
    },
    /// The rule is for other sectors.
    #[error("the rule is for other sectors")]
    OtherSector,
    /// A partner brings less than its least share.
    #[error("{partner:?} brings less than {minimum}")]
    ShareTooSmall {
        /// Who.
        partner: Partner,
        /// Hundredths of a percent.
        minimum: u32,
    },
    /// A partner brings more than its largest share.
    #[error("{partner:?} brings more than {maximum}")]
    ShareTooLarge {
        /// Who.
        partner: Partner,
        /// Hundredths of a percent.
        maximum: u32,
    },
    /// A partner's share of the total is above its ceiling in money.
    #[error("{partner:?} brings more than {ceiling}")]
    AboveCeiling {
        /// Who.
        partner: Partner,
        /// In minor units.
        ceiling: i64,
    },
}

/// A share of a total, rounded down: nobody owes a tyiyn that the rule doesn't ask for.
pub fn share_of(total: i64, share: u32) -> i64 {
    let exact = i128::from(total.max(0)) * i128::from(share.min(WHOLE)) / i128::from(WHOLE);
    // A share of a total is not larger than the total.
    i64::try_from(exact).unwrap_or(total)
}

impl MatchingPartner {
    /// The most that this partner brings to a project of this total.
    pub fn limit(&self, total: i64) -> i64 {
        let by_share = self.max_share.map_or(i64::MAX, |share| share_of(total, share));
        by_share.min(self.ceiling.unwrap_or(i64::MAX))
    }

    /// What this partner owes in all once the diaspora has paid so much, rounded down to the minor unit.
    pub fn owes(&self, total: i64, diaspora_received: i64) -> i64 {
        let Some(ratio) = self.ratio.filter(|ratio| ratio.denominator > 0) else { return 0 };
        let exact = i128::from(diaspora_received.max(0)) * i128::from(ratio.numerator)
            / i128::from(ratio.denominator);
        i64::try_from(exact).unwrap_or(i64::MAX).min(self.limit(total))
    }
}

impl MatchingRule {
    /// What each partner owes in all once the diaspora has really paid `diaspora_received`, for a project of this total.
    pub fn owed(&self, total: i64, diaspora_received: i64) -> Vec<(Partner, i64)> {
        self.partners
            .iter()
            .filter(|partner| partner.ratio.is_some())
            .map(|partner| (partner.partner, partner.owes(total, diaspora_received)))
            .collect()
    }

    /// Whether a project fits this rule; all reasons at once where it doesn't.
    pub fn ensure_fits(&self, plan: Plan<'_>) -> Result<(), Vec<Misfit>> {
        let mut misfits = Vec::new();
        if let Some(minimum) = self.minimum_total.filter(|minimum| plan.total < *minimum) {
            misfits.push(Misfit::TotalTooSmall { minimum });
        }
        let covers = |code: &String| plan.sector.starts_with(code.as_str());
        if !self.sectors.is_empty() && !self.sectors.iter().any(covers) {
            misfits.push(Misfit::OtherSector);
        }
        for rule in &self.partners {
            let partner = rule.partner;
            let shares = plan.shares.iter().filter(|(who, _)| *who == partner);
            let share: u32 = shares.map(|(_, share)| *share).sum();
            if let Some(minimum) = rule.min_share.filter(|minimum| share < *minimum) {
                misfits.push(Misfit::ShareTooSmall { partner, minimum });
            }
            if let Some(maximum) = rule.max_share.filter(|maximum| share > *maximum) {
                misfits.push(Misfit::ShareTooLarge { partner, maximum });
            }
            let amount = share_of(plan.total, share);
            if let Some(ceiling) = rule.ceiling.filter(|ceiling| amount > *ceiling) {
                misfits.push(Misfit::AboveCeiling { partner, ceiling });
            }
        }
        if misfits.is_empty() { Ok(()) } else { Err(misfits) }
    }
}

impl Validate for MatchingRule {
    fn check(&self, checks: &mut Checks) {
        if self.minimum_total.is_some_and(|minimum| minimum <= 0) {
            checks.fault("/minimum_total", FieldCode::NotPositive);
        }
        if self.sectors.len() > SECTORS_MAX {
            checks.fault_with("/sectors", FieldCode::TooLong, [("max", SECTORS_MAX.to_string())]);
        }
        for (index, code) in self.sectors.iter().enumerate() {
            let good = (1..=5).contains(&code.len()) && code.bytes().all(|c| c.is_ascii_digit());
            checks.ensure(good, format!("/sectors/{index}"), FieldCode::InvalidFormat);
        }
        let least: u64 =
            self.partners.iter().filter_map(|partner| partner.min_share).map(u64::from).sum();
        checks.ensure(least <= u64::from(WHOLE), "/partners", FieldCode::OutOfRange);
        for (index, rule) in self.partners.iter().enumerate() {
            let at = |field: &str| format!("/partners/{index}/{field}");
            let before = &self.partners[..index];
            let again = before.iter().any(|other| other.partner == rule.partner);
            checks.ensure(!again, at("partner"), FieldCode::Duplicate);
            // The diaspora's money is what the others' is measured by.
            let ratio_fits = rule.ratio.is_none_or(|ratio| {
                rule.partner != Partner::Diaspora
                    && (1..=RATIO_MAX).contains(&ratio.numerator)
                    && (1..=RATIO_MAX).contains(&ratio.denominator)
            });
            checks.ensure(ratio_fits, at("ratio"), FieldCode::OutOfRange);
            let max = rule.max_share.unwrap_or(WHOLE);
            checks.ensure(
                rule.max_share.is_none_or(|share| (1..=WHOLE).contains(&share)),
                at("max_share"),
                FieldCode::OutOfRange,
            );
            checks.ensure(
                rule.min_share.is_none_or(|share| share <= max),
                at("min_share"),
                FieldCode::OutOfRange,
            );
            let ceiling_fits = rule.ceiling.is_none_or(|ceiling| ceiling > 0);
            checks.ensure(ceiling_fits, at("ceiling"), FieldCode::NotPositive);
        }
    }
}

#[cfg(test)]
mod tests;
