//! The journal, entry by entry.

use kopuro_shared::{
    ledger::{JournalEntry, Posting},
    money::Money,
};
use leptos::prelude::*;

use super::balances::account_name;
use crate::{
    api::ledger::list_ledger_entries,
    components::{moment::Moment, paged::Paged, states::Empty},
    format, t, t_of,
};

/// The list, from the first entry on.
#[component]
pub fn Entries(project_id: String) -> impl IntoView {
    let entries = Paged::new(move || list_ledger_entries(&project_id));
    let none =
        || view! { <Empty title=t!("ledger-empty") text=t!("ledger-empty-text") /> }.into_any();
    entries.view(
        "list",
        |entry| entry.number.to_string(),
        |entry| view! { <Entry entry=entry /> },
        none,
    )
}

/// What an entry is about: its largest debit.
fn amount(entry: &JournalEntry) -> Option<Money> {
    let debits = entry.postings.iter().filter(|posting| posting.amount > 0);
    debits
        .max_by_key(|posting| posting.amount)
        .map(|posting| Money::new(posting.amount, posting.currency))
}

#[component]
fn Entry(entry: JournalEntry) -> impl IntoView {
    let amount = amount(&entry).map(format::money);
    let row = |posting: &Posting| {
        let amount = Money::new(posting.amount, posting.currency);
        view! { <tr><th scope="row">{account_name(&posting.account)}</th><td class="amount">{format::money(amount)}</td></tr> }
    };
    let postings = entry.postings.iter().map(row).collect_view();
    let reverses = entry
        .reverses
        .map(|number| view! { <p class="small">{t!("ledger-reverses", number = number)}</p> });
    view! {
        <article class="card entry">
            <p class="row between"><b>{t_of!("ledger-entry", entry.kind.name())}</b><b class="number">{amount}</b></p>
            <p class="small muted">{t!("ledger-number", number = entry.number)}" · "<Moment at=entry.booked_at /></p>
            {reverses}
            <details>
                <summary>{t!("ledger-details")}</summary>
                <p class="small">{t_of!("ledger-entry-text", entry.kind.name())}</p>
                <div class="table-wrap" tabindex="0"><table><caption>{t!("ledger-postings")}</caption><tbody>{postings}</tbody></table></div>
                <p class="small muted">{t!("ledger-hash")}</p>
                <p class="hash">{entry.hash}</p>
            </details>
        </article>
    }
}
