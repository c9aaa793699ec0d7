"""Units: each a few files of the microsite, and a key that names all they are made from.

Shapes  ``Planner`` plans them from outlines (``generator/record.py``).
Errors  Nothing raises.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from urllib.parse import unquote

from generator.cache import digest
from generator.doing import Service
from generator.model import Artifact, Catalogue, IssuedCode, Messages, Settings, Site
from generator.record import Outline
from generator.web.cards import card_path
from generator.web.doing_pages import MOST_PLACES_KNOWN, doing_paths
from generator.web.map_pages import AreaChart, area_charts
from generator.web.neighbours import Grid
from generator.web.packs import (
    FileMark, FileTable, list_files, list_recordings, pack_paths, plan_packs, sort_files,
)
from generator.web.plan_page import plan_groups, plan_path
from generator.web.services import serving
from generator.web.texts import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A few files, and all that they are made from.

    ``own`` is the site whose whole texts it shows, ``sees`` are others without prose,
    ``wholes`` the sites of a pack, ``files`` and ``audio`` what the pack lists.
    """

    kind: str
    name: str
    key: str
    paths: tuple[str, ...]
    own: Outline | None = None
    sees: tuple[Outline, ...] = ()
    near: tuple[str, ...] = ()
    codes: tuple[IssuedCode, ...] = ()
    wholes: tuple[tuple[str, str], ...] = ()
    files: tuple[FileMark, ...] = ()
    audio: tuple[FileMark, ...] = ()
    charts: tuple[AreaChart, ...] = ()
    services: tuple[Service, ...] = ()
    hints: tuple[str, ...] = ()
    ready: tuple[Artifact, ...] = ()

    @property
    def has_many_kin(self) -> bool:
        """Whether there are so many of its kind that all cores render them."""
        return self.kind in MANY


MANY = frozenset({"site", "codes", "area", "picture", "recording", "card", "pack"})
NO_WORDS = Messages(by_language={"en": {}})

UNNAMED = frozenset({"assets", "data"})  # their paths are known once they are rendered


def ready_unit(name: str, artifacts: tuple[Artifact, ...]) -> Unit:
    """Return a unit of files that are made already."""
    content = (f"{each.path} {hashlib.sha256(each.content).hexdigest()}" for each in artifacts)
    return Unit(kind="ready", name=f"ready {name}", key=digest(name, *content),
                paths=tuple(each.path for each in artifacts), ready=artifacts)


