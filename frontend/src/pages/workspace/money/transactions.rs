//! The treasurer's queue: bank transactions that nothing could be matched with, and all others.

use kopuro_shared::statements::{Direction, TransactionState, TransactionSummary};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_query_map};

use super::MoneyParts;
use crate::{
    api::statements::list_transactions,
    components::{
        field::SelectField,
        form::Form,
        paged::Paged,
        states::{Badge, Empty, Tone},
    },
    format,
    pages::workspace::{WithSecondFactor, in_workspace},
    t, t_of,
};

/// The tone of a state's badge.
pub const fn tone(state: TransactionState) -> Tone {
    match state {
        TransactionState::Queued => Tone::Wait,
        TransactionState::Booked => Tone::Good,
        TransactionState::Outgoing | TransactionState::SetAside => Tone::Plain,
    }
}

/// An amount with its direction: what left has a minus before it.
pub fn signed(direction: Direction, amount: kopuro_shared::money::Money) -> String {
    match direction {
        Direction::Credit => format::money(amount),
        Direction::Debit => format!("−{}", format::money(amount)),
    }
}

/// The page.
#[component]
pub fn TransactionsPage() -> impl IntoView {
    let query = use_query_map();
    in_workspace(t!("money-transactions"), move |org| {
        let id = StoredValue::new(org.id.clone());
        let statement = query.with_untracked(|query| query.get("statement").unwrap_or_default());
        let first = if statement.is_empty() { TransactionState::Queued.name() } else { "" };
        let state = RwSignal::new(first.to_owned());
        let states = std::iter::once((String::new(), t!("filter-any")))
            .chain(
                TransactionState::ALL
                    .iter()
                    .map(|one| (one.name().to_owned(), t_of!("transaction-states", one.name()))),
            )
            .collect::<Vec<_>>();
        let statement = StoredValue::new(statement);
        view! {
            <h1>{t!("workspace-money")}</h1>
            <MoneyParts org=org />
            <WithSecondFactor>
                {
                    let states = states.clone();
                    let transactions = Paged::new(move || {
                        id.with_value(|id| statement.with_value(|statement| list_transactions(id, &state.read(), statement)))
                    });
                    view! {
                        <div class="card filters">
                            <SelectField form=Form::new() pointer="/state" label=t!("field-label-state") value=state options=states />
                        </div>
                        {transactions.view(
                            "list",
                            |one| one.id.clone(),
                            row,
                            || view! { <Empty title=t!("transactions-none") text=t!("transactions-none-text") /> }.into_any(),
                        )}
                    }
                }
            </WithSecondFactor>
        }
    })
}

fn row(one: TransactionSummary) -> AnyView {
    let who = one.counterparty.clone().unwrap_or_else(|| t!("transaction-nobody"));
    // The list does not know its organization; the page's own address does.
    let base = window().location().pathname().unwrap_or_default();
    let rest = one.open.amount != one.amount.amount && one.open.amount > 0;
    view! {
        <article class="card linked">
            <div class="row between">
                <h3><A href=format!("{base}/{}", one.id)>{who}</A></h3>
                <b class="number">{signed(one.direction, one.amount)}</b>
            </div>
            <p class="row">
                <Badge tone=tone(one.state) text=t_of!("transaction-state", one.state.name()) />
                <span class="small muted">{format::date(one.booked_on)}</span>
                {one.queue_reason.map(|reason| view! { <span class="small muted">{t_of!("queue-reason", reason.name())}</span> })}
                {rest.then(|| view! { <span class="small">{t!("transaction-open", amount = format::money(one.open))}</span> })}
            </p>
            <p class="small prose">{one.remittance}</p>
        </article>
    }
    .into_any()
}
