//! The organization's payments: those that wait for a second pair of eyes, and those that were decided.

use kopuro_shared::expenses::ExpenseState;
use leptos::prelude::*;

use super::{MoneyParts, decide::payment_card};
use crate::{
    api::payments::list_organization_expenses,
    components::{
        field::SelectField,
        form::Form,
        paged::Paged,
        states::{Empty, Notice},
    },
    pages::workspace::in_workspace,
    t, t_of,
};

/// The page.
#[component]
pub fn PaymentsPage() -> impl IntoView {
    in_workspace(t!("workspace-money"), |org| {
        let id = org.id.clone();
        let state = RwSignal::new(String::new());
        let payments = Paged::new(move || list_organization_expenses(&id, &state.read()));
        let states = std::iter::once((String::new(), t!("payments-waiting")))
            .chain(
                ExpenseState::ALL
                    .iter()
                    .map(|one| (one.name().to_owned(), t_of!("expense-state", one.name()))),
            )
            .collect::<Vec<_>>();
        view! {
            <h1>{t!("workspace-money")}</h1>
            <MoneyParts org=org />
            <Notice>{t!("payments-four-eyes")}</Notice>
            <div class="card filters">
                <SelectField form=Form::new() pointer="/state" label=t!("field-label-state") value=state options=states />
            </div>
            {payments.view(
                "list",
                |payment| format!("{} {}", payment.id, payment.version),
                payment_card,
                || view! { <Empty title=t!("payments-none") text=t!("payments-none-text") /> }.into_any(),
            )}
        }
    })
}
