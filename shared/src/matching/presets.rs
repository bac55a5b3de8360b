//! Rules that exist elsewhere, to start from.

use super::{MatchingPartner, MatchingRule, Partner, Ratio};
use crate::wire::wire_enum;

wire_enum! {
    /// A rule that a plan can start from.
    Preset {
        /// Mexico, Programa 3x1 para Migrantes, infrastructure: 25% federal, 25% migrant clubs, 50% state and
        /// municipality together, who stand here as one local partner.
        ThreeForOne = "three_for_one",
        /// Moldova, DAR 1+3: the government at most 50% and up to a ceiling, local authority and diaspora at least 10%
        /// each, donors unlimited, and a least total.
        OneAndThree = "one_and_three",
    }
}

fn partner(partner: Partner, ratio: Option<u32>) -> MatchingPartner {
    let ratio = ratio.map(|numerator| Ratio { numerator, denominator: 1 });
    MatchingPartner { partner, ratio, min_share: None, max_share: None, ceiling: None }
}

fn exactly(share: u32, partner: MatchingPartner) -> MatchingPartner {
    MatchingPartner { min_share: Some(share), max_share: Some(share), ..partner }
}

impl Preset {
    /// The rule, in the project's currency: its least total, and the most that the state brings (minor units). DAR 1+3
    /// itself has 300,000 and 250,000 lei; 3×1 has neither.
    pub fn rule(self, minimum_total: Option<i64>, state_ceiling: Option<i64>) -> MatchingRule {
        match self {
            Self::ThreeForOne => MatchingRule {
                partners: vec![
                    exactly(2500, partner(Partner::Diaspora, None)),
                    exactly(2500, partner(Partner::State, Some(1))),
                    exactly(5000, partner(Partner::LocalSelfGovernment, Some(2))),
                ],
                minimum_total: None,
                sectors: Vec::new(),
            },
            Self::OneAndThree => MatchingRule {
                partners: vec![
                    MatchingPartner { min_share: Some(1000), ..partner(Partner::Diaspora, None) },
                    MatchingPartner {
                        max_share: Some(5000),
                        ceiling: state_ceiling,
                        ..partner(Partner::State, Some(1))
                    },
                    MatchingPartner {
                        min_share: Some(1000),
                        ..partner(Partner::LocalSelfGovernment, Some(1))
                    },
                    partner(Partner::Donors, Some(1)),
                ],
                minimum_total,
                sectors: Vec::new(),
            },
        }
    }

    /// Which preset a rule is, with whatever least total and ceiling.
    pub fn of(rule: &MatchingRule) -> Option<Self> {
        let ceiling = rule
            .partners
            .iter()
            .find(|partner| partner.partner == Partner::State)
            .and_then(|partner| partner.ceiling);
        Self::ALL.iter().copied().find(|preset| preset.rule(rule.minimum_total, ceiling) == *rule)
    }

    /// Shares of the total (hundredths of a percent) that fit the rule, to start from.
    pub const fn shares(self) -> &'static [(Partner, u32)] {
        match self {
            Self::ThreeForOne => &[
                (Partner::Diaspora, 2500),
                (Partner::State, 2500),
                (Partner::LocalSelfGovernment, 5000),
            ],
            Self::OneAndThree => &[
                (Partner::Diaspora, 2500),
                (Partner::State, 2500),
                (Partner::LocalSelfGovernment, 2500),
                (Partner::Donors, 2500),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{matching::Plan, validation::Validate};

    #[test]
    fn every_preset_is_a_good_rule_that_its_own_shares_fit_and_is_recognised() {
        for preset in Preset::ALL.iter().copied() {
            let rule = preset.rule(Some(1_000_000), Some(50_000_000));
            assert_eq!(rule.validate(), Ok(()));
            let plan = Plan { total: 100_000_000, sector: "21020", shares: preset.shares() };
            assert_eq!(rule.ensure_fits(plan), Ok(()));
            assert_eq!(Preset::of(&rule), Some(preset));
        }
        let other = MatchingRule { partners: Vec::new(), minimum_total: None, sectors: Vec::new() };
        assert_eq!(Preset::of(&other), None);
    }
}
