"""The list of all places in each language, the choice of languages, the 404 page."""

import json
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from markupsafe import Markup

from generator import language as tags
from generator.model import Artifact
from generator.templates import Renderer
from generator.web.assets import Assets
from generator.web.frame import addresses, frame_values
from generator.web.map_pages import AreaChart, area_name, chart_of
from generator.web.packs import area_file, area_key
from generator.web.place_lists import FILTERS, filters_of, grouped_slugs, place_card
from generator.web.texts import Library

ROOT = "../"
# Beyond this many places the list goes by area, each on the page of its chart.
MOST_LISTED = 200


def render_index(
    language: str, charts: tuple[AreaChart, ...], library: Library, renderer: Renderer,
    assets: Assets,
) -> Artifact:
    """Return the list of places of a language."""
    values = {**frame_values(library, assets, language), **_values(language, library, charts)}
    html = renderer.render("index.html.jinja", values)
    return Artifact(path=f"{language}/index.html", content=html.encode())


def render_front_pages(library: Library, renderer: Renderer, assets: Assets) -> Iterator[Artifact]:
    """Yield the root and the 404 page."""
    shared = frame_values(library, assets, library.catalogue.settings.source_language)
    front = {"root": "", "base": "", "picture": _front(library), "code_words": _code_words(library)}
    yield Artifact(path="index.html",
                   content=renderer.render("root.html.jinja", {**shared, **front}).encode())
    base = urlsplit(library.catalogue.settings.site_url).path or "/"
    lost = {"root": base, "base": base}
    yield Artifact(path="404.html",
                   content=renderer.render("404.html.jinja", {**shared, **lost}).encode())


def _code_words(library: Library) -> str:
    """Return what the box for a typed code says, by language, as JSON."""
    keys = ("code_label", "code_go", "code_wrong", "code_length")
    return json.dumps({
        tag: [*(library.text(tag, key) for key in keys), tags.direction(tag)]
        for tag in library.catalogue.settings.languages
    }, ensure_ascii=False)


def _values(
    language: str, library: Library, charts: tuple[AreaChart, ...]
) -> Mapping[str, object]:
    settings, sites = library.catalogue.settings, library.catalogue.sites
    groups = grouped_slugs(library, language)
    listed = sum(len(slugs) for _, slugs in groups) <= MOST_LISTED
    only = charts[0] if len(charts) == 1 else None
    main = max(charts, key=lambda each: len(each.slugs)) if listed else None
    numbers = {slug: number for number, slug in enumerate(main.slugs, 1)} if main else {}
    cards = [
        (name, [card for slug in slugs if (card := place_card(
            sites[slug], language, library, ROOT, number=numbers.get(slug, 0))) is not None])
        for name, slugs in groups
    ] if listed else []
    passing = {name for site in sites.values() for name in filters_of(site)}
    coast = library.catalogue.coasts.get(main.area.key) if main else None
    return {
        "area": area_file(main.area.key) if main and settings.areas else area_key(None, settings),
        "root": ROOT, "path": "", "live": "*", "groups": cards,
        "chart": chart_of(main, library) if main else None,
        "chart_name": library.text(language, "map_of", area=area_name(main.area, language, library))
        if main else "",
        "credit": f"{coast.credit}, {coast.licence}" if coast else "",
        "labels": {card.to.slug: card.to for _, found in cards for card in found},
        "title": _title(language, library, charts),
        "areas": [] if only else [
            (area_name(each.area, language, library), f"map/{each.area.key}/", len(each.slugs))
            for each in charts
        ],
        "filters": [name for name in FILTERS if name in passing or name == "step_free"],
        "search": " ".join(f"data/search/{language}.{each.area.key}.json" for each in charts),
        "addresses": addresses(library, ROOT, ""),
        "canonical": f"{settings.site_url}{language}/",
    }


def _title(language: str, library: Library, charts: tuple[AreaChart, ...]) -> str:
    """Return the guide's name in a language, where an area bears the same name."""
    settings = library.catalogue.settings
    named = [each.area for each in charts
             if len(charts) == 1 or settings.site_name in each.area.names.values()]
    return area_name(named[0], language, library) if named else settings.site_name


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
