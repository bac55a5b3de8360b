//! Pledges: making and withdrawing them, what the bank proves, what partners owe.

mod book_receipt;
mod book_refund;
mod create_pledge;
pub mod fixture;
mod lapse;
mod lists;
mod matching;
mod receipts;
