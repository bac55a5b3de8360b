//! Exchange rates.

use kopuro_shared::exchange_rates::{ExchangeRates, ImportExchangeRates, ImportedExchangeRates};

use super::{ApiError, client};

/// Imports a table of rates, all of it or nothing.
pub async fn import_exchange_rates(
    request: ImportExchangeRates,
) -> Result<ImportedExchangeRates, ApiError> {
    client::post("/exchange_rates/imports", &request).await
}

/// The rates that hold today.
pub async fn list_exchange_rates() -> Result<ExchangeRates, ApiError> {
    client::get("/exchange_rates").await
}
