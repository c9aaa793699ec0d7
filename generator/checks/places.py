"""Do places, areas and routes fit each other?

Units   Degrees of WGS 84.
Errors  Problems are returned; nothing raises.
"""

from generator.errors import Problem, error, warning
from generator.model import Area, Catalogue, Location
from generator.schema import nearest


def check_places(catalogue: Catalogue) -> tuple[Problem, ...]:
    """Return sites outside their area, and routes that name unknown sites."""
    problems: list[Problem] = []
    settings = catalogue.settings
    for site in catalogue.sites.values():
        area = settings.areas.get(site.area or "")
        if area is not None and site.location is not None and _is_outside(site.location, area):
            where = f"{site.location.lat:g}, {site.location.lon:g}"
            problems.append(
                warning("outside-area", site.file, site.location.line, where, area=area.key)
            )
    for route in settings.routes.values():
        for slug in route.sites:
            if slug not in catalogue.sites and f"sites/{slug}/site.yml" not in catalogue.unread:
                shown = nearest(slug, catalogue.sites.keys())
                problems.append(
                    error("unknown-site", settings.file, route.line, slug, nearest=shown)
                )
    return tuple(problems)


def _is_outside(location: Location, area: Area) -> bool:
    if area.box is None:
        return False
    west, south, east, north = area.box
    return not (west <= location.lon <= east and south <= location.lat <= north)
