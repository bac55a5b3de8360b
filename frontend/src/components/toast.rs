//! Short words that come and go: something was done, or was not.

use std::time::Duration;

use leptos::prelude::*;

#[derive(Clone)]
struct Toast {
    id: u32,
    text: String,
    bad: bool,
}

#[derive(Clone, Copy)]
struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

thread_local! {
    static TOASTS: std::cell::Cell<Option<Toasts>> = const { std::cell::Cell::new(None) };
}

const SHOWN_FOR: Duration = Duration::from_secs(6);

/// Says that something was done.
pub fn good(text: String) {
    show(text, false);
}

/// Says that something was not done, and why.
pub fn bad(text: String) {
    show(text, true);
}

fn show(text: String, bad: bool) {
    let Some(toasts) = TOASTS.get() else { return };
    let id = toasts.next.get_value();
    toasts.next.set_value(id + 1);
    toasts.shown.update(|shown| shown.push(Toast { id, text, bad }));
    set_timeout(
        move || toasts.shown.update(|shown| shown.retain(|toast| toast.id != id)),
        SHOWN_FOR,
    );
}

/// Where they appear; once, in the frame of all pages.
#[component]
pub fn ToastArea() -> impl IntoView {
    let toasts = Toasts { shown: RwSignal::new(Vec::new()), next: StoredValue::new(0) };
    TOASTS.set(Some(toasts));
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.shown.get() key=|toast| toast.id let:toast>
                <p class="toast" class:bad=toast.bad>{toast.text}</p>
            </For>
        </div>
    }
}
