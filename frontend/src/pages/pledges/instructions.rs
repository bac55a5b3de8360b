//! The third step: how to pay.

use kopuro_shared::pledges::{PaymentInstructions, Pledge};
use leptos::prelude::*;

use crate::{
    components::{
        button::{Button, Kind},
        copyable::Copyable,
        qr::Qr,
        share::ShareButton,
    },
    format, t, t_of,
};

/// The account, the amount and the reference to copy, the QR code, the last day, and what happens next.
#[component]
pub fn Instructions(pledge: Pledge, instructions: PaymentInstructions) -> impl IntoView {
    let text = as_text(&instructions);
    let print = || {
        // A browser that can't print says so itself.
        let _ = window().print();
    };
    let last_day = format::date(pledge.lapses_on);
    let row = |label: String, value: String| {
        view! { <dt>{label.clone()}</dt><dd><Copyable text=value label=label /></dd> }
    };
    // Banks take the amount as a plain number.
    let amount = instructions.amount.decimal();
    let next = (1..=3).map(|step| view! { <li>{t_of!("pay-next", step)}</li> });
    view! {
        <section class="card">
            <h2>{t!("pay-title")}</h2>
            <p class="pay-amount number">{format::money(instructions.amount)}</p>
            <p class="strong">{t!("pay-until", date = last_day)}</p>
            <dl class="stack tight pay-facts">
                {row(t!("pay-holder"), instructions.holder)}
                {row(t!("pay-bank"), instructions.bank_name)}
                {instructions.bic.map(|bic| row(t!("pay-bic"), bic))}
                {row(t!("pay-account"), instructions.account_number)}
                {row(t!("pay-amount"), amount)}
                {row(t!("pay-reference"), instructions.reference)}
            </dl>
            <p class="small">{t!("pay-reference-text")}</p>
            <Qr svg=instructions.qr_svg label=t!("pay-qr") />
            <p class="small muted center">{t!("pay-qr-text")}</p>
            <div class="row no-print">
                <ShareButton label=t!("pay-share") title=t!("pay-title") text=text />
                <Button kind=Kind::Secondary on_click=print>{t!("action-print")}</Button>
            </div>
        </section>
        <section class="panel">
            <h2>{t!("pay-next")}</h2>
            <ol>{next.collect_view()}</ol>
        </section>
    }
}

/// The same as plain text, for a message to another phone.
fn as_text(instructions: &PaymentInstructions) -> String {
    let lines = [
        (t!("pay-holder"), instructions.holder.clone()),
        (t!("pay-bank"), instructions.bank_name.clone()),
        (t!("pay-bic"), instructions.bic.clone().unwrap_or_default()),
        (t!("pay-account"), instructions.account_number.clone()),
        (t!("pay-amount"), format::money(instructions.amount)),
        (t!("pay-reference"), instructions.reference.clone()),
    ];
    let lines = lines.into_iter().filter(|(_, value)| !value.is_empty());
    lines.map(|(label, value)| format!("{label}: {value}")).collect::<Vec<_>>().join("\n")
}
