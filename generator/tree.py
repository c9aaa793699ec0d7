"""Fill a new tree beside the old one, file by file, from any process.

A file whose bytes are those of the old tree is linked, never written again.

Shapes  ``Place`` says where; ``File`` (``generator/manifest.py``) what stands there.
Errors  ``OSError``; the caller explains it.
"""

import hashlib
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.manifest import BuiltUnit, File

FILE_MODE, FOLDER_MODE = 0o644, 0o755
MODE_BITS = 0o7777
CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The new tree, the old one, and whether the umask takes readers' rights away."""

    new: str
    old: str
    strict_umask: bool

    @classmethod
    def of(cls, new: Path, old: Path) -> "Place":
        """Return the place with today's umask."""
        umask = os.umask(0o022)
        os.umask(umask)
        return cls(new=str(new), old=str(old), strict_umask=bool(umask & FOLDER_MODE))

    def put(self, path: str, content: bytes, before: File | None) -> tuple[File, bool]:
        """Return the file that holds these bytes now, and whether it had to be written."""
        sha = hashlib.sha256(content).hexdigest()
        same = before is not None and before[3] == sha
        old = before if before is not None and same else (path, len(content), 0, sha)
        if self.is_intact(old):
            self.keep(path)
            return (path, len(content), _modified_ns(f"{self.new}/{path}"), sha), False
        target = f"{self.new}/{path}"
        try:
            descriptor = os.open(target, CREATE, FILE_MODE)
        except FileNotFoundError:
            self._make_folder(target.rpartition("/")[0])
            descriptor = os.open(target, CREATE, FILE_MODE)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, no path
            file.write(content)
            file.flush()
            if self.strict_umask and os.name != "nt":
                os.fchmod(descriptor, FILE_MODE)
            found = os.fstat(descriptor)
        return (path, found.st_size, found.st_mtime_ns, sha), True

    def keep(self, path: str) -> None:
        """Link a file of the old tree into the new one; copy it where links are lacking."""
        source, target = f"{self.old}/{path}", f"{self.new}/{path}"
        try:
            os.link(source, target)
        except FileNotFoundError:
            self._make_folder(target.rpartition("/")[0])
            _link_or_copy(source, target)
        except (OSError, NotImplementedError):
            _link_or_copy(source, target)

    def is_intact(self, file: File) -> bool:
        """Return whether the old tree still holds a file as it was written."""
        return is_intact(self.old, file)

    def _make_folder(self, folder: str) -> None:
        if os.path.isdir(folder):  # noqa: PTH112 - one call of many thousands
            return
        self._make_folder(folder.rpartition("/")[0])
        try:
            os.mkdir(folder, FOLDER_MODE)  # noqa: PTH102
        except FileExistsError:
            return  # another worker was quicker
        if self.strict_umask:
            os.chmod(folder, FOLDER_MODE)  # noqa: PTH101


def list_files(folder: str) -> set[str]:
    """Return the files below a folder, by their paths."""
    found: set[str] = set()
    for root, below, names in os.walk(folder):
        here = root[len(folder) :].replace(os.sep, "/").lstrip("/")
        linked = [name for name in below if os.path.islink(f"{root}/{name}")]  # noqa: PTH114
        found.update(f"{here}/{name}".lstrip("/") for name in (*names, *linked))
    return found


def is_tree_of(folder: str, paths: Iterable[str]) -> bool:
    """Return whether a tree's folders hold what the paths name, and nothing else.

    A page's own folder is not looked into: one of thousands, and nothing else goes there.
    """
    below: dict[str, set[str]] = {"": set()}
    for path in paths:
        while path:
            above, _, name = path.rpartition("/")
            names = below.setdefault(above, set())
            if name in names:
                break
            names.add(name)
            path = above
    try:
        return all(set(os.listdir(f"{folder}/{each}")) == names
                   for each, names in below.items() if names != {"index.html"})
    except OSError:
        return False


def stands(units: Mapping[str, BuiltUnit], site_dir: Path) -> bool:
    """Return whether a tree is just as it was built."""
    folder = str(site_dir)
    files = [file for unit in units.values() for file in unit.files]
    return all(is_intact(folder, file) for file in files) and is_tree_of(
        folder, (file[0] for file in files))


def is_intact(folder: str, file: File) -> bool:
    """Return whether a folder holds a file as it was written: by its stat, else its bytes."""
    path, size, modified_ns, sha = file
    try:
        found = os.stat(f"{folder}/{path}", follow_symlinks=False)  # noqa: PTH116
        mode_right = os.name == "nt" or found.st_mode & MODE_BITS == FILE_MODE
        if not stat.S_ISREG(found.st_mode) or not mode_right or found.st_size != size:
            return False
        if found.st_mtime_ns == modified_ns:
            return True
        with open(f"{folder}/{path}", "rb") as source:  # noqa: PTH123
            return hashlib.sha256(source.read()).hexdigest() == sha
    except OSError:
        return False


def _modified_ns(path: str) -> int:
    return os.stat(path).st_mtime_ns  # noqa: PTH116


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except (OSError, NotImplementedError):
        with open(source, "rb") as old, open(target, "xb") as new:  # noqa: PTH123
            new.write(old.read())
        os.chmod(target, FILE_MODE)  # noqa: PTH101
