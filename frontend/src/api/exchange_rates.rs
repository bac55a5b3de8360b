//! Exchange rates.

use kopuro_shared::exchange_rates::ExchangeRates;

use super::{ApiError, client};

/// The rates that hold today.
pub async fn list_exchange_rates() -> Result<ExchangeRates, ApiError> {
    client::get("/exchange_rates").await
}
