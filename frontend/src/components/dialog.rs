//! A question over the page. The browser's own `<dialog>` keeps the focus inside and closes on Escape.

use leptos::{html, prelude::*};

/// A dialog that is there while `open` is true.
#[component]
pub fn Dialog(
    /// Whether it is shown; closing it makes this false.
    open: RwSignal<bool>,
    /// Its heading.
    #[prop(into)]
    title: String,
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
        <dialog node_ref=node aria-label=title on:close=move |_| open.set(false)>
            <div class="dialog-body">
                <h2>{heading}</h2>
                <Show when=move || open.get()>{children()}</Show>
            </div>
        </dialog>
    }
}
