#!/usr/bin/env bash
# Usage: scripts/guide-pictures.sh [NAME…]
# Takes the pictures of docs/guides anew, or those whose names begin so. Needs the server of scripts/server.sh dev and the site of scripts/site.sh.
source "$(dirname "$0")/common.sh"

scripts/setup-npm.sh end2end
scripts/setup-chromium.sh
python=$(scripts/setup-python.sh end2end/pictures)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node end2end/guide-pictures.mjs "$work" "$@"
"$python" end2end/pictures/smaller.py "$work" docs/guides/pictures 150000
