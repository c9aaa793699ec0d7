"""Read what the ledger once held: from Git, or from the microsite built last.

Only versions that some later one may have lost rows of are read: the last commit's,
and each that lost a line in some commit. All others are contained in those.

Shapes  ``History.versions``: rows as tuples of six cells.
Errors  Nothing raises; what can't be read is a warning's rule in ``History``.
Source  git-log(1), ``--raw --numstat -m --full-history``.
"""

import csv
import os
import re
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

from generator.model import History

LEDGER = "sites/codes.csv"
COPY = "data/codes.csv"
MOST_VERSIONS = 200
PATIENCE_SECONDS = 60
RAW = re.compile(r":\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*\t")
CELLS = 6


def read_history(folder: Path, site_dir: Path) -> History:
    """Return the versions of the ledger that today's must contain."""
    if not (folder / LEDGER).parent.is_dir():
        return History()
    found = _git(folder, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository")
    if found is None:
        above = (folder, *folder.parents)
        refused = any((each / ".git").exists() for each in above) and _git_is_there(folder)
        warnings = ("git-refuses",) if refused else ()
        return History(versions=_from_microsite(site_dir), warnings=warnings)
    shallow = "true" in found.split("\n")[1:2]
    versions = _from_git(folder)
    warnings = (*(("git-shallow",) if shallow else ()), *(("git-refuses",) if versions is None else ()))
    return History(versions=versions or _from_microsite(site_dir), warnings=warnings)


def read_old_text(folder: Path, file: str, wanted: Callable[[bytes], bool]) -> bytes | None:
    """Return the newest version of a file in Git's history that is the wanted one."""
    log = _git(folder, "-c", "log.showSignature=false", "log", f"--max-count={MOST_VERSIONS}",
               "--follow", "--no-color", "--raw", "--no-abbrev", "--format=", "HEAD", "--", file)
    blobs = [found[2] for line in (log or "").split("\n") if (found := RAW.match(line))]
    for blob in dict.fromkeys(blobs):
        text = _git(folder, "cat-file", "blob", blob) if blob.strip("0") else None
        if text is not None and wanted(text.encode()):
            return text.encode()
    return None


def _from_git(folder: Path) -> tuple[tuple[tuple[str, ...], ...], ...] | None:
    """Return the versions in Git's history, or None where Git doesn't say."""
    blobs = []
    head = _git(folder, "rev-parse", "--verify", "--quiet", f"HEAD:./{LEDGER}")
    if head:
        blobs.append(head.strip())
    log = _git(folder, "-c", "log.follow=false", "-c", "log.showSignature=false", "log",
               "--full-history", "--diff-merges=separate", "--no-color", "--no-renames", "--raw",
               "--numstat", "--no-abbrev", "--format=", "HEAD", "--", LEDGER)
    if log is None and head:
        return None
    old = ""
    for line in (log or "").split("\n"):
        raw = RAW.match(line)
        if raw:
            old = raw[1]
        elif line and old.strip("0") and line.split("\t")[1:2] != ["0"]:
            blobs.append(old)
    texts = [_git(folder, "cat-file", "blob", blob) for blob in dict.fromkeys(blobs)]
    if None in texts:
        return None
    return tuple(_rows(text) for text in texts if text)


def _from_microsite(site_dir: Path) -> tuple[tuple[tuple[str, ...], ...], ...]:
    try:
        text = (site_dir / COPY).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ()
    return (_rows(text),)


def _rows(text: str) -> tuple[tuple[str, ...], ...]:
    lines = text.removeprefix("\ufeff").replace("\r", "").split("\n")[1:]
    found = []
    for line in unicodedata.normalize("NFC", "\n".join(lines)).split("\n"):
        try:
            cells = next(csv.reader([line]), [])
        except csv.Error:
            continue  # no row that we ever wrote
        if len(cells) == CELLS:
            found.append(tuple(cell.strip() for cell in cells))
    return tuple(found)


def _git(folder: Path, *words: str) -> str | None:
    """Return what git says, or None where it can't or won't."""
    kept = {key: text for key, text in os.environ.items() if not key.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", *words],
            cwd=folder, capture_output=True, timeout=PATIENCE_SECONDS, check=False,
            env=kept | {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_REPLACE_OBJECTS": "1",
                        "LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _git_is_there(folder: Path) -> bool:
    return _git(folder, "--version") is not None
