"""Write what the program makes; nothing else writes.

Door to ``filelock``. A tree is prepared whole beside the old one and exchanged for it
in one system call where there is one, so that the old one stays whole and served until
the new one is complete, whatever happens to the process. (Nothing is synced to the
platters: after a power cut the next build compares bytes and mends.)

A folder is only replaced when it is empty, or when it is known to be ours: a record
``.<name>.heritage`` beside it, or a ``.nojekyll``, ``index.html`` or ``job.csv`` in it.
One that holds ``mkdocs.yml`` or ``.git`` is never replaced.

Shapes  ``write_artifacts`` takes Artifacts with POSIX paths.
Errors  ``HeritageError`` with a Problem: no room, not writable, a path that escapes.
Source  renameat2(2), RENAME_EXCHANGE; renamex_np(2), RENAME_SWAP; "Naming Files,
        Paths, and Namespaces" (Microsoft) for names that Windows refuses.
"""

import contextlib
import ctypes
import errno
import os
import platform
import re
import shutil
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from generator.errors import HeritageError, Problem, error
from generator.ledger import HEADER, row_text
from generator.model import Artifact, LedgerRow

FILE_MODE = 0o644
FOLDER_MODE = 0o755
MODE_BITS = 0o7777
LONGEST_NAME_BYTES = 255
AT_FDCWD = -100
RENAME_EXCHANGE = 2
RENAME_SWAP = 2
RENAMEAT2_NUMBERS = {"x86_64": 316, "aarch64": 276, "riscv64": 276}  # where the C library lacks it
NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP}
NO_ROOM = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
OURS = (".nojekyll", "index.html", "job.csv")
NEVER_OURS = ("mkdocs.yml", ".git")
REFUSED_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
RESERVED_NAMES = re.compile(r"(?i)(con|prn|aux|nul|(com|lpt)[0-9¹²³]|con(in|out)\$)\s*(\..*)?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteReport:
    """How many files are new or changed, kept as they were, and gone."""

    written: int
    kept: int
    removed: int
    exchanged: bool


class NewTree:
    """A tree being prepared at ``new``; ``exchange`` puts it where ``old`` stands."""

    def __init__(self, new: Path, old: Path) -> None:
        self.new, self.old = new, old

    def exchange(self) -> None:
        """Let the new tree take the old one's place."""
        _make_folders(self.new)
        _record_of(self.old).touch(mode=FILE_MODE)
        _exchange(self.new, self.old)


@contextlib.contextmanager
def new_tree(output_dir: Path) -> Iterator[NewTree]:
    """Prepare a tree beside ``output_dir``; what is left beside it in the end is removed.

    The caller holds the lock. Every ``OSError`` inside becomes a Problem.
    """
    folder = output_dir.absolute()
    folder = folder.resolve() if folder.name == ".." else folder
    new = folder.with_name(f".{folder.name}.new-{os.getpid()}") if folder.name else folder
    try:
        _refuse_what_is_no_folder(folder)
        _recover(folder)
        _refuse_strangers(folder)
        try:
            yield NewTree(new, folder)
        finally:
            _discard(new)
    except OSError as fault:
        raise HeritageError([_explain(fault, folder)]) from fault


@contextlib.contextmanager
def writable_folder(folder: Path) -> Iterator[Path]:
    """Give the folder, made where it is missing; where it can't be written, a passing one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        with tempfile.TemporaryDirectory() as passing:
            yield Path(passing)
        return
    yield folder


def write_artifacts(artifacts: Iterable[Artifact], output_dir: Path) -> WriteReport:
    """Make ``output_dir`` hold exactly the artifacts; the caller holds the lock."""
    wanted = refuse_odd_paths(artifacts, output_dir.absolute())
    with new_tree(output_dir) as tree:
        before, folders_right = _list_tree(tree.old)
        kept = {path for path in wanted if path in before and _holds(tree.old / path, wanted[path])}
        if tree.old.is_dir() and folders_right(wanted) and len(kept) == len(wanted) == len(before):
            return WriteReport(written=0, kept=len(kept), removed=0, exchanged=False)
        _fill(tree.new, wanted, kept, tree.old)
        tree.exchange()
    return WriteReport(written=len(wanted) - len(kept), kept=len(kept),
                       removed=len(before - set(wanted)), exchanged=True)


def write_bytes_atomically(path: Path, content: bytes) -> None:
    """Write one file so that readers see the old bytes or the new ones."""
    path = path.resolve()
    part = path.with_name(f".{path.name}.part")
    try:
        _make_folders(path.parent)
        with part.open("wb") as target:
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
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
    if not rows:
        return
    text = "".join(row_text(row) for row in rows)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags, FILE_MODE)
        try:
            _append(descriptor, text)
        finally:
            os.close(descriptor)
    except OSError as fault:
        raise HeritageError([_explain(fault, path)]) from fault


@contextlib.contextmanager
def locked(cache_dir: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the project's build lock; ``waiting`` is called once where another holds it."""
    try:
        cache_dir.mkdir(parents=True, exist_ok=True)
        lock = FileLock(cache_dir / "build.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            lock.acquire()
    except (OSError, NotImplementedError) as fault:
        raise HeritageError([_explain(fault, cache_dir)]) from fault
    try:
        yield
    finally:
        lock.release()


# ------------------------------------------------------------------ what is asked for
def refuse_odd_paths(artifacts: Iterable[Artifact], folder: Path) -> dict[str, bytes]:
    """Return the artifacts by path; refuse what is no path, or two paths, on some system."""
    wanted: dict[str, bytes] = {}
    spellings: dict[str, str] = {}
    for artifact in artifacts:
        parts = artifact.path.split("/")
        if not all(is_safe_name(part) for part in parts):
            raise HeritageError([error("output-path", _shown(folder), None, artifact.path)])
        for depth in range(1, len(parts) + 1):
            path = "/".join(parts[:depth]) + ("" if depth == len(parts) else "/")
            folded = unicodedata.normalize("NFC", path.rstrip("/")).casefold()
            other = spellings.setdefault(folded, path)
            if other != path or artifact.path in wanted:
                raise HeritageError(
                    [error("output-twice", _shown(folder), None, artifact.path, other=other)]
                )
        wanted[artifact.path] = artifact.content
    return wanted


def is_safe_name(name: str) -> bool:
    """Return whether a file or folder may have this name on every system."""
    if not name or name[-1] in ". " or REFUSED_IN_NAMES.search(name) or RESERVED_NAMES.match(name):
        return False
    try:
        return len(name.encode()) <= LONGEST_NAME_BYTES
    except UnicodeEncodeError:  # a lone surrogate
        return False


# ------------------------------------------------------------------ what is there
def _refuse_what_is_no_folder(folder: Path) -> None:
    there = folder.is_symlink() or folder.exists()
    if not folder.name or (there and (folder.is_symlink() or not folder.is_dir())):
        raise HeritageError([error("output-no-folder", _shown(folder), None, str(folder))])
    if there and folder.is_mount():
        raise HeritageError([error("output-mount", _shown(folder), None, str(folder))])


def _refuse_strangers(folder: Path) -> None:
    """Refuse a folder that holds something but was never ours."""
    if not folder.is_dir() or not any(folder.iterdir()):
        return
    known = _record_of(folder).exists() or any((folder / name).exists() for name in OURS)
    if not known or any((folder / name).exists() for name in NEVER_OURS):
        raise HeritageError([error("output-not-ours", _shown(folder), None, folder.name)])


def _list_tree(folder: Path) -> tuple[set[str], Callable[[Mapping[str, bytes]], bool]]:
    """Return the files below a folder, and whether its folders are those of a new tree."""
    files: set[str] = set()
    folders: set[str] = set()
    sound = True
    for root, below, names in os.walk(folder):
        here = Path(root)
        relative = here.relative_to(folder).as_posix()
        folders.add(relative)
        sound = sound and _has_mode(here, FOLDER_MODE)
        linked = [name for name in below if (here / name).is_symlink()]
        files.update((here / name).relative_to(folder).as_posix() for name in (*names, *linked))

    def folders_right(wanted: Mapping[str, bytes]) -> bool:
        needed = {parent.as_posix() for path in wanted for parent in Path(path).parents}
        return sound and folders == needed | {"."}

    return files, folders_right


def _holds(path: Path, content: bytes) -> bool:
    """Return whether a plain file of the right mode holds exactly these bytes."""
    if path.is_symlink() or not path.is_file() or not _has_mode(path, FILE_MODE):
        return False
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except PermissionError:
        return False


def _has_mode(path: Path, mode: int) -> bool:
    return os.name == "nt" or path.stat().st_mode & MODE_BITS == mode


# ------------------------------------------------------------------ the new tree
def _fill(new: Path, wanted: Mapping[str, bytes], kept: set[str], folder: Path) -> None:
    _make_folders(new)
    made = {new}
    for path, content in wanted.items():
        target = new / path
        if target.parent not in made:
            _make_folders(target.parent)
            made.add(target.parent)
        if path in kept and _linked(folder / path, target):
            continue
        target.write_bytes(content)
        target.chmod(FILE_MODE)


def _make_folders(folder: Path) -> None:
    """Make a folder and those above it that are missing, open to read whatever the umask."""
    for each in reversed((folder, *folder.parents)):
        if not each.exists():
            each.mkdir(exist_ok=True)
            each.chmod(FOLDER_MODE)


def _linked(source: Path, target: Path) -> bool:
    try:
        target.hardlink_to(source)
    except (OSError, NotImplementedError):
        return False
    return True


# ------------------------------------------------------------------ the exchange
def _exchange(new: Path, folder: Path) -> None:
    if not folder.exists():
        new.rename(folder)
        return
    if _swap(new, folder):
        return
    old = _old_of(folder)
    folder.rename(old)
    try:
        new.rename(folder)
    except BaseException:
        old.rename(folder)
        raise
    _discard(old)


def _swap(one: Path, other: Path) -> bool:
    """Exchange two folders in one system call; False where there is none."""
    if os.name != "posix":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    number = RENAMEAT2_NUMBERS.get(platform.machine())
    if sys.platform.startswith("linux") and hasattr(library, "renameat2"):
        done = library.renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE)
    elif sys.platform.startswith("linux") and number:
        done = library.syscall(number, AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE)
    elif sys.platform == "darwin" and hasattr(library, "renamex_np"):
        done = library.renamex_np(first, second, RENAME_SWAP)
    else:
        return False
    code = ctypes.get_errno()
    if done != 0 and code not in NO_EXCHANGE:
        raise OSError(code, os.strerror(code), str(other))
    return bool(done == 0)


def _recover(folder: Path) -> None:
    """Put right what a killed run left behind."""
    old = _old_of(folder)
    if old.is_dir() and not folder.exists():
        old.rename(folder)
    _discard(old)
    leftover = re.compile(re.escape(f".{folder.name}.new-") + r"[0-9]+\Z")
    if folder.parent.is_dir():
        for each in folder.parent.iterdir():
            if leftover.match(each.name):
                _discard(each)


def _discard(folder: Path) -> None:
    """Remove a tree; what can't be removed now is removed by the next run."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder, ignore_errors=True)


def _old_of(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.heritage-old")


def _record_of(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.heritage")


# ------------------------------------------------------------------ the ledger, and faults
def _append(descriptor: int, text: str) -> None:
    """Append whole lines, or nothing at all."""
    size = os.lseek(descriptor, 0, os.SEEK_END)
    start = HEADER
    if size:
        os.lseek(descriptor, size - 1, os.SEEK_SET)
        start = "" if os.read(descriptor, 1) == b"\n" else "\n"
    content = (start + text).encode()
    try:
        if os.write(descriptor, content) != len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, size)
        raise


def _shown(path: Path) -> str:
    """Return a path as messages show it: ``output/site``, ``sites/codes.csv``."""
    return "/".join(part for part in path.parts[-2:] if part != path.anchor)


def _explain(fault: OSError | NotImplementedError, path: Path) -> Problem:
    code = fault.errno if isinstance(fault, OSError) else None
    said = fault.strerror if isinstance(fault, OSError) else None
    rule = "disk-full" if code in NO_ROOM else "not-writable"
    return error(rule, _shown(path), None, said or str(fault) or type(fault).__name__)
