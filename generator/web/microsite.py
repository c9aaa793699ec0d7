"""Render the units of the microsite: each from what it carries, and from nothing else.

So units may be rendered in any process and any order, and equal keys mean equal bytes:
that is all that building only what changed is.

To add a kind of page: plan its units in ``units.py`` (``sees``: the sites that it may
look at; ``paths``: the files that it makes) and name its renderer in ``RENDERERS``. What
a unit doesn't see, ``library.catalogue.sites`` doesn't hold, neither in a clean build nor
later. What many pages share goes by area, so that an edit costs its area.

Errors  Problems are returned; nothing raises for a content slip.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from generator.errors import Problem
from generator.language import fallback_order
from generator.model import Artifact, Catalogue, Coast, Messages, Settings, Site, Text
from generator.record import Outline, SiteRecord
from generator.templates import Renderer
from generator.web.assets import Assets
from generator.web.cards import draw_card, picture_path
from generator.web.doing_pages import render_doing_pages
from generator.web.hosts import host_files
from generator.web.index_pages import render_front_pages, render_index
from generator.web.map_pages import render_area_pages, render_chart_lists
from generator.web.more import home_screen_files
from generator.web.open_data import data_files, picture_list
from generator.web.pack_pages import render_pack
from generator.web.packs import PING, PackPlan, kept_variant, word_files
from generator.web.place_lists import search_list
from generator.web.plaque_pages import render_notice, render_plaque_page
from generator.web.plan_page import render_plan_lists, render_plan_pages
from generator.web.site_pages import Onward, render_site_pages
from generator.web.texts import Library
from generator.web.units import UNNAMED, Unit


class Source(Protocol):
    """Gives what is too large for a unit to carry."""

    def record(self, slug: str, key: str) -> SiteRecord:
        """Return a site with its whole texts."""

    def picture(self, slug: str, path: str) -> bytes:
        """Return a derivative of a site's picture."""

    def recording(self, outline: Outline, path: str) -> bytes:
        """Return a recording of a site."""

    def recall(self, path: str) -> bytes | None:
        """Return a file that is slow to make, where it was kept."""

    def keep(self, artifact: Artifact) -> None:
        """Keep a file that is slow to make; its path names all that it is made from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Studio:
    """What every unit is rendered with; of coasts only credit and licence.

    ``charts`` are the paths of their pictures by area.
    """

    settings: Settings
    messages: Messages
    renderer: Renderer
    assets: Assets
    source: Source
    coasts: Mapping[str, Coast] = field(default_factory=dict)
    charts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A unit's files, and what is wrong with them."""

    artifacts: tuple[Artifact, ...]
    problems: tuple[Problem, ...] = ()


def render_unit(unit: Unit, studio: Studio) -> Rendered:
    """Return a unit's files."""
    found = RENDERERS[unit.kind](unit, studio)
    rendered = found if isinstance(found, Rendered) else Rendered(artifacts=tuple(found))
    paths = {each.path for each in rendered.artifacts}
    assert unit.kind in UNNAMED or paths <= {*unit.paths}, (unit.name, paths - {*unit.paths})
    return rendered


# ------------------------------------------------------------------ one renderer a kind
def _site(unit: Unit, studio: Studio) -> Rendered:
    assert unit.own is not None
    library = library_of(unit, studio)
    site = library.catalogue.sites[unit.own.slug]
    artifacts: list[Artifact] = []
    problems: list[Problem] = []
    for code in unit.codes:
        artifact, found = render_plaque_page(code, library, studio.renderer, studio.assets,
                                             unit.hints[1], named=unit.hints[2] == "True")
        artifacts.append(artifact)
        problems.extend(found)
    live = tuple(each for each in unit.codes if not each.retired)
    artifacts.extend(render_site_pages(site, unit.near, live, library, studio.renderer,
                                       studio.assets, onward_of(unit)))
    artifacts.extend(picture_list(site, library.pictures, studio.settings))
    return Rendered(artifacts=tuple(artifacts), problems=tuple(problems))


def onward_of(unit: Unit) -> Onward:
    """Return what leads on from a site's unit."""
    return Onward(services=unit.services, has_services=unit.hints[0] == "True", plan=unit.hints[1],
                  named=unit.hints[2] == "True")


def _codes(unit: Unit, studio: Studio) -> Iterable[Artifact]:
    library = library_of(unit, studio)
    for code in unit.codes:
        yield render_notice(code, None, library, studio.renderer, studio.assets)


def _picture(unit: Unit, studio: Studio) -> Iterable[Artifact]:
    assert unit.own is not None
    for path in unit.paths:
        yield Artifact(path=path, content=studio.source.picture(unit.own.slug, path))


def _card(unit: Unit, studio: Studio) -> Iterable[Artifact]:
    outline = unit.sees[0]
    assert outline.site is not None
    kept = studio.source.recall(unit.paths[0])
    if kept is not None:
        yield Artifact(path=unit.paths[0], content=kept)
        return
    library = library_of(unit, studio)
    picture = studio.source.picture(outline.slug, picture_path(outline.site, library))
    card = draw_card(outline.site, library, picture)
    if card is not None:
        studio.source.keep(card)
        yield card


