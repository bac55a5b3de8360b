//! The queue by keyboard: keys of one letter for who works through many cases. They never act while somebody types, stand
//! on the page, and can be switched off (WCAG 2.2, 2.1.4). Everything can be done by Tab and by thumb as well.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use super::{Queue, me};
use crate::{
    components::{
        button::{Button, Kind},
        dialog::Dialog,
    },
    t,
};

/// The mark in the browser's storage that somebody wants no keys.
const OFF: &str = "kopuro.queue_keys_off";
const ROWS: &str = ".queue-row";

/// What the help shows: a key and what it does.
fn keys() -> [(&'static str, String); 6] {
    [
        ("j ↓", t!("queue-key-next")),
        ("k ↑", t!("queue-key-before")),
        ("x", t!("queue-key-select")),
        ("Enter", t!("queue-key-open")),
        ("a", t!("queue-key-assign")),
        ("?", t!("queue-key-help")),
    ]
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn are_on() -> bool {
    !storage().is_some_and(|storage| matches!(storage.get_item(OFF), Ok(Some(_))))
}

fn row_at(index: u32) -> Option<web_sys::Element> {
    document().query_selector_all(ROWS).ok()?.get(index)?.dyn_into().ok()
}

fn count() -> u32 {
    document().query_selector_all(ROWS).map_or(0, |rows| rows.length())
}

/// The row in which the focus is.
pub fn focused() -> Option<u32> {
    let row = document().active_element()?.closest(ROWS).ok()??;
    (0..count()).find(|index| row_at(*index).as_ref() == Some(&row))
}

fn focus(index: u32) {
    let link = row_at(index).and_then(|row| row.query_selector("h3 a").ok().flatten());
    if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()) {
        // A courtesy: the row is there anyway.
        let _ = link.focus();
    }
}

fn case_at(index: u32) -> Option<String> {
    row_at(index)?.get_attribute("data-case")
}

/// Chooses a case, or takes the choice back.
pub fn toggle(queue: Queue, id: String) {
    queue.selected.update(|all| {
        if !all.remove(&id) {
            all.insert(id);
        }
    });
}

/// Whether the event comes from where somebody types, or a dialog is open.
fn is_typing(event: &ev::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let typed = target.is_some_and(|target| {
        let field = "input:not([type=checkbox]), textarea, select, [contenteditable]";
        target.matches(field).unwrap_or(false)
    });
    typed || document().query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some())
}

/// Listens while the queue is shown.
pub fn install(queue: Queue) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let with_other_key = event.ctrl_key() || event.meta_key() || event.alt_key();
        if !with_other_key && are_on() && !is_typing(&event) && pressed(queue, &event.key()) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
    // After the list was read anew the focus goes back to where it was.
    let rows = queue.cases.rows();
    Effect::new(move |_| {
        let length = u32::try_from(rows.with(Vec::len)).unwrap_or_default();
        if length == 0 {
            return;
        }
        if let Some(position) = queue.position.get_value() {
            queue.position.set_value(None);
            request_animation_frame(move || focus(position.min(length - 1)));
        }
    });
}

/// What a key does; whether it does anything.
fn pressed(queue: Queue, key: &str) -> bool {
    let at = focused();
    match key {
        "j" => focus(at.map_or(0, |at| (at + 1).min(count().saturating_sub(1)))),
        "k" => focus(at.map_or(0, |at| at.saturating_sub(1))),
        // Arrows scroll the page unless somebody is among the rows already.
        "ArrowDown" if at.is_some() => return pressed(queue, "j"),
        "ArrowUp" if at.is_some() => return pressed(queue, "k"),
        "x" => match at.and_then(case_at) {
            Some(id) if queue.answers && can_select(at) => toggle(queue, id),
            _ => return false,
        },
        "a" if queue.answers => {
            let mut ids: Vec<_> = queue.selected.get_untracked().into_iter().collect();
            if ids.is_empty() && can_select(at) {
                ids.extend(at.and_then(case_at));
            }
            queue.assign(ids, me());
        }
        "?" => queue.help.set(true),
        _ => return false,
    }
    true
}

/// Whether a row can be chosen at all: one's own question cannot.
fn can_select(at: Option<u32>) -> bool {
    let row = at.and_then(row_at);
    row.and_then(|row| row.query_selector("input[type=checkbox]").ok().flatten()).is_some()
}

/// The button that shows which keys there are, and the switch for them.
#[component]
pub fn KeysHelp(open: RwSignal<bool>) -> impl IntoView {
    let on = RwSignal::new(are_on());
    Effect::new(move |before: Option<bool>| {
        let on = on.get();
        if before.is_some_and(|before| before != on)
            && let Some(storage) = storage()
        {
            // Without storage the choice is not kept, and the keys stay as they are.
            let _ = if on { storage.remove_item(OFF) } else { storage.set_item(OFF, "1") };
        }
        on
    });
    let rows = move || {
        let rows = keys().into_iter().map(|(key, text)| {
            let parts = key.split(' ').map(|one| view! { <kbd>{one}</kbd>" " }).collect_view();
            view! { <dt>{parts}</dt><dd>{text}</dd> }
        });
        rows.collect_view()
    };
    view! {
        <div class="row queue-keys">
            <Button kind=Kind::Quiet compact=true on_click=move || open.set(true)>{t!("queue-keys")}" "<kbd>"?"</kbd></Button>
        </div>
        <Dialog open=open title=t!("queue-keys")>
            <dl class="facts keys">{rows}</dl>
            <label class="check"><input type="checkbox" bind:checked=on /><span>{t!("queue-keys-on")}</span></label>
            <p class="small muted">{t!("queue-keys-text")}</p>
            <div class="row"><Button kind=Kind::Secondary on_click=move || open.set(false)>{t!("action-close")}</Button></div>
        </Dialog>
    }
}
