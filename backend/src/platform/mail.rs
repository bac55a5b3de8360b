//! Sending one mail: over SMTP, or without SMTP settings into a folder as `.eml` files (RFC 5322).

use std::path::PathBuf;

use lettre::{
    Message, SmtpTransport, Transport,
    message::{Mailbox, header::ContentType},
};

use super::{
    clock,
    config::Config,
    error::{Error, Result},
};

/// Sends mails.
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

enum Way {
    Smtp(Box<SmtpTransport>),
    Folder(PathBuf),
}

impl Mailer {
    /// A mailer as the settings say.
    pub fn new(config: &Config) -> Result<Self> {
        let from = config.mail.from.parse().map_err(Error::internal)?;
        let way = if config.mail.smtp_url.is_empty() {
            Way::Folder(config.data_dir.join("mail"))
        } else {
            let transport =
                SmtpTransport::from_url(&config.mail.smtp_url).map_err(Error::internal)?;
            Way::Smtp(Box::new(transport.timeout(Some(std::time::Duration::from_secs(20))).build()))
        };
        Ok(Self { from, way })
    }

    /// The folder that mails are written to, without SMTP settings.
    pub fn folder(&self) -> Option<&PathBuf> {
        match &self.way {
            Way::Folder(folder) => Some(folder),
            Way::Smtp(_) => None,
        }
    }

    /// Sends a plain text. `message_id` is the same on every try, so that a mail that is sent twice is seen once.
    pub fn send(&self, message_id: &str, to: &str, subject: &str, text: &str) -> Result<()> {
        let domain = self.from.email.domain();
        let mail = Message::builder()
            .from(self.from.clone())
            .to(to.parse().map_err(Error::internal)?)
            .subject(subject)
            .message_id(Some(format!("<{message_id}@{domain}>")))
            .header(ContentType::TEXT_PLAIN)
            .body(text.to_owned())
            .map_err(Error::internal)?;
        match &self.way {
            Way::Smtp(transport) => {
                transport.send(&mail).map_err(Error::unavailable)?;
            }
            Way::Folder(folder) => {
                std::fs::create_dir_all(folder).map_err(Error::internal)?;
                let stamp = clock::now().format("%Y%m%dT%H%M%S%.6f");
                let path = folder.join(format!("{stamp}-{message_id}.eml"));
                std::fs::write(path, mail.formatted()).map_err(Error::internal)?;
            }
        }
        Ok(())
    }
}
