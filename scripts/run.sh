#!/usr/bin/env bash
# From a fresh clone to a council's pages on screen. Later runs take seconds.
# Settings: PORT (3000), COUNCIL (councils/liverpool), DATABASE_URL, MEASURE_UP_CACHE.
source "$(dirname "$0")/common.sh"

export PORT=${PORT:-3000} COUNCIL=${COUNCIL:-councils/liverpool}

step 1 4 "Looking for Rust, Node.js and a C compiler"
scripts/check-tools.sh
step 2 4 "Building the site: styles, fonts, charts, WebAssembly"
scripts/site.sh
step 3 4 "Building the server (some minutes the first time)"
scripts/server.sh release
step 4 4 "Starting with $COUNCIL at http://127.0.0.1:$PORT (Ctrl-C ends it)"
exec target/bin/release/measure-up serve --council "$COUNCIL" --site "$ROOT/target/site"
