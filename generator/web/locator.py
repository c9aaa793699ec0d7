"""Where one place lies, as a picture: its area's chart about it.

A place without photograph and drawing shows this instead of nothing.

Errors  None where the area has no coast; a place without position has its whole area.
"""

from collections.abc import Mapping

from generator.model import Area, Site
from generator.web.chart import Chart, plan_chart
from generator.web.texts import Library


def charted_area(site: Site, library: Library) -> Area | None:
    """Return the area whose chart shows a site; None where there is no coast."""
    area = library.catalogue.settings.areas.get(site.area or "")
    if area is None or area.box is None or area.key not in library.charts:
        return None
    return area


def locator(site: Site, library: Library) -> Chart | None:
    """Return a small chart about one site; None where its position is not known."""
    area = charted_area(site, library)
    if area is None or site.location is None:
        return None
    return plan_chart(area, library.charts[area.key], [(site.slug, 0, site.location)])


def stand_in(site: Site, library: Library) -> Chart | None:
    """Return the chart that stands in for a picture; None where there is a picture."""
    pictured = site.images and (site.slug, site.images[0].file) in library.pictures
    area = charted_area(site, library)
    if area is None or pictured or site.is_page:
        return None
    places = [(site.slug, 0, site.location)] if site.location is not None else []
    return plan_chart(area, library.charts[area.key], places)


def picture_name(
    stands_in: Chart | None, site: Site, languages: tuple[str, ...], library: Library
) -> Mapping[str, str]:
    """Return by language what stands under a picture that is no photograph."""
    if stands_in is not None:
        return {tag: library.text(tag, "chart") for tag in languages}
    drawn = site.images and site.images[0].kind != "photo"
    return {tag: library.text(tag, "drawing") if drawn else "" for tag in languages}
