//! A project's money: spent against planned, its payments, and what happens with what is left.

use kopuro_shared::expenses::{ExpenseKind, Spending};
use leptos::prelude::*;

use super::{decide::payment_card, enter::EnterExpense, returns::Returns};
use crate::{
    api::{expenses::get_spending, payments::list_expenses},
    components::{
        field::SelectField,
        form::Form,
        loaded::{Fetched, loaded},
        paged::Paged,
        states::{Badge, Empty, Notice, Tone},
        table::table,
    },
    format,
    i18n::pick,
    pages::workspace::projects::{Work, project_page},
    t, t_of,
};

/// The part of a project's pages.
#[component]
pub fn ProjectMoneyPage() -> impl IntoView {
    project_page(|_, work| view! { <Money work=work /> }.into_any())
}

#[component]
fn Money(work: Work) -> impl IntoView {
    let id = StoredValue::new(work.project.id.clone());
    // The account of a project that nobody sees yet is nobody's to see.
    let public = work.project.state.is_public(work.project.published_at.is_some());
    let again = Trigger::new();
    let kind = RwSignal::new(String::new());
    let payments = Paged::new(move || list_expenses(&id.get_value(), &kind.read()));
    let state = work.project.state;
    let entered = Callback::new(move |()| {
        payments.reload();
        again.notify();
    });
    let kinds = ExpenseKind::ALL
        .iter()
        .map(|one| {
            (
                if *one == ExpenseKind::Expense { String::new() } else { one.name().to_owned() },
                t_of!("expense-kinds", one.name()),
            )
        })
        .collect::<Vec<_>>();
    view! {
        {public.then(|| {
            let spending = Fetched::new(move || {
                again.track();
                async move { get_spending(&id.get_value()).await }
            });
            loaded(spending, figures)
        })}
        {if work.project.is_frozen {
            ().into_any()
        } else if state.allows_spending() {
            view! { <EnterExpense work=work.clone() entered=entered /> }.into_any()
        } else {
            view! { <Notice>{t!("spending-not-yet")}</Notice> }.into_any()
        }}
        {(!work.project.is_frozen).then(|| view! { <Returns work=work.clone() changed=entered /> })}
        <section class="stack">
            <h2>{t!("money-payments")}</h2>
            <SelectField form=Form::new() pointer="/kind" label=t!("field-label-payment-kind") value=kind options=kinds />
            {payments.view(
                "list",
                |payment| format!("{} {}", payment.id, payment.version),
                payment_card,
                || view! { <Empty title=t!("payments-none") text=t!("payments-none-text") /> }.into_any(),
            )}
        </section>
    }
}

fn figures(spending: Spending) -> AnyView {
    let lines = spending.lines.into_iter().map(|line| {
        let over =
            line.is_over.then(|| view! { <Badge tone=Tone::Bad text=t!("spending-over") /> });
        vec![
            pick(&line.name).into_any(),
            view! { <span class="number">{format::money(line.planned)}</span> }.into_any(),
            view! { <span class="number">{format::money(line.spent)}" "{over}</span> }.into_any(),
        ]
    });
    let head = vec![t!("field-label-line"), t!("spending-planned"), t!("spending-spent")];
    let figure = |label: String, text: String| {
        view! { <div class="figure"><b>{text}</b><span>{label}</span></div> }
    };
    view! {
        <section class="card stack">
            <div class="figures">
                {figure(t!("spending-received"), format::money(spending.received))}
                {figure(t!("spending-spent"), format::money(spending.spent))}
                {figure(t!("spending-left"), format::money(spending.left))}
            </div>
        </section>
        {table(t!("plan-budget"), head, lines.collect())}
    }
    .into_any()
}
