//! One line of set-up: a server on a fresh database, and a client per person.
//!
//! ```ignore
//! both_engines! {
//!     async fn a_visitor_sees_nothing_private(server: Server) { … }
//! }
//! ```

mod client;
mod database;

use kopuro::{
    people,
    platform::{
        app::App,
        config::{Config, MailConfig},
        origin::Origin,
        outbox,
    },
    server,
};
use mailparse::MailHeaderMap;
use serde_json::json;

pub use client::{Answer, Client};
pub use database::{Engine, TestDatabase};

/// Makes of one test two: one on SQLite, one on PostgreSQL.
#[macro_export]
macro_rules! both_engines {
    ($(#[$meta:meta])* async fn $name:ident($server:ident: Server) $body:block) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn test($server: $crate::support::Server) $body

            $(#[$meta])*
            #[actix_web::test]
            async fn sqlite() {
                test($crate::support::Server::start($crate::support::Engine::Sqlite).await).await;
            }

            $(#[$meta])*
            #[actix_web::test]
            async fn postgres() {
                test($crate::support::Server::start($crate::support::Engine::Postgres).await).await;
            }
        }
    };
    ($($(#[$meta:meta])* async fn $name:ident($server:ident: Server) $body:block)+) => {
        $($crate::both_engines! { $(#[$meta])* async fn $name($server: Server) $body })+
    };
}

/// The password of everyone in the tests.
pub const PASSWORD: &str = "мост-через-реку-2026";

/// The settings of a server on a database, with everything else in a folder.
pub fn config(folder: &std::path::Path, database_url: String) -> Config {
    Config {
        data_dir: folder.into(),
        database_url,
        database_connections: 4,
        listen: ([127, 0, 0, 1], 0).into(),
        workers: 1,
        secret: "a secret for the tests, long enough".into(),
        mail: MailConfig { smtp_url: String::new(), from: "Kopuro <no-reply@kopuro.test>".into() },
        ..Config::default()
    }
}

/// A server on a database of its own; both are gone when it is dropped.
pub struct Server {
    pub app: App,
    pub address: String,
    // Dropped in this order: the server, its database, its folder.
    _handle: Stop,
    _database: Option<TestDatabase>,
    _folder: Option<tempfile::TempDir>,
}

struct Stop(actix_web::dev::ServerHandle);

impl Drop for Stop {
    fn drop(&mut self) {
        // Not awaited: the worker threads end by themselves.
        drop(self.0.stop(false));
    }
}

impl Server {
    #[expect(clippy::unused_async, reason = "needs the runtime that its caller awaits in")]
    pub async fn start(engine: Engine) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let database = TestDatabase::new(engine, folder.path());
        let config = config(folder.path(), database.url());
        let server = Self::on(App::open(config).expect("the settings are good"));
        Self { _database: Some(database), _folder: Some(folder), ..server }
    }

    /// A server on a database that is there already.
    pub fn on(app: App) -> Self {
        let (address, running) = server::serve(&app).expect("a free port");
        let handle = Stop(running.handle());
        actix_web::rt::spawn(running);
        Self {
            app,
            address: format!("http://{address}"),
            _handle: handle,
            _database: None,
            _folder: None,
        }
    }

    /// Someone who is not signed in.
    pub fn visitor(&self) -> Client {
        Client::new(&self.address)
    }

    /// A person with a confirmed address, signed in.
    pub async fn person(&self, name: &str) -> Client {
        let mut client = self.visitor();
        let email = format!("{name}@example.kg");
        let request =
            json!({ "email": email, "password": PASSWORD, "display_name": name, "language": "ky" });
        client.post("/people", request).await.expect_status(202);
        let token = self.token_mailed_to(&email).await;
        let confirmation = json!({ "token": token, "password": PASSWORD });
        let session = client.post("/people/confirm_email", confirmation).await.expect_status(201);
        client.use_session(&session.body);
        client
    }

    /// A person, signed in with a second factor.
    pub async fn person_with_second_factor(&self, name: &str) -> Client {
        let mut client = self.person(name).await;
        let setup = client
            .post("/me/second_factor", json!({ "password": PASSWORD }))
            .await
            .expect_status(200);
        let code = code_of(setup.body["otpauth_url"].as_str().expect("a url"), 0);
        client.post("/me/second_factor/confirm", json!({ "code": code })).await.expect_status(200);
        client.refresh().await;
        client
    }

    /// A steward, signed in with a second factor.
    pub async fn steward(&self, name: &str) -> Client {
        let mut client = self.person_with_second_factor(name).await;
        let email = format!("{name}@example.kg");
        let origin = Origin::internal("test");
        self.app
            .db
            .write(move |conn| people::service::make_steward(conn, &origin, &email))
            .await
            .expect("the person is there");
        client.refresh().await;
        client
    }

    /// The mails to this address so far, oldest first: subject and text. Delivers what waits first.
    pub async fn mails_to(&self, email: &str) -> Vec<(String, String)> {
        // The server's own job may hold a claim at this moment; then its mail is about to be written.
        for _ in 0..100 {
            outbox::deliver(&self.app).await.expect("mails are written to a folder");
            let waiting = self.app.db.read(outbox::figures).await.expect("figures").0;
            if waiting == 0 {
                break;
            }
            actix_web::rt::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        let Ok(entries) = std::fs::read_dir(self.app.config.data_dir.join("mail")) else {
            return Vec::new();
        };
        let mut paths: Vec<_> = entries.map(|entry| entry.expect("a file").path()).collect();
        paths.sort();
        let mails = paths.iter().filter_map(|path| {
            let bytes = std::fs::read(path).expect("a mail");
            let mail = mailparse::parse_mail(&bytes).expect("RFC 5322");
            let header = |name: &str| mail.get_headers().get_first_value(name).unwrap_or_default();
            (header("To") == email).then(|| (header("Subject"), mail.get_body().expect("a text")))
        });
        mails.collect()
    }

    /// The token in the link of the newest mail to this address.
    pub async fn token_mailed_to(&self, email: &str) -> String {
        let mails = self.mails_to(email).await;
        let (_, text) = mails.last().unwrap_or_else(|| panic!("no mail to {email}"));
        let (_, rest) = text.split_once('#').expect("a link with a token");
        rest.chars().take_while(char::is_ascii_alphanumeric).collect()
    }
}

/// The code that an authenticator app shows for this address, some steps of 30 s from now.
pub fn code_of(otpauth_url: &str, steps: u64) -> String {
    let totp = totp_rs::Totp::from_url(otpauth_url).expect("an otpauth address");
    let now =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
    totp.generate(now.as_secs() + steps * 30).to_string()
}
