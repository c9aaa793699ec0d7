"""Write what the program makes; nothing else writes.

Door to ``filelock``. A tree is prepared whole beside the old one and exchanged for it
in one system call where there is one, so that the old one stays whole and served until
the new one is complete, whatever happens.

Shapes  ``write_artifacts`` takes Artifacts with POSIX paths.
Errors  ``HeritageError`` with a Problem: no room, not writable, a path that escapes.
Source  renameat2(2), RENAME_EXCHANGE; renamex_np(2), RENAME_SWAP.
"""

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from generator.errors import HeritageError, Problem, error
from generator.ledger import HEADER, row_text
from generator.model import Artifact, LedgerRow

FILE_MODE = 0o644
FOLDER_MODE = 0o755
NEW = ".{name}.new"
OLD = ".{name}.old"
AT_FDCWD = -100
RENAME_EXCHANGE = 2
RENAME_SWAP = 2
RESERVED = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{p}{d}" for p in ("com", "lpt") for d in "123456789"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteReport:
    """How many files are new or changed, kept as they were, and gone."""

    written: int
    kept: int
    removed: int
    exchanged: bool


def write_artifacts(artifacts: Iterable[Artifact], output_dir: Path) -> WriteReport:
    """Make ``output_dir`` hold exactly the artifacts; the caller holds the lock."""
    output_dir = output_dir.absolute()
    new = output_dir.parent / NEW.format(name=output_dir.name)
    old = output_dir.parent / OLD.format(name=output_dir.name)
    try:
        _recover(output_dir, new, old)
        wanted = _by_path(artifacts, output_dir)
        before = _files(output_dir)
        _refuse_strangers(output_dir, before)
        kept = {path for path in wanted if before.get(path) == wanted[path]}
        if len(kept) == len(wanted) == len(before):
            return WriteReport(written=0, kept=len(kept), removed=0, exchanged=False)
        _fill(new, wanted, kept, output_dir)
        _exchange(new, output_dir, old)
    except OSError as fault:
        _discard(new)
        raise HeritageError([_explain(fault, output_dir)]) from fault
    return WriteReport(written=len(wanted) - len(kept), kept=len(kept),
                       removed=len(set(before) - set(wanted)), exchanged=True)


def write_bytes_atomically(path: Path, content: bytes) -> None:
    """Write one file so that readers see the old bytes or the new ones."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.chmod(FILE_MODE)
        part.replace(path)
    except OSError as fault:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise HeritageError([_explain(fault, path)]) from fault


def write_new_files(artifacts: Iterable[Artifact], folder: Path) -> None:
    """Write files that are not there yet; an existing one is never touched."""
    for artifact in artifacts:
        path = folder / artifact.path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as target:
                target.write(artifact.content)
        except OSError as fault:
            raise HeritageError([_explain(fault, path)]) from fault


def append_to_ledger(path: Path, rows: Sequence[LedgerRow]) -> None:
    """Append rows to the ledger in one write; what stands there is never rewritten."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab+") as target:
            size = target.seek(0, os.SEEK_END)
            start = "" if size else HEADER
            if size:
                target.seek(size - 1)
                start = "" if target.read(1) == b"\n" else "\n"
            target.write((start + "".join(row_text(row) for row in rows)).encode())
            target.flush()
            os.fsync(target.fileno())
    except OSError as fault:
        raise HeritageError([_explain(fault, path)]) from fault


@contextlib.contextmanager
def locked(cache_dir: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the project's build lock; ``waiting`` is called once where another holds it."""
    try:
        cache_dir.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise HeritageError([_explain(fault, cache_dir)]) from fault
    lock = FileLock(cache_dir / "build.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        waiting()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


# ------------------------------------------------------------------ the new tree
def _by_path(artifacts: Iterable[Artifact], output_dir: Path) -> dict[str, bytes]:
    wanted: dict[str, bytes] = {}
    folded: dict[str, str] = {}
    for artifact in artifacts:
        parts = artifact.path.split("/")
        bad = any(
            part in {"", ".", ".."} or part.split(".")[0].lower() in RESERVED for part in parts
        )
        if bad or "\\" in artifact.path or "\0" in artifact.path or ":" in artifact.path:
            raise HeritageError([error("output-path", output_dir.name, None, artifact.path)])
        other = folded.setdefault(artifact.path.casefold(), artifact.path)
        if artifact.path in wanted or other != artifact.path:
            raise HeritageError(
                [error("output-twice", output_dir.name, None, artifact.path, other=other)]
            )
        wanted[artifact.path] = artifact.content
    return wanted


def _files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by path; a link or odd file counts as changed."""
    if not folder.is_dir():
        return {}
    found = {}
    for root, _, names in os.walk(folder):
        for name in names:
            path = Path(root) / name
            plain = path.is_file() and not path.is_symlink()
            right = plain and path.stat().st_mode & 0o777 == FILE_MODE
            content = path.read_bytes() if right or (plain and os.name == "nt") else b"\0odd"
            found[path.relative_to(folder).as_posix()] = content
    return found


def _refuse_strangers(output_dir: Path, before: dict[str, bytes]) -> None:
    """Refuse a folder that holds files but was never ours."""
    ours = ".nojekyll" in before or "job.csv" in before
    if output_dir.is_symlink() or output_dir.is_file() or (before and not ours):
        raise HeritageError([error("output-not-ours", output_dir.name, None, output_dir.name)])


def _fill(new: Path, wanted: dict[str, bytes], kept: set[str], output_dir: Path) -> None:
    new.mkdir(parents=True)
    new.chmod(FOLDER_MODE)
    made = {new}
    for path, content in wanted.items():
        target = new / path
        for folder in reversed(target.relative_to(new).parents):
            whole = new / folder
            if whole not in made:
                whole.mkdir()
                whole.chmod(FOLDER_MODE)
                made.add(whole)
        if path in kept and _linked(output_dir / path, target):
            continue
        target.write_bytes(content)
        target.chmod(FILE_MODE)


def _linked(source: Path, target: Path) -> bool:
    try:
        target.hardlink_to(source)
    except (OSError, NotImplementedError):
        return False
    return True


# ------------------------------------------------------------------ the exchange
def _exchange(new: Path, output_dir: Path, old: Path) -> None:
    if not output_dir.exists():
        new.rename(output_dir)
        return
    if _swap(new, output_dir):
        _discard(new)
        return
    output_dir.rename(old)
    new.rename(output_dir)
    _discard(old)


def _swap(one: Path, other: Path) -> bool:
    """Exchange two folders in one system call; False where there is none."""
    library = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform.startswith("linux") and hasattr(library, "renameat2"):
        done = library.renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE)
    elif sys.platform == "darwin" and hasattr(library, "renamex_np"):
        done = library.renamex_np(first, second, RENAME_SWAP)
    else:
        return False
    return bool(done == 0)


def _recover(output_dir: Path, new: Path, old: Path) -> None:
    """Put right what a killed run left behind."""
    if old.exists() and not output_dir.exists():
        old.rename(output_dir)
    _discard(old)
    _discard(new)


def _discard(folder: Path) -> None:
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder, ignore_errors=True)


def _explain(fault: OSError, path: Path) -> Problem:
    rules = {errno.ENOSPC: "disk-full", errno.EDQUOT: "disk-full"}
    rule = rules.get(fault.errno or 0, "not-writable")
    return error(rule, path.name, None, fault.strerror or type(fault).__name__)
