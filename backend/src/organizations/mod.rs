//! Organizations and their bank accounts.
//!
//! Owns the tables `organizations…`.

pub mod bank_accounts;
