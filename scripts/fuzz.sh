#!/usr/bin/env bash
# Changes sound inputs at random and tries them, for FUZZ_SECONDS (60) each kind of input, beginning with FUZZ_SEED (another each time).
# What breaks the program is kept in target/fuzz. Words choose the kinds: make fuzz FUZZ="tables frames".
source "$(dirname "$0")/common.sh"

export FUZZ_SECONDS=${FUZZ_SECONDS:-60} FUZZ_SEED=${FUZZ_SEED:-$(date +%s)} FUZZ_FOUND=$ROOT/target/fuzz
mkdir -p "$FUZZ_FOUND"
say "FUZZ_SEED=$FUZZ_SEED, $FUZZ_SECONDS s for each kind of input"
# shellcheck disable=SC2086
cargo test --locked --test fuzz -- --nocapture --test-threads 1 ${FUZZ:-}
