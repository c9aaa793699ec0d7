"""The pages of a site in each language, the lists, the root and the 404 page.

Units   Kilometres on a sphere of 6,371 km.
Source  schema.org; Open Graph; RFC 8288 for rel values.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from generator import language as tags
from generator.ledger import fold_codes
from generator.model import Artifact, IssuedCode, Site
from generator.templates import Renderer
from generator.web.assets import Assets
from generator.web.linked_data import linked_data
from generator.web.plaque_pages import office_name, place_name
from generator.web.texts import Library, Reading
from generator.web.words import measure_text, number_text, position_text

CELL_DEGREES = 0.5
NEAREST = 3
EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A neighbour and how far it is."""

    site: Site
    km: float


def render_site_pages(library: Library, renderer: Renderer, assets: Assets) -> Iterator[Artifact]:
    """Yield every page but the plaque pages."""
    neighbours = find_neighbours(library)
    codes: dict[str, list[IssuedCode]] = defaultdict(list)
    for code in fold_codes(library.catalogue.ledger).values():
        if not code.retired:
            codes[code.site].append(code)
    for language in library.catalogue.settings.languages:
        shared = _shared(library, assets, language)
        for site in library.catalogue.sites.values():
            values = _site_values(site, language, library, neighbours.get(site.slug, ()))
            values["codes"] = [
                (each.code, place_name(site, each.place, language, library))
                for each in codes[site.slug]
            ]
            if values["reading"] is not None:
                html = renderer.render("site.html.jinja", shared | values)
                yield Artifact(path=f"{language}/{site.slug}/index.html", content=html.encode())
        html = renderer.render("index.html.jinja", shared | _index_values(language, library))
        yield Artifact(path=f"{language}/index.html", content=html.encode())
    shared = _shared(library, assets, library.catalogue.settings.source_language)
    yield Artifact(path="index.html", content=renderer.render(
        "root.html.jinja", shared | {"root": "", "base": ""}).encode())
    base = urlsplit(library.catalogue.settings.site_url).path or "/"
    yield Artifact(path="404.html", content=renderer.render(
        "404.html.jinja", shared | {"root": base, "base": base}).encode())


def find_neighbours(library: Library) -> dict[str, tuple[Near, ...]]:
    """Return the nearest places of each site, by a grid, so that cost grows linearly."""
    cells: dict[tuple[int, int], list[Site]] = defaultdict(list)
    placed = [site for site in library.catalogue.sites.values() if site.location is not None]
    for site in placed:
        cells[_cell(site)].append(site)
    found = {}
    for site in placed:
        row, column = _cell(site)
        around = (other for y in (-1, 0, 1) for x in (-1, 0, 1)
                  for other in cells.get((row + y, column + x), ()) if other is not site)
        near = sorted((Near(site=other, km=_km(site, other)) for other in around),
                      key=lambda each: (each.km, each.site.slug))
        found[site.slug] = tuple(near[:NEAREST])
    return found


def _cell(site: Site) -> tuple[int, int]:
    assert site.location is not None
    return (math.floor(site.location.lat / CELL_DEGREES),
            math.floor(site.location.lon / CELL_DEGREES))


