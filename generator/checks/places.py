"""Do places, areas and routes fit each other?

Units   Degrees of WGS 84.
Errors  Problems are returned; nothing raises.
"""

from collections.abc import Mapping

from generator.errors import Problem, error, warning
from generator.model import Area, Location, Settings, Site
from generator.schema import nearest


def check_area(site: Site, settings: Settings) -> tuple[Problem, ...]:
    """Return a warning for a site outside its area."""
    area = settings.areas.get(site.area or "")
    if area is None or site.location is None or not _is_outside(site.location, area):
        return ()
    where = f"{site.location.lat:g}, {site.location.lon:g}"
    return (warning("outside-area", site.file, site.location.line, where, area=area.key),)


def check_routes(
    settings: Settings, sites: Mapping[str, Site], unread: frozenset[str]
) -> tuple[Problem, ...]:
    """Return routes that name unknown sites."""
    return tuple(
        error("unknown-site", settings.file, route.line, slug, nearest=nearest(slug, sites.keys()))
        for route in settings.routes.values()
        for slug in route.sites
        if slug not in sites and f"sites/{slug}/site.yml" not in unread
    )


def _is_outside(location: Location, area: Area) -> bool:
    if area.box is None:
        return False
    west, south, east, north = area.box
    return not (west <= location.lon <= east and south <= location.lat <= north)
