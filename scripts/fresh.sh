#!/usr/bin/env bash
# What a stranger does: clones into an empty folder, with an empty home, and runs the README's two commands, timed.
# Arguments go to `npm test`.
set -euo pipefail
source=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# A machine may reach packages through a registry of its own; nothing else of its settings counts.
npm_config_registry=$(npm config get registry)
export npm_config_registry
export HOME=$folder/home XDG_DATA_HOME=$folder/data XDG_CONFIG_HOME=$folder/config XDG_CACHE_HOME=$folder/cache
mkdir "$HOME"

git clone --quiet "$source" "$folder/clone"
cd "$folder/clone"
TIMEFORMAT='%0R s: npm ci'
time npm ci
TIMEFORMAT='%0R s: npm test'
time npm test -- "$@"