def _km(one: Site, other: Site) -> float:
    assert one.location is not None and other.location is not None
    lat1, lat2 = math.radians(one.location.lat), math.radians(other.location.lat)
    across = math.radians(other.location.lon - one.location.lon)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(across / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def _shared(library: Library, assets: Assets, language: str) -> dict[str, object]:
    settings = library.catalogue.settings

    def word(key: str, **values: object) -> str:
        return library.text(language, key, **values)

    return {
        "language": language, "direction": tags.direction(language), "settings": settings,
        "assets": assets, "t": word, "text": library.text,
        "names": {tag: library.language_name(tag) for tag in settings.languages},
        "directions": {tag: tags.direction(tag) for tag in settings.languages},
        "office": office_name(library, language),
        "pages": [
            (site.slug, reading.name, reading.shown)
            for site in library.catalogue.sites.values() if site.is_page
            if (reading := library.reading(site, language, "")) is not None
        ],
    }


def _site_values(
    site: Site, language: str, library: Library, near: tuple[Near, ...]
) -> dict[str, object]:
    settings, messages = library.catalogue.settings, library.messages
    root = "../../"
    reading = library.reading(site, language, root)
    facts = [
        (messages.text(language, f"measure.{each.what}"),
         measure_text(each, language, messages), each.disputed, each.source)
        for each in site.measures
    ]
    listed = [
        (messages.text(language, f"designation.{each.list}"),
         " · ".join(part for part in (each.date, each.number) if part), None, each.source)
        for each in site.designations
    ]
    picture = site.images[0] if site.images and reading else None
    return {
        "root": root, "site": site, "reading": reading, "facts": [*facts, *listed],
        "kind": messages.text(language, f"kind.{site.kind}"),
        "hours": site.visit.open if site.visit else None,
        "step_free": messages.text(language, f"wheelchair.{site.visit.wheelchair}")
        if site.visit and site.visit.wheelchair else None,
        "signal": messages.text(language, f"signal.{site.signal}") if site.signal else None,
        "position": position_text(site.location.lat, site.location.lon) if site.location else None,
        "accuracy": number_text(site.location.accuracy_m, language)
        if site.location and site.location.accuracy_m else None,
        "near": [
            (other, number_text(round(each.km, 1), language)) for each in near
            if (other := library.reading(each.site, language, root)) is not None
        ],
        "ways": list(_ways(site, language, library, root)),
        "picture": Markup(library.picture_html(reading.translation, picture.file, root, hero=True))
        if picture and reading else "",
        "picture_entry": picture,
        "canonical": f"{settings.site_url}{language}/{site.slug}/",
        "path": f"{site.slug}/",
        "linked_data": Markup(_linked_data(site, reading, library)) if reading else "",
        "open_graph": _open_graph_picture(site, library),
    }


def _ways(
    site: Site, language: str, library: Library, root: str
) -> Iterator[tuple[str, object, object]]:
    """Yield (route's name, reading before, reading after) of each route."""
    for route in library.catalogue.settings.routes.values():
        stops = [slug for slug in route.sites if slug in library.catalogue.sites]
        if site.slug not in stops:
            continue
        at = stops.index(site.slug)
        before = stops[at - 1] if at else None
        after = stops[at + 1] if at + 1 < len(stops) else None
        around = [
            library.reading(library.catalogue.sites[slug], language, root) if slug else None
            for slug in (before, after)
        ]
        yield _route_name(route.names, route.key, language), around[0], around[1]


def _route_name(names: object, key: str, language: str) -> str:
    assert hasattr(names, "get")
    return str(names.get(language) or names.get("en") or names.get("") or key)


def _index_values(language: str, library: Library) -> dict[str, object]:
    settings, catalogue = library.catalogue.settings, library.catalogue
    groups, placed = [], set()
    for route in settings.routes.values():
        slugs = [slug for slug in route.sites if slug in catalogue.sites]
        placed.update(slugs)
        if slugs:
            groups.append((_route_name(route.names, route.key, language), slugs))
    rest = [s.slug for s in catalogue.sites.values() if s.slug not in placed and not s.is_page]
    if rest:
        groups.append((library.text(language, "other_places" if groups else "all_places"), rest))
    cards = [
        (name, [
            (reading, library.messages.text(language, f"kind.{catalogue.sites[slug].kind}"))
            for slug in slugs
            if (reading := library.reading(catalogue.sites[slug], language, "../")) is not None
        ])
        for name, slugs in groups
    ]
    return {"root": "../", "groups": cards, "path": "",
            "canonical": f"{settings.site_url}{language}/"}


def _open_graph_picture(site: Site, library: Library) -> str:
    if not site.images:
        return ""
    picture = library.pictures.get((site.slug, site.images[0].file))
    if picture is None or picture.variants[-1].media_type == "image/svg+xml":
        return ""
    return library.catalogue.settings.site_url + picture.variants[-1].path


def _linked_data(site: Site, reading: Reading, library: Library) -> str:
    settings = library.catalogue.settings
    address = f"{settings.site_url}{reading.language}/{site.slug}/"
    return linked_data(site, reading.translation, address, settings,
                       _open_graph_picture(site, library))
