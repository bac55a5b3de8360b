//! What an amount becomes: in the project's currency at the rate that is shown, and with what partners add.

use kopuro_shared::{
    exchange_rates::ExchangeRate,
    money::{Money, RATE_SCALE},
    projects::Project,
};
use leptos::prelude::*;

use crate::{format, i18n, rates, t, t_of};

/// The sentences below the amount.
#[component]
pub fn Counted(money: Memo<Option<Money>>, project: Project) -> impl IntoView {
    let content = move || {
        let money = money.get().filter(|money| money.amount > 0)?;
        let to = project.goal.currency;
        if money.currency == to {
            return Some(view! { <Matched project=project.clone() counted=money /> }.into_any());
        }
        let Some((counted, rate)) = rates::counted(money, to) else {
            return Some(view! { <p>{t!("pledge-no-rate")}</p> }.into_any());
        };
        Some(
            view! {
                <p><b class="number">{t!("pledge-counts", amount = format::money(counted))}</b></p>
                <p class="small muted">{rate_text(&rate)}</p>
                <Matched project=project.clone() counted=counted />
            }
            .into_any(),
        )
    };
    view! { <div class="panel counted" role="status">{content}</div> }
}

/// `1 USD = 87,45 som, National Bank, 25 November 2026`.
pub fn rate_text(rate: &ExchangeRate) -> String {
    // Som has two decimals and the rate six: as many as it needs, at least two.
    let whole = Money::new(rate.rate / RATE_SCALE * 100, kopuro_shared::currency::Currency::Kgs);
    let decimals = format!("{:06}", rate.rate % RATE_SCALE);
    let kept = decimals.trim_end_matches('0').len().max(2);
    let point = if i18n::language() == kopuro_shared::language::Language::En { '.' } else { ',' };
    let number = format!("{}{point}{}", whole.display_number(i18n::language()), &decimals[..kept]);
    let (date, source) = (format::date(rate.dated), rate.source.clone());
    t!("pledge-rate", currency = rate.currency.code(), rate = number, date = date, source = source)
}

/// What each partner adds once this has come, by the rule. Its limits are for all that the diaspora pays; here they are
/// applied to this amount alone, so near them less may come.
#[component]
fn Matched(project: Project, counted: Money) -> impl IntoView {
    let total = project.goal.amount;
    let owed =
        project.matching_rule.map(|rule| rule.owed(total, counted.amount)).unwrap_or_default();
    let lines = owed.into_iter().filter(|(_, adds)| *adds > 0).map(|(partner, adds)| {
        let adds = format::money(Money::new(adds, counted.currency));
        view! { <li>{t_of!("pledge-adds", partner.name(), amount = adds)}</li> }
    });
    let lines = lines.collect::<Vec<_>>();
    (!lines.is_empty()).then(|| view! { <ul>{lines}</ul> })
}
