"""Name the program itself: its code, templates, libraries and Python, as one digest.

All of it counts as input: a build by another version is another build.

Errors  A library that isn't there has no version.
"""

import contextlib
import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from generator.cache import digest
from generator.content.folders import digest_file
from generator.templates import template_folders

HOME = Path(__file__).resolve().parent
# What derivatives of pictures are made by; other code may change without making them anew.
PICTURE_CODE = ("pictures.py", "drawings.py", "gallery.py", "model.py", "errors.py", "web/cards.py")
PICTURE_LIBRARIES = ("pillow", "typst", "fontpkg-noto-serif", "fontpkg-noto-sans",
                     "noto-cjk-sans-otc")


def engine_key(project_dir: Path) -> str:
    """Return the digest of all that texts are read and pages are made with."""
    files = sorted(HOME.rglob("*.py"))
    for folder in template_folders(project_dir):
        files += sorted(path for path in folder.rglob("*") if path.is_file())
    return digest(*_platform(), *_libraries(),
                  *(f"{path.name} {digest_file(path)}" for path in files))


def picture_key() -> str:
    """Return the digest of all that pictures are looked at and derived with."""
    return digest(*_platform(), *map(_version, PICTURE_LIBRARIES),
                  *(digest_file(HOME / name) for name in PICTURE_CODE))


def _platform() -> tuple[str, ...]:
    return sys.version, platform.system(), platform.machine()


def _libraries() -> list[str]:
    """Return name and version of every library there is."""
    found: set[str] = set()
    for folder in sys.path:
        with contextlib.suppress(OSError):
            found.update(name for name in os.listdir(folder or ".") if name.endswith(".dist-info"))
    return sorted(found)


def _version(library: str) -> str:
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return library
