"""Sites in lists: their cards, their order, and the list that search reads.

Shapes  A search list is ``{"places": [[slug, name, kind, words, summary, language]]}``;
        ``words`` are the site's names in all languages (``docs/formats/search-json.md``).
Errors  Nothing raises.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from generator.model import Artifact, Catalogue, Site
from generator.web.onward import route_name
from generator.web.texts import Label, Library
from generator.web.words import quantity_text

RELIC_KINDS = frozenset({"pagoda", "temple", "church", "archaeology"})
RELIC_LISTS = frozenset({"national-relic", "provincial-relic"})
STEP_FREE = frozenset({"yes", "limited"})
FILTERS = ("cave", "island", "relic", "step_free")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A site in a list; ``facts`` is its kind and what a walker feels."""

    to: Label
    facts: str
    picture: Markup
    number: int
    groups: str
    at: str


def place_card(
    site: Site, language: str, library: Library, root: str, *, number: int = 0
) -> Card | None:
    """Return a site as a list shows it."""
    to = library.label(site.slug, language, root)
    if to is None:
        return None
    facts = [library.messages.text(language, f"kind.{site.kind}")]
    if site.visit is not None and site.visit.steps is not None:
        steps = quantity_text(site.visit.steps, language)
        facts.append(f"{steps} {library.text(language, 'steps')}")
    place = site.location
    if place is None:
        facts.append(library.text(language, "unplaced"))
    return Card(
        to=to, facts=" · ".join(facts), picture=thumb(site.slug, language, library, root),
        number=number, groups=" ".join(filters_of(site)),
        at=f"{place.lat},{place.lon}" if place else "",
    )


def thumb(slug: str, language: str, library: Library, root: str) -> Markup:
    """Return the small picture of a site in a list; the name beside it says what it is."""
    site = library.catalogue.sites[slug]
    text = library.translation(site, language)
    if not site.images or text is None:
        return Markup("")
    return Markup(library.picture_html(text, site.images[0].file, root, decoration=True))


def filters_of(site: Site) -> tuple[str, ...]:
    """Return the filters that let a site pass."""
    relic = site.kind in RELIC_KINDS or any(each.list in RELIC_LISTS for each in site.designations)
    passed = {
        "cave": site.kind == "cave", "island": site.kind == "islet", "relic": relic,
        "step_free": site.visit is not None and site.visit.wheelchair in STEP_FREE,
    }
    return tuple(name for name in FILTERS if passed[name])


def grouped_slugs(library: Library, language: str) -> list[tuple[str, list[str]]]:
    """Return the places by route, in its order; what lies on no route comes last."""
    catalogue = library.catalogue
    groups: list[tuple[str, list[str]]] = []
    placed: set[str] = set()
    for route in catalogue.settings.routes.values():
        slugs = [slug for slug in dict.fromkeys(route.sites)
                 if slug in catalogue.sites and slug not in placed]
        placed.update(slugs)
        if slugs:
            groups.append((route_name(route, language), slugs))
    rest = [site.slug for site in catalogue.sites.values()
            if site.slug not in placed and not site.is_page]
    if rest:
        groups.append((library.text(language, "other_places" if groups else "all_places"), rest))
    return groups


def slugs_by_area(catalogue: Catalogue) -> dict[str, list[str]]:
    """Return the places of each area, by route and its order; under "" those of none."""
    routes = (slug for route in catalogue.settings.routes.values() for slug in route.sites)
    found: dict[str, list[str]] = defaultdict(list)
    for slug in dict.fromkeys((*routes, *catalogue.sites)):
        site = catalogue.sites.get(slug)
        if site is not None and not site.is_page:
            found[site.area or ""].append(slug)
    return found


def search_list(
    key: str, slugs: Iterable[str], language: str, library: Library
) -> Artifact:
    """Return the list of an area in a language that search reads, on a phone or offline."""
    rows = []
    for slug in slugs:
        site, label = library.catalogue.sites[slug], library.label(slug, language, "")
        if label is None:
            continue
        names = sorted({text.name for text in site.translations.values()} - {label.name})
        kind = library.messages.text(language, f"kind.{site.kind}")
        rows.append([slug, label.name, kind, " ".join(names), label.summary, label.shown])
    content = json.dumps({"places": rows}, ensure_ascii=False, separators=(",", ":"))
    return Artifact(path=f"data/search/{language}.{key}.json", content=content.encode())
