//! Photos and documents.

use kopuro_shared::files::{File, FileKind};

use super::{ApiError, client};

/// Sends a photo or document for an organization; `progress` hears how many hundredths of it are on their way.
pub async fn upload_file(
    kind: FileKind,
    organization_id: &str,
    key: &str,
    file: &web_sys::File,
    progress: impl Fn(u32) + 'static,
) -> Result<File, ApiError> {
    let path = client::query(
        "/files",
        &[("kind", kind.name()), ("name", &file.name()), ("organization_id", organization_id)],
    );
    client::upload(&path, key, file, progress).await
}
