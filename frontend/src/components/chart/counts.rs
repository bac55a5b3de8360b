//! A table of counts whose rows have bars: how many, and how much of all that is.

use leptos::prelude::*;

use super::{at, scaled};
use crate::{format, t};

/// The table. Shares are given where `whole` is large enough to speak of them.
pub fn count_bars(
    caption: String,
    heads: [String; 2],
    rows: Vec<(String, u64)>,
    whole: u64,
    with_shares: bool,
) -> AnyView {
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let heads = heads
        .into_iter()
        .enumerate()
        .map(|(index, head)| view! { <th scope="col" class:amount={index > 0}>{head}</th> });
    let heads: Vec<_> = heads.collect();
    let rows = rows.into_iter().map(|(name, count)| {
        let width = at(scaled(number(count), number(whole), 100.0));
        let share = (with_shares && whole > 0).then(|| {
            let percent = number(count) * 100 / number(whole).max(1);
            view! { <small class="muted">" "{t!("progress-percent", percent = percent)}</small> }
        });
        view! {
            <tr>
                <th scope="row">
                    {name}
                    <svg class="chart bar-line" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                        <rect class="bar back" width="100" height="4" rx="1"></rect>
                        <rect class="bar lake" width=width height="4" rx="1"></rect>
                    </svg>
                </th>
                <td class="amount">{format::count(number(count))}{share}</td>
            </tr>
        }
    });
    let rows: Vec<_> = rows.collect();
    view! {
        <div class="table-wrap" tabindex="0">
            <table class="bars">
                <caption>{caption}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
