#!/usr/bin/env bash
# Usage: scripts/api-tests.sh [FOLDER OF A COUNCIL]
# Asks the interface for programs everything that its description allows, and much that it does not (schemathesis), and looks for an answer that is not as
# described. Before that, runs every example of docs/guides/api.md, and makes and serves the council of docs/guides/new-council.md. Needs the server of scripts/server.sh dev and the site of scripts/site.sh.
source "$(dirname "$0")/common.sh"

council=${1:-councils/fixtures/calder-vale}
work=$(mktemp -d)
server=
finish() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

# Examples are written for it.
if ! command -v curl >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing curl"
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends curl; } >/dev/null
fi
command -v curl >/dev/null || fail "curl is missing." "Install it (on Debian: curl)."
python=$(scripts/setup-python.sh end2end/python)
port=$(node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
RATE_LIMIT=0 DATABASE_URL=sqlite:$work/council.db PORT=$port target/bin/dev/measure-up serve --council "$council" --site target/site >"$work/log" 2>&1 &
server=$!
for _ in $(seq 240); do
    node -e "fetch('http://127.0.0.1:$port/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))" && break
    kill -0 "$server" 2>/dev/null || { cat "$work/log" >&2; fail "The server ended before it was ready."; }
    sleep 0.5
done
say "making the council of docs/guides/new-council.md"
node end2end/new-council.mjs target/bin/dev/measure-up target/site
# The examples ask for what that council has.
if [ "$council" = councils/fixtures/calder-vale ]; then
    say "running the examples of docs/guides/api.md"
    node end2end/api-examples.mjs "http://127.0.0.1:$port" "$python"
fi
say "asking /api/v1 of $council what its description allows, and what it does not"
chance=()
[ "${CI:-}" = true ] && chance=(--seed 20261123)
cd "$work"
"$python" -c "import sys; from schemathesis.cli import schemathesis; sys.exit(schemathesis())" run "http://127.0.0.1:$port/api/v1/openapi.json" --checks all --max-examples "${EXAMPLES:-40}" --no-shrink \
    --max-response-time 2 --generation-database none "${chance[@]}"
