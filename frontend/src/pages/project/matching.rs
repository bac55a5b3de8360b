//! A matching rule in plain words.

use kopuro_shared::{
    currency::Currency,
    matching::{MatchingPartner, MatchingRule},
    money::Money,
};
use leptos::prelude::*;

use crate::{format, i18n, t, t_of};

/// What each partner adds, and within which limits.
#[component]
pub fn Matching(
    /// The rule.
    rule: MatchingRule,
    /// The project's currency.
    currency: Currency,
) -> impl IntoView {
    let lines = rule.partners.iter().flat_map(|partner| sentences(partner, currency));
    let items = lines.map(|line| view! { <li>{line}</li> }).collect_view();
    let minimum = rule.minimum_total.map(|minimum| {
        let minimum = format::money(Money::new(minimum, currency));
        view! { <li>{t!("rule-minimum", amount = minimum)}</li> }
    });
    view! {
        <div class="panel">
            <h3>{t!("rule-title")}</h3>
            <ul>{items}{minimum}</ul>
            <p class="small muted">{t!("rule-proved")}</p>
        </div>
    }
}

/// A share in hundredths of a percent: `12,5 %`.
pub fn percent(share: u32) -> String {
    // Written like an amount with two decimals.
    let number = Money::new(i64::from(share), Currency::Kgs).display_number(i18n::language());
    format!("{number}\u{a0}%")
}

/// The amount of a donor's that a ratio is explained with, and what a partner adds to it: for one unit where that comes
/// out even, otherwise for a hundred.
fn example(numerator: u32, denominator: u32, currency: Currency) -> (Money, Money) {
    let units = if numerator.is_multiple_of(denominator.max(1)) { 1 } else { 100 };
    let one = units * currency.minor_units();
    let adds = one * i64::from(numerator) / i64::from(denominator.max(1));
    (Money::new(one, currency), Money::new(adds, currency))
}

fn sentences(partner: &MatchingPartner, currency: Currency) -> Vec<String> {
    let name = partner.partner.name();
    let mut lines = Vec::new();
    if let Some(ratio) = partner.ratio {
        let (one, adds) = example(ratio.numerator, ratio.denominator, currency);
        lines.push(t_of!("rule-adds", name, one = format::money(one), adds = format::money(adds)));
    }
    let label = t_of!("partner", name);
    if let Some(least) = partner.min_share {
        lines.push(t!("rule-least", partner = label.clone(), share = percent(least)));
    }
    if let Some(most) = partner.max_share {
        lines.push(t!("rule-most", partner = label.clone(), share = percent(most)));
    }
    if let Some(ceiling) = partner.ceiling {
        let amount = format::money(Money::new(ceiling, currency));
        lines.push(t!("rule-ceiling", partner = label, amount = amount));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_explained_with_one_som_where_that_comes_out_even() {
        let som = |amount| Money::new(amount, Currency::Kgs);
        assert_eq!(example(2, 1, Currency::Kgs), (som(100), som(200)));
        assert_eq!(example(1, 3, Currency::Kgs), (som(10_000), som(3333)));
        assert_eq!(example(3, 2, Currency::Kgs), (som(10_000), som(15_000)));
    }
}
