"""The inspection round: every plaque in the order of a boat's way, on paper and as a table.

Pure. The picture beside each plaque is the product's own drawing, so that a fitter sees
what should hang there.

Shapes  ``Stop`` is one plaque; stops go by route, in the route's order, then the rest.
Units   Degrees of WGS 84.
Source  ``docs/formats/round-csv.md``.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.model import Catalogue, Messages, Site
from generator.press.fonts import families
from generator.press.planned import PlannedPlaque
from generator.press.supplies import Supplies
from generator.press.thumbnails import page_pictures
from generator.press.typeset import draw_product, typeset

FACTS = ("number", "code", "site", "place", "route", "name", "product", "link", "lat", "lon")
CHECKS = ("there", "opens", "uncovered", "clean", "fixed", "readable")
BLANKS = ("date", *CHECKS, "inspector", "remark")
COLUMNS = (*FACTS, *BLANKS)
NO_ROUTE = ""
Words = Callable[..., str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One plaque of a round; ``route`` is a key, empty where it lies on none."""

    plaque: PlannedPlaque
    route: str
    lat: float | None
    lon: float | None

    @property
    def facts(self) -> dict[str, str]:
        """What the table says of the plaque."""
        plaque = self.plaque
        return {
            "number": str(plaque.number), "code": plaque.code, "site": plaque.site,
            "place": plaque.place, "route": self.route, "name": plaque.name,
            "product": plaque.product.name, "link": plaque.link,
            "lat": "" if self.lat is None else f"{self.lat:.5f}",
            "lon": "" if self.lon is None else f"{self.lon:.5f}",
        }


def plan_round(
    plaques: Sequence[PlannedPlaque], catalogue: Catalogue, route: str | None = None
) -> tuple[Stop, ...]:
    """Return the plaques in the order of a round: by route, or those of one route."""
    order = {key: at for at, key in enumerate(catalogue.settings.routes)}
    stops = []
    for plaque in plaques:
        site = catalogue.sites[plaque.site]
        ways = routes_of(site, catalogue)
        if route is not None and route not in ways:
            continue
        way = route or (ways[0] if ways else NO_ROUTE)
        place = site.location
        stops.append(Stop(plaque=plaque, route=way, lat=place.lat if place else None,
                          lon=place.lon if place else None))

    def rank(stop: Stop) -> tuple[int, int, str, int]:
        slug = stop.plaque.site
        known = catalogue.settings.routes.get(stop.route)
        sites = known.sites if known is not None else ()
        at = sites.index(slug) if slug in sites else len(sites)
        return order.get(stop.route, len(order)), at, slug, stop.plaque.number

    return tuple(sorted(stops, key=rank))


def routes_of(site: Site, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the routes that a site lies on, in the settings' order."""
    return tuple(
        key for key, route in catalogue.settings.routes.items()
        if site.slug in route.sites or key in site.routes
    )


def round_csv(stops: Sequence[Stop]) -> bytes:
    """Return the table with blank columns for the answers; BOM for spreadsheets."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for stop in stops:
        facts = stop.facts
        writer.writerow([facts.get(column, "") for column in COLUMNS])
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def round_pdf(
    stops: Sequence[Stop], catalogue: Catalogue, template: bytes, supplies: Supplies,
    messages: Messages, text: Words, language: str,
) -> bytes:
    """Return the list to print: a picture, what to check, and room for answers."""
    pictures, files = _pictures(stops, supplies)
    routes = catalogue.settings.routes
    tag = catalogue.settings.source_language
    values = {
        "language": language, "fonts": list(families(tag)),
        "site_name": catalogue.settings.site_name,
        "words": {key: text(key) for key in WORDS},
        "checks": [text(f"check_{check}") for check in CHECKS],
        "groups": [
            {
                "name": _route_name(routes[key].names, key, tag) if key in routes
                else text("no_route"),
                "stops": [
                    {
                        **stop.facts, "word": stop.plaque.place_word,
                        "kind": _product_name(stop.plaque.product.name, tag, messages),
                        "quantity": stop.plaque.quantity,
                        "file": pictures[stop.plaque.code],
                        "size": "×".join(f"{side:g}" for side in stop.plaque.product.trim_mm),
                    } for stop in stops if stop.route == key
                ],
            } for key in dict.fromkeys(stop.route for stop in stops)
        ],
    }
    return typeset(template, values, files=files)


WORDS = ("title", "date", "inspector", "remark", "should_look", "yes", "no", "how", "page", "copies")


def _pictures(
    stops: Sequence[Stop], supplies: Supplies
) -> tuple[dict[str, str], dict[str, bytes]]:
    """Return the picture's file of each code, and the files."""
    found: dict[str, str] = {}
    files: dict[str, bytes] = {}
    products = {stop.plaque.product.name: stop.plaque.product for stop in stops}
    for name, product in products.items():
        own = [stop.plaque for stop in stops if stop.plaque.product.name == name]
        pdf = draw_product(product, own, supplies, bleed_mm=0).pdf
        pages = page_pictures(pdf, max(product.trim_mm))
        for index, plaque in enumerate(own):
            page = product.page_of(index)
            found[plaque.code] = f"{name}-{page}.svg"
            files[f"{name}-{page}.svg"] = pages[page - 1]
    return found, files


def _product_name(name: str, language: str, messages: Messages) -> str:
    key = f"product.{name}"
    return messages.text(language, key) if messages.has(language, key) else name


def _route_name(names: Mapping[str, str], key: str, language: str) -> str:
    return names.get(language) or names.get("") or names.get("en") or key
