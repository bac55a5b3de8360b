//! What a file is, by its content: the name and the header that it came with are a stranger's word.

use image::ImageFormat;
use kopuro_shared::{error::ErrorCode, files::FileKind};

use crate::platform::error::{Error, Result};

/// What the content was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContentType {
    /// A picture that is decoded and drawn anew.
    Picture(ImageFormat),
    /// A PDF (ISO 32000), kept as it came.
    Pdf,
}

/// Octets at a file's end among which a PDF's end is looked for (ISO 32000-1, annex H.3, note 18: readers take `%%EOF`
/// within the last 1,024).
const PDF_TAIL: usize = 1024;

impl ContentType {
    /// Finds the type and refuses what is not taken for the kind. Error: `file-not-accepted`.
    pub fn find(kind: FileKind, content: &[u8]) -> Result<Self> {
        let found = infer::get(content).map(|found| found.mime_type());
        match (found, kind) {
            (Some("image/jpeg"), _) => Ok(Self::Picture(ImageFormat::Jpeg)),
            (Some("image/png"), _) => Ok(Self::Picture(ImageFormat::Png)),
            (Some("image/webp"), FileKind::Photo) => Ok(Self::Picture(ImageFormat::WebP)),
            (Some("application/pdf"), FileKind::Document) => Ok(Self::Pdf),
            _ => Err(Error::new(ErrorCode::FileNotAccepted).with("kind", kind.name())),
        }
    }
}

/// Refuses a PDF that begins or ends with something else: another format that hides in it, or a copy that was cut off.
/// Errors: `file-not-accepted`, `file-broken`.
pub fn check_pdf(content: &[u8]) -> Result<()> {
    let version = content.strip_prefix(b"%PDF-").unwrap_or_default();
    if !matches!(version, [b'1' | b'2', b'.', b'0'..=b'9', ..]) {
        let kind = FileKind::Document.name();
        return Err(Error::new(ErrorCode::FileNotAccepted).with("kind", kind));
    }
    let tail = &content[content.len().saturating_sub(PDF_TAIL)..];
    let end = tail.windows(5).rposition(|part| part == b"%%EOF").map(|at| &tail[at + 5..]);
    match end {
        // Some writers fill the last block up with zeros.
        Some(rest) if rest.iter().all(|octet| octet.is_ascii_whitespace() || *octet == 0) => Ok(()),
        _ => Err(Error::new(ErrorCode::FileBroken)),
    }
}

/// Refuses a JPEG that was cut off, which the decoder would fill up with grey: after the last start of a scan there must
/// be an end of image (ITU-T T.81, B.1.1.3; in a scan's data `FF` is followed by `00` or a restart marker only).
pub fn check_jpeg_end(content: &[u8]) -> Result<()> {
    let scan = content.windows(2).rposition(|part| part == [0xFF, 0xDA]).unwrap_or_default();
    let ends = content[scan..].windows(2).any(|part| part == [0xFF, 0xD9]);
    if ends { Ok(()) } else { Err(Error::new(ErrorCode::FileBroken)) }
}

/// The extension of a media type that we serve.
fn extension(media_type: &str) -> &'static str {
    match media_type {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/webp" => "webp",
        _ => "pdf",
    }
}

/// The name to download a file under: the stored one, with the extension of what the file really is.
pub fn download_name(name: &str, media_type: &str) -> String {
    let right = extension(media_type);
    let stem = match name.rsplit_once('.') {
        Some((stem, end)) if is_ours(end) => stem,
        _ => name,
    };
    // A leading dot would hide the file.
    let stem = stem.trim().trim_start_matches('.');
    format!("{}.{right}", if stem.is_empty() { "file" } else { stem })
}

fn is_ours(extension: &str) -> bool {
    let known = ["pdf", "jpg", "jpeg", "jpe", "jfif", "png", "webp"];
    known.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_download_has_the_extension_of_what_it_is() {
        assert_eq!(download_name("устав.PDF", "application/pdf"), "устав.pdf");
        assert_eq!(download_name("IMG_1.png", "image/jpeg"), "IMG_1.jpg");
        assert_eq!(download_name("setup.exe", "application/pdf"), "setup.exe.pdf");
        assert_eq!(download_name("...", "image/png"), "file.png");
        assert_eq!(download_name(".bashrc", "application/pdf"), "bashrc.pdf");
    }

    #[test]
    fn a_pdf_is_one_from_its_beginning_to_its_end() {
        assert!(check_pdf(b"%PDF-1.7\n...\n%%EOF\n").is_ok());
        assert!(check_pdf(b"%PDF-1.7\n...\n%%EOF\0\0\0").is_ok());
        for bad in [
            &b"%PDF-1.7\n..."[..],
            b"%PDF-<html>%%EOF",
            b"%PDF-1.7\n%%EOF\nPK\x03\x04",
            b"",
            b"%PDF-",
        ] {
            assert!(check_pdf(bad).is_err(), "{bad:?}");
        }
    }
}
