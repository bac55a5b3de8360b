//! HTTP in, use case, HTTP out.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use kopuro_shared::ledger::JournalQuery;

use super::service;
use crate::platform::{
    app::App,
    error::Result,
    http::{self, Path, Query},
};

pub async fn get_ledger(app: Data<App>, Path(id): Path<String>) -> Result<HttpResponse> {
    let summary = service::get_ledger(&app, id).await?;
    // The journal only grows: its length is its version.
    Ok(http::versioned(summary.entries, &summary))
}

pub async fn list_ledger_entries(
    req: HttpRequest,
    app: Data<App>,
    Path(id): Path<String>,
    Query(query): Query<JournalQuery>,
) -> Result<HttpResponse> {
    Ok(http::page(&req, &service::list_ledger_entries(&app, id, query).await?))
}
