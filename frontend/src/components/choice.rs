//! A choice from a list that takes effect at once, outside of forms.

use leptos::prelude::*;

/// One of a list; the first option is what holds without a choice.
#[component]
pub fn Choice(
    /// The id of the control.
    id: &'static str,
    /// What is chosen.
    #[prop(into)]
    label: String,
    /// The key of what is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Key and text of each option.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// Another was chosen.
    on_choose: Callback<String>,
) -> impl IntoView {
    let options = move || {
        let options = options.get().into_iter().map(|(key, text)| {
            let chosen = {
                let key = key.clone();
                move || value.get() == key
            };
            view! { <option value=key prop:selected=chosen>{text}</option> }
        });
        options.collect_view()
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select id=id on:change:target=move |event| on_choose.run(event.target().value())>{options}</select>
        </div>
    }
}
