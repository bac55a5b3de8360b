//! The currency in which the person thinks, and what amounts are in it at today's rates: beside som, never instead of it.

use std::{
    cell::{Cell, OnceCell},
    str::FromStr,
};

use kopuro_shared::{
    currency::Currency,
    exchange_rates::{ExchangeRate, SOM_RATE, cross},
    money::Money,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{api::exchange_rates::list_exchange_rates, session};

/// Where a visitor's choice is kept in this browser.
const CHOICE: &str = "kopuro.currency";

struct Rates {
    today: RwSignal<Vec<ExchangeRate>>,
    choice: RwSignal<Option<Currency>>,
    asked: Cell<bool>,
}

thread_local! {
    static RATES: OnceCell<Rates> = const { OnceCell::new() };
}

/// Reads the visitor's choice; once, before any page is drawn.
pub fn install() {
    let stored = storage().and_then(|storage| storage.get_item(CHOICE).ok().flatten());
    let choice = stored.and_then(|code| Currency::from_str(&code).ok());
    RATES.with(|rates| {
        rates.get_or_init(|| Rates {
            today: RwSignal::new(Vec::new()),
            choice: RwSignal::new(choice),
            asked: Cell::new(false),
        });
    });
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn with<T>(read: impl FnOnce(&Rates) -> T) -> T {
    RATES.with(|rates| read(rates.get().expect("installed before any page")))
}

/// The currency that is shown beside others, as a signal: what was chosen in this browser, otherwise the person's own.
pub fn currency() -> Currency {
    let chosen = with(|rates| rates.choice.get());
    let own = || session::me().and_then(|me| Currency::from_str(&me.currency).ok());
    chosen.or_else(own).unwrap_or(Currency::Kgs)
}

/// Keeps the choice of a currency in this browser.
pub fn choose(currency: Currency) {
    if let Some(storage) = storage() {
        // Without storage the choice lasts as long as the page.
        let _ = storage.set_item(CHOICE, currency.code());
    }
    with(|rates| rates.choice.set(Some(currency)));
}

/// What an amount is in the person's currency today, as a signal; nothing where it is in that currency already, or while
/// no rate is known. Whole units only: it is there to get an idea.
pub fn beside(money: Money) -> Option<Money> {
    let mine = currency();
    if mine == money.currency || money.amount == 0 {
        return None;
    }
    ask();
    let rates = with(|rates| rates.today.get());
    let rate = |currency: Currency| {
        let rate = || rates.iter().find(|rate| rate.currency == currency).map(|rate| rate.rate);
        if currency == Currency::Kgs { Some(SOM_RATE) } else { rate() }
    };
    let exact = cross(money, rate(money.currency)?, mine, rate(mine)?).ok()?;
    let unit = mine.minor_units();
    let whole = if exact.amount >= 10 * unit { exact.amount / unit * unit } else { exact.amount };
    Some(Money::new(whole, mine))
}

/// What an amount counts as in another currency today, and the rate that says so, as a signal; nothing while no rate is
/// known. By way of som: the rate is the foreign currency's, of the amount's own where both are.
pub fn counted(money: Money, to: Currency) -> Option<(Money, ExchangeRate)> {
    ask();
    let rates = with(|rates| rates.today.get());
    let find = |currency: Currency| rates.iter().find(|rate| rate.currency == currency).cloned();
    let rate = |currency: Currency| match currency {
        Currency::Kgs => Some(SOM_RATE),
        foreign => find(foreign).map(|rate| rate.rate),
    };
    let counted = cross(money, rate(money.currency)?, to, rate(to)?).ok()?;
    let foreign = if money.currency == Currency::Kgs { to } else { money.currency };
    Some((counted, find(foreign)?))
}

/// Asks for the rates, once a visit.
fn ask() {
    if with(|rates| rates.asked.replace(true)) {
        return;
    }
    let today = with(|rates| rates.today);
    spawn_local(async move {
        // Without rates there are the amounts as they are, and nothing beside them.
        if let Ok(rates) = list_exchange_rates().await {
            today.set(rates.items);
        }
    });
}
