"""The chart of each area as a page, and as the head of lists and site pages.

Errors  An area without box and places has no chart; nothing raises.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.model import Area, Artifact, Catalogue
from generator.templates import Renderer
from generator.web.assets import Assets
from generator.web.chart import Chart, draw_coast, plan_chart
from generator.web.frame import addresses, frame_values
from generator.web.packs import area_file, area_key
from generator.web.place_lists import Card, place_card, slugs_by_area
from generator.web.texts import Library

MARGIN_DEGREES = 0.15
ONLY_AREA = "all"  # as packs call it


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaChart:
    """An area with its chart's picture (empty without a coast) and its sites in order."""

    area: Area
    path: str
    slugs: tuple[str, ...]


def chart_files(catalogue: Catalogue) -> tuple[Artifact, ...]:
    """Return the picture of each area's coast."""
    boxes = ((boxed(catalogue.settings.areas[key], catalogue), coast)
             for key, coast in sorted(catalogue.coasts.items()))
    return tuple(draw_coast(area, coast) for area, coast in boxes if area.box)


def chart_paths(files: tuple[Artifact, ...]) -> dict[str, str]:
    """Return the paths of charts by area."""
    return {each.path.split("/")[-1].rsplit(".", 2)[0]: each.path for each in files}


def area_charts(catalogue: Catalogue, charts: Mapping[str, str]) -> tuple[AreaChart, ...]:
    """Return the areas in order; a catalogue that declares none is one area.

    ``charts`` are the paths of their pictures.
    """
    settings, slugs = catalogue.settings, slugs_by_area(catalogue)
    if not settings.areas:
        whole = Area(key=ONLY_AREA, names={"": settings.site_name}, box=None, coast=None, line=1)
        every = tuple(slug for found in slugs.values() for slug in found)
        return (AreaChart(area=boxed(whole, catalogue), path="", slugs=every),)
    return tuple(
        AreaChart(area=boxed(area, catalogue), path=charts.get(area.key, ""),
                  slugs=tuple(slugs.get(area.key, ())))
        for area in settings.areas.values()
    )


def boxed(area: Area, catalogue: Catalogue) -> Area:
    """Return the area with a box: its own, or one about its places."""
    if area.box is not None:
        return area
    own = area.key != ONLY_AREA
    places = [site.location for site in catalogue.sites.values()
              if site.location is not None and (site.area == area.key or not own)]
    if not places:
        return area
    lons, lats = [each.lon for each in places], [each.lat for each in places]
    box = (min(lons) - MARGIN_DEGREES, min(lats) - MARGIN_DEGREES,
           max(lons) + MARGIN_DEGREES, max(lats) + MARGIN_DEGREES)
    return replace(area, box=box)


def chart_of(found: AreaChart, library: Library) -> Chart | None:
    """Return the chart of an area; numbers are those of its list."""
    if found.area.box is None:
        return None
    sites = library.catalogue.sites
    places = [(slug, number, location) for number, slug in enumerate(found.slugs, 1)
              if (location := sites[slug].location) is not None]
    return plan_chart(found.area, found.path, places) if places or found.path else None


def render_area_pages(
    chart: AreaChart, path: str, library: Library, renderer: Renderer, assets: Assets
) -> Iterator[Artifact]:
    """Yield an area's chart page of each language; ``path`` is below the language's."""
    for language in library.catalogue.settings.languages:
        shared = frame_values(library, assets, language)
        values = map_values(chart, path, language, library)
        yield _page(f"{language}/{path}", renderer, "map.html.jinja", shared, values)


def render_chart_lists(
    charts: tuple[AreaChart, ...], library: Library, renderer: Renderer, assets: Assets
) -> Iterator[Artifact]:
    """Yield ``map/`` of each language where there are several areas: the list of charts."""
    for language in library.catalogue.settings.languages:
        shared = frame_values(library, assets, language)
        links = [(area_name(each.area, language, library), f"{each.area.key}/", len(each.slugs))
                 for each in charts]
        values = {"root": "../../", "path": "map/", "areas": links,
                  "addresses": addresses(library, "../../", "map/"),
                  "canonical": f"{library.catalogue.settings.site_url}{language}/map/"}
        yield _page(f"{language}/map/", renderer, "areas.html.jinja", shared, values)


def map_values(
    found: AreaChart, path: str, language: str, library: Library
) -> Mapping[str, object]:
    """Return the values of an area's chart page."""
    root = "../" * (path.count("/") + 1)
    settings, sites = library.catalogue.settings, library.catalogue.sites
    cards: list[Card] = []
    for number, slug in enumerate(found.slugs, 1):
        card = place_card(sites[slug], language, library, root, number=number)
        if card is not None:
            cards.append(card)
    coast = library.catalogue.coasts.get(found.area.key)
    return {
        "area": area_file(found.area.key) if settings.areas else area_key(None, settings),
        "root": root, "path": path, "chart": chart_of(found, library), "cards": cards,
        "labels": {card.to.slug: card.to for card in cards},
        "area_name": area_name(found.area, language, library),
        "credit": f"{coast.credit}, {coast.licence}" if coast else "",
        "addresses": addresses(library, root, path),
        "search": f"data/search/{language}.{found.area.key}.json",
        "canonical": f"{settings.site_url}{language}/{path}",
    }


def area_name(area: Area, language: str, library: Library) -> str:
    """Return an area's name in a language."""
    names = area.names
    return (names.get(language) or names.get("en") or names.get("")
            or library.catalogue.settings.site_name)


def _page(
    path: str, renderer: Renderer, template: str, shared: Mapping[str, object],
    values: Mapping[str, object],
) -> Artifact:
    html = renderer.render(template, {**shared, **values})
    return Artifact(path=f"{path}index.html", content=html.encode())
