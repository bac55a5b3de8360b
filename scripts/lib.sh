# What the scripts share. Sourced by bash, never run.

set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"
# A relative target folder is meant from the root, wherever cargo is called.
TARGET=$(realpath -m "${CARGO_TARGET_DIR:-$ROOT/target}")
export CARGO_TARGET_DIR=$TARGET
export NPM_CONFIG_FUND=false NPM_CONFIG_AUDIT=false NPM_CONFIG_UPDATE_NOTIFIER=false

# Says what is going on, with the seconds since the script began.
step() { printf '\033[1m[%3ss]\033[0m %s\n' "$SECONDS" "$*" >&2; }

# Ends the script with a sentence that says what to do.
fail() { printf '\033[31merror:\033[0m %s\n' "$*" >&2; exit 1; }

# apt_install PACKAGE…: installs what is missing, on Debian and its relatives.
apt_install() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    command -v apt-get >/dev/null || fail "please install: ${missing[*]} (this system has no apt-get)"
    local sudo=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "please install as root: apt-get install ${missing[*]}"
        sudo=sudo
    fi
    step "Installing ${missing[*]} …"
    $sudo apt-get update -qq >&2 || true
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2 \
        || fail "apt-get could not install ${missing[*]}"
}

# need COMMAND PACKAGE…: the packages are installed when the command is not there.
need() {
    local command=$1
    shift
    command -v "$command" >/dev/null || apt_install "$@"
}

# npm_install FOLDER: the packages of its lock file, once for each version of that file.
npm_install() {
    local stamp="$1/node_modules/.kopuro-lock"
    cmp -s "$1/package-lock.json" "$stamp" && return
    need node nodejs
    need npm npm
    step "Installing the npm packages of $1 …"
    (cd "$1" && npm ci --no-progress --loglevel=error >&2) || fail "npm ci failed in $1"
    cp "$1/package-lock.json" "$stamp"
}
