//! Uploads: finding a file's type and drawing pictures anew. Whatever comes is drawn or refused.
#![no_main]

use kopuro::files::{
    content::{ContentType, check_pdf},
    pictures::count_pixels,
    receive::draw,
};
use kopuro_shared::files::FileKind;
use libfuzzer_sys::fuzz_target;

/// Larger ones only take longer.
const PIXELS: u64 = 1_000_000;

fuzz_target!(|data: &[u8]| {
    let Some((kind, content)) = data.split_first() else { return };
    let kind = if kind % 2 == 0 { FileKind::Photo } else { FileKind::Document };
    match ContentType::find(kind, content) {
        Ok(ContentType::Pdf) => drop(check_pdf(content)),
        Ok(ContentType::Picture(format)) => {
            if count_pixels(format, content).is_ok_and(|pixels| pixels <= PIXELS) {
                drop(draw(kind, format, content));
            }
        }
        Err(_) => {}
    }
});
