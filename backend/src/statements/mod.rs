//! Bank statements: reading them, booking what they prove, and the queue of what a treasurer decides.
//!
//! Owns the tables `statements…`. Must never: book one bank transaction twice, guess whom money is from, change anything
//! for a file that has a fault.

pub mod facts;
mod store;
mod view;
