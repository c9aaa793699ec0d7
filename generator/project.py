"""One project as it lies on the disk: what it is read with, and all its sites.

``take_census`` looks at every folder and reads those that changed; ``read_project``
gives commands the whole catalogue.

Shapes  ``Workshop``: settings, words, keys. ``Census``: every site's outline.
Errors  ``HeritageError`` where there are no settings to go on with.
"""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from generator.cache import CacheFolder, CacheLost, digest, healing
from generator.checks import check_links, check_settings
from generator.checks.ledger import check_ledger
from generator.checks.services import check_services
from generator.content.catalogue import (
    LEDGER, SITES, read_ledger, read_settings, read_site_folders,
)
from generator.content.coasts import read_coasts
from generator.content.doing_reader import read_doing
from generator.content.files import Project as Files
from generator.content.folders import (
    Listing, digest_file, latest_ns, list_files, list_site,
)
from generator.content.glossary_file import read_glossary
from generator.content.history import read_history
from generator.content.originals import check_settings_files
from generator.content.service_schema import SERVICES
from generator.crew import Crew, Progress
from generator.doing import Doing
from generator.engine import engine_key, picture_key
from generator.errors import HeritageError, Problem, sort_problems, warning
from generator.ledger import fold_codes
from generator.manifest import FolderState
from generator.model import (
    Catalogue, Coast, History, IssuedCode, LedgerRow, Messages, Settings, Vocabulary,
)
from generator.output import writable_folder
from generator.record import Outline
from generator.survey import Finding, Ground, kept_outline, survey_site, whole_record
from generator.templates import read_messages, read_vocabulary

PICTURE_WEIGHT = 12  # what a site of six texts costs is 1
CACHE = Path(".cache", "heritage")
YOUNG_NS = 50_000_000  # more than a tick of any file system's clock but FAT's


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What a project is read and rendered with."""

    config_file: Path
    settings: Settings
    messages: Messages
    engine: str
    ground: Ground
    cache_dir: Path
    problems: tuple[Problem, ...]

    @property
    def folder(self) -> Path:
        """The folder of ``mkdocs.yml``."""
        return self.config_file.parent

    @property
    def site_dir(self) -> Path:
        """Where the microsite goes."""
        return self.folder / self.settings.site_dir

    @property
    def cache(self) -> CacheFolder:
        """What may be deleted at any time."""
        return self.ground.cache


class Errand(NamedTuple):
    """A folder to read: what is known of its pictures, whether to pass over the cache."""

    slug: str
    media: Mapping[str, tuple[str, str]]
    anew: bool
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Census:
    """The state of every site's folder; ``found`` are the outlines read on the way.

    ``others`` names all other files that a microsite is made from.
    """

    folders: Mapping[str, FolderState]
    found: Mapping[str, Outline]
    history: History
    problems: tuple[Problem, ...]
    others: str

    def state(self, workshop: Workshop, *more: str) -> str:
        """Return one name for all that a microsite is made from."""
        folders = (f"{slug} {each.key}" for slug, each in self.folders.items())
        return digest(workshop.ground.key, workshop.ground.picture_key, self.others,
                      repr(self.history), repr(self.problems), *folders, *more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Everything read from one folder, with the problems found on the way.

    The sites of ``catalogue`` are whole after ``read_project``; while building they are
    outlines, without prose.
    """

    workshop: Workshop
    census: Census
    catalogue: Catalogue
    outlines: Mapping[str, Outline]
    codes: Mapping[str, IssuedCode]
    problems: tuple[Problem, ...]
    doing: Doing

    @property
    def config_file(self) -> Path:
        """The path of ``mkdocs.yml``."""
        return self.workshop.config_file

    @property
    def folder(self) -> Path:
        """The folder of ``mkdocs.yml``."""
        return self.workshop.folder

    @property
    def messages(self) -> Messages:
        """The interface's words."""
        return self.workshop.messages

    @property
    def site_dir(self) -> Path:
        """Where the microsite goes."""
        return self.workshop.site_dir

    @property
    def cache_dir(self) -> Path:
        """Where caches live; may be deleted at any time."""
        return self.workshop.cache_dir

    @property
    def ledger_path(self) -> Path:
        """The ledger of printed codes."""
        return self.folder / LEDGER


