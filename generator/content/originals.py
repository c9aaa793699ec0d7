"""Read the originals that sites name: pictures and recordings.

Errors  A file that is missing or can't be read is a Problem in the list given.
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from generator.content.files import LARGEST_PICTURE_BYTES, Project
from generator.errors import Problem, error
from generator.model import AudioEntry, ImageEntry, Settings, Site


def find_pictures(
    project: Project, site: Site, problems: list[Problem]
) -> Iterator[tuple[ImageEntry, Path]]:
    """Yield the picture files that a site names and that are there."""
    home = (project.folder / site.file).parent / "images"
    for entry in site.images:
        path = _inside(home, entry.file)
        if path is None:
            shown = _like(home, entry.file)
            problems.append(error("image-missing", site.file, entry.line, entry.file, nearest=shown))
        else:
            yield entry, path


def find_recordings(
    project: Project, site: Site, problems: list[Problem]
) -> Iterator[tuple[AudioEntry, Path]]:
    """Yield the recordings that a site names and that are there."""
    home = (project.folder / site.file).parent / "audio"
    for entry in site.audio:
        path = _inside(home, entry.file)
        if path is None:
            problems.append(error("audio-missing", site.file, entry.line, entry.file))
        elif project.is_readable(path, LARGEST_PICTURE_BYTES, problems):
            yield entry, path


def read_original(project: Project, path: Path, problems: list[Problem]) -> bytes | None:
    """Return the bytes of a picture or recording, or None with a problem."""
    return project.read_bytes(path, LARGEST_PICTURE_BYTES, problems)


def check_settings_files(folder: Path, settings: Settings) -> tuple[Problem, ...]:
    """Return a problem for each file that ``mkdocs.yml`` names and that is not there."""
    named = [(settings.office.logo, settings.lines.get("office"))]
    named += [(area.coast, area.line) for area in settings.areas.values()]
    return tuple(
        error("settings-file-missing", settings.file, line, name)
        for name, line in named
        if name is not None and not is_inside(folder, name)
    )


def is_inside(folder: Path, name: str) -> bool:
    """Return whether a name is that of a file of the project, wherever links lead."""
    try:
        real = (folder / name).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        return False
    return real.is_file() and real.is_relative_to(folder.resolve())


def _inside(home: Path, name: str) -> Path | None:
    """Return the file of that very name (letter case counts on every system)."""
    if "/" in name or "\\" in name or name in {"", ".", ".."} or not home.is_dir():
        return None
    wanted = unicodedata.normalize("NFC", name)
    same = (each for each in home.iterdir() if unicodedata.normalize("NFC", each.name) == wanted)
    return next(same, None)


def _like(home: Path, name: str) -> str:
    if not home.is_dir():
        return "–"
    names = sorted(each.name for each in home.iterdir())
    same = [each for each in names if each.lower() == name.lower()]
    return ", ".join(same or names[:8]) or "–"
