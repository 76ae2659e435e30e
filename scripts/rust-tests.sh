#!/usr/bin/env bash
# The Rust tests, doc tests among them. MEASURE_UP_SHARED names the folder of shared public data (../shared).
source "$(dirname "$0")/common.sh"

shared=${MEASURE_UP_SHARED:-../shared}
if [ -d "$shared" ]; then
    MEASURE_UP_SHARED=$(cd "$shared" && pwd)
    export MEASURE_UP_SHARED
    echo "Shared data: found in $MEASURE_UP_SHARED"
else
    echo "Shared data: none in $shared; set MEASURE_UP_SHARED to test against it"
fi

# What is true of any input is tried on other inputs each time, and on the same ones where a machine judges a change: that it passes there says
# something of the change alone. `make fuzz` and everyone's own runs look further.
if [ "${CI:-}" = true ]; then
    export PROPTEST_RNG_SEED=${PROPTEST_RNG_SEED:-20261123}
fi

if cargo nextest --version >/dev/null 2>&1; then
    cargo nextest run --locked --no-tests pass --no-fail-fast
    cargo test --locked --doc
else
    cargo test --locked
fi
