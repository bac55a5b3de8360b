//! One database, two engines. A query is written once, inside [`on_engine!`], and compiled for both.
//!
//! SQLite: WAL, foreign keys on, one writer and a pool of readers; a write begins immediately, so that it never fails
//! half-way for a lock. PostgreSQL: write transactions are serializable and repeated when the engine refuses one for
//! another's sake, so that a rule checked inside a transaction holds on both engines alike.

use std::{collections::BTreeMap, path::Path, sync::Arc, time::Duration};

use diesel::{
    PgConnection, SqliteConnection,
    connection::SimpleConnection,
    r2d2::{ConnectionManager, CustomizeConnection, Pool, PooledConnection},
    result::DatabaseErrorKind,
};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{
    error::{Error, Result},
    limits,
};

const SQLITE_MIGRATIONS: EmbeddedMigrations = embed_migrations!("../migrations/sqlite");
const POSTGRES_MIGRATIONS: EmbeddedMigrations = embed_migrations!("../migrations/postgres");

/// How long a request waits for a free connection before it is told to come back.
const POOL_WAIT: Duration = Duration::from_secs(5);

/// A connection of either engine, lent for one piece of work.
pub enum Conn<'a> {
    /// SQLite.
    Sqlite(&'a mut SqliteConnection),
    /// PostgreSQL.
    Postgres(&'a mut PgConnection),
}

/// Runs the same statically typed Diesel query on whichever engine the connection is.
///
/// `on_engine!(conn, c => people::table.find(id).first::<PersonRow>(c))`
#[macro_export]
macro_rules! on_engine {
    ($conn:expr, $c:ident => $body:expr) => {
        match $conn {
            $crate::platform::db::Conn::Sqlite(connection) => {
                let $c: &mut diesel::SqliteConnection = connection;
                $body
            }
            $crate::platform::db::Conn::Postgres(connection) => {
                let $c: &mut diesel::PgConnection = connection;
                $body
            }
        }
    };
}

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    pools: Arc<Pools>,
}

enum Pools {
    Sqlite { writer: Queued<SqliteConnection>, readers: Queued<SqliteConnection> },
    Postgres(Queued<PgConnection>),
}

/// Connections, and those who wait for one in the order in which they came: a request that waits holds no thread.
struct Queued<C: diesel::r2d2::R2D2Connection + 'static> {
    pool: Pool<ConnectionManager<C>>,
    queue: Arc<Semaphore>,
}

impl<C: diesel::r2d2::R2D2Connection + 'static> Queued<C> {
    fn new(pool: Pool<ConnectionManager<C>>) -> Self {
        let queue = Arc::new(Semaphore::new(pool.max_size() as usize));
        Self { pool, queue }
    }

    fn get(&self) -> Result<PooledConnection<ConnectionManager<C>>> {
        self.pool.get().map_err(Error::unavailable)
    }
}

#[derive(Debug)]
struct SqliteSettings;

impl CustomizeConnection<SqliteConnection, diesel::r2d2::Error> for SqliteSettings {
    fn on_acquire(
        &self,
        conn: &mut SqliteConnection,
    ) -> std::result::Result<(), diesel::r2d2::Error> {
        conn.batch_execute(
            "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;
             PRAGMA cache_size = -4000; PRAGMA wal_autocheckpoint = 16000;",
        )
        .map_err(diesel::r2d2::Error::QueryError)
    }
}

#[derive(Debug)]
struct PostgresSettings;

impl CustomizeConnection<PgConnection, diesel::r2d2::Error> for PostgresSettings {
    fn on_acquire(&self, conn: &mut PgConnection) -> std::result::Result<(), diesel::r2d2::Error> {
        conn.batch_execute(
            // A serializable transaction that scans a table is in the way of all who write to it ("Serializable Isolation
            // Level" in PostgreSQL's manual), and new tables look too small to the planner for an index. A table without
            // one then looks so costly that its twelve rows would be read by machine code compiled for it, in 20 ms; and
            // the costs of disks that turn lead searches past their index.
            "SET TIME ZONE 'UTC'; SET lock_timeout = '10s'; SET statement_timeout = '60s'; SET enable_seqscan = off;
             SET jit = off; SET random_page_cost = 1.1;",
        )
        .map_err(diesel::r2d2::Error::QueryError)
    }
}

