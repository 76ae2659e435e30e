#!/usr/bin/env bash
# Usage: scripts/setup-npm.sh FOLDER
# Installs the npm packages pinned in FOLDER once for each lock file, in the cache, and links them in as FOLDER/node_modules.
source "$(dirname "$0")/common.sh"

folder=$1
hash=$(node scripts/content-hash.mjs "$folder/package.json" "$folder/package-lock.json")
home=$CACHE/npm/$folder-$hash

if [ ! -d "$home/node_modules" ]; then
    say "installing the npm packages of $folder/package-lock.json (once for each lock file)"
    new=$home.$$
    trap 'rm -rf "$new"' EXIT
    mkdir -p "$new"
    cp "$folder/package.json" "$folder/package-lock.json" "$folder/.npmrc" "$new/"
    # No package's own install script is needed, so none is run.
    (cd "$new" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
    mv "$new" "$home" 2>/dev/null || [ -d "$home/node_modules" ]
fi

[ "$(readlink "$folder/node_modules" || true)" = "$home/node_modules" ] && exit 0
rm -rf "$folder/node_modules"
ln -s "$home/node_modules" "$folder/node_modules"
