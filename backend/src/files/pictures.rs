//! Decoding strangers' pictures and drawing them anew: limits before anything is allocated, turned upright, in sRGB, and
//! without a single octet of what the camera wrote beside the pixels.

use std::io::Cursor;

use fast_image_resize::Resizer;
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits,
    codecs::{
        jpeg::JpegEncoder,
        png::{CompressionType, FilterType, PngEncoder},
        webp::WebPEncoder,
    },
    metadata::Orientation,
};
use kopuro_shared::{error::ErrorCode, files::PIXELS_MAX};
use moxcms::{ColorProfile, Layout, TransformOptions};

use super::content;
use crate::platform::error::{Error, Result};

/// Widths in which a photo is served: a phone's list, a phone's page at twice its pixels, a desktop's page.
pub const WIDTHS: [u32; 3] = [480, 960, 1600];
/// How much higher than wide a photo is served at most.
const TALL_MAX: u32 = 3;
/// Longest side of an uploaded picture.
const SIDE_MAX: u32 = 30_000;
/// Octets that a decoder may allocate: 8 for each pixel, which is the largest colour type.
const OCTETS_MAX: u64 = PIXELS_MAX * 8;
/// Quality of photos: differences are hard to see on a phone and the file is a tenth.
const PHOTO_QUALITY: u8 = 80;
/// Quality of scans, on which small print must stay readable.
const SCAN_QUALITY: u8 = 92;
/// Longest picture with see-through parts that is kept so, in octets; a larger one is a photo, not a logo.
const TRANSPARENT_MAX: usize = 1024 * 1024;

/// A size of a photo, or a scan, as it is stored.
#[derive(Debug)]
pub struct Rendition {
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// The encoded picture.
    pub content: Vec<u8>,
}

/// A photo as it is stored.
#[derive(Debug)]
pub struct Photo {
    /// Of all sizes.
    pub media_type: &'static str,
    /// Smallest first; at least one.
    pub sizes: Vec<Rendition>,
}

fn broken(error: image::ImageError) -> Error {
    match error {
        image::ImageError::Limits(_) => too_large(),
        error => Error::new(ErrorCode::FileBroken).with("reason", error),
    }
}

fn too_large() -> Error {
    Error::new(ErrorCode::PictureTooLarge).with("max", PIXELS_MAX / 1_000_000)
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(OCTETS_MAX);
    limits
}

fn decoder(format: ImageFormat, content: &[u8]) -> Result<impl ImageDecoder + '_> {
    let mut reader = ImageReader::with_format(Cursor::new(content), format);
    reader.limits(limits());
    let decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(too_large());
    }
    Ok(decoder)
}

/// The number of a picture's pixels, by its head alone. Errors: `file-broken`, `picture-too-large`.
pub fn count_pixels(format: ImageFormat, content: &[u8]) -> Result<u64> {
    let (width, height) = decoder(format, content)?.dimensions();
    Ok(u64::from(width) * u64::from(height))
}

/// A picture's pixels as the file has them, and what is needed to show them right.
struct Decoded {
    image: DynamicImage,
    orientation: Orientation,
    profile: Option<Vec<u8>>,
}

fn decode(format: ImageFormat, content: &[u8]) -> Result<Decoded> {
    if format == ImageFormat::Jpeg {
        content::check_jpeg_end(content)?;
    }
    let mut decoder = decoder(format, content)?;
    // What is wrong with what is thrown away anyway is no reason to refuse the picture.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let image = DynamicImage::from_decoder(decoder).map_err(broken)?;
    let see_through = image.color().has_alpha();
    let image = match image {
        image @ (DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_)) => image,
        image if see_through => DynamicImage::ImageRgba8(image.into_rgba8()),
        image => DynamicImage::ImageRgb8(image.into_rgb8()),
    };
    let image = match image {
        DynamicImage::ImageRgba8(pixels) if pixels.pixels().all(|pixel| pixel[3] == u8::MAX) => {
            DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(pixels).into_rgb8())
        }
        image => image,
    };
    Ok(Decoded { image, orientation, profile })
}

/// Turns a picture upright and its colours into sRGB, which every screen takes them for.
fn finish(
    mut image: DynamicImage,
    orientation: Orientation,
    profile: Option<&[u8]>,
) -> DynamicImage {
    image.apply_orientation(orientation);
    let converted = profile.and_then(|profile| to_srgb(&image, profile));
    converted.unwrap_or(image)
}

/// The picture in sRGB; nothing where the profile is not one for these pixels, which then are taken for sRGB.
fn to_srgb(image: &DynamicImage, profile: &[u8]) -> Option<DynamicImage> {
    let from = ColorProfile::new_from_slice(profile).ok()?;
    let layout = if image.color().has_alpha() { Layout::Rgba } else { Layout::Rgb };
    let to = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let transform = from.create_transform_8bit(layout, &to, layout, options).ok()?;
    let mut converted = image.clone();
    let pixels = match &mut converted {
        DynamicImage::ImageRgb8(pixels) => pixels.as_flat_samples_mut().samples,
        DynamicImage::ImageRgba8(pixels) => pixels.as_flat_samples_mut().samples,
        _ => return None,
    };
    transform.transform(image.as_bytes(), pixels).ok()?;
    Some(converted)
}

