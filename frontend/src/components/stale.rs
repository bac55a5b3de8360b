//! Somebody else saved a newer version of what a form is about: what to do, and nothing is lost.

use leptos::prelude::*;

use super::{
    button::{Button, Kind},
    form::Form,
    states::{Notice, Tone},
};
use crate::t;

/// Shown while `form` was refused because its version is out of date. What was typed stays in the fields.
#[component]
pub fn Stale(
    /// The form.
    form: Form,
    /// Where the version that was saved can be looked at, in another tab.
    #[prop(into)]
    look: String,
    /// Takes the newer version's `ETag` and sends what is in the fields over it.
    on_keep_mine: Callback<()>,
    /// Throws away what is in the fields and shows the newer version.
    on_take_theirs: Callback<()>,
) -> impl IntoView {
    let look = StoredValue::new(look);
    move || {
        form.is_stale().then(|| {
            view! {
                <Notice tone=Tone::Wait>
                    <b>{t!("stale-title")}</b>
                    <p>{t!("stale-text")}</p>
                    <div class="row">
                        <a class="button secondary compact" href=look.get_value() target="_blank" rel="noopener">{t!("stale-look")}</a>
                        <Button kind=Kind::Secondary compact=true on_click=move || on_keep_mine.run(())>{t!("stale-keep-mine")}</Button>
                        <Button kind=Kind::Quiet compact=true on_click=move || on_take_theirs.run(())>{t!("stale-take-theirs")}</Button>
                    </div>
                </Notice>
            }
        })
    }
}

/// Shown while `form`, which does something rather than saves, was refused because its version is out of date: what stands on
/// the page is to be looked at anew. What was typed stays.
pub fn stale_action(form: Form, on_reload: Callback<()>) -> impl IntoView {
    move || {
        form.is_stale().then(|| {
            view! {
                <Notice tone=Tone::Wait>
                    <p>{t!("stale-action")}</p>
                    <div class="row">
                        <Button kind=Kind::Secondary compact=true on_click=move || on_reload.run(())>{t!("stale-action-reload")}</Button>
                    </div>
                </Notice>
            }
        })
    }
}
