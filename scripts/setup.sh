#!/usr/bin/env bash
# Install what `make site` (site) or `make test` (test) needs, on Debian 12 or later and
# Ubuntu 24.04 or later. System packages need root: asked first when not root.
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-site}

missing=()
have() { command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ]; }
need() { have "$1" || missing+=("$2"); }
need git git
need python3 python3
python3 -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3-venv)
if [ "$what" = test ]; then
  need chromium chromium; need nginx nginx-light; need apache2 apache2
  need pdftoppm poppler-utils; need zbarimg zbar-tools; need gs ghostscript; need qpdf qpdf
  need npm npm
  [ -d /usr/share/backgrounds/mate ] || missing+=(mate-backgrounds) # photographs
  need rsync rsync
  [ -d /usr/share/fonts/truetype/noto ] || missing+=(fonts-noto-core)
  [ -d /usr/share/fonts/opentype/noto ] || missing+=(fonts-noto-cjk)
fi
if [ ${#missing[@]} -gt 0 ]; then
  install="apt-get install -y --no-install-recommends ${missing[*]}"
  if [ "$(id -u)" = 0 ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive $install
  elif [ -t 0 ]; then
    read -r -p "These system packages are missing: ${missing[*]}. Install them with sudo? [y/N] " yes
    [ "$yes" = y ] || { echo "Install them yourself: sudo $install" >&2; exit 1; }
    sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive $install
  else
    echo "These system packages are missing: ${missing[*]}. As root: $install" >&2
    exit 1
  fi
fi
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  { echo "Python 3.11 or later is needed; this is $(python3 --version)." >&2; exit 1; }

[ -x .venv/bin/python ] || python3 -m venv .venv
lock=requirements.lock
[ "$what" = test ] && lock=requirements-test.lock # holds all of requirements.lock, too
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
# The project itself, with no download of its own: hatchling stands in the lock.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
# axe-core, which looks for barriers in pages: pinned with its hash, only for the tests.
if [ "$what" = test ]; then
  npm ci --prefix tests/node --ignore-scripts --no-audit --no-fund --loglevel=error
fi
