//! Photos and documents: what is uploaded, and how other areas' answers carry it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    ids::Id,
    validation::{Checks, FieldCode, NAME_MAX, Validate},
    wire::wire_enum,
};

/// Longest photo as it is uploaded, in octets.
pub const PHOTO_MAX: usize = 15 * 1024 * 1024;
/// Longest document, in octets.
pub const DOCUMENT_MAX: usize = 20 * 1024 * 1024;
/// Most pixels of an uploaded picture. Cameras of phones take up to 50 million; decoding takes 3 to 4 octets for each.
pub const PIXELS_MAX: u64 = 50_000_000;
/// Files that one person may upload within an hour.
pub const UPLOADS_PER_HOUR: i32 = 120;

wire_enum! {
    /// What a file is.
    FileKind {
        /// A picture (JPEG, PNG or WebP). It is drawn anew in sizes for phones, without anything that the camera wrote
        /// into it.
        Photo = "photo",
        /// A document: PDF, or a scan as JPEG or PNG.
        Document = "document",
    }
}

impl FileKind {
    /// The longest body that is taken, in octets.
    pub const fn size_max(self) -> usize {
        match self {
            Self::Photo => PHOTO_MAX,
            Self::Document => DOCUMENT_MAX,
        }
    }
}

/// What the body of an upload is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct UploadFile {
    /// Photo or document.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub kind: FileKind,
    /// Its name on the uploader's device; only for downloads of it.
    pub name: String,
    /// The organization that it is for; the uploader must act for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<Id>,
}

impl Validate for UploadFile {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/name", &self.name, NAME_MAX);
        checks.ensure(is_file_name(&self.name), "/name", FieldCode::InvalidFormat);
        let organization = self.organization_id.as_deref().unwrap_or_default();
        checks.text("/organization_id", organization, NAME_MAX);
    }
}

/// Whether a text can be the name of a file: no path, nothing that would end a header, nothing that makes it read otherwise
/// than it is written (Unicode's directional overrides, UAX #9).
pub fn is_file_name(name: &str) -> bool {
    let hidden = |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    !name.chars().any(|c| c.is_control() || matches!(c, '/' | '\\') || hidden(c))
}

/// A picture in the sizes that it is served in, as other resources carry it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Photo {
    /// The file's id.
    pub id: Id,
    /// The sizes, smallest first; at least one.
    pub sizes: Vec<PhotoSize>,
}

/// A size in which a picture is served. What is behind the address never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PhotoSize {
    /// Pixels.
    pub width: i32,
    /// Pixels.
    pub height: i32,
    /// Where it is, from the site's root.
    pub url: String,
}

/// A file as a link, as other resources carry it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileSummary {
    /// The file's id.
    pub id: Id,
    /// Its name on the uploader's device.
    pub name: String,
    /// What its content was found to be (RFC 2046): `application/pdf`, `image/jpeg`.
    pub media_type: String,
    /// Octets of the document, or of the largest size of the photo.
    pub size: i64,
    /// Where the content is, from the site's root; served as a download.
    pub url: String,
}

/// A file, to who may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct File {
    /// The file's id.
    pub id: Id,
    /// Photo or document.
    pub kind: FileKind,
    /// Its name on the uploader's device.
    pub name: String,
    /// What its content was found to be: `application/pdf`, `image/jpeg`.
    pub media_type: String,
    /// Octets of the document, or of the largest size of the photo.
    pub size: i64,
    /// SHA-256 of the stored content (a photo's largest size), lower-case hexadecimal.
    pub sha256: String,
    /// Whether everyone may see it; otherwise its uploader, its organization's members and stewards.
    pub is_public: bool,
    /// The organization that it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<Id>,
    /// Where the content is, from the site's root; served as a download.
    pub url: String,
    /// The photo's sizes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<Photo>,
    /// When it was uploaded (UTC).
    pub created_at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_paths_headers_or_hidden_directions_are_refused() {
        for good in ["устав.pdf", "IMG_2041 (1).JPG", "a;b=\"c\".png", "..."] {
            assert!(is_file_name(good), "{good}");
        }
        for bad in
            ["../../etc/passwd", "C:\\x.pdf", "a\r\nSet-Cookie: x", "a\0.pdf", "cod\u{202E}fdp.exe"]
        {
            assert!(!is_file_name(bad), "{bad}");
        }
    }
}
