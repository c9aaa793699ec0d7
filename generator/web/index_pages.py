"""The list of all places in each language, the choice of languages, the 404 page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from generator.model import Artifact, Site
from generator.templates import Renderer
from generator.web.assets import Assets
from generator.web.frame import addresses, frame_values
from generator.web.onward import route_name
from generator.web.site_pages import thumb
from generator.web.texts import Label, Library
from generator.web.words import quantity_text

ROOT = "../"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A site in a list; ``facts`` is its kind and what a walker feels."""

    to: Label
    facts: str
    picture: Markup


def render_index_pages(library: Library, renderer: Renderer, assets: Assets) -> Iterator[Artifact]:
    """Yield the list of places of each language, the root and the 404 page."""
    for language in library.catalogue.settings.languages:
        shared = frame_values(library, assets, language)
        html = renderer.render("index.html.jinja", {**shared, **_values(language, library)})
        yield Artifact(path=f"{language}/index.html", content=html.encode())
    shared = frame_values(library, assets, library.catalogue.settings.source_language)
    yield Artifact(path="index.html", content=renderer.render(
        "root.html.jinja", {**shared, "root": "", "base": "", "picture": _front(library)}).encode())
    base = urlsplit(library.catalogue.settings.site_url).path or "/"
    yield Artifact(path="404.html", content=renderer.render(
        "404.html.jinja", {**shared, "root": base, "base": base}).encode())


def grouped_slugs(library: Library, language: str) -> list[tuple[str, list[str]]]:
    """Return the places by route, in its order; what lies on no route comes last."""
    catalogue = library.catalogue
    groups: list[tuple[str, list[str]]] = []
    placed: set[str] = set()
    for route in catalogue.settings.routes.values():
        slugs = [slug for slug in route.sites if slug in catalogue.sites]
        placed.update(slugs)
        if slugs:
            groups.append((route_name(route, language), slugs))
    rest = [site.slug for site in catalogue.sites.values()
            if site.slug not in placed and not site.is_page]
    if rest:
        groups.append((library.text(language, "other_places" if groups else "all_places"), rest))
    return groups


def place_card(site: Site, language: str, library: Library, root: str) -> Card | None:
    """Return a site as a list shows it."""
    to = library.label(site.slug, language, root)
    if to is None:
        return None
    facts = [library.messages.text(language, f"kind.{site.kind}")]
    if site.visit is not None and site.visit.steps is not None:
        steps = quantity_text(site.visit.steps, language)
        facts.append(f"{steps} {library.text(language, 'steps')}")
    return Card(to=to, facts=" · ".join(facts), picture=thumb(site.slug, language, library, root))


def _values(language: str, library: Library) -> Mapping[str, object]:
    settings, sites = library.catalogue.settings, library.catalogue.sites
    groups = [
        (name, [card for slug in slugs
                if (card := place_card(sites[slug], language, library, ROOT)) is not None])
        for name, slugs in grouped_slugs(library, language)
    ]
    return {"root": ROOT, "groups": groups, "path": "", "live": "*",
            "addresses": addresses(library, ROOT, ""),
            "canonical": f"{settings.site_url}{language}/"}


def _front(library: Library) -> Markup:
    """Return the first picture of the first route, or of the catalogue."""
    settings = library.catalogue.settings
    for _, slugs in grouped_slugs(library, settings.source_language):
        for slug in slugs:
            site = library.catalogue.sites[slug]
            text = library.translation(site, settings.source_language)
            if site.images and text is not None:
                return Markup(library.picture_html(text, site.images[0].file, "", hero=True))
    return Markup("")
