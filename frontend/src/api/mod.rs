//! The typed client of the API: the only place that knows addresses. One file per area, one function per operation.

pub mod audit;
pub mod calendar;
pub mod cases;
mod client;
pub mod community;
pub mod consultations;
pub mod desks;
pub mod exchange_rates;
pub mod expenses;
pub mod files;
pub mod ledger;
mod list;
pub mod organizations;
pub mod payments;
pub mod people;
pub mod places;
pub mod pledges;
pub mod projects;
pub mod queue;
pub mod reports;
pub mod statements;
pub mod work;

pub use client::{ApiError, Versioned};
pub use list::{ListOf, page_text};

/// A new idempotency key: one per form that a person fills in, so that sending it twice creates one thing.
pub fn new_key() -> String {
    let mut bytes = [0_u8; 16];
    if let Ok(crypto) = leptos::prelude::window().crypto() {
        // Where the browser refuses, the key below is still one of its own through the clock.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    let clock = js_sys::Date::now().to_bits();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>() + &format!("{clock:x}")
}
