"""What was built from what, so that only what changed is built again.

Shapes  ``Manifest.scan``: site -> what its folder held; ``Manifest.units``: unit -> its key
        and files. A file is ``(path, bytes, modified_ns, SHA-256)``.
Errors  A manifest that is missing or damaged is an empty one: everything is built.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from generator.cache import CacheFolder
from generator.errors import Problem

File = tuple[str, int, int, str]


class FolderState(NamedTuple):
    """What a site's folder held, and the key of the record made of it.

    ``listing`` is what the system said, in one text; it is empty where a file was so young
    that a change in the same tick of the clock could not be told. ``media`` are pictures
    and recordings: name -> (what the system said, digest).
    """

    listing: str
    key: str
    media: dict[str, tuple[str, str]]


class BuiltUnit(NamedTuple):
    """The files of a unit and what was wrong with them."""

    key: str
    files: tuple[File, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One microsite as it was built last; ``state`` names all its inputs."""

    state: str = ""
    scan: Mapping[str, FolderState] = field(default_factory=dict)
    units: Mapping[str, BuiltUnit] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    pages: int = 0
    without_code: tuple[tuple[str, str], ...] = ()

    @property
    def files(self) -> int:
        """How many files the microsite has."""
        return sum(len(unit.files) for unit in self.units.values())


def read_manifest(cache: CacheFolder, site_dir: Path) -> Manifest:
    """Return the manifest of a microsite."""
    found = cache.load(_key(site_dir))
    return found if isinstance(found, Manifest) else Manifest()


def keep_manifest(cache: CacheFolder, site_dir: Path, manifest: Manifest) -> None:
    """Keep the manifest of a microsite."""
    cache.keep(_key(site_dir), manifest)


def _key(site_dir: Path) -> str:
    return f"manifest {site_dir}"
