"""The whole flow on one screen: read, check, plan, render, exchange.

Every step asks what changed and does no more: a clean build is one before which
nothing was there.

Shapes  In: the path of ``mkdocs.yml``. Out: files below ``output/``.
Errors  ``HeritageError`` carries every problem known when a step can't go on; a
        failed build leaves the last good output.
"""

import logging
from collections.abc import Container
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator.cache import healing
from generator.crew import Crew, Progress
from generator.errors import HeritageError, Problem, has_errors, sort_problems
from generator.handbook import handbook_key, kept_handbook
from generator.ledger import missing_places
from generator.manifest import BuiltUnit, Manifest, keep_manifest, read_manifest
from generator.model import Artifact
from generator.output import NewTree, WriteReport, locked, new_tree
from generator.project import (
    Project, Workshop, assemble, open_workshop, outlines_of, read_project, take_census,
)
from generator.tree import stands

__all__ = ["BuildReport", "Project", "build_site", "check_project", "read_project"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did; ``written`` is None where errors stopped it."""

    problems: tuple[Problem, ...]
    written: WriteReport | None = None
    pages: int = 0
    without_code: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody asked for."""

    site_dir: Path | None = None
    handbook: tuple[Artifact, ...] | None = None
    preview: bool = False
    strict: bool = False

    def stops(self, problems: tuple[Problem, ...]) -> bool:
        """Return whether the build can't go on."""
        return has_errors(problems) or (self.strict and bool(problems))


def check_project(project: Project) -> tuple[Problem, ...]:
    """Return every problem of a run, those of pictures included."""
    return project.problems


def build_site(
    config_file: Path, *, site_dir: Path | None = None,
    handbook: tuple[Artifact, ...] | None = None, preview: bool = False, strict: bool = False,
    progress: Progress | None = None,
) -> BuildReport:
    """Build the microsite and exchange it for the old one, unless an error stops it."""
    order = Order(site_dir=site_dir, handbook=handbook, preview=preview, strict=strict)
    try:
        with open_workshop(config_file) as workshop, locked(workshop.cache_dir, _say_waiting):
            with Crew(progress) as crew:
                return healing(partial(_build, workshop, order, crew))
    except HeritageError as stop:
        return BuildReport(problems=sort_problems(stop.problems))


def _build(workshop: Workshop, order: Order, crew: Crew, anew: Container[str]) -> BuildReport:
    site_dir = (order.site_dir or workshop.site_dir).absolute()
    before = read_manifest(workshop.cache, site_dir)
    census = take_census(workshop, before.scan, crew, anew)
    handbook_name = handbook_key(workshop.config_file, workshop.engine, order.handbook)
    state = census.state(workshop, str(order.preview), handbook_name)
    if handbook_name and state == before.state and stands(before.units, site_dir):
        if census.folders != before.scan:
            keep_manifest(workshop.cache, site_dir, replace(before, scan=census.folders))
        return _report(before, order, WriteReport(
            written=0, kept=before.files, removed=0, exchanged=False))
    project = assemble(workshop, census, outlines_of(workshop, census))
    if order.stops(project.problems):
        return BuildReport(problems=project.problems)
    said: list[Problem] = []
    handbook = order.handbook
    if handbook is None:
        handbook = kept_handbook(workshop.config_file, workshop.cache, workshop.engine,
                                 workshop.cache_dir / "handbook", said)
    with new_tree(site_dir) as tree, crew.settled():
        built, done = _render(project, handbook, before, tree, crew, preview=order.preview)
        found = [problem for unit in built.values() for problem in unit.problems]
        after = Manifest(
            state=state, scan=census.folders, units=built,
            problems=sort_problems((*project.problems, *said, *found)),
            pages=sum(file[0].endswith(".html") for unit in built.values() for file in unit.files),
            without_code=missing_places(project.catalogue, project.codes),
        )
        if not order.stops(after.problems):
            if done.exchanged:
                tree.exchange()
            keep_manifest(workshop.cache, site_dir, after)
    return _report(after, order, done)


def _render(
    project: Project, handbook: tuple[Artifact, ...], before: Manifest, tree: NewTree,
    crew: Crew, *, preview: bool,
) -> tuple[dict[str, BuiltUnit], WriteReport]:
    """Fill the new tree; a build with nothing to do needs none of the modules here."""
    from generator.render import BuiltFiles, Yard, desk_of, planner_of, ready_units

    planner, desk = planner_of(project, preview=preview), desk_of(project, preview=preview)
    yard = Yard(desk, before.units, tree, crew)
    yard.take((*planner.units(), *ready_units(project, handbook)))
    yard.take(planner.packs(BuiltFiles(yard.built.values()), desk.studio().assets.kept))
    return yard.built, yard.finish()


def _report(manifest: Manifest, order: Order, done: WriteReport) -> BuildReport:
    """Return what to tell; nothing was written where a problem stopped the build."""
    stopped = order.stops(manifest.problems)
    return BuildReport(problems=manifest.problems, written=None if stopped else done,
                       pages=manifest.pages, without_code=manifest.without_code)


def _say_waiting() -> None:
    """Tell whoever watches that another build is at work."""
    logging.getLogger("heritage").warning("another build is at work; waiting for it to end")
