//! Photos and documents.

mod bad_uploads;
mod organizations;
mod pictures;
mod removal;
mod serving;
mod store;
mod upload_file;

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

/// What a camera writes into a picture and nobody may find in what we serve.
pub const SECRET: &[u8] = b"KYRGYZPHONE-42.8746N";

/// A picture in which every corner has its own colour: red, green (right), blue (below), white.
pub fn picture(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        match (x * 2 < width, y * 2 < height) {
            (true, true) => Rgb([255, 0, 0]),
            (false, true) => Rgb([0, 255, 0]),
            (true, false) => Rgb([0, 0, 255]),
            (false, false) => Rgb([255, 255, 255]),
        }
    }))
}

/// A picture as a file of a format.
pub fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut content = Cursor::new(Vec::new());
    picture.write_to(&mut content, format).expect("an encoded picture");
    content.into_inner()
}

/// A JPEG from a camera that was held on its side, with a place in its EXIF (JEITA CP-3451): orientation 6, a GPS block
/// and a name that is easy to find.
pub fn camera_jpeg(width: u32, height: u32) -> Vec<u8> {
    let jpeg = encoded(&picture(width, height), ImageFormat::Jpeg);
    let exif = exif();
    let length = u16::try_from(exif.len() + 2).expect("a short segment").to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, &exif, &jpeg[2..]].concat()
}

/// `Exif` and a little-endian TIFF: Make, Orientation and a pointer to GPSLatitudeRef.
pub fn exif() -> Vec<u8> {
    let mut tiff = b"Exif\0\0II*\0\x08\0\0\0\x03\0".to_vec();
    let mut entry = |tag: u16, kind: u16, count: u32, value: u32| {
        tiff.extend(tag.to_le_bytes());
        tiff.extend(kind.to_le_bytes());
        tiff.extend(count.to_le_bytes());
        tiff.extend(value.to_le_bytes());
    };
    // The head has 8 octets, three entries 2 + 36 + 4; the GPS block another 2 + 12 + 4.
    entry(0x010F, 2, u32::try_from(SECRET.len()).expect("short"), 8 + 42 + 18);
    entry(0x0112, 3, 1, 6);
    entry(0x8825, 4, 1, 8 + 42);
    tiff.extend([0, 0, 0, 0]);
    tiff.extend(b"\x01\0\x01\0\x02\0\x02\0\0\0N\0\0\0\0\0\0\0");
    tiff.extend(SECRET);
    tiff
}

/// A PDF that viewers open.
pub fn pdf() -> Vec<u8> {
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n\
      xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n\
      trailer<</Size 3/Root 1 0 R>>\nstartxref\n101\n%%EOF\n"
        .to_vec()
}

/// Whether a content has these octets somewhere.
pub fn has(content: &[u8], part: &[u8]) -> bool {
    content.windows(part.len()).any(|found| found == part)
}

/// The files below the store's folder.
pub fn stored(server: &crate::support::Server) -> Vec<std::path::PathBuf> {
    fn below(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
        let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
        let paths = entries.map(|entry| entry.expect("an entry").path());
        paths.flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] }).collect()
    }
    below(&server.app.config.data_dir.join("files"))
}
