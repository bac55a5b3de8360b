//! Photos and documents.

use kopuro_shared::files::{File, FileKind};
use leptos::prelude::document;
use wasm_bindgen::JsCast;

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

/// Fetches a file by its address as the person who is signed in, and hands it to the browser to save under this name.
pub async fn download(url: &str, name: &str) -> Result<(), ApiError> {
    let content = client::content(url).await?;
    let Ok(address) = web_sys::Url::create_object_url_with_blob(&content) else {
        return Err(ApiError::Unreadable(0));
    };
    let link = document().create_element("a").ok();
    if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlAnchorElement>().ok()) {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    // The browser frees it with the page anyway.
    let _ = web_sys::Url::revoke_object_url(&address);
    Ok(())
}
