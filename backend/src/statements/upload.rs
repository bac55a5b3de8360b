//! A file on its way from the request to the disk: never whole in memory.

use std::{io::Write, path::Path};

use actix_web::web::Payload;
use futures_util::StreamExt;
use kopuro_shared::{error::ErrorCode, statements::FILE_MAX};
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::import::Upload;
use crate::platform::{
    app::App,
    auth::hex,
    db::blocking,
    error::{Error, Result},
};

/// Octets that are gathered before they are written.
const CHUNK: usize = 1024 * 1024;

/// A file that came; it is gone with this value.
pub struct Received {
    file: NamedTempFile,
    sha256: Sha256,
    size: u64,
}

impl Received {
    /// The file for an import.
    pub fn upload(&self) -> Upload<'_> {
        Upload {
            path: self.file.path(),
            sha256: hex(&self.sha256.clone().finalize()),
            size: self.size,
        }
    }

    fn write(mut self, chunk: &[u8]) -> Result<Self> {
        self.sha256.update(chunk);
        self.file.write_all(chunk).map_err(Error::internal)?;
        Ok(self)
    }
}

/// Receives a body into a file of its own in the data folder. Errors: `body-too-large`.
pub async fn receive(app: &App, mut body: Payload) -> Result<Received> {
    let folder = app.config.data_dir.join("uploads");
    let mut received = blocking(move || {
        std::fs::create_dir_all(&folder).map_err(Error::internal)?;
        let file = NamedTempFile::new_in(&folder).map_err(Error::internal)?;
        Ok(Received { file, sha256: Sha256::new(), size: 0 })
    })
    .await?;
    let mut chunk: Vec<u8> = Vec::with_capacity(CHUNK);
    while let Some(piece) = body.next().await {
        let piece =
            piece.map_err(|error| Error::new(ErrorCode::MalformedBody).with("reason", error))?;
        received.size += piece.len() as u64;
        if received.size > FILE_MAX {
            return Err(Error::new(ErrorCode::BodyTooLarge).with("max", FILE_MAX / 1024));
        }
        chunk.extend_from_slice(&piece);
        if chunk.len() >= CHUNK {
            (received, chunk) = flush(received, chunk).await?;
        }
    }
    (received, _) = flush(received, chunk).await?;
    Ok(received)
}

async fn flush(received: Received, mut chunk: Vec<u8>) -> Result<(Received, Vec<u8>)> {
    blocking(move || {
        let received = received.write(&chunk)?;
        chunk.clear();
        Ok((received, chunk))
    })
    .await
}

/// SHA-256 and length of a file on disk, for the command line.
pub fn measure(path: &Path) -> Result<(String, u64)> {
    let mut file = std::fs::File::open(path).map_err(Error::internal)?;
    let mut sha256 = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    let mut size = 0;
    loop {
        let read = std::io::Read::read(&mut file, &mut chunk).map_err(Error::internal)?;
        if read == 0 {
            return Ok((hex(&sha256.finalize()), size));
        }
        sha256.update(&chunk[..read]);
        size += read as u64;
    }
}
