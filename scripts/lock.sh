#!/usr/bin/env bash
# Write both lock files anew, with hashes and without any index address. Needs uv.
set -euo pipefail
cd "$(dirname "$0")/.."
lock() {
  local target=$1; shift
  uv pip compile pyproject.toml "$@" --universal --python-version 3.11 --generate-hashes \
    --no-header --no-annotate --no-emit-index-url --quiet -o "$target"
}
lock requirements.lock --extra build
lock requirements-test.lock --extra build --extra test -c requirements.lock # the same versions
