#!/usr/bin/env bash
# Builds what has changed and serves Kopuro on http://127.0.0.1:8080 with the data in ./data.
source "$(dirname "$0")/lib.sh"

need cargo cargo rustc
need gcc build-essential
scripts/build-web.sh
if [ ! -x "$TARGET/release/kopuro" ]; then
    step "Compiling the server (the first time takes some minutes) …"
fi
cargo build --release --locked -p kopuro
KOPURO=$TARGET/release/kopuro

DATA=${KOPURO_DATA_DIR:-data}
if [ -z "${DATABASE_URL:-}" ] && [ ! -e "$DATA/kopuro.db" ]; then
    step "A new database: loading places and the demo …"
    "$KOPURO" migrate
    "$KOPURO" demo
fi
exec "$KOPURO" serve "$@"
