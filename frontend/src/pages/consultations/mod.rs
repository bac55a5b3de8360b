//! Consultations for everyone: what organizations ask before they decide, what people say, and what became of it.

mod comments;
pub mod list;
mod page;

pub use list::{consultation_row, state_badge};
pub use page::ConsultationPage;
