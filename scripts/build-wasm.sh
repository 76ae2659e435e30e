#!/usr/bin/env bash
# Usage: scripts/build-wasm.sh OUT
# Compiles the frontend for the browser into OUT/measure_up.js and OUT/measure_up_bg.wasm, optimised for size.
source "$(dirname "$0")/common.sh"

out=$1
target=wasm32-unknown-unknown
cargo build --locked -p frontend --target $target --profile wasm-release
wasm-bindgen --target web --no-typescript --out-name measure_up --out-dir "$out" \
    "$CARGO_TARGET_DIR/$target/wasm-release/frontend.wasm"

# What rustc may use in a module for this target: features every browser of the last years has.
node frontend/node_modules/binaryen/bin/wasm-opt -Oz --converge \
    --enable-bulk-memory --enable-bulk-memory-opt --enable-call-indirect-overlong --enable-multivalue \
    --enable-mutable-globals --enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext \
    "$out/measure_up_bg.wasm" -o "$out/measure_up_bg.wasm.new"
mv "$out/measure_up_bg.wasm.new" "$out/measure_up_bg.wasm"
