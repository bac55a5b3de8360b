//! Dated exchange rates with their source, which stewards import.
//!
//! Owns the table `exchange_rates`. Must never: convert without saying the rate, its day and its source.

mod routes;
pub mod service;
mod store;

use kopuro_shared::exchange_rates::{
    ExchangeRateQuery, ExchangeRates, ImportExchangeRates, ImportedExchangeRates,
};

use crate::platform::api::Api;

/// Registers the operations.
pub fn register(api: &mut Api) {
    api.area("exchange_rates", "Dated exchange rates with their source.");
    api.get("/exchange_rates", routes::list_exchange_rates)
        .summary("List the rates that hold on a day")
        .query::<ExchangeRateQuery>()
        .answers::<ExchangeRates>();
    api.post("/exchange_rates/imports", routes::import_exchange_rates)
        .steward()
        .summary("Import rates from a table, all of it or nothing")
        .body::<ImportExchangeRates>()
        .answers::<ImportedExchangeRates>();
}
