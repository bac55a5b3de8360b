//! A consistent copy of the database and the files, while the server goes on writing.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use diesel::{RunQueryDsl, sql_query, sql_types::Text};
use percent_encoding::percent_decode_str;

use super::{
    app::App,
    clock,
    db::Conn,
    error::{Error, Result},
};

/// Writes a backup into a new folder below `target` and answers that folder.
///
/// SQLite: `VACUUM INTO`, a snapshot of one moment. PostgreSQL: `pg_dump` in its custom format, which must be installed.
/// Files are copied after the database, so every file that the copy of the database names is there (files are never
/// changed, and removed only long after nothing names them). Files in an S3 bucket are the bucket's to keep.
pub fn backup(app: &App, target: &Path) -> Result<PathBuf> {
    let folder = target.join(format!("kopuro-{}", clock::now().format("%Y%m%dT%H%M%S%.6fZ")));
    std::fs::create_dir_all(&folder).map_err(Error::internal)?;
    app.db.read_blocking(|conn| match conn {
        Conn::Sqlite(conn) => {
            let path = folder.join("kopuro.db").display().to_string();
            sql_query("VACUUM INTO ?").bind::<Text, _>(path).execute(*conn)?;
            Ok(())
        }
        Conn::Postgres(_) => dump_postgres(&app.config.database(), &folder.join("kopuro.dump")),
    })?;
    let files = app.config.data_dir.join("files");
    if app.config.files.s3_bucket.is_empty() && files.is_dir() {
        copy_folder(&files, &folder.join("files")).map_err(Error::internal)?;
    }
    Ok(folder)
}

fn dump_postgres(url: &str, path: &Path) -> Result<()> {
    let mut url = url::Url::parse(url).map_err(Error::internal)?;
    // Off the command line, where others on the machine could read it.
    let password = url.password().map(str::to_owned).unwrap_or_default();
    let password = percent_decode_str(&password).decode_utf8_lossy().into_owned();
    url.set_password(None).map_err(|()| Error::internal(std::io::Error::other("DATABASE_URL")))?;
    let outcome = Command::new("pg_dump")
        .args(["--format=custom", "--no-owner", "--file"])
        .arg(path)
        .args(["--dbname", url.as_str()])
        .env("PGPASSWORD", password)
        .output()
        .map_err(|error| Error::internal(std::io::Error::other(format!("pg_dump: {error}"))))?;
    if outcome.status.success() {
        return Ok(());
    }
    let message = String::from_utf8_lossy(&outcome.stderr).into_owned();
    Err(Error::internal(std::io::Error::other(message)))
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
