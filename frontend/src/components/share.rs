//! Sharing by the phone's own sheet; where there is none, the text is copied.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{
    button::{Button, Kind},
    toast,
};
use crate::t;

/// A button that shares a text, or the page's address.
#[component]
pub fn ShareButton(
    /// What the button says.
    #[prop(into)]
    label: String,
    /// The title of what is shared.
    #[prop(into)]
    title: String,
    /// The text that is shared; the page's address when empty.
    #[prop(optional, into)]
    text: String,
) -> impl IntoView {
    let share = move || {
        let (title, text) = (title.clone(), text.clone());
        spawn_local(async move {
            let address = window().location().href().unwrap_or_default();
            let what = if text.is_empty() { ("url", address) } else { ("text", text) };
            if !offer(&title, what.0, &what.1).await {
                copy(&what.1).await;
            }
        });
    };
    view! { <Button kind=Kind::Secondary on_click=share>{label}</Button> }
}

/// Opens the sheet; whether there is one. `navigator.share` is asked for by name: not every browser has it.
async fn offer(title: &str, name: &str, what: &str) -> bool {
    let navigator = JsValue::from(window().navigator());
    let share = js_sys::Reflect::get(&navigator, &JsValue::from_str("share"));
    let Some(share) = share.ok().and_then(|share| share.dyn_into::<js_sys::Function>().ok()) else {
        return false;
    };
    let data = js_sys::Object::new();
    for (name, value) in [("title", title), (name, what)] {
        // A new object takes any property.
        let _ = js_sys::Reflect::set(&data, &name.into(), &value.into());
    }
    let Ok(promise) = share.call1(&navigator, &data) else { return false };
    // Refused means that the person closed the sheet, which is no fault.
    let _ = JsFuture::from(js_sys::Promise::resolve(&promise)).await;
    true
}

async fn copy(text: &str) {
    match JsFuture::from(window().navigator().clipboard().write_text(text)).await {
        Ok(_) => toast::good(t!("copied")),
        Err(_) => toast::bad(t!("copy-failed")),
    }
}
