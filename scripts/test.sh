#!/usr/bin/env bash
# Every check and every test, with the time each took and the totals.
source "$(dirname "$0")/common.sh"

work=$(mktemp -d)
export TIMES=$work/times
site=
touch "$TIMES"

# How many tests passed, from what the test tools print at their ends.
passed() {
    local rust browser
    rust=$(awk '/^test result: ok/ { n += $4 } /Summary \[.*tests? run:/ { for (i = 1; i < NF; i++) if ($(i + 1) ~ /^passed/) n += $i } END { print n + 0 }' "$1")
    browser=$(awk '/^ +[0-9]+ passed/ { n += $1 } END { print n + 0 }' "$2")
    printf '%s Rust tests and %s browser tests passed' "$rust" "$browser"
}

# The names of the tests that failed, once each: a reader of the end of a long log needs them there.
failed() {
    { grep -hE '^ +(FAIL|TIMEOUT|SIGABRT|SIGSEGV) \[' "$1" || true
      awk '/^ +[0-9]+ (failed|flaky|interrupted)/ { on = 1 } /^ +[0-9]+ (passed|skipped|did not run)/ { on = 0 } on' "$2"
    } 2>/dev/null | sort -u || true
}

finish() {
    local status=$?
    [ -z "$site" ] || kill "$site" 2>/dev/null || true
    printf '\n-- time\n'
    cat "$TIMES"
    if [ $status -eq 0 ]; then
        printf '\nAll is well: %s in %d min %02d s.\n' "$(passed "$work/rust" "$work/browser")" $((SECONDS / 60)) $((SECONDS % 60))
    else
        [ -z "$(failed "$work/rust" "$work/browser")" ] || { printf '\n-- failed\n'; failed "$work/rust" "$work/browser"; }
        printf '\nStopped at the step marked FAILED, after %d min %02d s.\n' $((SECONDS / 60)) $((SECONDS % 60))
    fi
    rm -rf "$work"
    exit $status
}
trap finish EXIT
# A run that is stopped is not well.
trap 'exit 143' TERM
trap 'exit 130' INT

rust_tests() { scripts/rust-tests.sh 2>&1 | tee "$work/rust"; }
# Most of it is one long link, which leaves a core for the rest: it is built beside the Rust tests, and waited for where it is needed.
site_built() {
    local status=0
    wait "$site" || status=$?
    site=
    cat "$work/site"
    return $status
}
browser_tests() { scripts/end2end.sh 2>&1 | tee "$work/browser"; }

timed "tools" scripts/check-tools.sh
scripts/check.sh
scripts/site.sh >"$work/site" 2>&1 &
site=$!
timed "build, with the tests" scripts/server.sh dev
timed "Rust tests" rust_tests
timed "site, built meanwhile" site_built
timed "open data, read by other programs" scripts/open-data-tests.sh
timed "the interface, asked by another program" scripts/api-tests.sh
timed "browser tests" browser_tests
