//! What every handler can reach: settings, database, keys. Built once, shared by all request threads.

use std::{path::Path, sync::Arc};

use super::{
    auth::TokenKeys,
    config::Config,
    cursor::Cursors,
    db::Db,
    error::{Error, Result},
    mail::Mailer,
    objects::Objects,
    sealer::Sealer,
};

/// The server's state. Cheap to clone; everything that lasts is in the database and the file store.
#[derive(Clone)]
pub struct App {
    /// The settings.
    pub config: Arc<Config>,
    /// The database.
    pub db: Db,
    /// Signs and checks access tokens.
    pub tokens: Arc<TokenKeys>,
    /// Seals and opens list cursors.
    pub cursors: Arc<Cursors>,
    /// Sends mails, or writes them to a folder.
    pub mailer: Arc<Mailer>,
    /// Seals the secrets of second factors.
    pub second_factors: Arc<Sealer>,
    /// Keeps photos and documents.
    pub objects: Objects,
}

impl App {
    /// Opens everything that the settings name. Does not migrate.
    pub fn open(config: Config) -> Result<Self> {
        let db = Db::open(&config.database(), config.database_connections)?;
        let secret = secret(&config)?;
        Ok(Self {
            tokens: Arc::new(TokenKeys::new(&secret)),
            cursors: Arc::new(Cursors::new(&secret)),
            second_factors: Arc::new(Sealer::new(&secret, "second-factor")?),
            mailer: Arc::new(Mailer::new(&config)?),
            objects: Objects::open(&config)?,
            config: Arc::new(config),
            db,
        })
    }

    /// A link into the web app, for mails.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.config.public_url)
    }
}

/// The configured secret, or one that is generated on the first start and kept readable by its owner only.
fn secret(config: &Config) -> Result<String> {
    if !config.secret.is_empty() {
        return Ok(config.secret.clone());
    }
    let path = config.data_dir.join("secret");
    if let Ok(secret) = std::fs::read_to_string(&path) {
        return Ok(secret);
    }
    std::fs::create_dir_all(&config.data_dir).map_err(Error::internal)?;
    let secret = super::auth::random_token();
    write_private(&path, &secret).map_err(Error::internal)?;
    Ok(secret)
}

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}
