//! What only one tab of this browser does at a time, by the browser's own locks (W3C Web Locks).

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// A lock that this tab holds until it is dropped.
pub struct TabLock {
    release: Function,
}

impl Drop for TabLock {
    fn drop(&mut self) {
        // Resolving a promise can't fail, and the browser frees the lock with the tab anyway.
        let _ = self.release.call0(&JsValue::UNDEFINED);
    }
}

/// Waits until no other tab holds the lock of this name. Nothing where the browser has no locks: then each tab is on
/// its own, as it would be without this.
pub async fn acquire(name: &str) -> Option<TabLock> {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let release = Rc::new(RefCell::new(None::<Function>));
    let held = Promise::new(&mut |resolve, _| *release.borrow_mut() = Some(resolve));
    let mut asked = None;
    let granted = Promise::new(&mut |resolve, _| {
        let held = held.clone();
        let callback = Closure::once_into_js(move |_lock: JsValue| {
            let _ = resolve.call0(&JsValue::UNDEFINED);
            held
        });
        asked = request.call2(&locks, &name.into(), &callback).ok();
    });
    // The request itself ends with the lock, or at once where the browser refuses it.
    JsFuture::from(Promise::race(&Array::of2(&granted, &asked?))).await.ok()?;
    let release = release.borrow_mut().take()?;
    Some(TabLock { release })
}
