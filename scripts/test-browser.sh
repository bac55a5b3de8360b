#!/usr/bin/env bash
# Browser tests: the built server, Debian's Chromium, playwright-core. Arguments go to `node --test`.
source "$(dirname "$0")/lib.sh"

need node nodejs
need npm npm
if [ -z "${TEST_CHROMIUM:-}" ]; then
    command -v chromium >/dev/null || apt_install chromium
    TEST_CHROMIUM=$(command -v chromium)
fi
export TEST_CHROMIUM
npm_install tests/browser
scripts/build-web.sh
step "Building the server for the browser tests …"
cargo build --locked -p kopuro
export TEST_BINARY=$TARGET/debug/kopuro
TEST_DEMO=$(mktemp -d "${TMPDIR:-/tmp}/kopuro-demo.XXXXXX")
export TEST_DEMO
trap 'rm -rf "$TEST_DEMO"' EXIT
step "Telling the demo's story …"
DATABASE_URL='' KOPURO_DATA_DIR=$TEST_DEMO/data "$TEST_BINARY" demo > "$TEST_DEMO/logins.txt"
cd tests/browser
if [ "${1:-}" = screenshots ]; then
    apt_install pngquant
    node screenshots.mjs
    # Drawings in few colours: a quarter of the size, and the folder belongs to every copy of the project.
    pngquant --force --ext .png --speed 3 64 "$ROOT"/docs/screenshots/*.png
    exit
fi
step "Browser tests …"
# Node calls it a success when there is nothing to run.
compgen -G '*.test.mjs' >/dev/null || fail "there are no browser tests in tests/browser"
node --test --test-reporter=spec "$@"
