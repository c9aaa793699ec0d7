#!/usr/bin/env bash
# Fetch the editor of the desk from npm, at one version and one hash, into templates/admin/.
set -euo pipefail
cd "$(dirname "$0")/.."
version=3.16.3
sha512=hf+dPlCh7TJmWl8+6VRzHYOWhri5xgUknrZbDewaWe4s9B7xJ8PQugp2QHeSldMUKzav6+z0oIpwUYhUJDYtYw==
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm pack --silent --pack-destination "$folder" "decap-cms@$version" >/dev/null
found=$(openssl dgst -sha512 -binary "$folder/decap-cms-$version.tgz" | base64 -w0)
[ "$found" = "$sha512" ] || { echo "decap-cms $version is not what it was: $found" >&2; exit 1; }
tar -xzf "$folder/decap-cms-$version.tgz" -C "$folder"
# Without the line that names a source map, which is not served.
sed -e '/^\/\/# sourceMappingURL=/d' "$folder/package/dist/decap-cms.js" | gzip -9n >templates/admin/decap-cms.js.gz
cp "$folder/package/dist/decap-cms.js.LICENSE.txt" templates/admin/decap-cms.LICENSE.txt 2>/dev/null || true
