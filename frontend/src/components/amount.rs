//! Amounts of money, and beside them what they are in the person's currency.

use kopuro_shared::{currency::Currency, money::Money};
use leptos::prelude::*;

use crate::{format, rates, t, t_of};

/// An amount, and what it is in the person's currency at today's rate.
#[component]
pub fn Amount(
    /// The amount.
    money: Money,
) -> impl IntoView {
    let beside = move || {
        rates::beside(money).map(|money| {
            view! { <small class="muted number">{t!("amount-beside", amount = format::money(money))}</small> }
        })
    };
    view! { <span class="amount-pair"><span class="number">{format::money(money)}</span>{beside}</span> }
}

/// Chooses the currency that is shown beside som.
#[component]
pub fn CurrencyChoice() -> impl IntoView {
    let options = Currency::ALL.map(|currency| {
        let chosen = move || rates::currency() == currency;
        view! { <option value=currency.code() prop:selected=chosen>{t_of!("currency", currency.code())}</option> }
    });
    view! {
        <div class="field">
            <label for="currency-choice">{t!("currency-choice")}</label>
            <select id="currency-choice" on:change:target=move |event| {
                if let Ok(currency) = event.target().value().parse() {
                    rates::choose(currency);
                }
            }>{options.collect_view()}</select>
        </div>
    }
}
