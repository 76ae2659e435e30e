#!/usr/bin/env bash
# Everything that can be said about the code without running it. Warnings are errors.
source "$(dirname "$0")/common.sh"

wasm_clippy() {
    scripts/setup-wasm-target.sh &&
        cargo clippy --locked -p frontend -p bench-engines --target wasm32-unknown-unknown -- -D warnings
}

timed "lock files" scripts/check-locks.sh
timed "format" cargo fmt --all --check
timed "clippy, native" cargo clippy --locked --all-targets -- -D warnings
# The crates above switch the folder reader on in `domain`; by itself it must be whole with and without.
timed "clippy, domain with the folder reader" cargo clippy --locked -p domain --features folder --all-targets -- -D warnings
timed "clippy, domain without it" cargo clippy --locked -p domain --all-targets -- -D warnings
timed "clippy, browser" wasm_clippy
timed "documentation" env RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps
