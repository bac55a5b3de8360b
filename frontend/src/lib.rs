//! The web app of Kopuro: Leptos, client-side. It owns what people see and nothing else: every rule is in
//! `kopuro-shared` or behind the API.
//!
//! It is several programs of the same parts, so that a visitor on mobile data does not download what others work with:
//! `kopuro_shared::site` says which answers where, and each hands over to the others by loading its page.

mod api;
mod components;
mod drafts;
mod format;
mod i18n;
mod line;
mod pages;
mod programs;
mod rates;
mod session;
mod tab_lock;
mod unread;
mod visit;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Starts the program that everyone opens: finding what is needed.
pub fn web() {
    start(programs::Web);
}

/// Starts the program for giving: a project, and the pledges for it.
pub fn giving() {
    start(programs::Giving);
}

/// Starts the program for asking: one's questions to departments, and a case with its thread.
pub fn asking() {
    start(programs::Asking);
}

/// Starts the program for reading: what was answered, desks and how they answer, consultations.
pub fn reading() {
    start(programs::Reading);
}

/// Starts the program for what is one's own, and for following one's money.
pub fn mine() {
    start(programs::Mine);
}

/// Starts the program for an organization's desk.
pub fn desk() {
    start(programs::Desk);
}

/// Starts the program with which an organization works on its projects.
pub fn projects() {
    start(programs::Projects);
}

/// Starts the program for an organization's money.
pub fn money() {
    start(programs::Money);
}

/// Starts the program for an organization's answers: its desks and their cases.
pub fn answering() {
    start(programs::Answering);
}

/// Starts the program for stewards.
pub fn steward() {
    start(programs::Steward);
}

/// Starts the program for what stewards do for the dialogue.
pub fn dialogue() {
    start(programs::Dialogue);
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
