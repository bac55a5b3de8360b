//! Photos and documents.
//!
//! Owns the tables `files…` and what is in the file store. Must never: serve what an uploader sent as it came where a
//! browser would run it, keep what a camera wrote about a place, show a private file to somebody it is not for.

pub mod content;
pub mod facts;
pub mod pictures;
pub mod receive;
pub mod removal;
mod routes;
pub mod service;
mod store;

pub(crate) use routes::answer as serve;

use std::time::Duration;

use kopuro_shared::files::{File, UploadFile};
use utoipa::openapi::{
    Content,
    schema::{ObjectBuilder, Type},
};

use crate::platform::api::Api;

/// How often uploads that nothing names are looked for.
pub const REMOVAL_PAUSE: Duration = Duration::from_mins(10);

/// Registers the operations.
pub fn register(api: &mut Api) {
    api.area("files", "Photos and documents that other resources name by their ids.");
    let content = || {
        let octets = ObjectBuilder::new().schema_type(Type::String);
        Content::new(Some(octets.content_media_type("application/octet-stream")))
    };
    api.post("/files", routes::upload_file)
        .signed_in()
        .idempotent()
        .summary("Upload a photo or document; the body is the file itself")
        .describe(
            "The content decides what it is, not the name and not the `Content-Type`. Photos (JPEG, PNG, WebP; at most 15 MB and \
             50 megapixels) are drawn anew in sizes for phones, without the place and everything else that the camera \
             wrote into them. Documents are PDF, or scans as JPEG or PNG; at most 20 MB. What nothing names within 24 \
             hours is removed.",
        )
        .query::<UploadFile>()
        .body_of("application/octet-stream", content())
        .creates::<File>();
    api.get("/files/{id}", routes::get_file)
        .summary("Show what is known of a file; private ones to their uploader, organization and stewards")
        .answers::<File>();
    api.get("/files/{id}/content", routes::get_file_content)
        .summary("Download a document, or a photo in its largest size")
        .answers_of("application/octet-stream");
    api.get("/files/{id}/photo/{width}", routes::get_photo)
        .summary("Show a photo in one of its sizes")
        .answers_of("image/*");
}
