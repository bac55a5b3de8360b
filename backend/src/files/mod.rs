//! Photos and documents.
//!
//! Owns the tables `files…` and what is in the file store. Must never: serve what an uploader sent as it came where a
//! browser would run it, keep what a camera wrote about a place, show a private file to somebody it is not for.

pub mod facts;
pub mod service;
mod store;
