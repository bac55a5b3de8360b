//! The two engines have the same tables, columns, nullability, unique keys and foreign keys.

use std::collections::BTreeSet;

use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::Text};
use kopuro::platform::db::Conn;

use crate::support::{Engine, Server};

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

const SQLITE: &str = "
    WITH tables AS (
        SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
            AND name NOT LIKE '\\_\\_%' ESCAPE '\\' AND name NOT LIKE '%_fts%'
    )
    SELECT 'column ' || t.name || '.' || c.name || CASE WHEN c.\"notnull\" OR c.pk > 0 THEN ' not null' ELSE '' END AS line
    FROM tables t, pragma_table_info(t.name) c
    UNION ALL
    SELECT 'unique ' || t.name || ' (' || (
        SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY name)
    ) || ')' || CASE WHEN i.partial THEN ' partial' ELSE '' END
    FROM tables t, pragma_index_list(t.name) i WHERE i.\"unique\"
    UNION ALL
    SELECT 'foreign ' || t.name || '.' || f.\"from\" || ' -> ' || f.\"table\"
    FROM tables t, pragma_foreign_key_list(t.name) f";

const POSTGRES: &str = "
    SELECT 'column ' || table_name || '.' || column_name || CASE is_nullable WHEN 'NO' THEN ' not null' ELSE '' END AS line
    FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%' AND column_name NOT LIKE '%_tsv'
    UNION ALL
    SELECT 'unique ' || c.relname || ' (' || (
        SELECT string_agg(a.attname, ', ' ORDER BY a.attname) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
    ) || ')' || CASE WHEN i.indpred IS NULL THEN '' ELSE ' partial' END
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE i.indisunique AND n.nspname = 'public' AND c.relname NOT LIKE '\\_\\_%'
    UNION ALL
    SELECT 'foreign ' || c.relname || '.' || a.attname || ' -> ' || f.relname
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace, unnest(k.conkey) AS key
        JOIN pg_attribute a ON a.attnum = key
    WHERE k.contype = 'f' AND n.nspname = 'public' AND a.attrelid = k.conrelid";

async fn lines(engine: Engine) -> BTreeSet<String> {
    let server = Server::start(engine).await;
    let lines: Vec<Line> = server
        .app
        .db
        .read(|conn| {
            Ok(match conn {
                Conn::Sqlite(conn) => sql_query(SQLITE).load(*conn)?,
                Conn::Postgres(conn) => sql_query(POSTGRES).load(*conn)?,
            })
        })
        .await
        .expect("the catalogue can be read");
    lines.into_iter().map(|line| line.line).collect()
}

#[actix_web::test]
async fn both_engines_have_the_same_schema() {
    let (sqlite, postgres) = (lines(Engine::Sqlite).await, lines(Engine::Postgres).await);
    let only_sqlite: Vec<_> = sqlite.difference(&postgres).collect();
    let only_postgres: Vec<_> = postgres.difference(&sqlite).collect();
    assert!(
        only_sqlite.is_empty() && only_postgres.is_empty(),
        "only SQLite: {only_sqlite:#?}\nonly PostgreSQL: {only_postgres:#?}"
    );
    assert!(sqlite.len() > 40, "the comparison saw only {} lines", sqlite.len());
}
