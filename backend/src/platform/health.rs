//! For load balancers: is the process alive, and can it serve?

use actix_web::{HttpResponse, web};
use diesel::{RunQueryDsl, dsl::sql, sql_types::Integer};

use super::{app::App, error::Result};
use crate::on_engine;

/// Serves `/health/live` and `/health/ready`.
pub fn configure(config: &mut web::ServiceConfig) {
    config.route("/health/live", web::get().to(live)).route("/health/ready", web::get().to(ready));
}

async fn live() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("live\n")
}

async fn ready(app: web::Data<App>) -> Result<HttpResponse> {
    app.db
        .read(|conn| {
            Ok(on_engine!(conn, c => diesel::select(sql::<Integer>("1")).get_result::<i32>(c))?)
        })
        .await?;
    Ok(HttpResponse::Ok().content_type("text/plain").body("ready\n"))
}
