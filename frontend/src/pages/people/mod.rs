//! Accounts: signing up and in, the password, the account's own page.

pub mod account;
pub mod confirm_email;
mod guard;
pub mod password;
mod second_factor;
pub mod sign_in;
pub mod sign_up;

pub use guard::SignedIn;
