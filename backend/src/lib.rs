//! The Kopuro server: builds the application for the binary and for the tests.

pub mod calendar;
pub mod cases;
pub mod consultations;
pub mod demo;
pub mod desks;
pub mod exchange_rates;
pub mod expenses;
pub mod files;
pub mod ledger;
pub mod organizations;
pub mod people;
pub mod places;
pub mod platform;
pub mod pledges;
pub mod projects;
pub mod reports;
pub mod schema;
pub mod server;
pub mod site;
pub mod statements;
