use proptest::prelude::*;

use super::*;

fn partner(partner: Partner) -> MatchingPartner {
    MatchingPartner { partner, ratio: None, min_share: None, max_share: None, ceiling: None }
}

fn ratio(numerator: u32, denominator: u32) -> Ratio {
    Ratio { numerator, denominator }
}

/// Mexico, Programa 3x1 para Migrantes, infrastructure: 25% federal, 25% migrant clubs, 50% state and municipality
/// together, who stand here as one local partner.
fn three_for_one() -> MatchingRule {
    MatchingRule {
        partners: vec![
            MatchingPartner {
                min_share: Some(2500),
                max_share: Some(2500),
                ..partner(Partner::Diaspora)
            },
            MatchingPartner {
                ratio: Some(ratio(1, 1)),
                min_share: Some(2500),
                max_share: Some(2500),
                ..partner(Partner::State)
            },
            MatchingPartner {
                ratio: Some(ratio(2, 1)),
                min_share: Some(5000),
                max_share: Some(5000),
                ..partner(Partner::LocalSelfGovernment)
            },
        ],
        minimum_total: None,
        sectors: vec!["140".into(), "210".into(), "230".into()],
    }
}

/// Moldova, DAR 1+3: total at least 300,000 lei; government at most 50% and 250,000; local authority and diaspora at
/// least 10% each; donors unlimited. Lei are none of our currencies but have two decimals like the som, and the rule
/// knows minor units only. One for one is what "1+3" says: to one of the diaspora's, one of each of three.
fn one_and_three() -> MatchingRule {
    MatchingRule {
        partners: vec![
            MatchingPartner { min_share: Some(1000), ..partner(Partner::Diaspora) },
            MatchingPartner {
                ratio: Some(ratio(1, 1)),
                max_share: Some(5000),
                ceiling: Some(25_000_000),
                ..partner(Partner::State)
            },
            MatchingPartner {
                ratio: Some(ratio(1, 1)),
                min_share: Some(1000),
                ..partner(Partner::LocalSelfGovernment)
            },
            MatchingPartner { ratio: Some(ratio(1, 1)), ..partner(Partner::Donors) },
        ],
        minimum_total: Some(30_000_000),
        sectors: Vec::new(),
    }
}

fn owed(rule: &MatchingRule, total: i64, received: i64, who: Partner) -> i64 {
    rule.owed(total, received).into_iter().find(|(partner, _)| *partner == who).unwrap().1
}

#[test]
fn three_for_one_triples_what_the_clubs_paid_and_stops_at_its_shares() {
    let (rule, total) = (three_for_one(), 100_000_000);
    assert_eq!(rule.validate(), Ok(()));
    assert_eq!(owed(&rule, total, 1_000_000, Partner::State), 1_000_000);
    assert_eq!(owed(&rule, total, 1_000_000, Partner::LocalSelfGovernment), 2_000_000);
    // All that the clubs are asked for: the four quarters make the whole.
    assert_eq!(owed(&rule, total, 25_000_000, Partner::State), 25_000_000);
    assert_eq!(owed(&rule, total, 25_000_000, Partner::LocalSelfGovernment), 50_000_000);
    // Paid more: nobody owes more.
    assert_eq!(owed(&rule, total, 40_000_000, Partner::State), 25_000_000);
    assert_eq!(owed(&rule, total, 40_000_000, Partner::LocalSelfGovernment), 50_000_000);
}

#[test]
fn three_for_one_is_for_infrastructure_with_its_own_shares() {
    let rule = three_for_one();
    let shares =
        [(Partner::Diaspora, 2500), (Partner::State, 2500), (Partner::LocalSelfGovernment, 5000)];
    let plan = Plan { total: 100_000_000, sector: "21020", shares: &shares };
    assert_eq!(rule.ensure_fits(plan), Ok(()));
    let shares =
        [(Partner::Diaspora, 2000), (Partner::State, 3000), (Partner::LocalSelfGovernment, 5000)];
    let other = Plan { sector: "11220", shares: &shares, ..plan };
    assert_eq!(
        rule.ensure_fits(other),
        Err(vec![
            Misfit::OtherSector,
            Misfit::ShareTooSmall { partner: Partner::Diaspora, minimum: 2500 },
            Misfit::ShareTooLarge { partner: Partner::State, maximum: 2500 },
        ])
    );
}

