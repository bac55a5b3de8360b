//! Where the person was: going back shows a list as it was left, at the place where it was left. Also across the programs
//! of the web app, each of which is a page of its own: what is kept goes along in the tab's own storage.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
};

use leptos::{ev, prelude::*};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

/// Lists and positions that are kept: more would be memory that a cheap phone needs.
const KEPT_MAX: usize = 8;
/// The name of what is kept in the tab's storage.
const STORED: &str = "kopuro.visit";
/// Frames in which a page that is still being drawn may grow as long as it was: about a second.
const FRAMES_MAX: u32 = 60;

/// What is kept, by address.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    /// The pages of each list as they came.
    lists: VecDeque<(String, Vec<String>)>,
    /// How far down each page was, in pixels.
    positions: VecDeque<(String, f64)>,
    /// The person is on the way back, and another program answers there.
    returning: bool,
}

thread_local! {
    static RETURNING: Cell<bool> = const { Cell::new(false) };
    static HANDS_OVER: Cell<bool> = const { Cell::new(false) };
    static HERE: RefCell<String> = const { RefCell::new(String::new()) };
    static KEPT: RefCell<Kept> = RefCell::default();
}

fn storage() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}

/// Watches how the person gets about; once, before any page is drawn.
pub fn install() {
    // The browser would scroll before the page is drawn.
    if let Ok(history) = window().history() {
        let _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Manual);
    }
    take_up();
    for event in ["click", "keydown", "input", "wheel", "touchstart"] {
        let forget = window_event_listener_untyped(event, |_| RETURNING.set(false));
        std::mem::forget(forget);
    }
    std::mem::forget(window_event_listener(ev::popstate, |_| RETURNING.set(true)));
    std::mem::forget(window_event_listener_untyped("pagehide", |_| save()));
    std::mem::forget(window_event_listener(ev::scroll, |_| {
        let location = window().location();
        let path = location.pathname().unwrap_or_default();
        // While a page goes and another comes, the browser scrolls by itself.
        if HERE.with(|here| *here.borrow() == path) {
            let address = path + &location.search().unwrap_or_default();
            let position = window().scroll_y().unwrap_or_default();
            KEPT.with(|kept| put(&mut kept.borrow_mut().positions, address, position));
        }
    }));
}

/// Takes up what the page before this one left, which may have been another program.
fn take_up() {
    let text = storage().and_then(|storage| storage.get_item(STORED).ok().flatten());
    let kept: Kept = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    // The loader knows how the browser came here.
    let came_back = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("kopuro"))
        .and_then(|kopuro| js_sys::Reflect::get(&kopuro, &JsValue::from_str("returning")))
        .is_ok_and(|returning| returning.is_truthy());
    RETURNING.set(came_back || kept.returning);
    KEPT.with(|all| *all.borrow_mut() = kept);
}

/// Leaves what is kept to the page that comes. Without room or permission nothing is kept, and lists begin anew.
fn save() {
    KEPT.with(|kept| kept.borrow_mut().returning = HANDS_OVER.get() && is_returning());
    let text = KEPT.with(|kept| serde_json::to_string(&*kept.borrow()));
    if let (Some(storage), Ok(text)) = (storage(), text) {
        let _ = storage.set_item(STORED, &text);
    }
}

fn put<T>(kept: &mut VecDeque<(String, T)>, key: String, value: T) {
    kept.retain(|(other, _)| *other != key);
    kept.push_back((key, value));
    if kept.len() > KEPT_MAX {
        kept.pop_front();
    }
}

/// Whether the person came here by the browser's Back or Forward.
pub fn is_returning() -> bool {
    RETURNING.get()
}

/// Says that another program shows what comes, which must know whether the person returns: also who turns round while
/// it is being loaded.
pub fn hand_over() {
    HANDS_OVER.set(true);
}

/// Forgets lists and positions: the person signs out, and the next one may be somebody else.
pub fn forget_all() {
    KEPT.with(|kept| *kept.borrow_mut() = Kept::default());
    save();
}

/// Says that the page at `path` is shown now: at its top, or where the person was who returns.
pub fn arrive(path: String) {
    let address = format!("{path}{}", window().location().search().unwrap_or_default());
    let position = KEPT.with(|kept| {
        let positions = &kept.borrow().positions;
        positions.iter().find(|(other, _)| *other == address).map(|(_, position)| *position)
    });
    let position = position.filter(|_| is_returning()).unwrap_or(0.0);
    HERE.with(|here| here.borrow_mut().clear());
    // The new page stands after the next frame.
    request_animation_frame(move || {
        request_animation_frame(move || settle(path, position, FRAMES_MAX));
    });
}

/// Goes to the position, again and again while the page is too short for it, until the person does something.
fn settle(path: String, position: f64, frames: u32) {
    let moved_on = || window().location().pathname().is_ok_and(|now| now != path);
    if frames < FRAMES_MAX && moved_on() {
        return;
    }
    window().scroll_to_with_x_and_y(0.0, position);
    let is_there = (window().scroll_y().unwrap_or_default() - position).abs() < 1.0;
    if is_there || frames == 0 || !is_returning() {
        HERE.with(|here| *here.borrow_mut() = path);
    } else {
        request_animation_frame(move || settle(path, position, frames - 1));
    }
}

/// Keeps the pages that a list has loaded.
pub fn keep(key: String, pages: Vec<String>) {
    KEPT.with(|kept| put(&mut kept.borrow_mut().lists, key, pages));
}

/// The pages that a list had loaded, for who returns to it.
pub fn kept(key: &str) -> Option<Vec<String>> {
    if !is_returning() {
        return None;
    }
    KEPT.with(|kept| {
        let lists = &kept.borrow().lists;
        lists.iter().find(|(other, _)| other == key).map(|(_, pages)| pages.clone())
    })
}
