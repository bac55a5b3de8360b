//! A question before something that matters: are you sure, and why.

use leptos::prelude::*;

use super::{
    button::{Button, Kind, Submit},
    dialog::Dialog,
    field::TextArea,
    form::Form,
};
use crate::t;

/// What is asked.
#[derive(Clone)]
pub struct Question {
    /// The heading.
    pub title: String,
    /// What will happen.
    pub text: String,
    /// What the button says.
    pub action: String,
    /// The label of the reason, where one is asked for.
    pub reason: Option<String>,
}

/// A dialog with a question. `on_send` gets the reason (empty where none is asked for) and sends by `form`.
#[component]
pub fn Ask(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// The state of what is sent.
    form: Form,
    /// What is asked.
    #[prop(into)]
    question: Signal<Question>,
    /// The reason that is typed.
    #[prop(optional)]
    reason: Option<RwSignal<String>>,
    /// Sends.
    on_send: Callback<String>,
    /// More fields.
    #[prop(optional)]
    children: Option<ChildrenFn>,
) -> impl IntoView {
    let typed = reason.unwrap_or_else(|| RwSignal::new(String::new()));
    let children = StoredValue::new(children);
    let title = move || question.read().title.clone();
    view! {
        <Dialog open=open title=untrack(title)>
            <form class="stack" novalidate on:submit=move |event| {
                event.prevent_default();
                on_send.run(typed.get_untracked().trim().to_owned());
            }>
                <p>{move || question.read().text.clone()}</p>
                {form.problem_view()}
                {children.with_value(|children| children.as_ref().map(|children| children()))}
                {move || question.read().reason.clone().map(|label| view! {
                    <TextArea form=form pointer="/reason" label=label value=typed maxlength=kopuro_shared::validation::SUMMARY_MAX />
                })}
                <div class="row">
                    <Submit busy=form.busy()>{move || question.read().action.clone()}</Submit>
                    <Button kind=Kind::Secondary on_click=move || open.set(false)>{t!("action-cancel")}</Button>
                </div>
            </form>
        </Dialog>
    }
}
