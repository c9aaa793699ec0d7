"""Change several files of a project as one: all of them, or none.

Before anything is touched, a journal with the old bytes is complete on the disk. What
fails on the way is put back at once; what a killed run left half done is put back by
the next one. Rows of the ledger are never taken back: a run that has appended them is
complete.

Shapes  Paths are relative to the project's folder, with ``/``. Moves come first;
        writes name files where they stand after them. A removed folder is moved into
        ``.cache/heritage/removed/``.
Errors  ``HeritageError`` where the disk refuses; the files are then as they were.
"""

import contextlib
import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.errors import HeritageError, error
from generator.output import write_bytes_atomically

JOURNAL = "edits"
LEDGER = "sites/codes.csv"


@contextlib.contextmanager
def edited(
    folder: Path, cache_dir: Path, writes: Mapping[str, bytes],
    moves: Sequence[tuple[str, str]] = (),
) -> Iterator[None]:
    """Make the changes; when the block within raises, everything is as it was before."""
    recover(folder, cache_dir)
    _write_journal(folder, cache_dir, writes, moves)
    try:
        for old, new in moves:
            _move(folder / old, folder / new)
        for path, content in writes.items():
            write_bytes_atomically(folder / path, content)
        yield
    except BaseException:
        _undo(folder, cache_dir)
        raise
    _forget(cache_dir)


def recover(folder: Path, cache_dir: Path) -> bool:
    """Put back what a killed run left half done; return whether there was such a run."""
    journal = _read_journal(cache_dir)
    if journal is None:
        return False
    if _size(folder / LEDGER) > int(journal["ledger_bytes"]):
        _forget(cache_dir)
    else:
        _undo(folder, cache_dir)
    return True


def removed_folder(cache_dir: Path, slug: str) -> Path:
    """Return a free place where a removed site is kept."""
    home = cache_dir / "removed"
    number = 1
    while (home / f"{slug}-{number}").exists():
        number += 1
    return home / f"{slug}-{number}"


def _write_journal(
    folder: Path, cache_dir: Path, writes: Mapping[str, bytes], moves: Sequence[tuple[str, str]]
) -> None:
    new = cache_dir / f"{JOURNAL}.new"
    back = {new: old for old, new in moves}
    try:
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        entries = []
        for number, (path, content) in enumerate(writes.items()):
            before = folder / _before(path, back)
            there = before.is_file()
            if there:
                (new / str(number)).write_bytes(before.read_bytes())
            digest = hashlib.sha256(content).hexdigest()
            entries.append({"path": path, "old": str(number) if there else None, "new": digest})
        journal = {"moves": list(moves), "writes": entries,
                   "ledger_bytes": _size(folder / LEDGER)}
        (new / "journal.json").write_text(json.dumps(journal), "utf-8")
        new.rename(cache_dir / JOURNAL)
    except OSError as fault:
        shutil.rmtree(new, ignore_errors=True)
        said = fault.strerror or str(fault)
        raise HeritageError([error("edit-failed", ".cache/heritage", None, said)]) from fault


def _before(path: str, back: Mapping[str, str]) -> str:
    """Return where a file stood before the moves."""
    for new, old in back.items():
        if path.startswith(f"{new}/"):
            return old + path[len(new) :]
    return path


def _undo(folder: Path, cache_dir: Path) -> None:
    journal = _read_journal(cache_dir)
    if journal is None:
        return
    for entry in reversed(journal["writes"]):
        path = folder / entry["path"]
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != entry["new"]:
            continue  # never written, or changed by somebody since
        if entry["old"] is None:
            path.unlink()
            with contextlib.suppress(OSError):
                path.parent.rmdir()
        else:
            write_bytes_atomically(path, (cache_dir / JOURNAL / entry["old"]).read_bytes())
    for old, new in reversed(journal["moves"]):
        if (folder / new).exists() and not (folder / old).exists():
            _move(folder / new, folder / old)
    _forget(cache_dir)


def _move(old: Path, new: Path) -> None:
    try:
        new.parent.mkdir(parents=True, exist_ok=True)
        old.rename(new)
    except OSError as fault:
        said = fault.strerror or str(fault)
        raise HeritageError([error("edit-failed", old.name, None, said)]) from fault


def _read_journal(cache_dir: Path) -> dict[str, Any] | None:
    path = cache_dir / JOURNAL / "journal.json"
    return dict(json.loads(path.read_text("utf-8"))) if path.is_file() else None


def _forget(cache_dir: Path) -> None:
    """Take the journal away, at one stroke."""
    done = cache_dir / f"{JOURNAL}.done"
    shutil.rmtree(done, ignore_errors=True)
    with contextlib.suppress(FileNotFoundError):
        (cache_dir / JOURNAL).rename(done)
    shutil.rmtree(done, ignore_errors=True)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
