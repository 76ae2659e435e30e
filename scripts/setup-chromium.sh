#!/usr/bin/env bash
# Sees to it that there is a Chromium for the browser tests: the system's own, never a download of the test tool's.
source "$(dirname "$0")/common.sh"

node end2end/chromium.mjs >/dev/null 2>&1 && exit 0
[ -z "${CHROMIUM:-}" ] || fail "CHROMIUM is set to $CHROMIUM, which cannot be run." "Set it to a Chromium or Chrome, or unset it."

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || as_root=(none)
    [ "${as_root[*]:-}" = none ] || as_root=(sudo -n)
fi
if ! command -v apt-get >/dev/null 2>&1 || [ "${as_root[*]:-}" = none ]; then
    fail "The browser tests need Chromium, and none was found." \
        "Debian: sudo apt-get install chromium" \
        "Elsewhere: install Chromium or Chrome and set CHROMIUM to its path."
fi
say "installing chromium with apt-get"
${as_root[@]+"${as_root[@]}"} apt-get update -q
${as_root[@]+"${as_root[@]}"} apt-get install -q -y --no-install-recommends chromium