def _recording(unit: Unit, studio: Studio) -> Iterable[Artifact]:
    assert unit.own is not None
    for path in unit.paths:
        yield Artifact(path=path, content=studio.source.recording(unit.own, path))


def _index(unit: Unit, studio: Studio) -> Iterable[Artifact]:
    language = unit.paths[0].partition("/")[0]
    yield render_index(language, unit.charts, library_of(unit, studio), studio.renderer,
                       studio.assets)


def _areas(unit: Unit, studio: Studio) -> Iterable[Artifact]:
    yield from render_chart_lists(unit.charts, library_of(unit, studio), studio.renderer,
                                  studio.assets)


def _area(unit: Unit, studio: Studio) -> Iterable[Artifact]:
    library, chart = library_of(unit, studio), unit.charts[0]
    path = unit.paths[0].partition("/")[2].removesuffix("index.html")
    yield from render_area_pages(chart, path, library, studio.renderer, studio.assets)
    for language in studio.settings.languages:
        yield search_list(chart.area.key, chart.slugs, language, library)


def _front(unit: Unit, studio: Studio) -> Iterable[Artifact]:
    yield from render_front_pages(library_of(unit, studio), studio.renderer, studio.assets)


def _assets(unit: Unit, studio: Studio) -> Iterable[Artifact]:
    yield from studio.assets.artifacts
    yield from home_screen_files(studio.settings)
    yield PING
    yield from word_files(studio.settings, studio.messages)


def _data(unit: Unit, studio: Studio) -> Iterable[Artifact]:
    library = library_of(unit, studio)
    yield from data_files(library.catalogue)
    yield from host_files(library.catalogue, studio.assets, unit.hints)


def _pack(unit: Unit, studio: Studio) -> Iterable[Artifact]:
    area, _, language = unit.name.removeprefix("pack ").partition(".")
    records = [_in_language(studio.source.record(slug, key), language, studio.settings)
               for slug, key in unit.wholes]
    library = _library_of((*unit.sees, *records), studio)
    sites = tuple(each.site for each in records if each.site is not None)
    plan = PackPlan(area=area, language=language, sites=sites, codes=unit.codes)
    owners = {kept_variant(picture): record.slug
              for record in records for picture in record.pictures.values()}

    def read_bytes(path: str) -> bytes:
        return studio.source.picture(owners[path], path)

    yield from render_pack(plan, unit.files, unit.audio, library, studio.renderer, studio.assets,
                           read_bytes)


def _doing(unit: Unit, studio: Studio) -> Iterable[Artifact]:
    yield from render_doing_pages(unit.services, unit.codes, library_of(unit, studio),
                                  studio.renderer, studio.assets)


def _plan(unit: Unit, studio: Studio) -> Iterable[Artifact]:
    library = library_of(unit, studio)
    area = unit.name.removeprefix("plan ")
    slugs = tuple(slug for slug, site in library.catalogue.sites.items() if not site.is_page)
    yield from render_plan_pages(area, slugs, unit.services, library, studio.renderer,
                                 studio.assets)


def _plans(unit: Unit, studio: Studio) -> Iterable[Artifact]:
    yield from render_plan_lists(unit.hints, library_of(unit, studio), studio.renderer,
                                 studio.assets)


def _ready(unit: Unit, studio: Studio) -> Iterable[Artifact]:
    return unit.ready


RENDERERS: Mapping[str, Callable[[Unit, Studio], Rendered | Iterable[Artifact]]] = {
    "site": _site, "codes": _codes, "picture": _picture, "recording": _recording,
    "card": _card,     "index": _index, "areas": _areas, "area": _area, "front": _front, "assets": _assets, "data": _data, "pack": _pack,
    "doing": _doing, "plan": _plan, "plans": _plans, "ready": _ready,
}


# ------------------------------------------------------------------ what a unit looks at
def library_of(unit: Unit, studio: Studio) -> Library:
    """Return what a unit looks at."""
    own = () if unit.own is None else (studio.source.record(unit.own.slug, unit.own.key),)
    return _library_of((*unit.sees, *own), studio)


def _library_of(seen: Iterable[Outline | SiteRecord], studio: Studio) -> Library:
    known = sorted(seen, key=lambda each: each.slug)
    sites: dict[str, Site] = {each.slug: each.site for each in known if each.site is not None}
    return Library(
        catalogue=Catalogue(settings=studio.settings, sites=sites, coasts=studio.coasts),
        messages=studio.messages,
        pictures={(each.slug, file): picture for each in known
                  for file, picture in each.pictures.items()},
        recordings={(each.slug, file): path for each in known
                    for file, path in each.recordings.items()},
        charts=studio.charts,
    )


def _in_language(record: SiteRecord, language: str, settings: Settings) -> SiteRecord:
    """Return a record with the prose that readers of one language get."""
    if record.site is None:
        return record
    order = (*fallback_order(language, settings.languages), *settings.languages)
    shown = next((tag for tag in order if tag in record.site.translations), "")
    texts = {
        tag: text if tag == shown else replace(text, spot=NO_TEXT, whole=_anchors(text.whole))
        for tag, text in record.site.translations.items()
    }
    return replace(record, site=replace(record.site, translations=texts))


def _anchors(text: Text) -> Text:
    return replace(NO_TEXT, anchors=text.anchors)


NO_TEXT = Text()
