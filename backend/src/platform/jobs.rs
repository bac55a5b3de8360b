//! Work that the server does by itself, each piece safe to run in any number of server processes at once.

use std::time::Duration;

use super::{app::App, audit, clock, error::Result, idempotency, limits, outbox};

/// How long an answer is kept for a replay.
const IDEMPOTENCY_KEPT: chrono::Duration = chrono::Duration::hours(48);

/// Starts the jobs; they end with the runtime.
pub fn start(app: &App) {
    every(Duration::from_secs(2), app, "outbox", |app| async move {
        outbox::deliver(&app).await.map(|_| ())
    });
    every(Duration::from_secs(2), app, "audit", |app| async move { seal_audit(&app).await });
    every(
        Duration::from_secs(1),
        app,
        "checkpoint",
        |app| async move { app.db.checkpoint().await },
    );
    every(Duration::from_mins(10), app, "forget", |app| async move { forget(&app).await });
}

/// Runs a job again and again, waiting `pause` between two runs.
pub fn every<F, W>(pause: Duration, app: &App, name: &'static str, job: F)
where
    F: Fn(App) -> W + 'static,
    W: Future<Output = Result<()>> + 'static,
{
    let app = app.clone();
    actix_web::rt::spawn(async move {
        loop {
            if let Err(error) = job(app.clone()).await {
                tracing::error!(job = name, %error, "job failed");
            }
            actix_web::rt::time::sleep(pause).await;
        }
    });
}

/// Seals every audit entry that is not in the chain yet.
pub async fn seal_audit(app: &App) -> Result<()> {
    while app.db.write(audit::seal).await? > 0 {}
    Ok(())
}

async fn forget(app: &App) -> Result<()> {
    app.db
        .write(|conn| {
            idempotency::forget(conn, clock::now_naive() - IDEMPOTENCY_KEPT)?;
            limits::forget(conn)?;
            Ok(())
        })
        .await
}
