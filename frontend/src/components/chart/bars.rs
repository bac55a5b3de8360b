//! A table whose rows have bars: how much for what, and how much of it.

use kopuro_shared::money::Money;
use leptos::prelude::*;

use super::{at, scaled};
use crate::format;

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What for.
    pub name: String,
    /// A second line below the name; may be empty.
    pub note: String,
    /// How long the row's bar is.
    pub whole: Money,
    /// How much of it is filled; all of it where this is nothing.
    pub part: Option<Money>,
}

/// The table.
#[component]
pub fn BarTable(
    /// What the table says.
    caption: String,
    /// Headings of the columns: name, whole, and part where the rows have one.
    heads: Vec<String>,
    /// The rows, in their order.
    bars: Vec<Bar>,
) -> impl IntoView {
    let longest = bars
        .iter()
        .map(|bar| bar.whole.amount.max(bar.part.map_or(0, |part| part.amount)))
        .max()
        .unwrap_or_default();
    let heads = heads
        .into_iter()
        .enumerate()
        .map(|(index, head)| view! { <th scope="col" class:amount={index > 0}>{head}</th> });
    let rows = bars.into_iter().map(|bar| {
        let whole = at(scaled(bar.whole.amount, longest, 100.0));
        let filled = bar.part.unwrap_or(bar.whole);
        // More was spent than planned: the part that goes beyond is another colour.
        let beyond = bar.part.is_some_and(|part| part.amount > bar.whole.amount);
        let part = at(scaled(filled.amount, longest, 100.0));
        view! {
            <tr>
                <th scope="row">
                    {bar.name}
                    {(!bar.note.is_empty()).then(|| view! { <small>{bar.note}</small> })}
                    <svg class="chart bar-line" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                        <rect class="bar back" width="100" height="4" rx="1"></rect>
                        <rect class="bar planned" width=whole height="4" rx="1"></rect>
                        <rect class="bar" class:juniper=!beyond class:madder=beyond width=part height="4" rx="1"></rect>
                    </svg>
                </th>
                <td class="amount">{format::money(bar.whole)}</td>
                {bar.part.map(|part| view! { <td class="amount">{format::money(part)}</td> })}
            </tr>
        }
    });
    view! {
        <div class="table-wrap" tabindex="0">
            <table class="bars">
                <caption>{caption}</caption>
                <thead><tr>{heads.collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}
