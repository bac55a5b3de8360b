#!/usr/bin/env bash
# with-postgres.sh COMMAND…: runs the command with TEST_DATABASE_URL, the address of a PostgreSQL server on which tests
# may create and drop databases: the one that the caller names, otherwise a throwaway cluster that ends with the command.
source "$(dirname "$0")/lib.sh"
[ $# -gt 0 ] || fail "usage: $0 COMMAND…"

if [ -n "${TEST_DATABASE_URL:-}" ]; then
    exec "$@"
fi

binaries() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1; }
BIN=$(binaries)
if [ -z "$BIN" ] && command -v initdb >/dev/null; then
    BIN=$(dirname "$(realpath "$(command -v initdb)")")
fi
if [ -z "$BIN" ]; then
    apt_install postgresql
    BIN=$(binaries)
fi
[ -x "$BIN/initdb" ] || fail "no PostgreSQL server binaries found"

# PostgreSQL refuses to run as root.
as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then
        setpriv --reuid=postgres --regid=postgres --clear-groups env HOME=/ "$@"
    else
        "$@"
    fi
}

FOLDER=$(mktemp -d "${TMPDIR:-/tmp}/kopuro-postgres.XXXXXX")
stop() {
    as_postgres "$BIN/pg_ctl" -D "$FOLDER/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$FOLDER"
}
trap stop EXIT
trap 'exit 130' INT TERM
if [ "$(id -u)" -eq 0 ]; then
    chown postgres "$FOLDER"
fi

# Durability is of no use to a database that is thrown away; without it the tests run several times faster. Load figures
# set POSTGRES_DURABLE: a pledge that waits for no disk would flatter.
DURABILITY="-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
[ -z "${POSTGRES_DURABLE:-}" ] || DURABILITY=
cd "$FOLDER"
as_postgres "$BIN/initdb" -D "$FOLDER/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$FOLDER/initdb.log" 2>&1 \
    || fail "initdb: $(cat "$FOLDER/initdb.log")"
PORT=
for _ in 1 2 3 4 5; do
    CANDIDATE=$((20000 + RANDOM % 20000))
    OPTIONS="-p $CANDIDATE -c listen_addresses=127.0.0.1 -c unix_socket_directories=$FOLDER"
    OPTIONS+=" -c max_connections=300 -c shared_buffers=128MB $DURABILITY"
    if as_postgres "$BIN/pg_ctl" -D "$FOLDER/data" -l "$FOLDER/data/server.log" -w -o "$OPTIONS" start >/dev/null; then
        PORT=$CANDIDATE
        break
    fi
done
[ -n "$PORT" ] || fail "PostgreSQL did not start: $(tail -5 "$FOLDER/data/server.log")"
cd "$ROOT"
export TEST_DATABASE_URL="postgres://postgres@127.0.0.1:$PORT/postgres"
"$@"
