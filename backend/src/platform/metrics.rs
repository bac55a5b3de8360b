//! Prometheus metrics at `/metrics`: requests by operation and status, how long they took, and what waits.

use std::{sync::OnceLock, time::Instant};

use actix_web::{
    HttpResponse,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
    web,
};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use super::{
    app::App,
    error::{Error, Result},
    outbox,
};

/// Upper bounds of the latency buckets, in seconds.
const BUCKETS: [f64; 11] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();

fn recorder() -> &'static PrometheusHandle {
    RECORDER.get_or_init(|| {
        PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Full("http_request_seconds".into()), &BUCKETS)
            .expect("buckets are not empty")
            .install_recorder()
            .expect("one recorder in a process")
    })
}

/// Middleware: counts a request and measures it.
pub async fn measure(
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> std::result::Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    recorder();
    let began = Instant::now();
    let method = req.method().to_string();
    let response = next.call(req).await?;
    // The route's pattern, not the path: paths are without end.
    let route = response.request().match_pattern().unwrap_or_else(|| "-".to_owned());
    let status = response.status().as_u16().to_string();
    metrics::counter!("http_requests_total", "method" => method.clone(), "route" => route.clone(), "status" => status)
        .increment(1);
    metrics::histogram!("http_request_seconds", "method" => method, "route" => route)
        .record(began.elapsed());
    Ok(response)
}

/// Serves `/metrics`.
pub fn configure(config: &mut web::ServiceConfig) {
    config.route("/metrics", web::get().to(render));
}

async fn render(req: actix_web::HttpRequest, app: web::Data<App>) -> Result<HttpResponse> {
    // Behind a proxy everyone's requests come from loopback; then the proxy must not pass `/metrics` on.
    if !req.peer_addr().is_some_and(|peer| peer.ip().is_loopback()) {
        return Err(Error::not_found());
    }
    let (waiting, given_up) = app.db.read(outbox::figures).await?;
    #[expect(clippy::cast_precision_loss, reason = "a gauge of mails")]
    {
        metrics::gauge!("outbox_waiting").set(waiting as f64);
        metrics::gauge!("outbox_given_up").set(given_up as f64);
    }
    Ok(HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(recorder().render()))
}
