//! The first step: how much, in which currency, and what it becomes.

use kopuro_shared::{
    currency::Currency,
    money::{Money, MoneyError},
    pledges::CreatePledge,
    projects::Project,
};
use leptos::prelude::*;

use super::{counted::Counted, draft::Draft};
use crate::{
    components::{button::Submit, form::Form},
    format, rates, t, t_of,
};

/// The pointer of the amount, which the server's faults name too.
const AMOUNT: &str = "/amount/amount";

/// Amounts that people often give, in whole units.
const fn suggested(currency: Currency) -> [i64; 4] {
    match currency {
        Currency::Kgs | Currency::Rub => [500, 1000, 5000, 10_000],
        Currency::Usd | Currency::Eur | Currency::Gbp => [10, 25, 50, 100],
        Currency::Kzt => [5000, 10_000, 25_000, 50_000],
        Currency::Try => [250, 500, 1000, 2500],
        Currency::Krw => [10_000, 30_000, 50_000, 100_000],
        Currency::Aed => [50, 100, 200, 500],
    }
}

/// What was typed, as money.
pub fn typed(draft: &Draft, currency: Currency) -> Result<Money, MoneyError> {
    Money::parse(&draft.amount, currency)
}

/// The form.
#[component]
pub fn AmountStep(draft: RwSignal<Draft>, project: Project) -> impl IntoView {
    let form = Form::new();
    let currency =
        Memo::new(move |_| draft.with(|draft| draft.currency).unwrap_or_else(rates::currency));
    let money = Memo::new(move |_| draft.with(|draft| typed(draft, currency.get())).ok());
    let project_id = project.id.clone();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let currency = currency.get_untracked();
        match draft.with_untracked(|draft| typed(draft, currency)) {
            Ok(amount) => {
                let request =
                    CreatePledge { project_id: project_id.clone(), amount, anonymous: false };
                if form.check(&request) {
                    draft.update(|draft| (draft.currency, draft.step) = (Some(currency), 2));
                }
            }
            Err(MoneyError::Precision) => form.mark(AMOUNT, t!("pledge-amount-precision")),
            Err(_) => form.mark(AMOUNT, t!("pledge-amount-wrong")),
        }
    };
    let fault = move || form.fault(AMOUNT);
    let options = Currency::ALL.map(|option| {
        view! { <option value=option.code() prop:selected=move || currency.get() == option>{t_of!("currency", option.code())}</option> }
    });
    view! {
        <form class="card stack" novalidate on:submit=submit>
            {form.problem_view()}
            <div class="field">
                <label for="pledge-amount">{t!("pledge-amount")}</label>
                <input id="pledge-amount" class="amount-input" type="text" inputmode="decimal" autocomplete="off" maxlength="20"
                    aria-describedby="pledge-amount-error" aria-invalid=move || (!fault().is_empty()).to_string()
                    prop:value=move || draft.with(|draft| draft.amount.clone())
                    on:input:target=move |event| draft.update(|draft| draft.amount = event.target().value()) />
                <span class="error" id="pledge-amount-error" role="alert">{fault}</span>
            </div>
            <div class="field">
                <label for="pledge-currency">{t!("pledge-currency")}</label>
                <select id="pledge-currency" on:change:target=move |event| {
                    if let Ok(chosen) = event.target().value().parse::<Currency>() {
                        draft.update(|draft| draft.currency = Some(chosen));
                    }
                }>{options.collect_view()}</select>
            </div>
            <Suggested draft=draft currency=currency />
            <Counted money=money project=project />
            <Submit busy=form.busy()>{t!("pledge-continue")}</Submit>
        </form>
    }
}

#[component]
fn Suggested(draft: RwSignal<Draft>, currency: Memo<Currency>) -> impl IntoView {
    let choices = move || {
        let currency = currency.get();
        let buttons = suggested(currency).map(|units| {
            let money = Money::new(units * currency.minor_units(), currency);
            let choose = move |_| draft.update(|draft| draft.amount = units.to_string());
            view! { <button type="button" class="button secondary compact" on:click=choose>{format::money(money)}</button> }
        });
        buttons.collect_view()
    };
    view! { <div class="row" role="group" aria-label=t!("pledge-suggested")>{choices}</div> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggestions_go_up_in_every_currency() {
        for currency in Currency::ALL {
            assert!(suggested(currency).windows(2).all(|pair| pair[0] < pair[1]), "{currency}");
        }
    }
}
