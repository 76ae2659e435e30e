#!/usr/bin/env bash
# Usage: scripts/end2end.sh [ARGUMENTS OF playwright test]
# The browser tests, on the site and the server that `scripts/site.sh` and `scripts/server.sh dev` made.
source "$(dirname "$0")/common.sh"

scripts/setup-npm.sh end2end
scripts/setup-chromium.sh
[ -x target/bin/dev/measure-up ] || scripts/server.sh dev
[ -f target/site/manifest.json ] || scripts/site.sh
cd end2end
node node_modules/@playwright/test/cli.js test "$@"