@contextmanager
def open_workshop(config_file: Path) -> Iterator[Workshop]:
    """Give what a project is read with; nothing of its sites is read yet.

    Where the project's cache can't be written, another one lasts as long as this.
    """
    problems: list[Problem] = []
    config_file = config_file.absolute()
    folder = config_file.parent
    engine = engine_key(folder)
    with writable_folder(folder / CACHE / "made") as made:
        settings = _settings(config_file, engine, CacheFolder(made), problems)
        problems.extend(check_settings_files(folder, settings))
        terms = read_glossary(folder, problems)
        messages = _messages(folder, engine, CacheFolder(made), problems)
        vocabulary = read_vocabulary(messages, folder)
        words = (sorted(getattr(vocabulary, name)) for name in Vocabulary.__slots__)
        ground = Ground(folder=folder, cache_dir=made, settings=settings, vocabulary=vocabulary,
                        key=digest(engine, repr(settings), repr(terms), *words), picture_key=picture_key(),
                        terms=terms)
        yield Workshop(config_file=config_file, settings=settings, messages=messages,
                       engine=engine, ground=ground, cache_dir=folder / CACHE,
                       problems=tuple(problems))


def take_census(
    workshop: Workshop, known: Mapping[str, FolderState], crew: Crew,
    anew: Container[str] = frozenset(),
) -> Census:
    """Return the state of every folder, read again only where something changed."""
    problems = list(workshop.problems)
    files = Files(folder=workshop.folder)
    slugs = read_site_folders(files, problems)
    moment = workshop.cache.moment_ns()
    home = str(workshop.folder / SITES)
    folders: dict[str, FolderState] = {}
    changed: list[Errand] = []
    for slug in slugs:
        before = known.get(slug)
        listing = list_site(f"{home}/{slug}")
        if before is not None and before.listing == repr(listing) and slug not in anew:
            folders[slug] = before
        else:
            media = before.media if before is not None else {}
            changed.append(Errand(slug, media, slug in anew, _weight(listing, media)))
    found = {}
    survey = partial(_survey_chunk, workshop.ground)
    for findings in crew.each_chunk("read", survey, changed, weigh=attrgetter("weight")):
        for finding in findings:
            found[finding.outline.slug] = finding.outline
            folders[finding.outline.slug] = _state(finding, moment)
    return Census(
        folders={slug: folders[slug] for slug in slugs}, found=found,
        history=read_history(workshop.folder, workshop.site_dir), problems=tuple(problems),
        others=digest(*_other_files(workshop)),
    )


def outlines_of(workshop: Workshop, census: Census) -> dict[str, Outline]:
    """Return the outline of every site."""
    ground = workshop.ground
    found = {slug: census.found.get(slug) or kept_outline(ground, state.key)
             for slug, state in census.folders.items()}
    if None in found.values():
        raise CacheLost(slug for slug, outline in found.items() if outline is None)
    return {slug: outline for slug, outline in found.items() if outline is not None}


def assemble(workshop: Workshop, census: Census, outlines: Mapping[str, Outline]) -> Project:
    """Return the project without prose, and what is wrong with it as a whole."""
    settings = workshop.settings
    sites = {slug: each.site for slug, each in outlines.items() if each.site is not None}
    unread = frozenset(file for each in outlines.values() for file in each.unread)
    problems = list(census.problems)
    ledger = _ledger(workshop, census.others, problems)
    catalogue = Catalogue(settings=settings, sites=sites, ledger=ledger, unread=unread)
    for each in outlines.values():
        problems.extend(_site_problems(each, catalogue))
    if not sites and not unread and (workshop.folder / SITES).is_dir():
        problems.append(warning("no-sites-yet", SITES))
    problems.extend(check_settings(settings, workshop.messages, sites, unread))
    problems.extend(check_ledger(catalogue, census.history))
    coasts = _coasts(workshop, census.others, problems)
    catalogue = replace(catalogue, coasts=coasts)
    doing = read_doing(workshop.folder, catalogue, workshop.messages, problems)
    problems.extend(check_services(doing.services, SERVICES, date.today()))
    return Project(workshop=workshop, census=census, doing=doing, catalogue=catalogue, outlines=outlines,
                   codes=fold_codes(ledger), problems=sort_problems(problems))


def read_project(config_file: Path, progress: Progress | None = None) -> Project:
    """Return the project with whole sites, and every problem of a run."""
    with open_workshop(config_file) as workshop, Crew(progress) as crew:
        return healing(partial(_read_whole, workshop, crew))


def read_outlines(workshop: Workshop, crew: Crew, anew: Container[str]) -> Project:
    """Return the project without prose."""
    census = take_census(workshop, {}, crew, anew)
    return assemble(workshop, census, outlines_of(workshop, census))


