#!/usr/bin/env bash
# Installs the wasm-bindgen command in the version of the library in Cargo.lock: the two must be the same.
source "$(dirname "$0")/common.sh"

version=$(awk -F'"' '/^name = "wasm-bindgen"$/ { getline; print $2; exit }' Cargo.lock)
[ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $version" ] && exit 0
say "installing wasm-bindgen $version (a few minutes, once)"
# Without --locked: the lock file that the tool ships names a crate that no longer can be had.
CARGO_PROFILE_RELEASE_LTO=off cargo install wasm-bindgen-cli --version "$version" \
    --root "$TOOLS" --target-dir "$CACHE/target-tools"
