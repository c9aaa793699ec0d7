#!/usr/bin/env bash
# Write what the program is made of: dist/sbom.cdx.json (CycloneDX 1.6) and docs/licences.md,
# and build the wheel into dist/. Same lock file, same bytes.
set -euo pipefail
cd "$(dirname "$0")/.."
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 315532800)}
bin=.venv/bin
mkdir -p dist

$bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml \
  --output-reproducible --of JSON -o dist/sbom.cdx.json

names=$(sed -nE 's/^([A-Za-z0-9_.-]+)==.*/\1/p' requirements.lock)
{
  echo '# Licences of what is installed'
  echo
  echo 'Written by `make supply` from `requirements.lock`; edit nothing here.'
  echo
  # Windows-only packages of the lock are not installed here, and are left out.
  $bin/pip-licenses --packages $names --from=mixed --order=name --format=markdown \
    --with-urls
} >dist/licences.md
cmp -s dist/licences.md docs/licences.md || cp dist/licences.md docs/licences.md
rm dist/licences.md

$bin/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation -w dist .
