#!/usr/bin/env bash
# Usage: scripts/open-data-tests.sh [FOLDER OF A COUNCIL]
# Tries other people's readers (frictionless, csvw, DuckDB, SQLite of Python, rdflib, jsonstat-toolkit) on the open data files of a council.
source "$(dirname "$0")/common.sh"

council=${1:-councils/fixtures/calder-vale}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python=$(scripts/setup-python.sh end2end/python)
scripts/setup-npm.sh end2end
say "writing the open data files of $council, and reading them with other people's programs"
# It was built with the tests: by itself it would have other features than with them, and all of it be compiled again.
scripts/server.sh dev
"$CARGO_TARGET_DIR/debug/examples/write" "$council" "$work/1" https://vale.example/open-data >/dev/null
"$python" end2end/python/open_data.py "$work/1"
node end2end/open-data.mjs "$work/1"
