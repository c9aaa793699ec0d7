"""Where a visit goes on: opening hours, the stops of a route, what is near.

Errors  Nothing raises; what is not known is left out.
"""

from dataclasses import dataclass

from generator.model import Route, Site
from generator.web.distances import way_between, way_text
from generator.web.hours import hours_text, week_table
from generator.web.texts import Label, Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Hours to read, and as a script judges them (empty where none can be sure)."""

    text: str
    week: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """The way to another place; ``way`` is empty where a position is not known."""

    route: str
    to: Label
    way: str
    arrow: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteStops:
    """One route as the page of one of its places shows it."""

    name: str
    before: Leg | None
    after: Leg | None


def opening(site: Site, language: str, library: Library) -> Opening | None:
    """Return the hours of a site, or None."""
    if site.visit is None or not site.visit.open:
        return None
    hours = site.visit.open
    return Opening(text=hours_text(hours, language, library.messages), week=week_table(hours))


def next_stops(site: Site, language: str, library: Library, root: str) -> tuple[Leg, ...]:
    """Return the next stop on each route that goes on from here."""
    return tuple(each.after for each in route_stops(site, language, library, root) if each.after)


def route_stops(site: Site, language: str, library: Library, root: str) -> tuple[RouteStops, ...]:
    """Return the stops before and after on each route of a site."""
    found = []
    for route in library.catalogue.settings.routes.values():
        stops = [slug for slug in route.sites if slug in library.catalogue.sites]
        if site.slug not in stops:
            continue
        at = stops.index(site.slug)
        name = route_name(route, language)
        before = stops[at - 1] if at else ""
        after = stops[at + 1] if at + 1 < len(stops) else ""
        found.append(RouteStops(
            name=name, before=_leg(site, before, name, language, library, root),
            after=_leg(site, after, name, language, library, root),
        ))
    return tuple(found)


def near_places(
    site: Site, others: tuple[Site, ...], language: str, library: Library, root: str
) -> tuple[Leg, ...]:
    """Return the neighbours of a site as its page names them."""
    legs = (_leg(site, other.slug, "", language, library, root) for other in others)
    return tuple(leg for leg in legs if leg is not None)


def route_name(route: Route, language: str) -> str:
    """Return a route's name in a language."""
    return route.names.get(language) or route.names.get("en") or route.names.get("") or route.key


def _leg(
    site: Site, slug: str, route: str, language: str, library: Library, root: str
) -> Leg | None:
    to = library.label(slug, language, root) if slug else None
    if to is None:
        return None
    way = way_between(site.location, library.catalogue.sites[slug].location)
    return Leg(route=route, to=to, arrow=way.arrow if way else "",
               way=way_text(way, language, library.messages) if way else "")
