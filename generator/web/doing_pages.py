"""The pages that lead from reading to doing: services, products, help.

Source  schema.org Product.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.doing import Service
from generator.model import Artifact, IssuedCode, Site
from generator.templates import Renderer
from generator.web.assets import Assets
from generator.web.frame import addresses, frame_values
from generator.web.services import MADE, Card, kind_rank, service_card
from generator.web.texts import Library
from generator.web.words import position_text

ROOT = "../../"
DEEP_ROOT = "../../../"
Page = tuple[str, str, str, dict[str, object]]
VIETNAMESE = "vi"
MOST_PLACES_KNOWN = 400  # names that the help page carries; beyond, the code stands alone


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlace:
    """A place that the emergency card can name, with its plaques' codes."""

    slug: str
    name: str
    lang: str
    position: str
    codes: tuple[str, ...]


def doing_paths(services: tuple[Service, ...], languages: tuple[str, ...]) -> list[str]:
    """Return the paths of all these pages."""
    made = [f"products/{each.id}/" for each in services if each.kind in MADE]
    pages = ["help/", *(["services/", "products/"] if services else []), *made]
    return [f"{tag}/{page}index.html" for tag in languages for page in pages]


def render_doing_pages(
    services: tuple[Service, ...], codes: tuple[IssuedCode, ...], library: Library,
    renderer: Renderer, assets: Assets,
) -> Iterator[Artifact]:
    """Yield the pages of services, products and help in each language."""
    for language in library.catalogue.settings.languages:
        pages = [("help.html.jinja", "help/", ROOT, _help(services, codes, language, library)),
                 *_service_pages(services, language, library)]
        shared = frame_values(library, assets, language)
        for template, path, root, values in pages:
            html = renderer.render(template, {
                **shared, "root": root, "path": path, "addresses": addresses(library, root, path),
                "canonical": f"{library.catalogue.settings.site_url}{language}/{path}", **values,
            })
            yield Artifact(path=f"{language}/{path}index.html", content=html.encode())


def _service_pages(services: tuple[Service, ...], language: str, library: Library) -> Iterator[Page]:
    """Yield template, path, way to the top and values of each page of services."""
    if not services:
        return
    cards = [service_card(each, language, library, ROOT) for each in services]
    yield "services.html.jinja", "services/", ROOT, {"groups": _by_kind(cards)}
    made = [card for card in cards if card.kind in MADE or card.stars]
    yield "products.html.jinja", "products/", ROOT, {"cards": made}
    for service in services:
        if service.kind in MADE:
            card = service_card(service, language, library, DEEP_ROOT)
            labels = [library.label(slug, language, DEEP_ROOT) for slug in service.serves
                      if slug in library.catalogue.sites]
            yield "product.html.jinja", f"products/{service.id}/", DEEP_ROOT, {
                "card": card, "places": [label for label in labels if label is not None],
                "linked_data": Markup(_product_data(card, language)),
            }


def _by_kind(cards: list[Card]) -> list[tuple[str, str, list[Card]]]:
    kinds = sorted({card.kind for card in cards}, key=kind_rank)
    return [(kind, next(card.kind_name for card in cards if card.kind == kind),
             [card for card in cards if card.kind == kind]) for kind in kinds]


def _help(
    services: tuple[Service, ...], codes: tuple[IssuedCode, ...], language: str, library: Library
) -> dict[str, object]:
    """Return numbers to call, the sentence to show, and the names of places for it."""
    messages = library.messages
    spoken = VIETNAMESE if messages.has(VIETNAMESE, "do.sentence") else language
    sites = [site for site in library.catalogue.sites.values() if not site.is_page]
    known = sites if len(sites) <= MOST_PLACES_KNOWN else []
    cards = [service_card(each, language, library, ROOT) for each in services
             if each.kind == "emergency"]
    return {
        "cards": [card for card in cards if card.doors],
        "others": [card for card in cards if not card.doors],
        "spoken": spoken, "sentence": messages.text(spoken, "do.sentence", place="……", code="……"),
        "pattern": messages.text(spoken, "do.sentence"),
        "where": messages.text(spoken, "do.sentence_position"),
        "places": [_place(site, codes, spoken) for site in known],
    }


def _place(site: Site, codes: tuple[IssuedCode, ...], language: str) -> KnownPlace:
    text = site.translations.get(language) or next(iter(site.translations.values()), None)
    spot = site.location
    return KnownPlace(
        slug=site.slug, name=text.name if text else site.slug,
        lang=text.language if text else language,
        position=position_text(spot.lat, spot.lon, spot.accuracy_m) if spot else "",
        codes=tuple(code.code for code in codes if code.site == site.slug and not code.retired),
    )


def _product_data(card: Card, language: str) -> str:
    """Return schema.org's Product: a rating is no review, so stars are a property."""
    data: dict[str, object] = {
        "@context": "https://schema.org", "@type": "Product", "name": card.name.text,
        "inLanguage": language,
    }
    if card.text:
        data["description"] = card.text.text
    if card.maker:
        data["manufacturer"] = {"@type": "Organization", "name": card.maker}
    if card.origin:
        data["countryOfOrigin"] = {"@type": "Place", "name": card.origin.text}
    if card.stars:
        data["additionalProperty"] = {"@type": "PropertyValue", "name": "OCOP", "value": card.stars}
    return in_script(data)


def in_script(data: object) -> str:
    """Return JSON that can't end the script element that it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("&", "\\u0026")
