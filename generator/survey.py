"""Read the sites' folders: each once, and again only when its bytes changed.

What a folder holds is parsed under a key made of the bytes of all its files and of all
that they are read with (``Ground.key``), so that one cache serves every branch and door.

Shapes  ``survey_site`` -> ``Finding``: what others see of the site, and what its files
        were. The whole texts stay in the cache, where ``whole_record`` finds them.
Errors  ``CacheLost`` where the cache lost what it held a moment ago; read that site anew.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.cache import CacheFolder, CacheLost, digest
from generator.checks import check_site
from generator.checks.glossary import check_glossary
from generator.content.catalogue import SITES, read_site
from generator.content.files import Project
from generator.content.folders import list_site, read_site_files
from generator.content.originals import find_recordings, read_original
from generator.errors import HeritageError, Problem, error
from generator.gallery import Gallery, Restless
from generator.glossary import Term
from generator.model import Picture, Settings, Vocabulary
from generator.record import Outline, SiteRecord, outline_of

PATIENCE = 5  # how often a folder may change while it is read


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What every site is read with; the keys name all of it, code and libraries too."""

    folder: Path
    cache_dir: Path
    settings: Settings
    vocabulary: Vocabulary
    key: str
    picture_key: str
    terms: tuple[Term, ...] = ()

    @property
    def cache(self) -> CacheFolder:
        """Where records and pictures are kept."""
        return CacheFolder(self.cache_dir)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one folder held: its outline, and of each file what the system says and its digest."""

    outline: Outline
    files: Mapping[str, tuple[str, str]]


def survey_site(
    ground: Ground, slug: str, known: Mapping[str, tuple[str, str]], *, anew: bool = False
) -> Finding:
    """Return what a site's folder holds, parsed only where the cache lacks it.

    ``anew`` passes over the cache, for a site of which it lost something.
    """
    for _ in range(PATIENCE):
        try:
            return _survey(ground, slug, known, anew)
        except Restless:
            continue
    raise HeritageError([error("unreadable", f"{SITES}/{slug}", None, "@changes")])


def kept_outline(ground: Ground, key: str) -> Outline | None:
    """Return the outline that an earlier survey kept."""
    found = ground.cache.load(f"outline {key}")
    return found if isinstance(found, Outline) else None


def whole_record(cache: CacheFolder, slug: str, key: str) -> SiteRecord:
    """Return all that was read of a site."""
    record = cache.load(f"record {key}")
    if not isinstance(record, SiteRecord):
        raise CacheLost([slug])
    return record


def picture_file(ground: Ground, slug: str, path: str) -> bytes:
    """Return the bytes of a derivative that a survey made."""
    content = Gallery(cache=ground.cache, key=ground.picture_key).derivative(path)
    if content is None:
        raise CacheLost([slug])
    return content


def recording_path(name: str, path: Path) -> str:
    """Return where a recording goes, by the digest of its bytes."""
    return f"assets/audio/{name[:12]}{path.suffix.lower()}"


def recording_file(ground: Ground, outline: Outline, path: str) -> bytes:
    """Return the bytes of a recording that a survey found."""
    project = Project(folder=ground.folder)
    for _, original in find_recordings(project, outline.site, []) if outline.site else ():
        content = read_original(project, original, [])
        if content and recording_path(hashlib.sha256(content).hexdigest(), original) == path:
            return content
    raise CacheLost([outline.slug])


# ------------------------------------------------------------------ one folder
def _survey(
    ground: Ground, slug: str, known: Mapping[str, tuple[str, str]], anew: bool
) -> Finding:
    folder = ground.folder / SITES / slug
    listing = list_site(str(folder))
    digests, held = read_site_files(
        folder, listing, {} if anew else known, ground.folder.resolve())
    key = digest(ground.key, slug, *(f"{name} {digests[name]}" for name in listing))
    files = {name: (stat, digests[name]) for name, stat in listing.items()}
    outline = None if anew else kept_outline(ground, key)
    if outline is not None:
        return Finding(outline=outline, files=files)
    record = _read(ground, slug, key, Project(folder=ground.folder, held=held), digests, anew)
    outline = outline_of(record)
    if not (ground.cache.keep(f"record {key}", record)
            and ground.cache.keep(f"outline {key}", outline)):
        raise HeritageError([error("disk-full", ground.cache_dir.name, None, slug)])
    return Finding(outline=outline, files=files)


def _read(
    ground: Ground, slug: str, key: str, project: Project, digests: Mapping[str, str], anew: bool
) -> SiteRecord:
    problems: list[Problem] = []
    unread: set[str] = set()
    site = read_site(project, slug, ground.settings, ground.vocabulary, problems, unread)
    pictures: dict[str, Picture] = {}
    recordings: dict[str, str] = {}
    if site is not None:
        problems.extend(check_site(site, ground.settings, frozenset(unread)))
        problems.extend(check_glossary(site, ground.settings, ground.terms))
        for entry, path in find_recordings(project, site, problems):
            recordings[entry.file] = recording_path(digests.get(f"audio/{path.name}", "?"), path)
        gallery = Gallery(cache=ground.cache, key=ground.picture_key, anew=anew)
        pictures = gallery.pictures_of(site, project, digests, problems)
    return SiteRecord(slug=slug, key=key, site=site, pictures=pictures,
                      recordings=recordings, problems=tuple(problems), unread=tuple(sorted(unread)))
