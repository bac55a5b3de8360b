#!/usr/bin/env bash
# The whole test suite: both engines, and the browser. A lane that can't run fails.
source "$(dirname "$0")/lib.sh"

need cargo cargo rustc
need gcc build-essential
scripts/build-web.sh
step "Rust tests, on SQLite and PostgreSQL …"
scripts/with-postgres.sh cargo test --workspace --locked
scripts/test-browser.sh
