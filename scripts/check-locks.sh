#!/usr/bin/env bash
# The lock files name packages by version and checksum only, so that any mirror can serve them.
source "$(dirname "$0")/common.sh"

for lock in frontend/package-lock.json end2end/package-lock.json scripts/bench/package-lock.json; do
    ! grep -n '"resolved"' "$lock" || fail "$lock names a registry." \
        "Run npm install again in that folder: its .npmrc leaves the addresses out."
done
cargo metadata --locked --format-version 1 --no-deps >/dev/null
