//! Photos and documents as other areas show them.

use serde::{Deserialize, Serialize};

use crate::ids::Id;

/// A photo in the sizes in which it is served, the narrowest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Photo {
    /// The file's id.
    pub id: Id,
    /// The sizes; at least one.
    pub sizes: Vec<PhotoSize>,
}

/// A size in which a photo is served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PhotoSize {
    /// In pixels.
    pub width: i32,
    /// In pixels.
    pub height: i32,
    /// Where it is, from the site's root.
    pub url: String,
}

/// A document, or any file, as a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileSummary {
    /// The file's id.
    pub id: Id,
    /// The name that the uploader's device gave.
    pub name: String,
    /// By its content (RFC 2046).
    pub media_type: String,
    /// In octets.
    pub size: i64,
    /// Where its content is, from the site's root.
    pub url: String,
}
