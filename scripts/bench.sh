#!/usr/bin/env bash
# Measures the program on councils/liverpool and writes docs/performance.md.
# Settings: MEASURE_UP_BIN and SITE stand in for the program and the site that are built otherwise, with PROFILE naming what the program is,
# and BARE_BIN for the peer ("" for none); LIGHTHOUSE_RUNS (3).
source "$(dirname "$0")/common.sh"

command -v wrk >/dev/null 2>&1 || fail "wrk is missing: it makes the requests that are measured." \
    "Debian or Ubuntu: sudo apt-get install wrk" \
    "macOS: brew install wrk"

step 1 3 "Building what is measured"
scripts/check-tools.sh
[ -n "${SITE:-}" ] || scripts/site.sh
if [ -z "${MEASURE_UP_BIN:-}" ]; then
    scripts/server.sh release
    PROFILE=release
fi
if [ -z "${BARE_BIN+set}" ]; then
    cargo build --locked --release -p server --example bare
    BARE_BIN=$CARGO_TARGET_DIR/release/examples/bare
fi
folder=$(mktemp -d "${TMPDIR:-/tmp}/measure-up-bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT
scripts/setup-wasm-target.sh
scripts/setup-wasm-bindgen.sh
scripts/setup-npm.sh frontend
scripts/build-wasm.sh "$folder/wasm" bench-engines engines

step 2 3 "Looking for the browser and its tools"
scripts/setup-npm.sh end2end
scripts/setup-npm.sh scripts/bench
scripts/setup-chromium.sh

step 3 3 "Measuring (some minutes; let the machine do nothing else)"
mkdir "$folder/data"
status=0
node scripts/bench/run.mjs "${MEASURE_UP_BIN:-target/bin/release/measure-up}" "${PROFILE:-not told}" "${SITE:-target/site}" "$BARE_BIN" \
    "$folder/data" "$(date -u +%F)" "$folder/wasm" >"$folder/performance.md" || status=$?
[ ! -s "$folder/performance.md" ] || cp "$folder/performance.md" docs/performance.md
[ $status -eq 0 ] || fail "Not everything could be measured: see above."
say "written to docs/performance.md"
