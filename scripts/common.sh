# Sourced by the other scripts: where things are kept, and how the scripts speak.
# shellcheck shell=bash
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"

# Everything that is downloaded or compiled is kept here, shared by all checkouts.
CACHE=${MEASURE_UP_CACHE:-$HOME/.cache/measure-up}
mkdir -p "$CACHE"
CACHE=$(cd "$CACHE" && pwd)
TOOLS=$CACHE/tools
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$CACHE/target}
# The checked queries are read from the repository, never from a database that happens to be configured.
export SQLX_OFFLINE=true
# Checkouts share what is compiled, and a test holds the path of its snapshots: with this, cargo compiles it again where another checkout did last.
export INSTA_WORKSPACE_ROOT=$ROOT
export PATH=$TOOLS/bin:$PATH
# Flags in the environment replace those of .cargo/config.toml; the one that server and browser must share stays.
case ${RUSTFLAGS:-} in
"") unset RUSTFLAGS ;;
*erase_components*) ;;
*) export RUSTFLAGS="$RUSTFLAGS --cfg=erase_components" ;;
esac

say() { printf '      %s\n' "$*"; }

fail() {
    printf '\n%s\n' "$1" >&2
    shift
    [ $# -eq 0 ] || printf '  %s\n' "$@" >&2
    exit 1
}

# step NUMBER TOTAL WORDS: one numbered line.
step() {
    local number=$1 total=$2
    shift 2
    printf '\n[%s/%s] %s\n' "$number" "$total" "$*"
}

# timed NAME COMMAND…: runs it, says how long it took, and adds a row to the table in $TIMES.
timed() {
    local name=$1 began=$SECONDS status=0
    shift
    printf '\n== %s\n' "$name"
    "$@" || status=$?
    printf '%5ds  %s%s\n' $((SECONDS - began)) "$name" "$([ $status -eq 0 ] || echo '  FAILED')" | tee -a "${TIMES:-/dev/null}"
    return $status
}

# site_home: the folder for a site built from exactly the files of this checkout.
site_home() {
    local hash
    hash=$(node scripts/content-hash.mjs .cargo/config.toml Cargo.toml Cargo.lock domain app frontend style \
        scripts/build-wasm.sh scripts/build-site.mjs scripts/site "$(rustc --version)" "${RUSTFLAGS:-}")
    printf '%s/site/%s\n' "$CACHE" "$hash"
}
