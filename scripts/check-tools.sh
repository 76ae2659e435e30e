#!/usr/bin/env bash
# Looks for the tools that must be there before anything is built, and says how to mend what is missing.
source "$(dirname "$0")/common.sh"

# at_least HAVE WANT: compares the first two numbers of two versions.
at_least() {
    local have_major have_minor want_major want_minor
    IFS=. read -r have_major have_minor _ <<<"$1"
    IFS=. read -r want_major want_minor _ <<<"$2"
    [ "$have_major" -gt "$want_major" ] ||
        { [ "$have_major" -eq "$want_major" ] && [ "${have_minor:-0}" -ge "${want_minor:-0}" ]; }
}

has() { command -v "$1" >/dev/null 2>&1; }

has cargo && has rustc || fail "Rust is missing." \
    "Install it from https://rustup.rs, open a new terminal, and run this again."
wanted=$(awk -F'"' '/^rust-version/ { print $2; exit }' Cargo.toml)
rust=$(rustc --version | awk '{ print $2 }')
at_least "$rust" "$wanted" || fail "Rust $rust is too old: $wanted or newer is needed." \
    "Run: rustup update stable"

has node && has npm || fail "Node.js, with npm, is missing: version 20 or newer is needed." \
    "Install it from https://nodejs.org or with your system's packages, and run this again."
node=$(node --version)
at_least "${node#v}" 20 || fail "Node.js $node is too old: 20 or newer is needed." \
    "Install a newer one from https://nodejs.org, and run this again."

has cc || has gcc || has clang || fail "A C compiler is missing: the embedded database is compiled from C." \
    "Debian or Ubuntu: sudo apt-get install build-essential" \
    "Fedora: sudo dnf install gcc" \
    "macOS: xcode-select --install"

say "Rust $rust, Node.js ${node#v}, a C compiler: found"
say "Kept between runs in $CACHE"
