#!/usr/bin/env bash
# Usage: scripts/build-wasm.sh OUT [CRATE NAME]
# Compiles the frontend, or another crate, for the browser into OUT/NAME.js and OUT/NAME_bg.wasm, optimised for size. NAME is measure_up.
source "$(dirname "$0")/common.sh"

out=$1 crate=${2:-frontend} name=${3:-measure_up}
target=wasm32-unknown-unknown
cargo build --locked -p "$crate" --target $target --profile wasm-release
wasm-bindgen --target web --no-typescript --out-name "$name" --out-dir "$out" \
    "$CARGO_TARGET_DIR/$target/wasm-release/${crate//-/_}.wasm"

# What rustc may use in a module for this target: features every browser of the last years has.
node frontend/node_modules/binaryen/bin/wasm-opt -Oz --converge \
    --enable-bulk-memory --enable-bulk-memory-opt --enable-call-indirect-overlong --enable-multivalue \
    --enable-mutable-globals --enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext \
    "$out/${name}_bg.wasm" -o "$out/${name}_bg.wasm.new"
mv "$out/${name}_bg.wasm.new" "$out/${name}_bg.wasm"
