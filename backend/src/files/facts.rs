//! What other areas' answers carry of files. The caller has decided that they may be shown.

use std::collections::HashMap;

use kopuro_shared::files::{FileKind, FileSummary, Photo, PhotoSize};

use super::store::{self, FileRow};
use crate::platform::{
    api::PREFIX,
    db::Conn,
    error::{Error, Result},
};

/// Files that one query of an export reads.
const EXPORT_BATCH: i64 = 500;

pub(super) fn kind(row: &FileRow) -> Result<FileKind> {
    FileKind::from_name(&row.kind)
        .ok_or_else(|| Error::internal(std::io::Error::other("unknown file kind in the database")))
}

/// Where a file's content is downloaded.
pub(super) fn url(id: &str) -> String {
    format!("{PREFIX}/files/{id}/content")
}

/// Photos by their ids; what is no photo is left out.
pub fn photos_of(conn: &mut Conn<'_>, ids: &[&str]) -> Result<HashMap<String, Photo>> {
    let mut photos: HashMap<String, Photo> = HashMap::new();
    for row in store::select_sizes(conn, ids)? {
        let url = format!("{PREFIX}/files/{}/photo/{}", row.file_id, row.width);
        let size = PhotoSize { width: row.width, height: row.height, url };
        photos
            .entry(row.file_id)
            .or_insert_with_key(|id| Photo { id: id.clone(), sizes: Vec::new() })
            .sizes
            .push(size);
    }
    Ok(photos)
}

/// Files by their ids.
pub fn file_summaries(conn: &mut Conn<'_>, ids: &[&str]) -> Result<HashMap<String, FileSummary>> {
    let rows = store::select_files(conn, ids)?;
    Ok(rows.into_iter().map(|row| (row.id.clone(), summary(row))).collect())
}

fn summary(row: FileRow) -> FileSummary {
    FileSummary {
        url: url(&row.id),
        id: row.id,
        name: row.name,
        media_type: row.media_type,
        size: row.size,
    }
}

/// Everything that a person uploaded, for the download of all the person's data.
pub fn export(conn: &mut Conn<'_>, person_id: &str) -> Result<Vec<FileSummary>> {
    let mut files: Vec<FileSummary> = Vec::new();
    loop {
        let after = files.last().map(|file| file.id.clone()).unwrap_or_default();
        let rows = store::select_of_uploader(conn, person_id, &after, EXPORT_BATCH)?;
        if rows.is_empty() {
            return Ok(files);
        }
        files.extend(rows.into_iter().map(summary));
    }
}
