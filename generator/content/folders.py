"""What lies in a site's folder, and whether it changed since it was looked at.

Shapes  ``Listing``: file name -> what the file system says, as text. Names below
        ``images`` and ``audio`` carry that folder's.
Errors  Nothing raises: what can't be read is listed as such, and told by its reader.
"""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from generator.content.files import LARGEST_PICTURE_BYTES, LARGEST_TEXT_BYTES

Listing = Mapping[str, str]
BELOW = ("images", "audio")
TEXTS = (".md", ".yml", ".yaml")
CHUNK_BYTES = 1 << 20


def list_folders(home: Path) -> tuple[tuple[str, bool], ...]:
    """Return (name, whether it is a link) of the folders of sites, sorted."""
    try:
        with os.scandir(home) as found:
            return tuple(sorted((each.name, each.is_symlink()) for each in found
                                if each.name[0] != "." and (each.is_symlink() or each.is_dir())))
    except OSError:
        return ()


def list_files(home: Path) -> tuple[Path, ...]:
    """Return the files that stand beside the folders of sites, sorted."""
    try:
        with os.scandir(home) as found:
            return tuple(sorted(Path(each.path) for each in found if not each.is_dir()))
    except OSError:
        return ()


def list_site(folder: str) -> Listing:
    """Return what stands in a site's folder, with size, times and inode."""
    found = _listed(folder, "")
    for name in BELOW:
        if name in found and _is_home(folder, name):
            found.update(_listed(f"{folder}/{name}", f"{name}/"))
    return found


def latest_ns(stat: str) -> int:
    """Return when a listed file last changed, in nanoseconds."""
    times = [int(part) for part in stat.split(":")[:2] if part.isdigit()]
    return max(times, default=0)


def read_site_files(
    folder: Path, listing: Listing, known: Mapping[str, tuple[str, str]], home: Path
) -> tuple[dict[str, str], dict[Path, bytes]]:
    """Return the digest of each listed file, and the bytes of texts; none outside ``home``.

    ``known`` is name -> (what the file system said, digest); a picture or recording of
    which it says the same is not read again.
    """
    digests: dict[str, str] = {}
    held: dict[Path, bytes] = {}
    for name, stat in listing.items():
        path = folder / name
        if not _is_below(path, home):
            digests[name] = "?"  # its reader will refuse it
            continue
        if name.endswith(TEXTS) and "/" not in name:
            content = _read_text(path)
            if content is not None:
                held[path] = content
            digests[name] = "?" if content is None else hashlib.sha256(content).hexdigest()
        elif "/" in name:
            old = known.get(name)
            digests[name] = old[1] if old is not None and old[0] == stat else digest_file(path)
        else:
            digests[name] = ""
    return digests, held


def digest_file(path: Path, home: Path | None = None) -> str:
    """Return the SHA-256 of a file, or a mark where it can't be read or lies outside ``home``."""
    found = hashlib.sha256()
    try:
        if not path.is_file() or path.stat().st_size > LARGEST_PICTURE_BYTES:
            return "?"
        if home is not None and not path.resolve().is_relative_to(home):
            return "?"
        with path.open("rb") as source:
            while part := source.read(CHUNK_BYTES):
                found.update(part)
    except OSError:
        return "?"
    return found.hexdigest()


def _is_home(folder: str, name: str) -> bool:
    """Return whether a folder below is none that leads out of the project; cheap where no link is."""
    return not os.path.islink(f"{folder}/{name}") or _is_below(  # noqa: PTH114 - one of thousands
        Path(folder, name), Path(folder).parents[1].resolve())


def _is_below(path: Path, home: Path) -> bool:
    """Return whether a file lies below a folder, wherever links lead; cheap where there are none."""
    try:
        if not (path.is_symlink() or path.parent.is_symlink() or path.parent.parent.is_symlink()):
            return True
        return path.resolve().is_relative_to(home)
    except (OSError, RuntimeError):
        return False


def _listed(folder: str, prefix: str) -> dict[str, str]:
    try:
        with os.scandir(folder) as found:
            return {prefix + name: stat for name, stat in sorted(
                [(each.name, _stat(each)) for each in found])}
    except OSError as fault:
        return {prefix: f"? {fault.errno}"}


def _stat(entry: "os.DirEntry[str]") -> str:
    """Return times, size and inode; a folder's are left out, a link's target is named."""
    try:
        if entry.is_dir():
            return "/"
        found = entry.stat()
        link = f":{os.readlink(entry.path)}" if entry.is_symlink() else ""
    except OSError as fault:
        return f"? {fault.errno}"
    return (f"{found.st_mtime_ns}:{found.st_ctime_ns}:{found.st_size}:{found.st_ino}:"
            f"{found.st_mode}{link}")


def _read_text(path: Path) -> bytes | None:
    """Return a text's bytes; None where its reader will refuse it."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as source:
            return source.read(LARGEST_TEXT_BYTES + 1)
    except OSError:
        return None
