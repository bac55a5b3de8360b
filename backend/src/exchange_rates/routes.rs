//! HTTP in, use case, HTTP out.

use actix_web::{HttpResponse, web::Data};
use kopuro_shared::exchange_rates::{ExchangeRateQuery, ImportExchangeRates};

use super::service;
use crate::platform::{
    app::App,
    auth::Steward,
    error::Result,
    http::{self, Body, Query},
};

/// Rates change once a day; an import should show soon.
const CACHE_SECONDS: u32 = 60;

pub async fn list_exchange_rates(
    app: Data<App>,
    Query(query): Query<ExchangeRateQuery>,
) -> Result<HttpResponse> {
    Ok(http::public(CACHE_SECONDS, None, &service::list_exchange_rates(&app, query).await?))
}

pub async fn import_exchange_rates(
    app: Data<App>,
    steward: Steward,
    Body(request): Body<ImportExchangeRates>,
) -> Result<HttpResponse> {
    Ok(http::ok(&service::import_exchange_rates(&app, steward, request).await?))
}