fn resize(image: &DynamicImage, width: u32, height: u32) -> Result<DynamicImage> {
    let mut resized = DynamicImage::new(width, height, image.color());
    Resizer::new().resize(image, &mut resized, None).map_err(Error::internal)?;
    Ok(resized)
}

/// The size in which a picture of `width` × `height` fits into a page of `page` pixels; never larger than it is.
fn fit(width: u32, height: u32, page: u32) -> (u32, u32) {
    let tall = f64::from(page * TALL_MAX) / f64::from(height);
    let scale = (f64::from(page) / f64::from(width)).min(tall).min(1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and a u32"
    )]
    let scaled = |side: u32| ((f64::from(side) * scale).round() as u32).max(1);
    (scaled(width), scaled(height))
}

fn is_turned(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// Draws a photo anew in the sizes that it is served in. Errors: `file-broken`, `picture-too-large`.
pub fn draw_photo(format: ImageFormat, content: &[u8]) -> Result<Photo> {
    let Decoded { image, orientation, profile } = decode(format, content)?;
    let turned = is_turned(orientation);
    let (width, height) =
        if turned { (image.height(), image.width()) } else { (image.width(), image.height()) };
    let mut boxes = WIDTHS.map(|page| fit(width, height, page)).to_vec();
    boxes.dedup_by_key(|(width, _)| *width);
    let (width, height) = boxes.pop().unwrap_or((width, height));
    // Small first, then turned and coloured: the large picture is touched once and let go.
    let (across, down) = if turned { (height, width) } else { (width, height) };
    let largest = resize(&image, across, down)?;
    drop(image);
    let largest = finish(largest, orientation, profile.as_deref());
    let mut pictures = Vec::with_capacity(WIDTHS.len());
    for (width, height) in boxes {
        pictures.push(resize(&largest, width, height)?);
    }
    pictures.push(largest);
    encode_photo(&pictures)
}

fn encode_photo(pictures: &[DynamicImage]) -> Result<Photo> {
    if pictures.iter().all(|picture| picture.color().has_alpha()) {
        let sizes = pictures.iter().map(|picture| rendition(picture, encode_webp));
        let sizes = sizes.collect::<Result<Vec<_>>>()?;
        if sizes.iter().all(|size| size.content.len() <= TRANSPARENT_MAX) {
            return Ok(Photo { media_type: "image/webp", sizes });
        }
    }
    let sizes = pictures.iter().map(|picture| {
        rendition(&on_white(picture), |picture| encode_jpeg(picture, PHOTO_QUALITY))
    });
    Ok(Photo { media_type: "image/jpeg", sizes: sizes.collect::<Result<_>>()? })
}

fn rendition(
    picture: &DynamicImage,
    encode: impl FnOnce(&DynamicImage) -> image::ImageResult<Vec<u8>>,
) -> Result<Rendition> {
    let content = encode(picture).map_err(Error::internal)?;
    Ok(Rendition { width: picture.width(), height: picture.height(), content })
}

/// Lossless: `image` has no other.
fn encode_webp(picture: &DynamicImage) -> image::ImageResult<Vec<u8>> {
    let mut content = Vec::new();
    picture.write_with_encoder(WebPEncoder::new_lossless(&mut content))?;
    Ok(content)
}

fn encode_jpeg(picture: &DynamicImage, quality: u8) -> image::ImageResult<Vec<u8>> {
    let mut content = Vec::new();
    JpegEncoder::new_with_quality(&mut content, quality).write_image(
        picture.as_bytes(),
        picture.width(),
        picture.height(),
        ExtendedColorType::Rgb8,
    )?;
    Ok(content)
}

fn encode_png(picture: &DynamicImage) -> image::ImageResult<Vec<u8>> {
    let mut content = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut content, CompressionType::Default, FilterType::Adaptive);
    picture.write_with_encoder(encoder)?;
    Ok(content)
}

/// JPEG has no see-through parts; paper is white.
fn on_white(picture: &DynamicImage) -> DynamicImage {
    let DynamicImage::ImageRgba8(pixels) = picture else { return picture.clone() };
    let mix = |color: u8, alpha: u8| {
        let (color, alpha) = (u16::from(color), u16::from(alpha));
        u8::try_from((color * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
    };
    let flat = image::RgbImage::from_fn(pixels.width(), pixels.height(), |x, y| {
        let image::Rgba([red, green, blue, alpha]) = *pixels.get_pixel(x, y);
        image::Rgb([mix(red, alpha), mix(green, alpha), mix(blue, alpha)])
    });
    DynamicImage::ImageRgb8(flat)
}

/// Draws a scan anew, as large as it is and in its own format (JPEG or PNG). Errors: `file-broken`, `picture-too-large`.
pub fn draw_scan(format: ImageFormat, content: &[u8]) -> Result<(&'static str, Rendition)> {
    let Decoded { image, orientation, profile } = decode(format, content)?;
    let image = finish(image, orientation, profile.as_deref());
    if format == ImageFormat::Png {
        return Ok(("image/png", rendition(&image, encode_png)?));
    }
    let scan = rendition(&on_white(&image), |image| encode_jpeg(image, SCAN_QUALITY))?;
    Ok(("image/jpeg", scan))
}
