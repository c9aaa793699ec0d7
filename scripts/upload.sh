#!/usr/bin/env bash
# Put a built guide on a host while people read it: scripts/upload.sh output/site user@host:/srv/guide
#
# New assets go first, then the pages; what no page of the last day used is deleted last. So no plaque
# answers 404 and no page lacks its pictures, at any moment. Needs rsync; the target may be a folder.
set -euo pipefail
[ $# = 2 ] || { echo "usage: scripts/upload.sh output/site user@host:/srv/guide" >&2; exit 2; }
from=${1%/}
to=${2%/}
keep=${KEEP_SECONDS:-86400}
[ -f "$from/index.html" ] && [ -d "$from/Q" ] ||
  { echo "$from is no built guide: run heritage build first" >&2; exit 1; }
lists=.cache/heritage/uploads/$(printf '%s' "$to" | cksum | cut -d' ' -f1)
mkdir -p "$lists"
now=$(date +%s)

# Names in assets/ come from their content: what is there already is right.
rsync -a --ignore-existing "$from/assets/" "$to/assets/"
rsync -a --delay-updates "$from/" "$to/"
(cd "$from" && find . -type f | LC_ALL=C sort) >"$lists/$now.new"
mv "$lists/$now.new" "$lists/$now.list"

# A list is over once its successor has been up for a day.
kept=() over=()
all=("$lists"/*.list)
for i in "${!all[@]}"; do
  next=${all[i + 1]:-}
  if [ -n "$next" ] && [ $((now - $(basename "$next" .list))) -ge "$keep" ]; then over+=("${all[i]}")
  else kept+=("${all[i]}"); fi
done
[ ${#over[@]} -gt 0 ] || exit 0
LC_ALL=C comm -23 <(LC_ALL=C sort -u "${over[@]}") <(LC_ALL=C sort -u "${kept[@]}") >"$lists/gone"
if [ -s "$lists/gone" ]; then
  rsync -a --delete-missing-args --files-from="$lists/gone" "$from/" "$to/"
fi
rm -f "${over[@]}" "$lists/gone"