class Planner:
    """Says of which units a microsite is made, and which of them makes a file."""

    def __init__(
        self, studio_key: str, media_key: str, settings: Settings,
        outlines: Mapping[str, Outline], codes: Mapping[str, IssuedCode],
        charts: Mapping[str, str], services: tuple[Service, ...] = (),
    ) -> None:
        self.studio_key, self.media_key = studio_key, media_key
        self.settings, self.all_codes = settings, codes
        self.outlines = {slug: each for slug, each in outlines.items() if each.site is not None}
        sites = {slug: each.site for slug, each in self.outlines.items() if each.site is not None}
        self.catalogue = Catalogue(settings=settings, sites=sites)
        self.pages = [slug for slug, site in sites.items() if site.is_page]
        self.pictures = {(slug, file): picture for slug, each in self.outlines.items()
                         for file, picture in each.pictures.items()}
        self.grid = Grid(sites.values())
        self.charts = {each.area.key: each for each in area_charts(self.catalogue, charts)}
        self.codes: dict[str, list[IssuedCode]] = {}
        for code in codes.values():
            self.codes.setdefault(code.site, []).append(code)
        self.services = services
        self.plans = plan_groups(sites, settings)
        self.mates: dict[str, list[str]] = {}
        for route in settings.routes.values():
            for slug in route.sites:
                self.mates.setdefault(slug, []).extend(route.sites)

    def updated(self, outlines: Mapping[str, Outline]) -> "Planner":
        """Return the planner after edits of prose alone: nothing that other pages show."""
        after = copy(self)
        after.outlines = {**self.outlines, **outlines}
        return after

    def units(self) -> Iterator[Unit]:
        """Yield every unit but packs, those of sites first."""
        yield from map(self.site, self.outlines.values())
        yield from (self.lost_codes(slug) for slug in self.codes if slug not in self.outlines)
        yield from map(self.area, self.charts.values())
        yield from self.media()
        yield from self.whole()

    def unit_of(self, path: str) -> Unit | None:
        """Return the unit of one site or code that makes a file; None where none does."""
        first, _, rest = path.partition("/")
        name = rest.partition("/")[0]
        if first == "Q" and name in self.all_codes:
            slug = self.all_codes[name].site
            return self.site(self.outlines[slug]) if slug in self.outlines else self.lost_codes(slug)
        if first in self.settings.languages and name in self.outlines:
            return self.site(self.outlines[name])
        if name in {"map", "search"}:
            return next((unit for unit in map(self.area, self.charts.values())
                         if path in unit.paths), None)
        if path.startswith("data/iiif/"):
            slug = path.removeprefix("data/iiif/").removesuffix(".json")
            return self.site(self.outlines[slug]) if slug in self.outlines else None
        if path.startswith(("assets/pictures/", "assets/audio/", "assets/cards/")):
            return next((unit for unit in self.media() if path in unit.paths), None)
        return None

    # -------------------------------------------------------------- one of many
    def site(self, outline: Outline) -> Unit:
        """Return one site's unit: it sees its neighbours, route mates, links and the footer."""
        assert outline.site is not None
        slug, near = outline.slug, self.grid.nearest(outline.site)
        seen = {*near, *_linked(outline), *self.pages, *self.mates.get(slug, ())}
        codes = tuple(self.codes.get(slug, ()))
        paths = [f"{tag}/{slug}/index.html" for tag in self.settings.languages]
        paths += [f"Q/{each.code}/index.html" for each in codes]
        paths += [f"data/iiif/{slug}.json"] if outline.pictures and not outline.site.is_page else []
        services = () if outline.site.is_page else serving(
            outline.site, self.services, self.settings)
        return self._unit("site", slug, paths, own=outline, sees=seen - {slug}, near=near,
                          codes=codes, services=services,
                          hints=self._hints(outline.site))

    def lost_codes(self, slug: str) -> Unit:
        """Return the plaque pages of codes whose site is gone."""
        codes = tuple(self.codes[slug])
        return self._unit("codes", slug, [f"Q/{each.code}/index.html" for each in codes],
                          codes=codes)

    def area(self, chart: AreaChart) -> Unit:
        """Return an area's chart pages and search lists."""
        key = chart.area.key
        home = "map/" if len(self.charts) == 1 else f"map/{key}/"
        pages = [f"{tag}/{home}index.html" for tag in self.settings.languages]
        lists = [f"data/search/{tag}.{key}.json" for tag in self.settings.languages]
        return self._unit("area", key, [*pages, *lists], sees=(*chart.slugs, *self.pages),
                          charts=(chart,))

    def media(self) -> Iterator[Unit]:
        """Yield each derivative, recording and card once; two sites may have the same."""
        made: set[str] = set()
        library = Library(catalogue=self.catalogue, messages=NO_WORDS, pictures=self.pictures)
        for outline in self.outlines.values():
            card = card_path(self.catalogue.sites[outline.slug], library)
            if card:
                yield Unit(kind="card", name=card, sees=(outline,), paths=(card,),
                           key=digest(self.media_key, card))
            found = [("picture", variant.path) for picture in outline.pictures.values()
                     for variant in picture.variants]
            found += [("recording", path) for path in outline.recordings.values()]
            for kind, path in found:
                if path not in made:
                    made.add(path)
                    yield Unit(kind=kind, name=path, own=outline, paths=(path,),
                               key=digest(self.media_key, path))

    # -------------------------------------------------------------- the whole
    def whole(self) -> Iterator[Unit]:
        """Yield what shows the whole catalogue, or nothing of it."""
        for tag in self.settings.languages:
            yield self._unit("index", tag, [f"{tag}/index.html"], sees=self.outlines,
                             charts=tuple(self.charts.values()))
        if len(self.charts) > 1:
            yield self._unit("areas", "", [f"{tag}/map/index.html" for tag in self.settings.languages],
                             sees=self.pages, charts=tuple(self.charts.values()))
        yield from self.doing()
        yield self._unit("front", "", ["index.html", "404.html"],
                         sees=[*self.pages, *self._first_pictured()])
        yield self._unit("assets", "", ())
        more = doing_paths(self.services, self.settings.languages)
        more += [f"{tag}/{plan_path(area)}index.html" for area in self.plans
                 for tag in self.settings.languages]
        yield self._unit("data", "", (), sees=self.outlines, hints=tuple(more))

    def doing(self) -> Iterator[Unit]:
        """Yield the pages of services, products and help, and the plans."""
        tags = self.settings.languages
        served = {word for each in self.services for word in each.serves}
        few = len(self.catalogue.sites) <= MOST_PLACES_KNOWN
        yield self._unit("doing", "", doing_paths(self.services, tags), services=self.services,
                         sees=self.outlines if few else [*self.pages, *served],
                         codes=tuple(self.all_codes.values()) if few else ())
        for area, slugs in self.plans.items():
            paths = [f"{tag}/{plan_path(area)}index.html" for tag in tags]
            yield self._unit("plan", area, paths, services=self.services, sees=(*slugs, *self.pages))
        if "" not in self.plans:
            yield self._unit("plans", "", [f"{tag}/plan/index.html" for tag in tags],
                             sees=self.pages, hints=tuple(self.plans))

    def _hints(self, site: Site) -> tuple[str, str, str]:
        """Return what else a site's pages lead to.

        Whether there are services, where the plan of the site stands, and whether the
        emergency card can name it.
        """
        few = len(self.catalogue.sites) <= MOST_PLACES_KNOWN
        return (str(bool(self.services)), plan_path("" if "" in self.plans else site.area or ""),
                str(few))

    def packs(
        self, files: Mapping[str, FileMark], kept: tuple[str, ...], only: str = ""
    ) -> Iterator[Unit]:
        """Yield every pack, or the one that makes a file, from all other files.

        ``kept`` are the assets that every pack holds.
        """
        recordings = {(slug, file): path for slug, each in self.outlines.items()
                      for file, path in each.recordings.items()}
        table: FileTable | None = None
        for plan in plan_packs(self.catalogue, self.all_codes):
            paths = pack_paths(plan.key)
            if only and only not in paths:
                continue
            table = table or sort_files(files, self.catalogue)
            listed = list_files(plan, table, self.pictures, kept)
            audio = list_recordings(plan, table, recordings)
            own = {site.slug: self.outlines[site.slug] for site in plan.sites}
            linked = {slug for each in own.values() for slug in _linked(each)} - own.keys()
            yield self._unit(
                "pack", plan.key, paths, sees=linked, codes=plan.codes, files=listed, audio=audio,
                wholes=tuple((slug, each.key) for slug, each in own.items()))

    def _first_pictured(self) -> list[str]:
        """Return the place whose picture the front page shows."""
        routes = (slug for route in self.settings.routes.values() for slug in route.sites)
        for slug in (*routes, *self.outlines):
            site = self.catalogue.sites.get(slug)
            if site is not None and site.images and site.translations and not site.is_page:
                return [slug]
        return []

    def _unit(
        self, kind: str, name: str, paths: Iterable[str], *, own: Outline | None = None,
        sees: Iterable[str] = (), near: tuple[str, ...] = (), codes: tuple[IssuedCode, ...] = (),
        wholes: tuple[tuple[str, str], ...] = (), files: tuple[FileMark, ...] = (),
        audio: tuple[FileMark, ...] = (), charts: tuple[AreaChart, ...] = (),
        services: tuple[Service, ...] = (), hints: tuple[str, ...] = (),
    ) -> Unit:
        seen = tuple(self.outlines[slug] for slug in sorted({*sees}) if slug in self.outlines)
        key = digest(self.studio_key, kind, name, own.key if own else "", own.digest if own else "",
                     *(each.digest for each in seen), near, codes, wholes, files, audio,
                     charts, services, hints)
        return Unit(kind=kind, name=f"{kind} {name}", key=key, paths=tuple(paths), own=own,
                    sees=seen, near=near, codes=codes, wholes=wholes, files=files, audio=audio,
                    charts=charts, services=services, hints=hints)


def _linked(outline: Outline) -> Iterator[str]:
    """Yield every part of the links' paths: the slugs of linked sites are among them."""
    for link in outline.links:
        yield from unquote(link.target.partition("#")[0]).split("/")
