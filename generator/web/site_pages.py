"""The page of a site in each language.

Units   Degrees of WGS 84; metres of accuracy.
Source  Open Graph; RFC 5870 (geo: addresses).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.doing import Service
from generator.model import Artifact, IssuedCode, Location, Site
from generator.templates import Renderer
from generator.web.assets import Assets
from generator.web.cards import card_path
from generator.web.frame import addresses, frame_values
from generator.web.linked_data import linked_data
from generator.web.live import live_tokens
from generator.web.onward import near_places, opening, route_stops
from generator.web.locator import locator, picture_name, stand_in
from generator.web.packs import area_key
from generator.web.place_lists import thumb
from generator.web.plaque_pages import place_name
from generator.web.services import next_cards
from generator.web.texts import Label, Library
from generator.web.words import measure_text, number_text, position_text

ROOT = "../../"


@dataclass(frozen=True, slots=True, kw_only=True)
class Onward:
    """What leads on from a site: its services, whether there are any at all, its plan's path.

    ``named`` says whether the emergency card knows its place.
    """

    services: tuple[Service, ...] = ()
    has_services: bool = False
    plan: str = "plan/"
    named: bool = True


def render_site_pages(
    site: Site, near: tuple[str, ...], codes: tuple[IssuedCode, ...], library: Library,
    renderer: Renderer, assets: Assets, onward: Onward,
) -> Iterator[Artifact]:
    """Yield the page of a site in each language; ``near`` are its neighbours' slugs."""
    neighbours = tuple(library.catalogue.sites[slug] for slug in near)
    for language in library.catalogue.settings.languages:
        shared = {
            **frame_values(library, assets, language),
            "doing": next_cards(site, onward.services, language, library, ROOT),
            "has_services": onward.has_services, "plan": onward.plan,
            "named": onward.named,
        }
        artifact = render_site_page(site, language, library, renderer, shared, neighbours, codes)
        if artifact is not None:
            yield artifact


def render_site_page(
    site: Site, language: str, library: Library, renderer: Renderer,
    shared: Mapping[str, object], neighbours: tuple[Site, ...], codes: tuple[IssuedCode, ...],
) -> Artifact | None:
    """Return the page of one site in one language; None where it has no text at all."""
    label = library.label(site.slug, language, ROOT)
    if label is None:
        return None
    values = _values(site, language, library, label)
    values["near"] = [
        (leg, thumb(leg.to.slug, language, library, ROOT))
        for leg in near_places(site, neighbours, language, library, ROOT)
    ]
    values["live"] = "" if site.is_page else live_tokens(site, library.catalogue.settings)
    stands_in = stand_in(site, library)
    values["chart"] = locator(site, library) if stands_in is None else None
    values["stand_in"], values["labels"] = stands_in, {site.slug: label}
    values["kinds"] = picture_name(stands_in, site, (language,), library)
    values["codes"] = [
        (each.code, place_name(site, each.place, language, library)) for each in codes
    ]
    html = renderer.render("site.html.jinja", {**shared, **values})
    return Artifact(path=f"{language}/{site.slug}/index.html", content=html.encode())


def _values(
    site: Site, language: str, library: Library, label: Label
) -> dict[str, object]:
    settings, messages = library.catalogue.settings, library.messages
    reading = library.reading(site, language, ROOT, whole=True)
    assert reading is not None
    entry, place = (site.images[0] if site.images else None), site.location
    card = open_graph_picture(site, library)
    return {
        "area": area_key(site, settings),
        "root": ROOT, "site": site, "reading": reading, "facts": _facts(site, language, library),
        "kind": messages.text(language, f"kind.{site.kind}"),
        "hours": opening(site, language, library),
        "step_free": messages.text(language, f"wheelchair.{site.visit.wheelchair}")
        if site.visit and site.visit.wheelchair else None,
        "signal": messages.text(language, f"signal.{site.signal}") if site.signal else None,
        "position": position_text(place.lat, place.lon, place.accuracy_m) if place else "",
        "accuracy": number_text(place.accuracy_m, language)
        if place and place.accuracy_m else None,
        "maps": map_links(place, label.name, library.text(language, "this_phone")) if place else [],
        "ways": route_stops(site, language, library, ROOT),
        "picture": Markup(library.picture_html(reading.translation, entry.file, ROOT, hero=True))
        if entry else "",
        "picture_alt": library.alt(reading.translation, entry.file) if entry else "",
        "entry": entry, "addresses": addresses(library, ROOT, f"{site.slug}/"),
        "canonical": f"{settings.site_url}{language}/{site.slug}/", "path": f"{site.slug}/",
        "linked_data": Markup(linked_data(
            site, reading.translation, f"{settings.site_url}{language}/{site.slug}/", settings, card)),
        "open_graph": card,
    }


def _facts(
    site: Site, language: str, library: Library
) -> list[tuple[str, str, str | None, str | None]]:
    messages = library.messages
    measured = [
        (messages.text(language, f"measure.{each.what}"),
         measure_text(each, language, messages), each.disputed, each.source)
        for each in site.measures
    ]
    listed = [
        (messages.text(language, f"designation.{each.list}"),
         " · ".join(part for part in (each.date, each.number) if part), None, each.source)
        for each in site.designations
    ]
    return [*measured, *listed]


def map_links(place: Location, name: str, this_phone: str) -> list[tuple[str, str]]:
    """Return (name, address) of map apps: links to follow, nothing that a page asks for."""
    at = f"{place.lat},{place.lon}"
    return [
        (this_phone, f"geo:{at}?q={at}"),
        ("OpenStreetMap", f"https://www.openstreetmap.org/?mlat={place.lat}&mlon={place.lon}"
                          f"#map=14/{place.lat}/{place.lon}"),
        ("Google", f"https://www.google.com/maps/search/?api=1&query={at}"),
        ("Apple", f"https://maps.apple.com/?ll={at}&q={at}"),
    ]


def open_graph_picture(site: Site, library: Library) -> str:
    """Return the address of the picture that goes with a shared link."""
    path = card_path(site, library)
    return library.catalogue.settings.site_url + path if path else ""
