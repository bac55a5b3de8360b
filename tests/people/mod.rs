//! Accounts.

mod register_person;
mod second_factor;
mod sessions;
