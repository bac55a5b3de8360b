//! HTTP in, use case, HTTP out.

use actix_web::{HttpResponse, web::Data};
use kopuro_shared::calendar::{CalendarQuery, PutCalendarDay};

use super::service;
use crate::platform::{
    app::App,
    auth::Steward,
    error::Result,
    http::{self, Body, Path, Query},
};

/// The table changes some times a year.
const CACHE_SECONDS: u32 = 300;

pub async fn get_calendar(
    app: Data<App>,
    Query(query): Query<CalendarQuery>,
) -> Result<HttpResponse> {
    Ok(http::public(CACHE_SECONDS, None, &service::get_calendar(&app, query).await?))
}

pub async fn put_calendar_day(
    app: Data<App>,
    Steward(actor): Steward,
    Path(day): Path<String>,
    Body(request): Body<PutCalendarDay>,
) -> Result<HttpResponse> {
    Ok(http::ok(&service::put_calendar_day(&app, actor, &day, request).await?))
}

pub async fn remove_calendar_day(
    app: Data<App>,
    Steward(actor): Steward,
    Path(day): Path<String>,
) -> Result<HttpResponse> {
    service::remove_calendar_day(&app, actor, &day).await?;
    Ok(http::no_content())
}
