//! Rows of figures: a table where there is room, a card for each row on a phone.

use leptos::prelude::*;

/// A table with a heading for screen readers. The roles are written out because a table whose rows are laid out as cards
/// is no table to some browsers.
pub fn table(caption: String, head: Vec<String>, rows: Vec<Vec<AnyView>>) -> AnyView {
    let labels = head.clone();
    let heads =
        head.into_iter().map(|text| view! { <th scope="col" role="columnheader">{text}</th> });
    let rows = rows.into_iter().map(|cells| {
        let cells = cells.into_iter().zip(&labels).map(|(cell, label)| {
            view! { <td role="cell" data-label=label.clone()>{cell}</td> }
        });
        view! { <tr role="row">{cells.collect_view()}</tr> }
    });
    view! {
        <div class="table-wrap as-cards">
            <table role="table">
                <caption class="visually-hidden">{caption}</caption>
                <thead role="rowgroup"><tr role="row">{heads.collect_view()}</tr></thead>
                <tbody role="rowgroup">{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
