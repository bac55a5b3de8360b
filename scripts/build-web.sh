#!/usr/bin/env bash
# Builds the web app into frontend/dist. Does nothing when its inputs have not changed since the last build.
#
# WEB_PROFILE=dev builds faster and far larger, for work on the web app itself.
source "$(dirname "$0")/lib.sh"

PROFILE=${WEB_PROFILE:-web}
DIST=frontend/dist
# As `kopuro_shared::site` names them.
PROGRAMS=(web giving asking reading mine desk projects money answering steward dialogue)
WASM_TARGET=wasm32-unknown-unknown
BUILD=$TARGET/wasm

inputs() {
    { find frontend/src frontend/assets shared/src i18n/*/web -type f -print0
      printf '%s\0' frontend/Cargo.toml shared/Cargo.toml Cargo.toml Cargo.lock frontend/index.html \
          frontend/package-lock.json scripts/build-web.sh scripts/web-assets.mjs
    } | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}

WANTED="$(inputs) $PROFILE"
if [ "$(cat $DIST/.inputs 2>/dev/null)" = "$WANTED" ]; then
    exit 0
fi

need cargo cargo rustc
need gcc build-essential
npm_install frontend

# The compiler: rustup's target where rustup has it or can fetch it, otherwise Debian's own Rust, which builds the
# standard library for WASM from source.
FLAGS=()
# Components whose types are erased: 7 % smaller, and compiled in a fifth of the time.
export RUSTFLAGS="--cfg erase_components"
# A library made for size, and panics that stop at once without composing a message: another 10 %.
LIBRARY=(-Z build-std=std,panic_abort -Z build-std-features=optimize_for_size)
TERSE="-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none"
# has_or_fetches KIND NAME: a target or a component of rustup, fetched when it is missing.
has_or_fetches() {
    rustup "$1" list --installed | grep -q "^$2" || timeout 60 rustup "$1" add "$2" >/dev/null 2>&1
}
if command -v rustup >/dev/null && has_or_fetches target "$WASM_TARGET"; then
    WEB_CARGO=cargo
    if [ "$PROFILE" != dev ]; then
        if has_or_fetches component rust-src; then
            # The stable compiler takes these flags only when it is told that it may.
            export RUSTC_BOOTSTRAP=1 RUSTFLAGS="$TERSE $RUSTFLAGS"
            FLAGS=("${LIBRARY[@]}")
        else
            step "rustup can't fetch rust-src here: the web app gets larger than it may be"
        fi
    fi
else
    step "rustup can't fetch $WASM_TARGET here: using Debian's Rust (the first build takes some minutes)"
    apt_install rustc-web cargo-web rust-web-src rust-web-llvm lld-22
    export RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1
    WEB_CARGO=/usr/bin/cargo
    FLAGS=("${LIBRARY[@]}")
    [ "$PROFILE" = dev ] || RUSTFLAGS="$TERSE $RUSTFLAGS"
fi

step "Compiling the web app (profile $PROFILE) …"
# A target folder of its own: another compiler must not throw away what the server's build has made.
"$WEB_CARGO" build -p kopuro-web --profile "$PROFILE" --target $WASM_TARGET --target-dir "$BUILD" \
    --locked "${FLAGS[@]}" >&2
unset RUSTC RUSTC_BOOTSTRAP RUSTFLAGS

VERSION=$(grep -A1 '^name = "wasm-bindgen"$' Cargo.lock | sed -n 's/^version = "\(.*\)"/\1/p')
BINDGEN=$TARGET/tools/wasm-bindgen-$VERSION/bin/wasm-bindgen
if [ ! -x "$BINDGEN" ]; then
    if [ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $VERSION" ]; then
        BINDGEN=$(command -v wasm-bindgen)
    else
        step "Installing wasm-bindgen $VERSION, once …"
        # Not --locked: the tool's own lock file pins versions that not every index has.
        cargo install wasm-bindgen-cli --version "$VERSION" --root "$TARGET/tools/wasm-bindgen-$VERSION" \
            --target-dir "$TARGET/tools/build" --quiet >&2
    fi
fi

step "Binding and shrinking it …"
FOLDER=$PROFILE
[ "$PROFILE" = dev ] && FOLDER=debug
OUT=$BUILD/out
rm -rf "$OUT" && mkdir -p "$OUT"
shrink() {
    "$BINDGEN" --target web --no-typescript --out-dir "$OUT" --out-name "$1" "$BUILD/$WASM_TARGET/$FOLDER/kopuro-$1.wasm"
    [ "$PROFILE" = dev ] && return
    # Named features only: --all-features makes a module that browsers refuse.
    frontend/node_modules/.bin/wasm-opt "$OUT/$1_bg.wasm" -o "$OUT/$1_bg.wasm" -Oz --converge \
        --enable-bulk-memory --enable-bulk-memory-opt --enable-nontrapping-float-to-int --enable-sign-ext \
        --enable-mutable-globals --enable-reference-types --enable-multivalue --enable-call-indirect-overlong
}
export -f shrink
export BINDGEN OUT BUILD WASM_TARGET FOLDER PROFILE
# Two at a time: each needs up to a gigabyte.
printf '%s\n' "${PROGRAMS[@]}" | xargs -P 2 -I {} bash -euc 'shrink {}' >&2
node scripts/web-assets.mjs "$OUT" "$DIST" "$PROFILE" "${PROGRAMS[@]}"
echo "$WANTED" > $DIST/.inputs
step "The web app is in $DIST"
