"""Render the units that changed into a new tree, and link what did not.

Shapes  ``plan`` -> units; ``render_tree`` -> what stands in the new tree, and a report.
Errors  ``OSError`` where the disk says no, ``CacheLost`` where the cache lost a text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

from generator.cache import CacheFolder, digest
from generator.crew import CHUNK, Crew
from generator.ledger import HEADER, row_text
from generator.manifest import BuiltUnit, File
from generator.model import Artifact, Coast, Messages
from generator.output import NewTree, WriteReport, refuse_odd_paths
from generator.project import Project
from generator.record import Outline, SiteRecord
from generator.survey import Ground, picture_file, recording_file, whole_record
from generator.templates import Renderer, read_admin_files
from generator.tree import Place, is_tree_of, list_files
from generator.web.assets import Assets, make_assets
from generator.web.desk_pages import desk_files
from generator.web.live import live_file
from generator.web.map_pages import boxed, chart_files, chart_paths
from generator.web.microsite import Rendered, Studio, render_unit
from generator.web.packs import FileMark
from generator.web.units import Planner, Unit, ready_unit

Change = tuple[Unit, BuiltUnit | None]
LINKS_CHUNK = 2000
RECORDS_AT_HAND = 128  # some 100 kB each


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a worker needs to render units and to put their files away."""

    ground: Ground
    messages: Messages
    engine: str
    preview: bool
    coasts: Mapping[str, Coast]
    charts: Mapping[str, str]

    def studio(self) -> Studio:
        """Return what units are rendered with."""
        renderer, assets = _look(self.ground.folder, self.engine, self.ground.settings.languages,
                                 self.preview)
        return Studio(settings=self.ground.settings, messages=self.messages, renderer=renderer,
                      assets=assets, source=Kept(ground=self.ground), coasts=self.coasts,
                      charts=self.charts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a survey put into the cache; the ``Source`` of ``web/microsite.py``."""

    ground: Ground

    def record(self, slug: str, key: str) -> SiteRecord:
        """Return a site with its whole texts."""
        return _record(self.ground.cache, slug, key)

    def picture(self, slug: str, path: str) -> bytes:
        """Return a derivative of a site's picture."""
        return picture_file(self.ground, slug, path)

    def recording(self, outline: Outline, path: str) -> bytes:
        """Return a recording of a site."""
        return recording_file(self.ground, outline, path)

    def recall(self, path: str) -> bytes | None:
        """Return a file that is slow to make, where it was kept."""
        return self.ground.cache.get(f"made {self.ground.picture_key} {path}")

    def keep(self, artifact: Artifact) -> None:
        """Keep a file that is slow to make; its path names all that it is made from."""
        self.ground.cache.put(f"made {self.ground.picture_key} {artifact.path}", artifact.content)


class BuiltFiles(Mapping[str, FileMark]):
    """The files built so far, as packs list them."""

    def __init__(self, units: Iterable[BuiltUnit]) -> None:
        self._files = {file[0]: file for unit in units for file in unit.files}

    def __getitem__(self, path: str) -> FileMark:
        """Return a file's mark."""
        _, size, _, sha = self._files[path]
        return FileMark(path=path, sha256=sha, size_bytes=size)

    def __iter__(self) -> Iterator[str]:
        """Yield the paths."""
        return iter(self._files)

    def __len__(self) -> int:
        """Return how many files there are."""
        return len(self._files)


def planner_of(project: Project, *, preview: bool = False) -> Planner:
    """Return who knows the units of a microsite."""
    workshop = project.workshop
    charts = chart_paths(charts_of(project))
    key = digest(workshop.engine, repr(workshop.settings), preview, _credits(project), charts)
    return Planner(key, workshop.ground.picture_key, workshop.settings, project.outlines,
                   project.codes, charts, project.doing.services)


def charts_of(project: Project) -> tuple[Artifact, ...]:
    """Return the picture of each area's coast, drawn only where the cache lacks it."""
    catalogue, cache = project.catalogue, project.workshop.cache
    boxes = [boxed(catalogue.settings.areas[key], catalogue) for key in catalogue.coasts]
    key = f"charts {project.workshop.engine} {project.census.others} {digest(boxes)}"
    charts: tuple[Artifact, ...] | None = cache.load(key)
    if charts is None:
        charts = chart_files(catalogue)
        cache.keep(key, charts)
    return charts


def ready_units(project: Project, handbook: tuple[Artifact, ...]) -> tuple[Unit, ...]:
    """Return the files that need no rendering: handbook, notices, a copy of the ledger."""
    settings = project.workshop.settings
    places = [slug for slug, site in project.catalogue.sites.items() if not site.is_page]
    live = live_file(project.doing.notices, settings, project.messages, places)
    ledger = HEADER + "".join(row_text(row) for row in project.catalogue.ledger)
    copy = Artifact(path="data/codes.csv", content=ledger.encode())
    workshop = project.workshop
    desk = desk_files(project.catalogue, project.messages,
                      read_admin_files(workshop.config_file.parent))
    return (ready_unit("handbook", handbook), ready_unit("ledger", (copy, live)),
            ready_unit("charts", charts_of(project)), ready_unit("desk", tuple(desk)))


def desk_of(project: Project, *, preview: bool = False) -> Desk:
    """Return the desk of a project."""
    workshop = project.workshop
    return Desk(ground=workshop.ground, messages=workshop.messages, engine=workshop.engine,
                preview=preview, coasts=_credits(project), charts=chart_paths(charts_of(project)))


def _credits(project: Project) -> dict[str, Coast]:
    return {key: replace(coast, rings=()) for key, coast in project.catalogue.coasts.items()}


class Yard:
    """Where a new tree grows beside the old one, unit by unit."""

    def __init__(
        self, desk: Desk, before: Mapping[str, BuiltUnit], tree: NewTree, crew: Crew
    ) -> None:
        self.built: dict[str, BuiltUnit] = {}
        self._before, self._crew = before, crew
        self._place = Place.of(tree.new, tree.old)
        self._work = partial(_render_chunk, desk, self._place)
        self._kept: list[File] = []
        self._written = 0

    def take(self, units: Iterable[Unit]) -> None:
        """Render the units that changed; note which files of the others stay."""
        changed: list[Change] = []
        for unit in units:
            was = self._before.get(unit.name)
            if was is not None and was.key == unit.key and all(map(self._place.is_intact, was.files)):
                self._note(unit.name, was)
                self._kept.extend(was.files)
            else:
                changed.append((unit, was))
        many = [each for each in changed if each[0].has_many_kin]
        rendered = self._crew.each_chunk("render", self._work, many, weigh=_weight)
        for each in changed:  # while the crew is at work
            if not each[0].has_many_kin:
                self._note_all(self._work([each]))
        for results in rendered:
            self._note_all(results)

    def finish(self) -> WriteReport:
        """Make the new tree whole, unless it would be the old one."""
        old = self._place.old
        paths = {file[0] for unit in self.built.values() for file in unit.files}
        there = {file[0] for unit in self._before.values() for file in unit.files}
        removed = len((there or list_files(old)) - paths)
        exchanged = bool(self._written or removed) or not is_tree_of(old, paths)
        if exchanged:
            link = partial(_link_chunk, self._place)
            for _ in self._crew.each_chunk("link", link, self._kept, weigh=_link_weight):
                pass
        return WriteReport(written=self._written, kept=len(paths) - self._written,
                           removed=removed, exchanged=exchanged)

    def _note_all(self, results: list[tuple[str, BuiltUnit, int]]) -> None:
        for name, unit, written in results:
            self._note(name, unit)
            self._written += written

    def _note(self, name: str, unit: BuiltUnit) -> None:
        self.built[name] = unit


# ------------------------------------------------------------------ done by workers
def _render_chunk(
    desk: Desk, place: Place, changed: Sequence[Change]
) -> list[tuple[str, BuiltUnit, int]]:
    studio = desk.studio()
    return [_put(unit, was, render_unit(unit, studio), place) for unit, was in changed]


def _put(
    unit: Unit, was: BuiltUnit | None, rendered: Rendered, place: Place
) -> tuple[str, BuiltUnit, int]:
    before = {file[0]: file for file in was.files} if was is not None else {}
    if not unit.has_many_kin:
        refuse_odd_paths(rendered.artifacts, Path(place.old))
    files: list[File] = []
    written = 0
    for artifact in rendered.artifacts:
        file, fresh = place.put(artifact.path, artifact.content, before.get(artifact.path))
        files.append(file)
        written += fresh
    return unit.name, BuiltUnit(key=unit.key, files=tuple(files),
                                problems=rendered.problems), written


def _weight(change: Change) -> float:
    """Return what a unit costs, a site's pages being 1: a pack has all texts of its sites."""
    return max(1.0, len(change[0].wholes) / 16)


def _link_weight(file: File) -> float:
    return CHUNK / LINKS_CHUNK


def _link_chunk(place: Place, files: Sequence[File]) -> None:
    for file in files:
        place.keep(file[0])


@lru_cache(maxsize=RECORDS_AT_HAND)
def _record(cache: CacheFolder, slug: str, key: str) -> SiteRecord:
    """Return a record; an area's packs, one a language, want the same ones in turn."""
    return whole_record(cache, slug, key)


@lru_cache(maxsize=2)
def _look(
    folder: Path, engine: str, languages: tuple[str, ...], preview: bool
) -> tuple[Renderer, Assets]:
    """Return templates and assets; ``engine`` names what they were read from."""
    renderer = Renderer.of(folder)
    return renderer, make_assets(renderer, languages, preview=preview)
