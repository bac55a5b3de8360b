//! The web app of Kopuro: Leptos, client-side. It owns what people see and nothing else: every rule is in
//! `kopuro-shared` or behind the API.

mod api;
mod app;
mod components;
mod format;
mod i18n;
mod pages;
mod session;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

fn main() {
    i18n::install();
    session::install();
    let Some(root) = document().get_element_by_id("app") else { return };
    root.set_inner_html("");
    mount_to(root.unchecked_into(), app::App).forget();
}
