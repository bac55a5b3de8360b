//! What the server and the web app must agree on: wire types, validation, money, ledger hashing, lifecycles and
//! permissions. Pure: no I/O, no clock, no database; builds natively and for WASM.

pub mod audit;
pub mod calendar;
pub mod cases;
pub mod consultations;
pub mod currency;
pub mod desks;
pub mod emvco;
pub mod error;
pub mod exchange_rates;
pub mod expenses;
pub mod files;
pub mod ids;
pub mod language;
pub mod ledger;
pub mod matching;
pub mod moderation;
pub mod money;
pub mod organizations;
pub mod page;
pub mod people;
pub mod places;
pub mod pledges;
pub mod problem;
pub mod projects;
pub mod reference;
pub mod reports;
pub mod site;
pub mod statements;
pub mod validation;
mod wire;
