//! An organization's answers: its desks, their queues and cases, and its consultations.

pub mod blocks;
pub mod canned;
pub mod case;
pub mod consultations;
mod desk_fields;
mod desk_picker;
pub mod desks;
mod duty;
mod frame;
pub mod queue;
pub mod settings;
mod standing;

pub use desk_picker::{ChosenDesk, DeskPicker, full_name};
pub use standing::end_of_week;
