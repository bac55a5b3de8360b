//! The line to the server: what failed without it is tried again once the browser has it back.

use leptos::{ev, prelude::*};

/// Calls `retry` whenever the browser is back on line, as long as the page that asks stands.
pub fn when_restored(retry: impl Fn() + 'static) {
    let listener = window_event_listener(ev::online, move |_| retry());
    on_cleanup(move || listener.remove());
}
