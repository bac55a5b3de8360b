//! What the money went to: each payment with its invoice, and whether a bank statement shows it.

use kopuro_shared::expenses::{Expense, ExpenseKind, ExpenseState};
use leptos::prelude::*;

use crate::{
    api::payments::list_expenses,
    components::{
        paged::Paged,
        states::{Badge, Empty, Tone},
    },
    format,
    i18n::pick,
    t, t_of,
};

/// The project's payments of this kind, the newest first.
#[component]
pub fn Expenses(
    /// The project.
    project_id: String,
    /// Where the money went.
    kind: ExpenseKind,
) -> impl IntoView {
    let payments = Paged::new(move || list_expenses(&project_id, kind.name()));
    let none =
        || view! { <Empty title=t!("expenses-none") text=t!("expenses-none-text") /> }.into_any();
    view! {
        <section class="section">
            <h2>{t_of!("expense-kinds", kind.name())}</h2>
            {payments.view("list lines", |payment| payment.id.clone(), |payment| view! { <Row payment=payment /> }, none)}
        </section>
    }
}

#[component]
fn Row(payment: Expense) -> impl IntoView {
    let purpose = pick(&payment.purpose);
    let line = payment.line.map(|line| pick(&line.name));
    let when = format::date(payment.spent_on);
    let about = line.map_or_else(|| when.clone(), |line| format!("{when} · {line}"));
    let invoices = payment.invoices.into_iter().map(|file| {
        view! { <li><a href=file.url rel="external" download="">{t!("document-named", name = file.name)}</a></li> }
    });
    let invoices = invoices.collect::<Vec<_>>();
    let (proof, tone) = if payment.is_proved_by_bank {
        (t!("payment-proved"), Tone::Good)
    } else {
        (t!("payment-unproved"), Tone::Plain)
    };
    let state = payment.state;
    let stands = state == ExpenseState::Approved;
    view! {
        <div class="stack tight">
            <div class="row between baseline">
                <b>{payment.supplier.unwrap_or_else(|| purpose.clone())}</b>
                <b class="number">{format::money(payment.amount)}</b>
            </div>
            <p>{purpose}</p>
            <p class="small muted">{about}</p>
            <p class="row">
                {stands.then(|| view! { <Badge tone=tone text=proof /> })}
                {(!stands).then(|| view! { <Badge tone=Tone::Wait text=t_of!("expense-state", state.name()) /> })}
            </p>
            {(!invoices.is_empty()).then(|| view! { <ul class="files small">{invoices}</ul> })}
            {payment.reversal.map(|reversal| view! { <p class="small">{reversal.reason}</p> })}
        </div>
    }
}
