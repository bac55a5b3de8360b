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
cd tests/browser
if [ "${1:-}" = screenshots ]; then
    exec node screenshots.mjs
fi
step "Browser tests …"
node --test --test-reporter=spec "$@"
