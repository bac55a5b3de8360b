//! An amount of money as people type it, checked against the currency's decimals while it is typed.

use kopuro_shared::{
    currency::Currency,
    money::{Money, MoneyError},
};
use leptos::prelude::*;

use super::form::Form;
use crate::{i18n, t};

/// Reads an amount that was typed; nothing where the field is empty.
pub fn typed_amount(text: &str, currency: Currency) -> Result<Option<i64>, MoneyError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Money::parse(text, currency).map(|money| Some(money.amount))
}

/// The amount in minor units; zero where it is empty or can't be read, which the field says by itself.
pub fn amount_or_zero(text: &str, currency: Currency) -> i64 {
    typed_amount(text, currency).ok().flatten().unwrap_or_default()
}

/// An amount as the field shows it; empty for zero.
pub fn amount_text(amount: i64, currency: Currency) -> String {
    if amount == 0 {
        return String::new();
    }
    Money::new(amount, currency).display_number(i18n::language())
}

/// What is wrong with what was typed.
pub fn money_fault(error: MoneyError, currency: Currency) -> String {
    match error {
        MoneyError::Precision => t!("money-fault-precision", decimals = currency.exponent()),
        MoneyError::Overflow => t!("money-fault-too-large"),
        _ => t!("money-fault-not-amount"),
    }
}

/// An amount with its currency behind it.
#[component]
pub fn MoneyField(
    /// The form it belongs to.
    form: Form,
    /// JSON pointer of the value in the request's body.
    #[prop(into)]
    pointer: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// What was typed.
    value: RwSignal<String>,
    /// The currency.
    #[prop(into)]
    currency: Signal<Currency>,
    /// How to answer.
    #[prop(optional, into)]
    hint: String,
) -> impl IntoView {
    let id = form.control_id(&pointer);
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let describedby =
        if hint.is_empty() { error_id.clone() } else { format!("{hint_id} {error_id}") };
    let fault = Memo::new(move |_| {
        let currency = currency.get();
        match value.with(|text| typed_amount(text, currency)) {
            Err(error) => money_fault(error, currency),
            Ok(_) => form.fault_within(&pointer),
        }
    });
    // Written as the reader's language groups digits, once the person has left the field.
    let tidy = move |_| {
        let currency = currency.get_untracked();
        if let Ok(Some(amount)) = value.with_untracked(|text| typed_amount(text, currency))
            && amount != 0
        {
            value.set(amount_text(amount, currency));
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <div class="money-field">
                <input id=id type="text" inputmode="decimal" autocomplete="off" maxlength="24" aria-describedby=describedby
                    aria-invalid=move || (!fault.read().is_empty()).to_string() bind:value=value on:blur=tidy />
                <span>{move || currency.get().code()}</span>
            </div>
            {(!hint.is_empty()).then(|| view! { <span class="hint" id=hint_id>{hint}</span> })}
            <span class="error" id=error_id role="alert">{fault}</span>
        </div>
    }
}
