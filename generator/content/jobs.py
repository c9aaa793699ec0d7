"""Read what print jobs need: drawings, logo, built pages, the ledger, a finished job.

Errors  ``HeritageError`` for a ZIP that is too large; ``OSError`` goes up. A page or a file
        of a microsite that can't be had is None.
"""

import lzma
import struct
import urllib.error
import urllib.request
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

from generator.content.originals import is_inside
from generator.errors import HeritageError, error
from generator.model import Catalogue

LARGEST_JOB_BYTES = 1_000_000_000  # it is held in memory; 1,000 plaques have 60 MB
LARGEST_PAGE_BYTES = 2_000_000
LEDGER_IN_SITE = "data/codes.csv"
TIMEOUT_S = 10
WEB = ("http://", "https://")


def site_reader(site: Path | str) -> Callable[[str], str | None]:
    """Return what reads a file of a built microsite, from a folder or its web address."""
    if isinstance(site, str):
        return lambda path: _fetch(f"{site.rstrip('/')}/{path}")
    return lambda path: _read(site / path)


def page_path(code: str) -> str:
    """Return where a code's plaque page lies in the microsite."""
    return f"Q/{code}/index.html"


def read_engravings(folder: Path, catalogue: Catalogue) -> dict[str, bytes]:
    """Return by site the one-ink drawing beside its first drawing: ``<stem>.ink.svg``."""
    found = {}
    for site in catalogue.sites.values():
        for entry in site.images:
            path = (folder / site.file).parent / "images" / f"{Path(entry.file).stem}.ink.svg"
            if entry.kind == "drawing" and is_inside(folder, path.relative_to(folder).as_posix()):
                found[site.slug] = path.read_bytes()
                break
    return found


def read_logo(folder: Path, catalogue: Catalogue) -> bytes | None:
    """Return the office's logo."""
    name = catalogue.settings.office.logo
    path = folder / name if name else None
    return path.read_bytes() if path is not None and name and is_inside(folder, name) else None


def read_job(path: Path) -> dict[str, bytes]:
    """Return a finished job's files by path below the job."""
    if path.is_dir():
        home = path.resolve()
        found = [each for each in sorted(path.rglob("*"))
                 if each.is_file() and each.resolve().is_relative_to(home)]
        _refuse_too_large(path, (each.stat().st_size for each in found))
        return {each.relative_to(path).as_posix(): each.read_bytes() for each in found}
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [each for each in archive.infolist() if not each.is_dir()]
            _refuse_too_large(path, (each.file_size for each in entries))
            return {each.filename.partition("/")[2]: archive.read(each) for each in entries}
    except (OSError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError,
            RuntimeError, ValueError, struct.error) as fault:
        raise HeritageError([error("job-unreadable", path.name, None, path.name)]) from fault


def _refuse_too_large(path: Path, sizes: Iterable[int]) -> None:
    if sum(sizes) > LARGEST_JOB_BYTES:
        raise HeritageError([error("job-unreadable", path.name, None, "@too-large")])


def _read(path: Path) -> str | None:
    try:
        return path.read_text("utf-8") if path.is_file() else None
    except (OSError, UnicodeDecodeError):
        return None


def _fetch(address: str) -> str | None:
    """Return what stands at a web address; an answer other than 200 is nothing."""
    if not address.startswith(WEB):
        return None
    plain = address.removesuffix("index.html")  # what a phone asks for
    try:
        with urllib.request.urlopen(plain, timeout=TIMEOUT_S) as answer:
            if answer.status != 200:
                return None
            return str(answer.read(LARGEST_PAGE_BYTES).decode("utf-8", "replace"))
    except (urllib.error.URLError, OSError, ValueError):
        return None
