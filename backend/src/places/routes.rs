//! HTTP in, use case, HTTP out.

use actix_web::{HttpResponse, web::Data};
use kopuro_shared::places::PlaceQuery;

use super::service;
use crate::platform::{
    app::App,
    error::Result,
    http::{self, Path, Query},
};

/// The tree changes by imports only, so caches may keep it for some minutes.
const CACHE_SECONDS: u32 = 300;

pub async fn search_places(
    app: Data<App>,
    Query(query): Query<PlaceQuery>,
) -> Result<HttpResponse> {
    Ok(http::public(CACHE_SECONDS, None, &service::search_places(&app, query).await?))
}

pub async fn get_place(app: Data<App>, Path(id): Path<String>) -> Result<HttpResponse> {
    Ok(http::public(CACHE_SECONDS, None, &service::get_place(&app, id).await?))
}
