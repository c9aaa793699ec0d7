"""Look at a site's pictures and make what phones need, each picture once.

Derivatives are kept under the digest of the original, one file each, as soon as they are
made: an interrupted run goes on where it was.

Errors  Problems are appended; ``Restless`` where a file changes while it is read.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.cache import CacheFolder
from generator.content.files import Project
from generator.content.originals import find_pictures, read_original
from generator.errors import Problem, has_errors
from generator.model import ImageEntry, Picture, Site
from generator.pictures import (
    check_near_duplicates, derive_picture, fingerprint, inspect_picture,
)

Look = tuple[tuple[Problem, ...], int | None]


class Restless(Exception):
    """A file changed while it was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gallery:
    """Pictures by the bytes of their originals; ``key`` names code and libraries."""

    cache: CacheFolder
    key: str
    anew: bool = False

    def pictures_of(
        self, site: Site, project: Project, digests: Mapping[str, str], problems: list[Problem]
    ) -> dict[str, Picture]:
        """Return the site's sound pictures; their derivatives are in the cache."""
        pictures: dict[str, Picture] = {}
        marks: list[tuple[ImageEntry, int]] = []
        for entry, path in find_pictures(project, site, problems):
            original = _Original(project=project, path=path,
                                 digest=digests.get(f"images/{path.name}", "?"))
            look = self._look(entry, original, problems)
            if look is None:
                continue
            found = [replace(each, file=site.file, line=entry.line) for each in look[0]]
            problems.extend(found)
            if has_errors(found):
                continue
            if look[1] is not None and entry.kind == "photo":
                marks.append((entry, look[1]))
            picture = self._derived(entry, original)
            pictures[entry.file] = replace(picture, credit=entry.credit, licence=entry.licence)
        problems.extend(check_near_duplicates(marks, site.file))
        return pictures

    def derivative(self, path: str) -> bytes | None:
        """Return the bytes of a derivative by its path in the microsite."""
        return self.cache.get(f"derivative {self.key} {path}")

    def _look(
        self, entry: ImageEntry, original: "_Original", problems: list[Problem]
    ) -> Look | None:
        """Return what is wrong with a picture, and its fingerprint; None if unreadable."""
        credited = bool(entry.credit), bool(entry.licence)
        key = f"look {self.key} {original.digest} {entry.file} {entry.kind} {credited}"
        look = None if self.anew else self.cache.load(key)
        if look is None:
            content = original.read(problems)
            if content is None:
                return None
            look = inspect_picture(entry, content, "", 0), fingerprint(content)
            self.cache.keep(key, look)
        return look[0], look[1]

    def _derived(self, entry: ImageEntry, original: "_Original") -> Picture:
        key = f"picture {self.key} {original.digest} {entry.file} {entry.kind}"
        picture = None if self.anew else self.cache.load(key)
        if isinstance(picture, Picture):
            return picture
        content = original.read([])
        if content is None:
            raise Restless
        picture, artifacts = derive_picture(entry, content)
        for each in artifacts:
            self.cache.put(f"derivative {self.key} {each.path}", each.content)
        self.cache.keep(key, picture)
        return picture


@dataclass(frozen=True, slots=True, kw_only=True)
class _Original:
    """A picture's file with the digest that the survey found."""

    project: Project
    path: Path
    digest: str

    def read(self, problems: list[Problem]) -> bytes | None:
        content = read_original(self.project, self.path, problems)
        if content is not None and hashlib.sha256(content).hexdigest() != self.digest:
            raise Restless
        return content