impl Db {
    /// Opens the database at `url` (`postgres://…` or `sqlite:PATH`), creating an SQLite file that is missing.
    pub fn open(url: &str, connections: u32) -> Result<Self> {
        let pools = if let Some(path) = url.strip_prefix("sqlite:") {
            if let Some(folder) = Path::new(path).parent() {
                std::fs::create_dir_all(folder).map_err(Error::internal)?;
            }
            let pool = |size| {
                Pool::builder()
                    .max_size(size)
                    .min_idle(Some(1))
                    .connection_timeout(POOL_WAIT)
                    .connection_customizer(Box::new(SqliteSettings))
                    .build(ConnectionManager::new(path))
                    .map_err(Error::unavailable)
            };
            // The writer first: it creates the file and switches it to WAL before any reader opens it.
            let writer = Queued::new(pool(1)?);
            // More readers than the processors can serve only make each of them slower, and each has a cache of its own.
            let processors = std::thread::available_parallelism()
                .map_or(4, |count| u32::try_from(count.get()).unwrap_or(u32::MAX));
            Pools::Sqlite {
                writer,
                readers: Queued::new(pool(connections.min(processors.saturating_mul(2)))?),
            }
        } else {
            let pool = Pool::builder()
                .max_size(connections)
                .min_idle(Some(1))
                .connection_timeout(POOL_WAIT)
                .connection_customizer(Box::new(PostgresSettings))
                .build(ConnectionManager::new(url))
                .map_err(Error::unavailable)?;
            Pools::Postgres(Queued::new(pool))
        };
        Ok(Self { pools: Arc::new(pools) })
    }

    /// Brings the schema to the newest step.
    pub fn migrate(&self) -> Result<()> {
        let outcome = match &*self.pools {
            Pools::Sqlite { writer, .. } => {
                writer.get()?.run_pending_migrations(SQLITE_MIGRATIONS).map(|_| ())
            }
            Pools::Postgres(pool) => {
                let mut conn = pool.get()?;
                // Several servers may start at once: one migrates, the others wait and find nothing to do.
                conn.batch_execute("SET lock_timeout = 0; SELECT pg_advisory_lock(7355608)")?;
                let outcome = conn.run_pending_migrations(POSTGRES_MIGRATIONS).map(|_| ());
                conn.batch_execute("SELECT pg_advisory_unlock(7355608); SET lock_timeout = '10s'")?;
                outcome
            }
        };
        outcome.map_err(|error| Error::internal(std::io::Error::other(error.to_string())))
    }

    /// Reads on a thread that may block.
    pub async fn read<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn<'_>) -> Result<T> + Send + 'static,
    {
        let db = self.clone();
        let turn = match &*self.pools {
            Pools::Sqlite { readers, .. } => turn(&readers.queue).await?,
            Pools::Postgres(all) => turn(&all.queue).await?,
        };
        in_turn(turn, move || db.read_blocking(work)).await
    }

    /// Writes in one transaction on a thread that may block. The work may run again when PostgreSQL refuses the
    /// transaction for another's sake, so it must change nothing outside the database.
    pub async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Conn<'_>) -> Result<T> + Send + 'static,
    {
        let db = self.clone();
        let turn = match &*self.pools {
            Pools::Sqlite { writer, .. } => turn(&writer.queue).await?,
            Pools::Postgres(all) => turn(&all.queue).await?,
        };
        in_turn(turn, move || db.write_blocking(work)).await
    }

