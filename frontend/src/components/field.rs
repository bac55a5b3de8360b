//! Fields of forms: label, control, hint, and the fault beside the field that has it.

use leptos::prelude::*;

use super::{
    form::Form,
    icon::{Icon, icon},
};
use crate::t;

fn described(id: &str, hint: &str) -> String {
    if hint.is_empty() { format!("{id}-error") } else { format!("{id}-hint {id}-error") }
}

#[component]
fn Frame(
    id: String,
    label: String,
    hint: String,
    form: Form,
    pointer: String,
    children: Children,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {children()}
            {(!hint.is_empty()).then(|| view! { <span class="hint" id=hint_id>{hint}</span> })}
            <span class="error" id=error_id role="alert">{move || form.fault(&pointer)}</span>
        </div>
    }
}

/// A line of text.
#[component]
pub fn TextField(
    /// The form it belongs to.
    form: Form,
    /// JSON pointer of the value in the request's body.
    #[prop(into)]
    pointer: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// The value.
    value: RwSignal<String>,
    /// How to answer.
    #[prop(optional, into)]
    hint: String,
    /// The type of the input.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Which keyboard a phone shows.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// Longest value, in characters.
    #[prop(optional)]
    maxlength: Option<usize>,
) -> impl IntoView {
    let id = form.control_id(&pointer);
    let describedby = described(&id, &hint);
    let invalid = {
        let pointer = pointer.clone();
        move || (!form.fault(&pointer).is_empty()).to_string()
    };
    view! {
        <Frame id=id.clone() label=label hint=hint form=form pointer=pointer>
            <input id=id type=kind autocomplete=autocomplete inputmode=inputmode
                maxlength=maxlength.map(|max| max.to_string())
                aria-describedby=describedby aria-invalid=invalid bind:value=value />
        </Frame>
    }
}

/// A password that can be shown.
#[component]
pub fn PasswordField(
    /// The form it belongs to.
    form: Form,
    /// JSON pointer of the value in the request's body.
    #[prop(into)]
    pointer: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// The value.
    value: RwSignal<String>,
    /// How to answer.
    #[prop(optional, into)]
    hint: String,
    /// `current-password` or `new-password`.
    autocomplete: &'static str,
) -> impl IntoView {
    let id = form.control_id(&pointer);
    let describedby = described(&id, &hint);
    let shown = RwSignal::new(false);
    let invalid = {
        let pointer = pointer.clone();
        move || (!form.fault(&pointer).is_empty()).to_string()
    };
    view! {
        <Frame id=id.clone() label=label hint=hint form=form pointer=pointer>
            <div class="password">
                <input id=id type=move || if shown.get() { "text" } else { "password" } autocomplete=autocomplete
                    aria-describedby=describedby aria-invalid=invalid bind:value=value />
                <button type="button" class="icon-button" aria-pressed=move || shown.get().to_string()
                    aria-label=t!("field-show-password") on:click=move |_| shown.update(|shown| *shown = !*shown)>
                    {icon(Icon::Eye)}
                </button>
            </div>
        </Frame>
    }
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// The form it belongs to.
    form: Form,
    /// JSON pointer of the value in the request's body.
    #[prop(into)]
    pointer: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// The value.
    value: RwSignal<String>,
    /// How to answer.
    #[prop(optional, into)]
    hint: String,
    /// Longest value, in characters.
    maxlength: usize,
) -> impl IntoView {
    let id = form.control_id(&pointer);
    let describedby = described(&id, &hint);
    let invalid = {
        let pointer = pointer.clone();
        move || (!form.fault(&pointer).is_empty()).to_string()
    };
    view! {
        <Frame id=id.clone() label=label hint=hint form=form pointer=pointer>
            <textarea id=id maxlength=maxlength.to_string() aria-describedby=describedby aria-invalid=invalid
                bind:value=value></textarea>
        </Frame>
    }
}

/// One of a list.
#[component]
pub fn SelectField(
    /// The form it belongs to.
    form: Form,
    /// JSON pointer of the value in the request's body.
    #[prop(into)]
    pointer: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// The value chosen.
    value: RwSignal<String>,
    /// How to answer.
    #[prop(optional, into)]
    hint: String,
    /// Value and text of each choice.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let id = form.control_id(&pointer);
    let describedby = described(&id, &hint);
    let invalid = {
        let pointer = pointer.clone();
        move || (!form.fault(&pointer).is_empty()).to_string()
    };
    view! {
        <Frame id=id.clone() label=label hint=hint form=form pointer=pointer>
            <select id=id aria-describedby=describedby aria-invalid=invalid
                on:change:target=move |event| value.set(event.target().value())>
                {move || options.get().into_iter().map(|(key, text)| {
                    let chosen = { let key = key.clone(); move || value.get() == key };
                    view! { <option value=key.clone() prop:selected=chosen>{text}</option> }
                }).collect_view()}
            </select>
        </Frame>
    }
}

/// A yes or no.
#[component]
pub fn CheckField(
    /// What is asked.
    #[prop(into)]
    label: String,
    /// The answer.
    value: RwSignal<bool>,
) -> impl IntoView {
    view! { <label class="check"><input type="checkbox" bind:checked=value /><span>{label}</span></label> }
}
