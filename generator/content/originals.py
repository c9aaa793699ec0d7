"""Read the originals that sites name: pictures and recordings.

Errors  A file that is missing or can't be read is a Problem in the list given.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from generator.content.files import LARGEST_PICTURE_BYTES, Project
from generator.errors import Problem, error
from generator.model import Artifact, AudioEntry, Catalogue, ImageEntry, Settings, Site


def read_pictures(
    folder: Path, catalogue: Catalogue, problems: list[Problem]
) -> Iterator[tuple[Site, ImageEntry, bytes]]:
    """Yield each picture's bytes, one at a time."""
    project = Project(folder=folder)
    for site in catalogue.sites.values():
        home = (folder / site.file).parent / "images"
        for entry in site.images:
            path = _inside(home, entry.file)
            if path is None:
                shown = _like(home, entry.file)
                problems.append(
                    error("image-missing", site.file, entry.line, entry.file, nearest=shown)
                )
                continue
            content = project.read_bytes(path, LARGEST_PICTURE_BYTES, problems)
            if content is not None:
                yield site, entry, content


def check_recordings(folder: Path, catalogue: Catalogue) -> tuple[Problem, ...]:
    """Return a problem for each recording that is not there."""
    return tuple(
        error("audio-missing", site.file, entry.line, entry.file)
        for site in catalogue.sites.values()
        for entry in site.audio
        if _inside((folder / site.file).parent / "audio", entry.file) is None
    )


def read_recordings(
    folder: Path, catalogue: Catalogue
) -> Iterator[tuple[str, AudioEntry, Artifact]]:
    """Yield each recording with its site's slug, under a name made from its content."""
    project = Project(folder=folder)
    for site in catalogue.sites.values():
        for entry in site.audio:
            path = _inside((folder / site.file).parent / "audio", entry.file)
            content = path and project.read_bytes(path, LARGEST_PICTURE_BYTES, [])
            if content:
                name = hashlib.sha256(content).hexdigest()[:12]
                ending = entry.file.rpartition(".")[2].lower()
                yield site.slug, entry, Artifact(path=f"assets/audio/{name}.{ending}",
                                                 content=content)


def check_settings_files(folder: Path, settings: Settings) -> tuple[Problem, ...]:
    """Return a problem for each file that ``mkdocs.yml`` names and that is not there."""
    named = [(settings.office.logo, settings.lines.get("office"))]
    named += [(area.coast, area.line) for area in settings.areas.values()]
    return tuple(
        error("settings-file-missing", settings.file, line, name)
        for name, line in named
        if name is not None and not (folder / name).is_file()
    )


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
