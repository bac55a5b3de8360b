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
/// Files are copied after the database, from the folder or the bucket, so every file that the copy of the database names
/// is there (files are never changed, and removed only long after nothing names them).
pub async fn backup(app: &App, target: &Path) -> Result<PathBuf> {
    let folder = target.join(format!("kopuro-{}", clock::now().format("%Y%m%dT%H%M%S%.6fZ")));
    std::fs::create_dir_all(&folder).map_err(Error::internal)?;
    let (url, copy) = (app.config.database(), folder.clone());
    app.db
        .read(move |conn| match conn {
            Conn::Sqlite(conn) => {
                let path = copy.join("kopuro.db").display().to_string();
                sql_query("VACUUM INTO ?").bind::<Text, _>(path).execute(*conn)?;
                Ok(())
            }
            Conn::Postgres(_) => dump_postgres(&url, &copy.join("kopuro.dump")),
        })
        .await?;
    app.objects.copy_to(&folder.join("files")).await?;
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
