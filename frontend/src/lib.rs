//! The web app of Kopuro: Leptos, client-side. It owns what people see and nothing else: every rule is in
//! `kopuro-shared` or behind the API.
//!
//! It is three programs of the same parts, so that a visitor on mobile data does not download what others work with:
//! `kopuro_shared::site` says which answers where, and each hands over to the others by loading its page.

mod api;
mod app;
mod components;
mod desk;
mod drafts;
mod format;
mod giving;
mod i18n;
mod line;
mod pages;
mod rates;
mod session;
mod tab_lock;
mod unread;
mod visit;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Starts the program that everyone opens.
pub fn web() {
    start(app::App);
}

/// Starts the program for giving, and for following one's money.
pub fn giving() {
    start(giving::Giving);
}

/// Starts the program with which organizations and stewards work.
pub fn desk() {
    start(desk::Desk);
}

fn start<V: IntoView + 'static>(app: impl FnOnce() -> V + 'static) {
    i18n::install();
    session::install();
    rates::install();
    visit::install();
    let Some(root) = document().get_element_by_id("app") else { return };
    root.set_inner_html("");
    mount_to(root.unchecked_into(), app).forget();
}
