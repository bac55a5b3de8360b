//! The file store: what is too large for the database, under paths that never change their content. A local folder, or
//! a bucket of anything that speaks S3; several servers share a bucket (or the folder, on a shared file system).

use std::{io, path::PathBuf, sync::Arc, time::Duration};

use actix_web::web::Bytes;
use futures_util::{StreamExt, TryStreamExt, stream::BoxStream};
use object_store::{
    ObjectStore, ObjectStoreExt, PutPayload, RetryConfig,
    aws::{AmazonS3, AmazonS3Builder},
    buffered::BufWriter,
    local::LocalFileSystem,
    path::Path,
};
use tokio::io::AsyncWriteExt;

use super::{
    config::Config,
    error::{Error, Result},
};

/// How long a request to a bucket is tried again: a person is waiting.
const PATIENCE: Duration = Duration::from_secs(15);

/// The store. Cheap to clone.
#[derive(Clone)]
pub struct Objects {
    store: Arc<dyn ObjectStore>,
    incoming: PathBuf,
}

/// An object that is being read.
pub struct Object {
    /// Octets.
    pub size: u64,
    /// The content, piece by piece.
    pub content: BoxStream<'static, std::result::Result<Bytes, object_store::Error>>,
}

impl Objects {
    /// Opens the store that the settings name: an S3 bucket, or the folder `files` in the data folder.
    pub fn open(config: &Config) -> Result<Self> {
        let store: Arc<dyn ObjectStore> = if config.files.s3_bucket.is_empty() {
            Arc::new(folder(&config.data_dir.join("files"))?)
        } else {
            Arc::new(bucket(config)?)
        };
        let incoming = config.data_dir.join("incoming");
        std::fs::create_dir_all(&incoming).map_err(Error::internal)?;
        Ok(Self { store, incoming })
    }

    /// A file without a name for what is being received: it is gone when it is closed, after a crash too.
    pub fn incoming(&self) -> io::Result<std::fs::File> {
        tempfile::tempfile_in(&self.incoming)
    }

    /// Stores an object. When this returns, it is there to stay.
    pub async fn put(&self, path: &str, content: Vec<u8>) -> Result<()> {
        let stored = self.store.put(&Path::from(path), PutPayload::from(content)).await;
        stored.map(|_| ()).map_err(Error::unavailable)
    }

    /// Stores a file's content from its beginning, piece by piece.
    pub async fn put_file(&self, path: &str, file: std::fs::File) -> Result<()> {
        use std::io::Seek;
        let mut file = file;
        file.rewind().map_err(Error::internal)?;
        let mut file = tokio::fs::File::from_std(file);
        let mut writer = BufWriter::new(self.store.clone(), Path::from(path));
        tokio::io::copy(&mut file, &mut writer).await.map_err(Error::unavailable)?;
        writer.shutdown().await.map_err(Error::unavailable)
    }

    /// An object. Error: `not-found`.
    pub async fn get(&self, path: &str) -> Result<Object> {
        let found = self.store.get(&Path::from(path)).await.map_err(|error| match error {
            object_store::Error::NotFound { .. } => Error::not_found(),
            error => Error::unavailable(error),
        })?;
        Ok(Object { size: found.meta.size, content: found.into_stream() })
    }

    /// Removes an object; one that is not there is removed already.
    pub async fn delete(&self, path: &str) -> Result<()> {
        match self.store.delete(&Path::from(path)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(Error::unavailable(error)),
        }
    }

    /// The paths below `prefix`, in no order.
    pub async fn paths(&self, prefix: &str) -> Result<Vec<String>> {
        let listed = self.store.list(Some(&Path::from(prefix)));
        let paths = listed.map_ok(|found| found.location.to_string());
        paths.try_collect().await.map_err(Error::unavailable)
    }

    /// Copies every object into a folder, one at a time.
    pub async fn copy_to(&self, target: &std::path::Path) -> Result<()> {
        let target: Arc<dyn ObjectStore> = Arc::new(folder(target)?);
        let mut listed = self.store.list(None);
        while let Some(found) = listed.next().await {
            let path = found.map_err(Error::unavailable)?.location;
            let content = match self.store.get(&path).await {
                Ok(content) => content,
                // Removed since it was listed: nothing names it.
                Err(object_store::Error::NotFound { .. }) => continue,
                Err(error) => return Err(Error::unavailable(error)),
            };
            let mut content = content.into_stream();
            let mut writer = BufWriter::new(target.clone(), path);
            while let Some(piece) = content.next().await {
                let piece = piece.map_err(Error::unavailable)?;
                writer.write_all(&piece).await.map_err(Error::internal)?;
            }
            writer.shutdown().await.map_err(Error::internal)?;
        }
        Ok(())
    }
}

fn folder(path: &std::path::Path) -> Result<LocalFileSystem> {
    std::fs::create_dir_all(path).map_err(Error::internal)?;
    let store = LocalFileSystem::new_with_prefix(path).map_err(Error::internal)?;
    // What was acknowledged outlives a power cut.
    Ok(store.with_fsync(true))
}

fn bucket(config: &Config) -> Result<AmazonS3> {
    let files = &config.files;
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(&files.s3_bucket)
        .with_region(&files.s3_region)
        .with_access_key_id(&files.s3_access_key_id)
        .with_secret_access_key(&files.s3_secret_access_key)
        .with_retry(RetryConfig {
            max_retries: 4,
            retry_timeout: PATIENCE,
            ..RetryConfig::default()
        });
    if !files.s3_endpoint.is_empty() {
        // Without TLS only where the settings say so themselves.
        builder = builder
            .with_endpoint(&files.s3_endpoint)
            .with_allow_http(files.s3_endpoint.starts_with("http://"));
    }
    builder.build().map_err(Error::internal)
}
