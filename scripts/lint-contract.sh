#!/usr/bin/env bash
# The committed openapi.yaml must be what the code says, and pass Redocly's rules.
source "$(dirname "$0")/lib.sh"

NEW=$(mktemp)
trap 'rm -f "$NEW"' EXIT
cargo run --quiet --locked -p kopuro -- openapi > "$NEW"
diff -u openapi.yaml "$NEW" || fail "openapi.yaml is not what the code says: run \`make openapi\` and commit it"
npm_install tests/contract
REDOCLY_TELEMETRY=off tests/contract/node_modules/.bin/redocly lint --config tests/contract/redocly.yaml openapi.yaml
