"""Read what print jobs need: built pages, the sheet's template, a finished job.

Errors  ``HeritageError`` for a ZIP that is too large; ``OSError`` goes up.
"""

import zipfile
from pathlib import Path

from generator.errors import HeritageError, error

LARGEST_JOB_BYTES = 2_000_000_000


def read_page(site_dir: Path, code: str) -> str | None:
    """Return the built plaque page of a code, or None where there is none."""
    path = site_dir / "Q" / code / "index.html"
    return path.read_text("utf-8") if path.is_file() else None


def read_job(path: Path) -> dict[str, bytes]:
    """Return a finished job's files by path below the job."""
    if path.is_dir():
        return {
            each.relative_to(path).as_posix(): each.read_bytes()
            for each in sorted(path.rglob("*")) if each.is_file()
        }
    with zipfile.ZipFile(path) as archive:
        entries = [each for each in archive.infolist() if not each.is_dir()]
        if sum(each.file_size for each in entries) > LARGEST_JOB_BYTES:
            raise HeritageError([error("job-unreadable", path.name, None, "@too-large")])
        return {each.filename.partition("/")[2]: archive.read(each) for each in entries}
