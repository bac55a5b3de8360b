//! A text that people copy into their bank's app.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;

use super::{
    button::{Button, Kind},
    toast,
};
use crate::t;

/// A text with a button that copies it.
#[component]
pub fn Copyable(
    /// What is copied.
    #[prop(into)]
    text: String,
    /// What it is, for screen readers.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let copied = text.clone();
    let copy = move || {
        let write = window().navigator().clipboard().write_text(&copied);
        spawn_local(async move {
            match JsFuture::from(write).await {
                Ok(_) => toast::good(t!("copied")),
                Err(_) => toast::bad(t!("copy-failed")),
            }
        });
    };
    view! {
        <div class="copyable">
            <code>{text}</code>
            <Button kind=Kind::Quiet compact=true on_click=copy>
                {t!("action-copy")}<span class="visually-hidden">" "{label}</span>
            </Button>
        </div>
    }
}
