//! Where the person was: going back shows a list as it was left, at the place where it was left.

use std::{
    any::Any,
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use leptos::{ev, prelude::*};

/// Lists and positions that are kept: more would be memory that a cheap phone needs.
const KEPT_MAX: usize = 8;

thread_local! {
    static RETURNING: Cell<bool> = const { Cell::new(false) };
    static HERE: RefCell<String> = const { RefCell::new(String::new()) };
    static LISTS: RefCell<VecDeque<(String, Rc<dyn Any>)>> = const { RefCell::new(VecDeque::new()) };
    static POSITIONS: RefCell<VecDeque<(String, f64)>> = const { RefCell::new(VecDeque::new()) };
}

/// Watches how the person gets about; once, before any page is drawn.
pub fn install() {
    // The browser would scroll before the page is drawn.
    if let Ok(history) = window().history() {
        let _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Manual);
    }
    for event in ["click", "keydown", "input"] {
        let forget = window_event_listener_untyped(event, |_| RETURNING.set(false));
        std::mem::forget(forget);
    }
    std::mem::forget(window_event_listener(ev::popstate, |_| RETURNING.set(true)));
    std::mem::forget(window_event_listener(ev::scroll, |_| {
        let location = window().location();
        let path = location.pathname().unwrap_or_default();
        // While a page goes and another comes, the browser scrolls by itself.
        if HERE.with(|here| *here.borrow() == path) {
            let address = path + &location.search().unwrap_or_default();
            let position = window().scroll_y().unwrap_or_default();
            POSITIONS.with(|kept| put(&mut kept.borrow_mut(), address, position));
        }
    }));
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

/// Says that the page at `path` is shown now: at its top, or where the person was who returns.
pub fn arrive(path: String) {
    let address = format!("{path}{}", window().location().search().unwrap_or_default());
    let position = POSITIONS.with(|kept| {
        kept.borrow().iter().find(|(other, _)| *other == address).map(|(_, position)| *position)
    });
    let position = position.filter(|_| is_returning()).unwrap_or(0.0);
    HERE.with(|here| here.borrow_mut().clear());
    // The new page stands after the next frame.
    request_animation_frame(move || {
        request_animation_frame(move || {
            window().scroll_to_with_x_and_y(0.0, position);
            HERE.with(|here| *here.borrow_mut() = path);
        });
    });
}

/// Keeps what a list has loaded.
pub fn keep(key: String, list: Rc<dyn Any>) {
    LISTS.with(|kept| put(&mut kept.borrow_mut(), key, list));
}

/// What a list had loaded, for who returns to it.
pub fn kept<T: 'static>(key: &str) -> Option<Rc<T>> {
    if !is_returning() {
        return None;
    }
    let list = LISTS.with(|kept| {
        kept.borrow().iter().find(|(other, _)| other == key).map(|(_, list)| Rc::clone(list))
    });
    list?.downcast().ok()
}
