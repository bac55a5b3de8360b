//! HTTP in, use case, HTTP out.

use actix_web::{HttpRequest, HttpResponse, web::Data};
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

pub async fn get_place_outlines(
    req: HttpRequest,
    app: Data<App>,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    let version = service::get_outlines_version(&app, id.clone()).await?;
    if http::is_fresh(&req, version) {
        return Ok(http::not_modified(CACHE_SECONDS, version));
    }
    let (version, outlines) = service::get_place_outlines(&app, id).await?;
    Ok(http::public(CACHE_SECONDS, Some(version), &outlines))
}
