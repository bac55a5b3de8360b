//! Projects: what a place needs, published by the organization that will carry it out.
//!
//! Owns the tables `projects…`.

pub mod facts;
