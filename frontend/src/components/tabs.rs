//! The parts of a long page, one at a time. Each has an address of its own, so that it can be shared and gone back to.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The part that the address names: one of `names`, the first where it names none.
pub fn use_part(names: &'static [&'static str]) -> Memo<&'static str> {
    let query = use_query_map();
    Memo::new(move |_| {
        let asked = query.with(|query| query.get("part").unwrap_or_default());
        names.iter().find(|name| **name == asked).copied().unwrap_or(names[0])
    })
}

/// Links to the parts.
#[component]
pub fn Tabs(
    /// What the parts are of, for screen readers.
    label: String,
    /// The page's path.
    path: String,
    /// Name and text of each part, the first being there without a name in the address.
    parts: Vec<(&'static str, String)>,
    /// The name of the part that is shown.
    current: Memo<&'static str>,
) -> impl IntoView {
    let links = parts.into_iter().enumerate().map(move |(index, (name, text))| {
        let href = if index == 0 { path.clone() } else { format!("{path}?part={name}") };
        let is_current = move || (current.get() == name).then_some("page");
        view! { <a href=href data-noscroll="" aria-current=is_current>{text}</a> }
    });
    view! { <nav class="tabs" aria-label=label>{links.collect_view()}</nav> }
}
