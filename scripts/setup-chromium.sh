#!/usr/bin/env bash
# Sees to it that there is a Chromium for the browser tests: the system's own, never a download of the test tool's.
source "$(dirname "$0")/common.sh"

node end2end/chromium.mjs >/dev/null 2>&1 && exit 0
[ -z "${CHROMIUM:-}" ] || fail "CHROMIUM is set to $CHROMIUM, which cannot be run." "Set it to a Chromium or Chrome, or unset it."

# install COMMAND…: the command runs apt-get with the rights it needs.
install() {
    say "installing chromium with apt-get"
    "$@" apt-get update -q
    "$@" apt-get install -q -y --no-install-recommends chromium
}

if command -v apt-get >/dev/null 2>&1; then
    [ "$(id -u)" -ne 0 ] || { install env DEBIAN_FRONTEND=noninteractive && exit 0; }
    ! sudo -n true 2>/dev/null || { install sudo -n env DEBIAN_FRONTEND=noninteractive && exit 0; }
fi
fail "The browser tests need Chromium, and none was found or could be installed." \
    "Debian: sudo apt-get install chromium" \
    "Elsewhere: install Chromium or Chrome and set CHROMIUM to its path."
