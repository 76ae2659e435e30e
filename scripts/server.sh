#!/usr/bin/env bash
# Usage: scripts/server.sh release|dev
# Builds the server and links it in as target/bin/PROFILE/measure-up, so that another checkout's build cannot replace it.
source "$(dirname "$0")/common.sh"

case $1 in
release)
    cargo build --locked --release -p server --bin measure-up
    built=release
    ;;
dev)
    # With the tests and examples, so that all share one set of compiled crates.
    cargo build --locked --bins --tests --examples
    built=debug
    ;;
*) fail "scripts/server.sh: $1 is no profile" ;;
esac
home=target/bin/$1
mkdir -p "$home"
ln -f "$CARGO_TARGET_DIR/$built/measure-up" "$home/measure-up" 2>/dev/null ||
    { rm -f "$home/measure-up" && cp "$CARGO_TARGET_DIR/$built/measure-up" "$home/measure-up"; }