    /// [`Db::read`] for jobs and commands, on this thread.
    pub fn read_blocking<T>(&self, work: impl FnOnce(&mut Conn<'_>) -> Result<T>) -> Result<T> {
        match &*self.pools {
            Pools::Sqlite { readers, .. } => {
                let mut conn = readers.get()?;
                work(&mut Conn::Sqlite(&mut conn))
            }
            Pools::Postgres(pool) => {
                let mut conn = pool.get()?;
                work(&mut Conn::Postgres(&mut conn))
            }
        }
    }

    /// [`Db::write`] for jobs and commands, on this thread.
    pub fn write_blocking<T>(&self, work: impl Fn(&mut Conn<'_>) -> Result<T>) -> Result<T> {
        match &*self.pools {
            Pools::Sqlite { writer, .. } => {
                let mut conn = writer.get()?;
                conn.immediate_transaction(|conn| work(&mut Conn::Sqlite(conn)))
            }
            Pools::Postgres(pool) => {
                let mut conn = pool.get()?;
                // Counted apart by how often each fault may come: after some serialization failures a key that another
                // transaction has just inserted still deserves its own second look.
                let (mut tries, mut by_kind) = (0_u32, BTreeMap::<u32, u32>::new());
                loop {
                    tries += 1;
                    let outcome = conn
                        .build_transaction()
                        .serializable()
                        .run(|conn| work(&mut Conn::Postgres(conn)));
                    let mut again = |error: &Error| {
                        let most = error.transaction_tries();
                        let count = by_kind.entry(most).or_default();
                        *count += 1;
                        *count < most
                    };
                    match outcome {
                        Err(error) if again(&error) => {
                            metrics::counter!("database_transactions_repeated_total").increment(1);
                            // PostgreSQL refuses so that an immediate second try does not meet the same conflict; who
                            // is refused again meets others, and lets them pass.
                            let jitter = rand::random_range(1..=8) * u64::from(tries - 1);
                            std::thread::sleep(Duration::from_millis(jitter));
                        }
                        outcome => return outcome,
                    }
                }
            }
        }
    }

    /// Moves what SQLite has logged into the database file beside the writer, who would otherwise do it in the middle of
    /// somebody's request: a quarter of a second in a large database. Where this does not keep up, the writer does it
    /// after 16 000 pages (64 MB). PostgreSQL has its own process for that.
    pub async fn checkpoint(&self) -> Result<()> {
        if matches!(&*self.pools, Pools::Postgres(_)) {
            return Ok(());
        }
        let db = self.clone();
        blocking(move || {
            db.read_blocking(|conn| {
                on_engine!(conn, c => c.batch_execute("PRAGMA wal_checkpoint(PASSIVE)"))?;
                Ok(())
            })
        })
        .await
    }

    /// Which engine this is, for messages: `sqlite` or `postgres`.
    pub fn engine(&self) -> &'static str {
        match &*self.pools {
            Pools::Sqlite { .. } => "sqlite",
            Pools::Postgres(_) => "postgres",
        }
    }
}

/// Waits for one's turn at a connection, not for ever.
async fn turn(queue: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit> {
    let turn = tokio::time::timeout(POOL_WAIT, queue.clone().acquire_owned()).await;
    turn.map_err(Error::unavailable)?.map_err(Error::unavailable)
}

/// [`blocking`] for work that has its turn: it keeps it until it is done, though nobody may wait for it any more.
pub async fn in_turn<T: Send + 'static>(
    turn: OwnedSemaphorePermit,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    blocking(move || {
        let outcome = work();
        drop(turn);
        outcome
    })
    .await
}

/// Runs blocking work off the request threads. What it has to tell of limits goes into the request's answer, even where
/// it failed.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let (outcome, noted) =
        actix_web::web::block(move || limits::noting(work)).await.map_err(Error::internal)?;
    limits::tell(noted);
    outcome
}

/// Whether the engine refused the statement because a unique key is taken.
pub fn is_unique_violation(error: &diesel::result::Error) -> bool {
    matches!(error, diesel::result::Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _))
}
