//! Removing what nothing names.

use chrono::Duration;

use super::{
    service::{CLAIM_WITHIN, document_path, photo_path},
    store,
};
use crate::platform::{app::App, clock, error::Result};

/// Files that one look at the database finds.
const BATCH: i64 = 100;

/// Removes the uploads that nothing claimed in time, and those whose content never came; tells how many. Content goes
/// first and the row after it, so a crash in between leaves a row by which the next run finds the rest; two servers may
/// do the same at once.
pub async fn remove_unclaimed(app: &App) -> Result<usize> {
    // An hour more than a claim may take.
    let before = clock::now_naive() - CLAIM_WITHIN - Duration::hours(1);
    let (mut removed, mut after) = (0, String::new());
    loop {
        let from = after.clone();
        let ids =
            app.db.read(move |conn| store::select_unclaimed(conn, before, &from, BATCH)).await?;
        let Some(last) = ids.last() else { return Ok(removed) };
        after.clone_from(last);
        for id in ids {
            match remove(app, &id).await {
                Ok(()) => removed += 1,
                // One that can't be removed now does not keep the others.
                Err(error) => tracing::error!(file_id = %id, %error, "file not removed"),
            }
        }
    }
}

/// Removes a file that nothing names: its content, then its row.
pub async fn remove(app: &App, id: &str) -> Result<()> {
    let (file_id, photo) = (id.to_owned(), id.to_owned());
    let sizes = app.db.read(move |conn| store::select_sizes(conn, &[&photo])).await?;
    for size in &sizes {
        app.objects.delete(&photo_path(id, size.width)).await?;
    }
    if sizes.is_empty() {
        app.objects.delete(&document_path(id)).await?;
    }
    app.db.write(move |conn| store::delete_unclaimed(conn, &file_id)).await
}
