//! The balances of a project's accounts, in words.

use kopuro_shared::{
    ledger::{AccountBalance, LedgerSummary, accounts},
    money::Money,
};
use leptos::prelude::*;

use crate::{components::states::Empty, format, t, t_of};

/// What an account is, in words: `received:state` is what the state has brought.
pub fn account_name(account: &str) -> String {
    match account.split_once(':') {
        Some(("promised", who)) => t!("ledger-promised", partner = t_of!("partner", who)),
        Some(("received", who)) => t!("ledger-received", partner = t_of!("partner", who)),
        _ => t_of!("ledger-account", account),
    }
}

/// Accounts that grow by credits are shown as people count: what came is above zero.
fn as_people_count(balance: &AccountBalance) -> Money {
    let grows_by_credit =
        balance.account == accounts::PROMISES || balance.account.starts_with("received:");
    let amount = if grows_by_credit { -balance.balance } else { balance.balance };
    Money::new(amount, balance.currency)
}

/// The table.
#[component]
pub fn Balances(ledger: LedgerSummary) -> impl IntoView {
    if ledger.balances.is_empty() {
        return view! { <Empty title=t!("ledger-empty") text=t!("ledger-empty-text") /> }
            .into_any();
    }
    // The other side of all promises says nothing that the promises don't.
    let mut shown: Vec<_> =
        ledger.balances.iter().filter(|balance| balance.account != accounts::PROMISES).collect();
    // Nor do promises that were kept, in each currency one line of nothing.
    if shown.iter().any(|balance| balance.balance != 0) {
        shown.retain(|balance| balance.balance != 0 || !balance.account.starts_with("promised:"));
    }
    let rows = shown.into_iter().map(|balance| {
        view! {
            <tr>
                <th scope="row">{account_name(&balance.account)}</th>
                <td class="amount">{format::money(as_people_count(balance))}</td>
            </tr>
        }
    });
    view! {
        <div class="table-wrap" tabindex="0"><table>
            <caption>{t!("ledger-balances-caption")}</caption>
            <tbody>{rows.collect_view()}</tbody>
        </table></div>
    }
    .into_any()
}
