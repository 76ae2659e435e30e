#!/usr/bin/env bash
# Builds everything a browser is sent apart from the pages, unless the same files have been built before; links it in as target/site.
source "$(dirname "$0")/common.sh"

site=$(site_home)
if [ -f "$site/manifest.json" ]; then
    say "the site is up to date"
else
    scripts/setup-wasm-target.sh
    scripts/setup-wasm-bindgen.sh
    scripts/setup-npm.sh frontend
    mkdir -p "$CACHE/site"
    new=$CACHE/site/building.$$
    trap 'rm -rf "$new"' EXIT
    say "compiling for the browser (some minutes the first time)"
    scripts/build-wasm.sh "$new/wasm"
    say "bundling styles, fonts and charts"
    node scripts/build-site.mjs --wasm "$new/wasm" --out "$new/site"
    mv "$new/site" "$site" 2>/dev/null || [ -f "$site/manifest.json" ]
fi

touch "$site"
mkdir -p target
[ -L target/site ] || rm -rf target/site
ln -sfn "$site" target/site
node scripts/site-sizes.mjs "$site"

# The five sites used last are kept.
find "$CACHE/site" -mindepth 1 -maxdepth 1 -type d ! -name 'building.*' -exec ls -1dt {} + | tail -n +6 | while read -r old; do
    rm -rf "$old"
done
