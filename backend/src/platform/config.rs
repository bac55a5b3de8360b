//! Settings: defaults, then an optional TOML file, then the environment, which wins.

use std::{net::SocketAddr, path::PathBuf};

use figment::{
    Figment,
    providers::{Env, Format, Serialized, Toml},
};
use serde::{Deserialize, Serialize};

/// Everything that can be set. A variable is `KOPURO_` and the field's name in capitals, with `__` before a nested
/// field: `KOPURO_MAIL__SMTP_URL`. `DATABASE_URL` is read too, as that is what hosting services set.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Folder of the SQLite database, files, mails and the generated secret.
    pub data_dir: PathBuf,
    /// `postgres://…`, or `sqlite:PATH`; empty means `kopuro.db` in `data_dir`.
    pub database_url: String,
    /// Connections kept to PostgreSQL, or SQLite readers.
    pub database_connections: u32,
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// The address that people see, without a slash at the end; links in mails begin with it.
    pub public_url: String,
    /// How many proxies in front add to `X-Forwarded-For`; 0 trusts nobody's word but the connection's.
    pub trusted_proxies: usize,
    /// Signs tokens and cursors; at least 32 characters. Empty: generated once into `data_dir/secret`.
    pub secret: String,
    /// How the log is written.
    pub log_format: LogFormat,
    /// What is logged, as `tracing`'s filter: `info`, `kopuro=debug,info`.
    pub log_filter: String,
    /// Request threads; 0 is one per processor.
    pub workers: usize,
    /// Outgoing mail.
    pub mail: MailConfig,
    /// Where photos and documents are kept.
    pub files: FilesConfig,
}

/// The form of a log line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For eyes.
    Text,
    /// For machines.
    Json,
}

/// Outgoing mail.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailConfig {
    /// `smtps://user:password@host:port` or `smtp://…`; empty: mails are written to `data_dir/mail`.
    pub smtp_url: String,
    /// The sender, `Name <address>`.
    pub from: String,
}

/// Where photos and documents are kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilesConfig {
    /// Name of an S3-compatible bucket; empty: the folder `files` in `data_dir`.
    pub s3_bucket: String,
    /// The service's endpoint; empty: Amazon's.
    pub s3_endpoint: String,
    /// The region.
    pub s3_region: String,
    /// The key's name.
    pub s3_access_key_id: String,
    /// The key.
    pub s3_secret_access_key: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data_dir: "./data".into(),
            database_url: String::new(),
            database_connections: 8,
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: "http://127.0.0.1:8080".into(),
            trusted_proxies: 0,
            secret: String::new(),
            log_format: LogFormat::Text,
            log_filter: "info".into(),
            workers: 0,
            mail: MailConfig {
                smtp_url: String::new(),
                from: "Көпүрө <no-reply@localhost>".into(),
            },
            files: FilesConfig {
                s3_bucket: String::new(),
                s3_endpoint: String::new(),
                s3_region: "us-east-1".into(),
                s3_access_key_id: String::new(),
                s3_secret_access_key: String::new(),
            },
        }
    }
}

/// A setting that can't be used; its text names the variable and what is accepted.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(String);

impl Config {
    /// Reads defaults, `file` (if given, or `kopuro.toml` where it exists) and the environment.
    pub fn load(file: Option<&PathBuf>) -> Result<Self, ConfigError> {
        let mut figment = Figment::from(Serialized::defaults(Self::default()));
        figment = match file {
            Some(path) => figment.merge(Toml::file_exact(path)),
            None => figment.merge(Toml::file("kopuro.toml")),
        };
        let config: Self = figment
            .merge(Env::raw().only(&["DATABASE_URL"]))
            .merge(Env::prefixed("KOPURO_").split("__"))
            .extract()
            .map_err(|error| ConfigError(describe(&error)))?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), ConfigError> {
        let refuse = |variable: &str, accepted: &str| {
            Err(ConfigError(format!("{variable} is not usable. Accepted: {accepted}.")))
        };
        let url = &self.database_url;
        let known = ["sqlite:", "postgres://", "postgresql://"];
        if !url.is_empty() && !known.iter().any(|scheme| url.starts_with(scheme)) {
            return refuse(
                "DATABASE_URL",
                "postgres://USER@HOST/DATABASE, sqlite:PATH, or nothing",
            );
        }
        if !(1..=256).contains(&self.database_connections) {
            return refuse("KOPURO_DATABASE_CONNECTIONS", "a number from 1 to 256");
        }
        let http =
            self.public_url.starts_with("http://") || self.public_url.starts_with("https://");
        if !http || self.public_url.ends_with('/') {
            return refuse("KOPURO_PUBLIC_URL", "http://… or https://… without a slash at the end");
        }
        if !self.secret.is_empty() && self.secret.len() < 32 {
            return refuse("KOPURO_SECRET", "at least 32 characters, or nothing to generate one");
        }
        let smtp = &self.mail.smtp_url;
        if !smtp.is_empty() && !smtp.starts_with("smtp://") && !smtp.starts_with("smtps://") {
            return refuse("KOPURO_MAIL__SMTP_URL", "smtp://…, smtps://…, or nothing");
        }
        if self.mail.from.parse::<lettre::message::Mailbox>().is_err() {
            return refuse("KOPURO_MAIL__FROM", "Name <address>");
        }
        Ok(())
    }

    /// Whether browsers reach us by HTTPS, so that cookies can demand it.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// The database's address with the default filled in.
    pub fn database(&self) -> String {
        if self.database_url.is_empty() {
            format!("sqlite:{}", self.data_dir.join("kopuro.db").display())
        } else {
            self.database_url.clone()
        }
    }

    /// The settings as TOML, with secrets masked.
    pub fn masked(&self) -> String {
        let mask = |text: &str| if text.is_empty() { String::new() } else { "********".to_owned() };
        let mut shown = self.clone();
        shown.secret = mask(&shown.secret);
        shown.files.s3_secret_access_key = mask(&shown.files.s3_secret_access_key);
        shown.database_url = mask_password(&shown.database());
        shown.mail.smtp_url = mask_password(&shown.mail.smtp_url);
        toml::to_string(&shown).expect("settings are plain values")
    }
}

/// `scheme://user:password@host` with the password masked.
fn mask_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    match rest.rsplit_once('@') {
        Some((user, host)) => {
            let name = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{name}:********@{host}")
        }
        None => url.to_owned(),
    }
}

fn describe(error: &figment::Error) -> String {
    let lines = error.clone().into_iter().map(|fault| {
        let field = fault.path.join("__").to_uppercase();
        if field.is_empty() {
            fault.to_string()
        } else if field == "DATABASE_URL" {
            format!("{field}: {}", fault.kind)
        } else {
            format!("KOPURO_{field}: {}", fault.kind)
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_masked() {
        let config = Config {
            secret: "x".repeat(40),
            database_url: "postgres://kopuro:hidden@db/kopuro".into(),
            ..Config::default()
        };
        let shown = config.masked();
        assert!(!shown.contains("hidden") && !shown.contains("xxxx"), "{shown}");
        assert!(shown.contains("postgres://kopuro:********@db/kopuro"), "{shown}");
    }

    #[test]
    fn a_wrong_value_names_the_variable_and_what_is_accepted() {
        let config = Config { database_url: "mysql://x".into(), ..Config::default() };
        let message = config.check().unwrap_err().to_string();
        assert!(message.contains("DATABASE_URL") && message.contains("postgres://"), "{message}");
    }
}