def read_again(project: Project, slugs: Collection[str]) -> Project:
    """Return a project after edits in the folders of some sites that it knows.

    Where nothing changed that others may see, nothing else is checked again: the catalogue
    is the one that it was.
    """
    workshop = project.workshop
    read = {slug: survey_site(workshop.ground, slug, {}).outline for slug in slugs}
    outlines = {**project.outlines, **read}
    if any(each.digest != project.outlines[slug].digest for slug, each in read.items()):
        return assemble(workshop, project.census, outlines)
    folders = tuple(f"{SITES}/{slug}/" for slug in slugs)
    problems = [each for each in project.problems if not each.file.startswith(folders)]
    for each in read.values():
        problems.extend(_site_problems(each, project.catalogue))
    return replace(project, outlines=outlines, problems=sort_problems(problems))


def _read_whole(workshop: Workshop, crew: Crew, anew: Container[str]) -> Project:
    project = read_outlines(workshop, crew, anew)
    records = (whole_record(workshop.cache, each.slug, each.key)
               for each in project.outlines.values())
    sites = {each.slug: each.site for each in records if each.site is not None}
    return replace(project, catalogue=replace(project.catalogue, sites=sites))


# ------------------------------------------------------------------ parts
def _site_problems(outline: Outline, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield what is wrong in the files of one site."""
    yield from outline.problems
    yield from check_links(outline.slug, outline.links, catalogue.sites, catalogue.unread)


def _survey_chunk(ground: Ground, errands: Sequence[Errand]) -> list[Finding]:
    return [survey_site(ground, each.slug, each.media, anew=each.anew) for each in errands]


def _weight(listing: Listing, media: Mapping[str, tuple[str, str]]) -> float:
    """Return what reading a folder costs: a picture not seen before costs as much as many texts."""
    pictures = (name for name in listing if name.startswith("images/"))
    return 1 + PICTURE_WEIGHT * sum(media.get(name, ("",))[0] != listing[name] for name in pictures)


def _other_files(workshop: Workshop) -> Iterator[str]:
    """Yield name and digest of what is no site's: notices, services, logo, coasts."""
    settings, home = workshop.settings, workshop.folder / SITES
    named = [settings.office.logo, *(area.coast for area in settings.areas.values())]
    paths = {*list_files(home), *(workshop.folder / name for name in named if name)}
    inside = workshop.folder.resolve()
    yield from (f"{path.name} {digest_file(path, inside)}" for path in sorted(paths))


def _state(finding: Finding, moment_ns: int) -> FolderState:
    """Return what to compare a folder with next time; nothing where a file is too young."""
    stats = {name: stat for name, (stat, _) in finding.files.items()}
    young = any(latest_ns(stat) + YOUNG_NS >= moment_ns for stat in stats.values())
    media = {name: found for name, found in finding.files.items() if "/" in name}
    return FolderState(listing="" if young else repr(stats), key=finding.outline.key, media=media)


def _settings(
    config_file: Path, engine: str, cache: CacheFolder, problems: list[Problem]
) -> Settings:
    key = f"settings {engine} {digest_file(config_file)}"
    kept = cache.load(key)
    if kept is None:
        found: list[Problem] = []
        settings = read_settings(config_file, found)
        if settings is None:
            raise HeritageError(sort_problems(found))
        kept = settings, found
        if key == f"settings {engine} {digest_file(config_file)}":
            cache.keep(key, kept)
    problems.extend(kept[1])
    read: Settings = kept[0]
    return read


def _ledger(
    workshop: Workshop, others: str, problems: list[Problem]
) -> tuple[LedgerRow, ...]:
    key = f"ledger {workshop.ground.key} {others}"
    kept = workshop.cache.load(key)
    if kept is None:
        found: list[Problem] = []
        kept = read_ledger(Files(folder=workshop.folder), found), found
        workshop.cache.keep(key, kept)
    problems.extend(kept[1])
    rows: tuple[LedgerRow, ...] = kept[0]
    return rows


def _coasts(workshop: Workshop, others: str, problems: list[Problem]) -> dict[str, Coast]:
    key = f"coasts {workshop.ground.key} {others}"
    kept = workshop.cache.load(key)
    if kept is None:
        found: list[Problem] = []
        kept = read_coasts(Files(folder=workshop.folder), workshop.settings, found), found
        workshop.cache.keep(key, kept)
    problems.extend(kept[1])
    coasts: dict[str, Coast] = kept[0]
    return coasts


def _messages(
    folder: Path, engine: str, cache: CacheFolder, problems: list[Problem]
) -> Messages:
    kept = cache.load(f"messages {engine}")
    if kept is None:
        found: list[Problem] = []
        kept = read_messages(folder, found), found
        if engine_key(folder) == engine:  # no file was edited while it was read
            cache.keep(f"messages {engine}", kept)
    problems.extend(kept[1])
    messages: Messages = kept[0]
    return messages
