"""The microsite for ``heritage serve``: each page is rendered when it is asked for.

An edit costs its site's folder: it is read again, and what was rendered from it is
forgotten. Nothing is written but the cache.

Shapes  ``Preview.site`` is a mapping of POSIX path -> bytes, which renders as it is read.
Errors  While something is wrong, the last good microsite stays; problems are returned.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

from generator.cache import healing
from generator.content.catalogue import SITES
from generator.crew import Crew
from generator.errors import HeritageError, Problem, has_errors, sort_problems
from generator.handbook import kept_handbook
from generator.project import Project, open_workshop, read_again, read_outlines
from generator.render import desk_of, planner_of, ready_units
from generator.sketch import draw_sketch
from generator.model import Artifact
from generator.web.microsite import Studio, render_unit
from generator.web.packs import FileMark, mark_file
from generator.web.units import UNNAMED, Planner, Unit

MOST_KEPT = 400  # units


class Preview:
    """The state of a project while it is being edited."""

    def __init__(self, config_file: Path) -> None:
        self._config_file = config_file.absolute()
        self._open = ExitStack()
        self._project: Project | None = None
        self._site: LazySite | None = None
        self._handbook: tuple[Artifact, ...] = ()
        self._said: tuple[Problem, ...] = ()
        self._sound = False

    @property
    def site(self) -> "Mapping[str, bytes] | None":
        """The last good microsite."""
        return self._site

    def refresh(self, changed: Iterable[Path] = ()) -> tuple[Problem, ...]:
        """Read what changed, or everything; return what is wrong now."""
        slugs = self._slugs(changed)
        try:
            if slugs and self._project is not None and self._site is not None:
                return self._read_sites(self._project, self._site, slugs)
            return self._read_all()
        except HeritageError as stop:
            return stop.problems

    def sketch(self, path: str, raw: str) -> tuple[str, tuple[Problem, ...]]:
        """Return the page that a file would make, ``sites/SLUG/NAME``, and what is wrong with it."""
        if self._project is None or self._site is None:
            return "", ()
        return draw_sketch(self._project, self._site.planner, self._site.studio, path, raw)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def _slugs(self, changed: Iterable[Path]) -> frozenset[str]:
        """Return the sites whose folders hold all that changed; none where more did."""
        home, found = (self._config_file.parent / SITES).resolve(), set()
        for path in changed:
            parts = path.relative_to(home).parts if path.is_relative_to(home) else ()
            known = self._project is not None and parts[:1] and parts[0] in self._project.outlines
            if len(parts) < 2 or not known or not (home / parts[0]).is_dir():
                return frozenset()
            found.add(parts[0])
        return frozenset(found)

    def _read_all(self) -> tuple[Problem, ...]:
        self._open.close()
        workshop = self._open.enter_context(open_workshop(self._config_file))
        with Crew() as crew:
            project = healing(partial(read_outlines, workshop, crew))
        said: list[Problem] = []
        self._handbook = kept_handbook(workshop.config_file, workshop.cache, workshop.engine,
                                       workshop.cache_dir / "handbook", said)
        self._said = tuple(said)
        return self._take(project, lambda: self._planned(project))

    def _read_sites(
        self, before: Project, site: "LazySite", slugs: frozenset[str]
    ) -> tuple[Problem, ...]:
        project = read_again(before, slugs)
        if not self._sound or project.catalogue is not before.catalogue:
            return self._take(project, lambda: self._planned(project))
        planner = site.planner.updated({slug: project.outlines[slug] for slug in slugs})
        return self._take(project, lambda: LazySite(planner, site.ready, site.studio, site))

    def _planned(self, project: Project) -> "LazySite":
        studio = desk_of(project, preview=True).studio()
        ready = ready_units(project, self._handbook)
        return LazySite(planner_of(project, preview=True), ready, studio, self._site)

    def _take(self, project: Project, plan: Callable[[], "LazySite"]) -> tuple[Problem, ...]:
        problems = sort_problems((*project.problems, *self._said))
        self._project, self._sound = project, not has_errors(problems)
        if self._sound:
            self._site = plan()
        return problems


class LazySite(Mapping[str, bytes]):
    """A microsite of which a file is made when it is first read."""

    def __init__(
        self, planner: Planner, ready: tuple[Unit, ...], studio: Studio,
        before: "LazySite | None",
    ) -> None:
        self.ready = ready
        self.planner, self.studio = planner, studio
        self._lock = RLock()
        self._kept: OrderedDict[str, dict[str, bytes]] = OrderedDict()
        if before is not None:
            self._lock, self._kept = before._lock, before._kept

    def __bool__(self) -> bool:
        """Return true: there is a microsite; counting its files would take long."""
        return True

    def __getitem__(self, path: str) -> bytes:
        """Return a file's bytes, rendered now where they are not kept."""
        with self._lock:
            for unit in self._candidates(path):
                files = self._files(unit)
                if path in files:
                    return files[path]
        raise KeyError(path)

    def __contains__(self, path: object) -> bool:
        """Return whether there is such a file."""
        try:
            return isinstance(path, str) and self[path] is not None
        except KeyError:
            return False

    def __iter__(self) -> Iterator[str]:
        """Yield every path; units that don't name theirs are rendered."""
        for unit in (*self.planner.units(), *self.ready):
            yield from self._files(unit) if unit.kind in UNNAMED else unit.paths
        for unit in self.planner.packs({}, ()):
            yield from unit.paths

    def __len__(self) -> int:
        """Return how many files there are."""
        return sum(1 for _ in self)

    def _candidates(self, path: str) -> Iterator[Unit]:
        own = self.planner.unit_of(path)
        if own is not None:
            yield own
            return
        for unit in (*self.ready, *self.planner.whole()):
            if path in unit.paths or unit.kind in UNNAMED:
                yield unit
        if path.startswith("pack/"):
            yield from self.planner.packs(LazyFiles(self), self.studio.assets.kept, only=path)

    def _files(self, unit: Unit) -> dict[str, bytes]:
        files = self._kept.pop(unit.key, None)
        if files is None:
            made = render_unit(unit, self.studio)
            files = {each.path: each.content for each in made.artifacts}
        self._kept[unit.key] = files
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return files


class LazyFiles(Mapping[str, FileMark]):
    """The files of a lazy microsite, packs left out, as packs list them."""

    def __init__(self, site: LazySite) -> None:
        self._site = site
        self._paths = {path for path in site if not _is_of_pack(path)}

    def __getitem__(self, path: str) -> FileMark:
        """Return a file's mark; the file is made for it."""
        if path not in self._paths:
            raise KeyError(path)
        return mark_file(Artifact(path=path, content=self._site[path]))

    def __contains__(self, path: object) -> bool:
        """Return whether there is such a file, without making it."""
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        """Yield the paths."""
        return iter(self._paths)

    def __len__(self) -> int:
        """Return how many files there are."""
        return len(self._paths)


def _is_of_pack(path: str) -> bool:
    return path.startswith("pack/") and not path.startswith(("pack/words.", "pack/ping."))
