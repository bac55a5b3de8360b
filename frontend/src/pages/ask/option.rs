//! One of several ways to go on, with what there is to say about it.

use leptos::prelude::*;

/// A radio button as a card. `name` is that of the group.
pub fn option(
    name: String,
    is_picked: Signal<bool>,
    pick: Callback<()>,
    title: String,
    detail: AnyView,
) -> AnyView {
    view! {
        <label class="option">
            <input type="radio" name=name prop:checked=is_picked on:change=move |_| pick.run(()) />
            <span class="option-body"><b>{title}</b>{detail}</span>
        </label>
    }
    .into_any()
}
