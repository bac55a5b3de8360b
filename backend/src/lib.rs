//! The Kopuro server: builds the application for the binary and for the tests.

pub mod people;
pub mod places;
pub mod platform;
pub mod schema;
pub mod server;
