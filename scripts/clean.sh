#!/usr/bin/env bash
# Removes what was built in this checkout. The shared cache stays.
source "$(dirname "$0")/common.sh"

rm -rf target end2end/test-results end2end/playwright-report frontend/node_modules end2end/node_modules scripts/bench/node_modules
echo "Cleaned. What all checkouts share is kept in $CACHE; remove that folder to start from nothing."