#[test]
fn one_and_three_holds_its_minimum_shares_and_the_governments_ceiling() {
    let rule = one_and_three();
    assert_eq!(rule.validate(), Ok(()));
    let shares = [
        (Partner::Diaspora, 1000),
        (Partner::State, 5000),
        (Partner::LocalSelfGovernment, 1000),
        (Partner::Donors, 3000),
    ];
    let plan = Plan { total: 50_000_000, sector: "14032", shares: &shares };
    assert_eq!(rule.ensure_fits(plan), Ok(()));
    assert_eq!(
        rule.ensure_fits(Plan { total: 29_999_999, ..plan }),
        Err(vec![Misfit::TotalTooSmall { minimum: 30_000_000 }])
    );
    // Half of 600,000 is above 250,000.
    assert_eq!(
        rule.ensure_fits(Plan { total: 60_000_000, ..plan }),
        Err(vec![Misfit::AboveCeiling { partner: Partner::State, ceiling: 25_000_000 }])
    );
    let shares = [
        (Partner::Diaspora, 999),
        (Partner::State, 5001),
        (Partner::LocalSelfGovernment, 500),
        (Partner::Donors, 3500),
    ];
    assert_eq!(
        rule.ensure_fits(Plan { total: 40_000_000, sector: "14032", shares: &shares }),
        Err(vec![
            Misfit::ShareTooSmall { partner: Partner::Diaspora, minimum: 1000 },
            Misfit::ShareTooLarge { partner: Partner::State, maximum: 5000 },
            Misfit::ShareTooSmall { partner: Partner::LocalSelfGovernment, minimum: 1000 },
        ])
    );
}

#[test]
fn one_and_three_stops_the_government_at_half_or_at_the_ceiling() {
    let rule = one_and_three();
    assert_eq!(owed(&rule, 30_000_000, 3_000_000, Partner::State), 3_000_000);
    assert_eq!(owed(&rule, 30_000_000, 20_000_000, Partner::State), 15_000_000);
    assert_eq!(owed(&rule, 90_000_000, 40_000_000, Partner::State), 25_000_000);
    // Donors are unlimited.
    assert_eq!(owed(&rule, 90_000_000, 40_000_000, Partner::Donors), 40_000_000);
}

#[test]
fn a_rule_that_makes_no_sense_is_refused() {
    let rule = MatchingRule {
        partners: vec![
            MatchingPartner { ratio: Some(ratio(1, 1)), ..partner(Partner::Diaspora) },
            MatchingPartner {
                ratio: Some(ratio(1, 0)),
                min_share: Some(6000),
                max_share: Some(5000),
                ceiling: Some(0),
                ..partner(Partner::State)
            },
            MatchingPartner { min_share: Some(5000), ..partner(Partner::State) },
        ],
        minimum_total: Some(0),
        sectors: vec!["road".into()],
    };
    let faults: Vec<_> =
        rule.validate().unwrap_err().into_iter().map(|fault| fault.pointer).collect();
    assert_eq!(
        faults,
        [
            "/minimum_total",
            "/sectors/0",
            "/partners",
            "/partners/0/ratio",
            "/partners/1/ratio",
            "/partners/1/min_share",
            "/partners/1/ceiling",
            "/partners/2/partner",
        ]
    );
}

#[test]
fn a_rule_reads_and_writes_as_json() {
    let rule = one_and_three();
    let json = serde_json::to_string(&rule).unwrap();
    assert_eq!(serde_json::from_str::<MatchingRule>(&json).unwrap(), rule);
    assert!(serde_json::from_str::<MatchingRule>(r#"{"partners":[],"extra":1}"#).is_err());
}

proptest! {
    #[test]
    fn nobody_owes_more_than_ratio_share_and_ceiling_and_more_paid_never_means_less_owed(
        total in 1..crate::money::AMOUNT_MAX, paid in 0..crate::money::AMOUNT_MAX,
        more in 0..crate::money::AMOUNT_MAX, numerator in 1..=RATIO_MAX, denominator in 1..=RATIO_MAX,
        max_share in proptest::option::of(1..=WHOLE),
        ceiling in proptest::option::of(1..crate::money::AMOUNT_MAX),
    ) {
        let rule = MatchingPartner {
            ratio: Some(ratio(numerator, denominator)), max_share, ceiling, ..partner(Partner::State)
        };
        let owes = rule.owes(total, paid);
        prop_assert!(owes >= 0);
        prop_assert!(i128::from(owes) * i128::from(denominator) <= i128::from(paid) * i128::from(numerator));
        if let Some(share) = max_share {
            prop_assert!(i128::from(owes) * i128::from(WHOLE) <= i128::from(total) * i128::from(share));
        }
        prop_assert!(ceiling.is_none_or(|ceiling| owes <= ceiling));
        prop_assert!(rule.owes(total, paid + more) >= owes);
    }
}
