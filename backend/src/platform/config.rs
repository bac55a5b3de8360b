//! Settings: defaults, then an optional TOML file, then the environment, which wins.

use std::{net::SocketAddr, path::PathBuf};

use figment::{
    Figment,
    error::Kind,
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
        let ensure = |holds: bool, variable: &str| {
            if holds { Ok(()) } else { Err(ConfigError(refusal(variable, None))) }
        };
        let begins = |text: &str, schemes: &[&str]| schemes.iter().any(|it| text.starts_with(it));
        let url = &self.database_url;
        let known = ["sqlite:", "postgres://", "postgresql://"];
        ensure(url.is_empty() || begins(url, &known), "DATABASE_URL")?;
        let connections = self.database_connections;
        ensure((1..=256).contains(&connections), "KOPURO_DATABASE_CONNECTIONS")?;
        let http = ["http://", "https://"];
        let public = begins(&self.public_url, &http) && !self.public_url.ends_with('/');
        ensure(public, "KOPURO_PUBLIC_URL")?;
        ensure(self.secret.is_empty() || self.secret.len() >= 32, "KOPURO_SECRET")?;
        let smtp = &self.mail.smtp_url;
        let mails = smtp.is_empty() || begins(smtp, &["smtp://", "smtps://"]);
        ensure(mails, "KOPURO_MAIL__SMTP_URL")?;
        let from = self.mail.from.parse::<lettre::message::Mailbox>();
        ensure(from.is_ok(), "KOPURO_MAIL__FROM")?;
        let files = &self.files;
        let endpoint = files.s3_endpoint.is_empty() || begins(&files.s3_endpoint, &http);
        ensure(endpoint, "KOPURO_FILES__S3_ENDPOINT")?;
        if files.s3_bucket.is_empty() {
            return Ok(());
        }
        ensure(!files.s3_region.is_empty(), "KOPURO_FILES__S3_REGION")?;
        ensure(!files.s3_access_key_id.is_empty(), "KOPURO_FILES__S3_ACCESS_KEY_ID")?;
        ensure(!files.s3_secret_access_key.is_empty(), "KOPURO_FILES__S3_SECRET_ACCESS_KEY")
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

/// What each setting takes, for the messages about one that can't be used.
const ACCEPTED: &[(&str, &str)] = &[
    ("DATABASE_URL", "postgres://USER@HOST/DATABASE, sqlite:PATH, or nothing"),
    ("KOPURO_DATA_DIR", "a folder"),
    ("KOPURO_DATABASE_CONNECTIONS", "a number from 1 to 256"),
    ("KOPURO_LISTEN", "an address and port, such as 127.0.0.1:8080 or [::]:8080"),
    ("KOPURO_PUBLIC_URL", "http://… or https://… without a slash at the end"),
    ("KOPURO_TRUSTED_PROXIES", "how many proxies stand in front: 0, 1, 2, …"),
    ("KOPURO_SECRET", "at least 32 characters, or nothing to generate one"),
    ("KOPURO_LOG_FORMAT", "text or json"),
    ("KOPURO_LOG_FILTER", "a filter of tracing's, such as info or kopuro=debug,info"),
    ("KOPURO_WORKERS", "a number; 0 is one thread per processor"),
    ("KOPURO_MAIL", "KOPURO_MAIL__SMTP_URL and KOPURO_MAIL__FROM"),
    ("KOPURO_MAIL__SMTP_URL", "smtp://…, smtps://…, or nothing"),
    ("KOPURO_MAIL__FROM", "Name <address>"),
    ("KOPURO_FILES", "KOPURO_FILES__S3_BUCKET and what else begins with KOPURO_FILES__"),
    (
        "KOPURO_FILES__S3_BUCKET",
        "a bucket's name, or nothing for the folder `files` in the data folder",
    ),
    ("KOPURO_FILES__S3_ENDPOINT", "http://… or https://…, or nothing for Amazon's"),
    ("KOPURO_FILES__S3_REGION", "a region's name, such as us-east-1"),
    ("KOPURO_FILES__S3_ACCESS_KEY_ID", "the name of the bucket's key"),
    ("KOPURO_FILES__S3_SECRET_ACCESS_KEY", "the bucket's key"),
];

/// The sentence about a setting that can't be used.
fn refusal(variable: &str, why: Option<&str>) -> String {
    let found = ACCEPTED.iter().find(|(name, _)| *name == variable);
    let accepted = found.map(|(_, accepted)| format!(" Accepted: {accepted}."));
    let why = why.map(|why| format!(" ({why})")).unwrap_or_default();
    format!("{variable} is not usable{why}.{}", accepted.unwrap_or_default())
}

/// The variable of a setting, by the names on the way to it.
fn variable<'a>(path: impl IntoIterator<Item = &'a str>) -> String {
    let name = path.into_iter().collect::<Vec<_>>().join("__").to_uppercase();
    if name == "DATABASE_URL" { name } else { format!("KOPURO_{name}") }
}

fn describe(error: &figment::Error) -> String {
    let lines = error.clone().into_iter().map(|fault| {
        let path = || fault.path.iter().map(String::as_str);
        match &fault.kind {
            Kind::UnknownField(name, known) => {
                // The path may end with the unknown name itself.
                let parent = || path().take_while(|part| part != name);
                let known = known.iter().map(|known| variable(parent().chain([*known])));
                let known = known.collect::<Vec<_>>().join(", ");
                let name = variable(parent().chain([name.as_str()]));
                format!("{name} is no setting. Accepted: {known}.")
            }
            // The environment's text is read as a value: digits are a number until they stand in quotes.
            Kind::InvalidType(found, wanted) if wanted == "a string" => {
                let why = format!("found {found}; put it in double quotes inside the value");
                refusal(&variable(path()), Some(&why))
            }
            _ if fault.path.is_empty() => fault.to_string(),
            kind => refusal(&variable(path()), Some(&kind.to_string())),
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

    #[test]
    fn every_setting_says_what_it_takes() {
        fn variables(prefix: &[&str], value: &serde_json::Value, into: &mut Vec<String>) {
            for (name, value) in value.as_object().into_iter().flatten() {
                let path = [prefix, &[name]].concat();
                into.push(variable(path.iter().copied()));
                variables(&path, value, into);
            }
        }
        let mut settings = Vec::new();
        variables(&[], &serde_json::to_value(Config::default()).unwrap(), &mut settings);
        let mut described: Vec<_> = ACCEPTED.iter().map(|(name, _)| (*name).to_owned()).collect();
        settings.sort();
        described.sort();
        assert_eq!(settings, described);
    }
}
