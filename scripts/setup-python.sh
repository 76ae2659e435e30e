#!/usr/bin/env bash
# Usage: scripts/setup-python.sh FOLDER
# Installs the Python packages pinned in FOLDER/requirements.txt once for each list and version of Python, in the cache, and prints where their
# interpreter is.
source "$(dirname "$0")/common.sh"

folder=$1
if ! python3 -c 'import ensurepip, venv' 2>/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing Python and its venv module (Debian's python3-venv)" >&2
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends python3 python3-venv; } >/dev/null
fi
version=$(python3 --version) || fail "Python is missing." "Install Python 3.10 or newer with its venv module (on Debian: python3-venv)."
hash=$(node scripts/content-hash.mjs "$folder/requirements.txt" "$version")
home=$CACHE/python/$hash

if [ ! -d "$home" ]; then
    say "installing the Python packages of $folder/requirements.txt (once for each list)" >&2
    new=$home.$$
    trap 'rm -rf "$new"' EXIT
    mkdir -p "$CACHE/python"
    python3 -m venv "$new" >&2 || fail "Python has no venv module." "Install it (on Debian: python3-venv)."
    # Everything is in the list, what packages need among it: nothing else is fetched.
    "$new/bin/python" -m pip install --quiet --no-deps --no-input --disable-pip-version-check --requirement "$folder/requirements.txt" >&2
    # The folder may be moved, as its interpreter is called by its path.
    mv "$new" "$home" 2>/dev/null || [ -d "$home" ]
fi
printf '%s\n' "$home/bin/python"
