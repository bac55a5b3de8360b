//! A fresh database for each test: a copy of one that was migrated and filled with reference data once per test binary.

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use diesel::{Connection, PgConnection, RunQueryDsl, sql_query};
use kopuro::platform::{app::App, config::Config};

/// A database engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A database that is dropped with this value.
pub struct TestDatabase {
    url: String,
    postgres: Option<(PgConnection, String)>,
}

impl TestDatabase {
    pub fn new(engine: Engine, folder: &Path) -> Self {
        match engine {
            Engine::Sqlite => {
                let path = folder.join("kopuro.db");
                std::fs::copy(sqlite_template(), &path).expect("the template is copied");
                Self { url: format!("sqlite:{}", path.display()), postgres: None }
            }
            Engine::Postgres => {
                let template = postgres_template();
                let name =
                    format!("kopuro_test_{}", kopuro::platform::clock::new_id().replace('-', ""));
                let mut conn =
                    PgConnection::establish(&server_url()).expect("TEST_DATABASE_URL is reachable");
                execute(
                    &mut conn,
                    &format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY"),
                );
                Self { url: database_url(&name), postgres: Some((conn, name)) }
            }
        }
    }

    /// A PostgreSQL database with nothing in it.
    pub fn empty() -> Self {
        let name = format!("kopuro_test_{}", kopuro::platform::clock::new_id().replace('-', ""));
        let mut conn =
            PgConnection::establish(&server_url()).expect("TEST_DATABASE_URL is reachable");
        execute(&mut conn, &format!("CREATE DATABASE {name}"));
        Self { url: database_url(&name), postgres: Some((conn, name)) }
    }

    pub fn url(&self) -> String {
        self.url.clone()
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Some((conn, name)) = &mut self.postgres {
            execute(conn, &format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

fn server_url() -> String {
    std::env::var("TEST_DATABASE_URL")
        .expect("TEST_DATABASE_URL names a PostgreSQL server: run the tests with `make test`")
}

fn database_url(name: &str) -> String {
    let url = server_url();
    let (server, _) = url.rsplit_once('/').expect("postgres://USER@HOST:PORT/DATABASE");
    format!("{server}/{name}")
}

fn execute(conn: &mut PgConnection, sql: &str) {
    sql_query(sql).execute(conn).unwrap_or_else(|error| panic!("{sql}: {error}"));
}

fn prepare(database_url: String, data_dir: PathBuf) {
    let config = Config { database_url, data_dir, database_connections: 1, ..Config::default() };
    let app = App::open(config).expect("an empty database");
    kopuro::server::prepare(&app).expect("the migrations run");
}

fn sqlite_template() -> &'static Path {
    static TEMPLATE: OnceLock<PathBuf> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("kopuro-template-{}", std::process::id()));
        let path = folder.join("kopuro.db");
        drop(std::fs::remove_dir_all(&folder));
        prepare(format!("sqlite:{}", path.display()), folder);
        // The last connection of the pool is closed by now, which moved the write-ahead log into the file.
        path
    })
}

fn postgres_template() -> &'static str {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let name = format!("kopuro_template_{}", std::process::id());
        let mut conn =
            PgConnection::establish(&server_url()).expect("TEST_DATABASE_URL is reachable");
        execute(&mut conn, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        execute(&mut conn, &format!("CREATE DATABASE {name}"));
        prepare(database_url(&name), std::env::temp_dir().join(&name));
        // A connection that is still closing would keep it from serving as a template.
        execute(
            &mut conn,
            &format!(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
            ),
        );
        name
    })
}
