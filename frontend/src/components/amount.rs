//! Amounts of money, and beside them what they are in the person's currency.

use kopuro_shared::{currency::Currency, money::Money};
use leptos::prelude::*;

use super::choice::Choice;
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
    let options: Vec<_> = Currency::ALL
        .map(|currency| (currency.code().to_owned(), t_of!("currency", currency.code())))
        .into();
    let choose = Callback::new(|code: String| {
        if let Ok(currency) = code.parse() {
            rates::choose(currency);
        }
    });
    view! {
        <Choice id="currency-choice" label=t!("currency-choice") options=Signal::stored(options) on_choose=choose
            value=Signal::derive(|| rates::currency().code().to_owned()) />
    }
}
