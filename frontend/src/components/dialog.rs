//! A question over the page. The browser's own `<dialog>` keeps the focus inside and closes on Escape.

use leptos::{html, prelude::*};

use super::icon::{Icon, icon};
use crate::t;

/// A dialog that is there while `open` is true.
#[component]
pub fn Dialog(
    /// Whether it is shown; closing it makes this false.
    open: RwSignal<bool>,
    /// Its heading.
    #[prop(into)]
    title: String,
    /// Whether it covers a phone's screen from below, with a button to close it: for filters, which take effect at once.
    #[prop(optional)]
    sheet: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let shown = open.get();
        let Some(dialog) = node.get() else { return };
        if shown && !dialog.open() {
            // Fails only where the element left the page, and then there is nothing to show.
            let _ = dialog.show_modal();
        } else if !shown && dialog.open() {
            dialog.close();
        }
    });
    let heading = title.clone();
    view! {
        <dialog node_ref=node class:sheet=sheet aria-label=title on:close=move |_| open.set(false)>
            <div class="dialog-body">
                <div class="row between">
                    <h2>{heading}</h2>
                    {sheet.then(|| view! {
                        <button type="button" class="icon-button" aria-label=t!("action-close") on:click=move |_| open.set(false)>
                            {icon(Icon::Close)}
                        </button>
                    })}
                </div>
                <Show when=move || open.get()>{children()}</Show>
            </div>
        </dialog>
    }
}
