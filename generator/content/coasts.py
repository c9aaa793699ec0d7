"""Read the coast of each area that names one.

Shapes  GeoJSON with polygons of land; ``credit`` and ``licence`` beside them.
Units   Degrees of WGS 84.
Errors  A file that is no such thing is a Problem; one that is missing is told of
        elsewhere (``content/originals.py``).
Source  RFC 7946; ``docs/formats/coast-geojson.md``.
"""

import json
from collections.abc import Iterator

from generator.content.files import Project
from generator.errors import Problem, error
from generator.model import Coast, Settings

LARGEST_COAST_BYTES = 20_000_000
FEWEST_POINTS = 4


def read_coasts(
    project: Project, settings: Settings, problems: list[Problem]
) -> dict[str, Coast]:
    """Return the coasts by area."""
    found = {}
    for area in settings.areas.values():
        path = project.folder / area.coast if area.coast else None
        if path is None or not path.is_file():
            continue
        content = project.read_bytes(path, LARGEST_COAST_BYTES, problems)
        if content is None:
            continue
        coast = parse_coast(content)
        if coast is None:
            problems.append(error("coast-unreadable", settings.file, area.line, area.coast or ""))
        else:
            found[area.key] = coast
    return found


def parse_coast(content: bytes) -> Coast | None:
    """Return the land in a GeoJSON file, or None where it is none or names no licence."""
    try:
        whole = json.loads(content)
        credit, licence = whole["credit"], whole["licence"]
        rings = tuple(
            tuple((float(point[0]), float(point[1])) for point in ring)
            for feature in whole["features"]
            for ring in _rings(feature["geometry"])
        )
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None
    if not isinstance(credit, str) or not isinstance(licence, str):
        return None
    whole_rings = tuple(ring for ring in rings if len(ring) >= FEWEST_POINTS)
    return Coast(rings=whole_rings, credit=credit, licence=licence) if whole_rings else None


def _rings(geometry: dict[str, list[list[list[list[float]]]]]) -> Iterator[list[list[float]]]:
    """Yield the outer rings; lakes are left out."""
    shapes = geometry["coordinates"]
    if str(geometry["type"]) == "Polygon":
        shapes = [shapes]  # type: ignore[list-item]
    elif str(geometry["type"]) != "MultiPolygon":
        raise ValueError
    for shape in shapes:
        yield shape[0]
