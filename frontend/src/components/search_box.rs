//! Words that are searched for while they are typed.

use std::time::Duration;

use leptos::{leptos_dom::helpers::debounce, prelude::*};

use super::icon::{Icon, icon};

/// After so long without another letter the search is asked.
const TYPING: Duration = Duration::from_millis(350);

/// The field. The words live elsewhere, as in the page's address: Back and shared links change them under the field.
#[component]
pub fn SearchBox(
    /// The id of the field.
    id: &'static str,
    /// What is searched.
    #[prop(into)]
    label: String,
    /// Words that would find something.
    #[prop(into)]
    example: String,
    /// The words that are asked now.
    #[prop(into)]
    words: Signal<String>,
    /// Other words were typed; and whether words were asked before, in whose place they come.
    on_search: Callback<(String, bool)>,
) -> impl IntoView {
    let typed = RwSignal::new(words.get_untracked());
    let sent = StoredValue::new(words.get_untracked());
    Effect::new(move |_| {
        let words = words.get();
        if words != sent.get_value() {
            sent.set_value(words.clone());
            typed.set(words);
        }
    });
    let send = move || {
        // The person may have left the page meanwhile.
        let Some(words) = typed.try_get_untracked().map(|words| words.trim().to_owned()) else {
            return;
        };
        let before = sent.get_value();
        if words != before {
            sent.set_value(words.clone());
            on_search.run((words, !before.is_empty()));
        }
    };
    let mut wait = debounce(TYPING, move |()| send());
    view! {
        <form class="search-box" role="search" on:submit=move |event| { event.prevent_default(); send(); }>
            {icon(Icon::Search)}
            <label class="visually-hidden" for=id>{label}</label>
            <input id=id type="search" autocomplete="off" enterkeyhint="search" maxlength="160"
                placeholder=example bind:value=typed on:input=move |_| wait(()) />
        </form>
    }
}
