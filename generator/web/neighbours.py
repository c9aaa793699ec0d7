"""Which places are near which: the nearest few, at a cost that grows linearly.

Units   Kilometres on a sphere of 6,371 km; cells of a grid in degrees.
Errors  Nothing raises; a place without a location has no neighbours.
"""

import math
from collections import defaultdict
from collections.abc import Iterable

from generator.model import Location, Site
from generator.web.distances import EARTH_KM, distance_km

NEAREST = 3
FARTHEST_KM = 50.0
KM_PER_DEGREE = math.pi * EARTH_KM / 180
PLACES_PER_CELL = 4
SMALLEST_CELL_DEGREES, LARGEST_CELL_DEGREES = 0.01, 0.5


class Grid:
    """Places by the cell of the earth that they lie in."""

    def __init__(self, sites: Iterable[Site]) -> None:
        placed = [(site.slug, site.location) for site in sites if site.location is not None]
        self._side = _cell_side(len(placed))
        self._cells: dict[tuple[int, int], list[tuple[str, Location]]] = defaultdict(list)
        for slug, location in placed:
            self._cells[self._cell(location)].append((slug, location))

    def nearest(self, site: Site) -> tuple[str, ...]:
        """Return the slugs of the nearest places, ring by ring of cells until no nearer one can be."""
        if site.location is None:
            return ()
        found: list[tuple[float, str]] = []
        for ring in range(math.ceil(FARTHEST_KM / (self._side * KM_PER_DEGREE)) + 1):
            found += [(distance_km(site.location, location), slug)
                      for slug, location in self._ring(self._cell(site.location), ring)
                      if slug != site.slug]
            found.sort()
            if found[NEAREST - 1 :] and found[NEAREST - 1][0] <= self._reach_km(site.location, ring):
                break
        return tuple(slug for km, slug in found[:NEAREST] if km <= FARTHEST_KM)

    def _cell(self, location: Location) -> tuple[int, int]:
        return math.floor(location.lat / self._side), math.floor(location.lon / self._side)

    def _ring(self, centre: tuple[int, int], ring: int) -> Iterable[tuple[str, Location]]:
        row, column = centre
        for y in range(-ring, ring + 1):
            edge = abs(y) == ring
            for x in range(-ring, ring + 1) if edge else (-ring, ring):
                yield from self._cells.get((row + y, column + x), ())

    def _reach_km(self, location: Location, ring: int) -> float:
        """Return how far from a place every cell up to a ring reaches at least."""
        poleward = min(89.0, abs(location.lat) + self._side * (ring + 1))
        return ring * self._side * KM_PER_DEGREE * math.cos(math.radians(poleward))


def _cell_side(places: int) -> float:
    """Return the side of a cell: the more places, the finer."""
    side = LARGEST_CELL_DEGREES / math.sqrt(max(1, places) / PLACES_PER_CELL)
    return min(LARGEST_CELL_DEGREES, max(SMALLEST_CELL_DEGREES, side))
