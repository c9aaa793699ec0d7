"""The whole flow on one screen: read, check, plan, render, write.

Shapes  In: the path of ``mkdocs.yml``. Out: files below ``output/``.
Errors  ``HeritageError`` carries every problem known when a step can't go on; a
        failed build leaves the last good output.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.checks import check_catalogue
from generator.checks.ledger import check_ledger
from generator.content.catalogue import LEDGER, read_catalogue, read_settings
from generator.content.doing_reader import read_doing
from generator.content.history import read_history
from generator.content.originals import (
    check_recordings, check_settings_files, read_pictures, read_recordings,
)
from generator.doing import Doing
from generator.errors import HeritageError, Problem, has_errors, sort_problems
from generator.handbook import render_handbook
from generator.ledger import HEADER, fold_codes, missing_places, row_text
from generator.model import Artifact, Catalogue, ImageEntry, IssuedCode, Messages, Picture
from generator.output import WriteReport, locked, write_artifacts
from generator.pictures import (
    check_near_duplicates, derive_picture, fingerprint, inspect_picture,
)
from generator.templates import Renderer, read_messages, read_vocabulary
from generator.web.microsite import build_microsite

Pictures = Mapping[tuple[str, str], Picture]


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Everything read from one folder, with the problems found on the way."""

    config_file: Path
    catalogue: Catalogue
    codes: Mapping[str, IssuedCode]
    messages: Messages
    problems: tuple[Problem, ...]
    doing: Doing

    @property
    def folder(self) -> Path:
        """The folder of ``mkdocs.yml``."""
        return self.config_file.parent

    @property
    def site_dir(self) -> Path:
        """Where the microsite goes."""
        return self.folder / self.catalogue.settings.site_dir

    @property
    def cache_dir(self) -> Path:
        """Where caches live; may be deleted at any time."""
        return self.folder / ".cache" / "heritage"

    @property
    def ledger_path(self) -> Path:
        """The ledger of printed codes."""
        return self.folder / LEDGER


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did; ``written`` is None where errors stopped it."""

    problems: tuple[Problem, ...]
    written: WriteReport | None = None
    pages: int = 0
    without_code: tuple[tuple[str, str], ...] = ()


def read_project(config_file: Path) -> Project:
    """Return the project with its problems; its pictures are not opened yet."""
    problems: list[Problem] = []
    config_file = config_file.absolute()
    settings = read_settings(config_file, problems)
    if settings is None:
        raise HeritageError(sort_problems(problems))
    messages = read_messages(config_file.parent, problems)
    vocabulary = read_vocabulary(messages, config_file.parent)
    catalogue = read_catalogue(config_file.parent, settings, vocabulary, problems)
    problems.extend(check_catalogue(catalogue, messages))
    problems.extend(check_recordings(config_file.parent, catalogue))
    problems.extend(check_settings_files(config_file.parent, settings))
    history = read_history(config_file.parent, config_file.parent / settings.site_dir)
    problems.extend(check_ledger(catalogue, history))
    doing = read_doing(config_file.parent, catalogue, messages, problems)
    return Project(config_file=config_file, catalogue=catalogue, messages=messages, doing=doing,
                   codes=fold_codes(catalogue.ledger), problems=sort_problems(problems))


def check_project(project: Project) -> tuple[Problem, ...]:
    """Return every problem of a run, those of pictures included."""
    problems = list(project.problems)
    seen: dict[str, list[tuple[ImageEntry, int]]] = {}
    for site, entry, original in read_pictures(project.folder, project.catalogue, problems):
        found = inspect_picture(entry, original, site.file, entry.line)
        problems.extend(found)
        mark = None if has_errors(found) or entry.kind != "photo" else fingerprint(original)
        if mark is not None:
            seen.setdefault(site.file, []).append((entry, mark))
    for file, marks in seen.items():
        problems.extend(check_near_duplicates(marks, file))
    return sort_problems(problems)


def render_site(
    project: Project, handbook: tuple[Artifact, ...], *, preview: bool = False
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """Return every file of the microsite."""
    pictures: dict[tuple[str, str], Picture] = {}
    derivatives: dict[str, Artifact] = {}
    for site, entry, original in read_pictures(project.folder, project.catalogue, []):
        picture, artifacts = derive_picture(entry, original)
        pictures[site.slug, entry.file] = picture
        derivatives.update((each.path, each) for each in artifacts)
    recordings: dict[tuple[str, str], str] = {}
    for slug, recording, artifact in read_recordings(project.folder, project.catalogue):
        recordings[slug, recording.file] = artifact.path
        derivatives[artifact.path] = artifact
    pages, problems = build_microsite(
        project.catalogue, project.codes, project.messages, Renderer.of(project.folder), pictures,
        recordings, tuple(derivatives.values()), preview=preview, doing=project.doing,
    )
    ledger = HEADER + "".join(row_text(row) for row in project.catalogue.ledger)
    codes = Artifact(path="data/codes.csv", content=ledger.encode())
    return (*pages, *derivatives.values(), *handbook, codes), problems


def build_in_memory(
    config_file: Path, *, preview: bool = False
) -> tuple[Mapping[str, bytes] | None, tuple[Problem, ...]]:
    """Return the microsite by path, or None where errors stop it; writes no output."""
    try:
        project = read_project(config_file)
    except HeritageError as stop:
        return None, stop.problems
    problems = check_project(project)
    if has_errors(problems):
        return None, problems
    said: list[Problem] = []
    handbook = render_handbook(project.config_file, project.cache_dir / "handbook", said)
    artifacts, more = render_site(project, handbook, preview=preview)
    problems = sort_problems((*problems, *said, *more))
    if has_errors(problems):
        return None, problems
    return {each.path: each.content for each in artifacts}, problems


def build_site(
    config_file: Path, *, site_dir: Path | None = None,
    handbook: tuple[Artifact, ...] | None = None, preview: bool = False, strict: bool = False,
    waiting: bool = False,
) -> BuildReport:
    """Build the microsite and exchange it for the old one, unless an error stops it."""
    try:
        project = read_project(config_file)
        problems = check_project(project)
        if has_errors(problems) or (strict and problems):
            return BuildReport(problems=problems)
        said: list[Problem] = []
        if handbook is None:
            handbook = render_handbook(project.config_file, project.cache_dir / "handbook", said)
        artifacts, more = render_site(project, handbook, preview=preview)
        problems = sort_problems((*problems, *said, *more))
        if has_errors(problems) or (strict and problems):
            return BuildReport(problems=problems)
        with locked(project.cache_dir, _say_waiting):
            written = write_artifacts(artifacts, site_dir or project.site_dir)
    except HeritageError as stop:
        return BuildReport(problems=sort_problems(stop.problems))
    pages = sum(each.path.endswith(".html") for each in artifacts)
    lacking = missing_places(project.catalogue, project.codes)
    return BuildReport(problems=problems, written=written, pages=pages, without_code=lacking)


def _say_waiting() -> None:
    """Tell whoever watches that another build is at work."""
    import logging

    logging.getLogger("heritage").warning("another build is at work; waiting for it to end")
