#!/usr/bin/env bash
# Adds the compile target for the browser, unless it is there.
source "$(dirname "$0")/common.sh"

target=wasm32-unknown-unknown
[ -d "$(rustc --print target-libdir --target $target)" ] && exit 0
command -v rustup >/dev/null 2>&1 || fail "This Rust cannot compile for the browser: the target $target is missing." \
    "Install Rust from https://rustup.rs, which can add it, and run this again." \
    "Or add your system's package for it (Debian: libstd-rust-dev-wasm32)."
say "adding the Rust target $target"
rustup target add $target
