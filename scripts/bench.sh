#!/usr/bin/env bash
# Load figures on this machine, for both engines. BENCH_PROJECTS (100000) and BENCH_SECONDS (10) may be less for a try.
source "$(dirname "$0")/lib.sh"

if [ -z "${TEST_DATABASE_URL:-}" ]; then
    POSTGRES_DURABLE=1 exec scripts/with-postgres.sh "$0" "$@"
fi
need node nodejs
need npm npm
if [ -z "${TEST_CHROMIUM:-}" ]; then
    command -v chromium >/dev/null || apt_install chromium
    TEST_CHROMIUM=$(command -v chromium)
fi
export TEST_CHROMIUM
npm_install tests/bench
scripts/build-web.sh
step "Compiling the server …"
cargo build --release --locked -p kopuro
export BENCH_BINARY=$TARGET/release/kopuro
export BENCH_POSTGRES_URL=${TEST_DATABASE_URL%/*}
PSQL=$(ls /usr/lib/postgresql/*/bin/psql 2>/dev/null | sort -V | tail -1)
PSQL=${PSQL:-psql}
for name in kopuro_small kopuro_large; do
    "$PSQL" -q "$TEST_DATABASE_URL" -c "DROP DATABASE IF EXISTS $name" -c "CREATE DATABASE $name"
done
cd tests/bench
exec node bench.mjs
