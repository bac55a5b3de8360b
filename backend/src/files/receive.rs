//! Taking a stranger's octets in, without the memory or the disk for more than is allowed, and making of them what is
//! stored.

use std::{
    io::{Read, Seek, Write},
    sync::LazyLock,
    time::Duration,
};

use actix_web::dev::Payload;
use futures_util::StreamExt;
use image::ImageFormat;
use kopuro_shared::{
    error::ErrorCode,
    files::{FileKind, PIXELS_MAX},
};
use sha2::{Digest, Sha256};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::{
    content::{self, ContentType},
    pictures::{self, Rendition},
};
use crate::platform::{
    auth::hex,
    db::blocking,
    error::{Error, Result},
    objects::Objects,
};

/// Octets that go to the disk at once.
const PIECE: usize = 256 * 1024;
/// Octets of a body that is too long that are read and thrown away, so that the answer reaches who still sends.
const DRAINED_MAX: usize = 64 * 1024 * 1024;
/// How long the pieces of a body may take, all together; a phone sends 20 MB over 3G in seven minutes.
const SENDING_MAX: Duration = Duration::from_mins(10);
/// How long an upload waits for its turn to be drawn.
const WAITING_MAX: Duration = Duration::from_mins(1);
/// Pixels for one permit.
const PIXELS_PER_PERMIT: u64 = 1_000_000;

/// How many files are looked into at once: twice as many as there are processors, each with at most one body in memory.
static TURNS: LazyLock<Semaphore> = LazyLock::new(|| {
    let processors = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    Semaphore::new(processors * 2)
});

/// Pixels that are decoded at once, in all: as many as the largest picture has. A pixel takes at most 12 octets (a
/// progressive JPEG: six while it is read and three after; a PNG of 16 bits: eight, and four when cut to 8 bits), so
/// pictures take at most 600 MB whatever is uploaded; the 12 million of an ordinary photo take some 75 MB.
static PIXELS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(permits(PIXELS_MAX) as usize));

fn permits(pixels: u64) -> u32 {
    u32::try_from(pixels.div_ceil(PIXELS_PER_PERMIT)).unwrap_or(u32::MAX).max(1)
}

/// A body that was received.
pub struct Received {
    /// Its content, in a file without a name.
    pub file: std::fs::File,
    /// Octets.
    pub size: usize,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
}

/// Receives a body of at most `max` octets. Errors: `body-too-large`, `malformed-body` for one that ends early.
pub async fn receive(objects: &Objects, body: &mut Payload, max: usize) -> Result<Received> {
    let receiving = receive_within(objects, body, max);
    match tokio::time::timeout(SENDING_MAX, receiving).await {
        Ok(received) => received,
        Err(_) => Err(Error::new(ErrorCode::MalformedBody).with("reason", "timeout")),
    }
}

async fn receive_within(objects: &Objects, body: &mut Payload, max: usize) -> Result<Received> {
    let mut file = objects.incoming().map_err(Error::internal)?;
    let mut hasher = Sha256::new();
    let mut size = 0;
    let mut piece = Vec::with_capacity(PIECE);
    loop {
        let chunk = body.next().await.transpose();
        let chunk =
            chunk.map_err(|error| Error::new(ErrorCode::MalformedBody).with("reason", error))?;
        let is_last = chunk.is_none();
        if let Some(chunk) = chunk {
            size += chunk.len();
            if size > max {
                drain(body).await;
                return Err(Error::new(ErrorCode::BodyTooLarge).with("max", max / 1024));
            }
            hasher.update(&chunk);
            piece.extend_from_slice(&chunk);
        }
        if is_last || piece.len() >= PIECE {
            (file, piece) = blocking(move || {
                file.write_all(&piece).map_err(Error::internal)?;
                piece.clear();
                Ok((file, piece))
            })
            .await?;
        }
        if is_last {
            return Ok(Received { file, size, sha256: hex(&hasher.finalize()) });
        }
    }
}

async fn drain(body: &mut Payload) {
    let mut rest = 0;
    while let Some(Ok(chunk)) = body.next().await {
        rest += chunk.len();
        if rest > DRAINED_MAX {
            break;
        }
    }
}

/// What is stored of an upload.
pub struct Prepared {
    /// What it is.
    pub media_type: &'static str,
    /// Octets of the document, or of the photo's largest size.
    pub size: usize,
    /// SHA-256 of the same.
    pub sha256: String,
    /// What is stored.
    pub content: Stored,
}

/// The form in which content is stored.
pub enum Stored {
    /// A document as it came.
    File(std::fs::File),
    /// A document that was drawn anew.
    Scan(Vec<u8>),
    /// A photo's sizes, smallest first.
    Photo(Vec<Rendition>),
}

/// Waits for its turn; whom the server keeps waiting for too long is told to come back.
async fn wait(of: &'static Semaphore, permits: u32) -> Result<SemaphorePermit<'static>> {
    match tokio::time::timeout(WAITING_MAX, of.acquire_many(permits)).await {
        Ok(permit) => permit.map_err(Error::internal),
        Err(elapsed) => Err(Error::unavailable(elapsed)),
    }
}

/// Finds out what was received and makes of it what is stored. Errors: `file-not-accepted`, `file-broken`,
/// `picture-too-large`, `unavailable`.
pub async fn prepare(kind: FileKind, received: Received) -> Result<Prepared> {
    let turn = wait(&TURNS, 1).await?;
    // The permits go along with the work: it goes on when the person's connection is gone.
    let (turn, found) = blocking(move || Ok((turn, look_into(kind, received)?))).await?;
    match found {
        Found::Document(document) => Ok(document),
        Found::Picture { format, pixels, bytes } => {
            let pixels = wait(&PIXELS, permits(pixels)).await?;
            blocking(move || {
                let _permits = (turn, pixels);
                draw(kind, format, &bytes)
            })
            .await
        }
    }
}

enum Found {
    Document(Prepared),
    Picture { format: ImageFormat, pixels: u64, bytes: Vec<u8> },
}

fn look_into(kind: FileKind, received: Received) -> Result<Found> {
    let Received { mut file, size, sha256 } = received;
    let mut bytes = Vec::with_capacity(size);
    file.rewind().map_err(Error::internal)?;
    file.read_to_end(&mut bytes).map_err(Error::internal)?;
    match ContentType::find(kind, &bytes)? {
        ContentType::Pdf => {
            content::check_pdf(&bytes)?;
            let content = Stored::File(file);
            Ok(Found::Document(Prepared { media_type: "application/pdf", size, sha256, content }))
        }
        ContentType::Picture(format) => {
            let pixels = pictures::count_pixels(format, &bytes)?;
            Ok(Found::Picture { format, pixels, bytes })
        }
    }
}

/// Draws a picture anew, for what it is uploaded as. Also where strangers' octets meet the decoders, which is fuzzed.
pub fn draw(kind: FileKind, format: ImageFormat, bytes: &[u8]) -> Result<Prepared> {
    let sha256 = |content: &[u8]| hex(&Sha256::digest(content));
    if kind == FileKind::Document {
        let (media_type, scan) = pictures::draw_scan(format, bytes)?;
        let (size, sha256) = (scan.content.len(), sha256(&scan.content));
        return Ok(Prepared { media_type, size, sha256, content: Stored::Scan(scan.content) });
    }
    let photo = pictures::draw_photo(format, bytes)?;
    let largest = photo.sizes.last().map_or(&[][..], |size| &size.content);
    let (size, sha256) = (largest.len(), sha256(largest));
    let content = Stored::Photo(photo.sizes);
    Ok(Prepared { media_type: photo.media_type, size, sha256, content })
}
