//! Photos and documents.

use kopuro_shared::{
    cases::guests::OpenGuestAttachment,
    files::{File, FileKind},
};
use leptos::prelude::document;
use wasm_bindgen::JsCast;

use super::{ApiError, client};

/// Sends a photo or document for an organization (empty: for oneself); `progress` hears how many hundredths of it are on their way.
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
    save(&client::content(url).await?, name)
}

/// Fetches a file of a case by the case's secret link, and hands it to the browser to save under this name.
pub async fn open_guest_attachment(
    request: OpenGuestAttachment,
    name: &str,
) -> Result<(), ApiError> {
    save(&client::post_for_content("/guest_cases/attachments", &request).await?, name)
}

fn save(content: &web_sys::Blob, name: &str) -> Result<(), ApiError> {
    let Ok(address) = web_sys::Url::create_object_url_with_blob(content) else {
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
