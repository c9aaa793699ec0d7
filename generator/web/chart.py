"""The chart of an area: its coast as one picture, its places as marks upon it.

Pure. The picture has no words, so that all languages share it; marks are links.

Shapes  Chart units, ``UNITS`` a degree of latitude; x grows east, y grows south.
Units   Degrees of WGS 84; ``*_km`` kilometres.
Source  Equirectangular, true at the middle latitude: within 1 % over an area's box.
"""

import hashlib
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.model import Area, Artifact, Coast, Location

UNITS = 2000.0  # a degree of latitude
KM_PER_DEGREE = 111.32
MARK = 13.0
APART = 2.3 * MARK
ROUNDS = 60
MOST_NUMBERED = 60
VIEW_WIDTH = 360.0  # the narrowest phone: one unit is one pixel there
SMALLEST_VIEW_KM = 18.0
SHAPE = 1.6  # width to height, as all pictures
DEFAULT_ACCURACY_M = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """From degrees to chart units."""

    west: float
    north: float
    squeeze: float

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Return (x, y) of a position."""
        return (lon - self.west) * UNITS * self.squeeze, (self.north - lat) * UNITS

    def length(self, km: float) -> float:
        """Return a distance in chart units."""
        return km / KM_PER_DEGREE * UNITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place on the chart: its true point, how well it is known, its mark beside it."""

    slug: str
    number: int
    x: float
    y: float
    mark_x: float
    mark_y: float
    doubt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One area's chart; ``view`` is what is seen first (x, y, width, height)."""

    path: str
    width: float
    height: float
    view: tuple[float, float, float, float]
    scale: float
    km: float
    numbered: bool
    marks: tuple[Mark, ...]


def draw_coast(area: Area, coast: Coast) -> Artifact:
    """Return the coast of an area as an SVG, light and dark inside."""
    projection, width, height = frame(area)
    land = "".join(_path(ring, projection) for ring in coast.rings)
    svg = COAST.format(width=round(width), height=round(height), land=land,
                       lines="".join(_graticule(area, projection, width, height)),
                       credit=f"{coast.credit} ({coast.licence})".replace("&", "&amp;"))
    content = svg.replace("\n", "").encode()
    digest = hashlib.sha256(content).hexdigest()[:10]
    return Artifact(path=f"assets/charts/{area.key}.{digest}.svg", content=content)


def frame(area: Area) -> tuple[Projection, float, float]:
    """Return the projection of an area's box, and its size in chart units."""
    assert area.box is not None
    west, south, east, north = area.box
    projection = Projection(west=west, north=north,
                            squeeze=math.cos(math.radians((south + north) / 2)))
    width, height = projection.place(east, south)
    return projection, width, height


def plan_chart(
    area: Area, path: str, places: Sequence[tuple[str, int, Location]]
) -> Chart:
    """Return the chart of an area with its places (slug, number, location)."""
    projection, width, height = frame(area)
    view = _view(area, projection, [location for _, _, location in places])
    scale = view[2] / VIEW_WIDTH
    points = [projection.place(each.lon, each.lat) for _, _, each in places]
    numbered = len(places) <= MOST_NUMBERED
    marks = _apart(points, APART * scale) if numbered else points
    return Chart(
        path=path, width=width, height=height, view=view, scale=scale, numbered=numbered,
        km=projection.length(1),
        marks=tuple(
            Mark(slug=slug, number=number, x=round(x, 1), y=round(y, 1),
                 mark_x=round(at[0], 1), mark_y=round(at[1], 1),
                 doubt=round(projection.length(
                     (location.accuracy_m or DEFAULT_ACCURACY_M) / 1000), 1))
            for (slug, number, location), (x, y), at in zip(places, points, marks, strict=True)
        ),
    )


def _view(
    area: Area, projection: Projection, places: Sequence[Location]
) -> tuple[float, float, float, float]:
    """Return a view that holds every place with its doubt, and some water about it."""
    _, width, height = frame(area)
    if not places:
        return 0.0, 0.0, round(width, 1), round(height, 1)
    lefts, tops, rights, bottoms = [], [], [], []
    for each in places:
        x, y = projection.place(each.lon, each.lat)
        doubt = projection.length((each.accuracy_m or DEFAULT_ACCURACY_M) / 1000)
        lefts.append(x - doubt)
        rights.append(x + doubt)
        tops.append(y - doubt)
        bottoms.append(y + doubt)
    wide = max((max(rights) - min(lefts)) * 1.3, (max(bottoms) - min(tops)) * 1.3 * SHAPE,
               projection.length(SMALLEST_VIEW_KM))
    middle_x, middle_y = (max(rights) + min(lefts)) / 2, (max(bottoms) + min(tops)) / 2
    return (round(middle_x - wide / 2, 1), round(middle_y - wide / SHAPE / 2, 1),
            round(wide, 1), round(wide / SHAPE, 1))


def _apart(points: Sequence[tuple[float, float]], least: float) -> list[tuple[float, float]]:
    """Return the points moved apart until no two marks lie on each other."""
    moved = [list(point) for point in points]
    for _ in range(ROUNDS):
        still = True
        for one in range(len(moved)):
            for other in range(one):
                across = moved[one][0] - moved[other][0]
                down = moved[one][1] - moved[other][1]
                far = math.hypot(across, down)
                if far >= least * 0.999:
                    continue
                still = False
                if far < 1e-6:  # the same point: side by side, in order
                    across, down, far = 1.0, 0.0, 1.0
                    push = least / 2
                else:
                    push = (least - far) / 2
                for index, sign in ((one, 1), (other, -1)):
                    moved[index][0] += sign * push * across / far
                    moved[index][1] += sign * push * down / far
        if still:
            break
    return [(x, y) for x, y in moved]


def _path(ring: Iterable[tuple[float, float]], projection: Projection) -> str:
    """Return a ring as an SVG path in whole units, each point from the one before."""
    found: list[str] = []
    last = (0, 0)
    for lon, lat in ring:
        x, y = projection.place(lon, lat)
        point = (round(x), round(y))
        if not found:
            found.append(f"M{point[0]} {point[1]}l")
        elif point != last:
            step = f"{point[0] - last[0]} {point[1] - last[1]}"
            found.append(step if step.startswith("-") or found[-1].endswith("l") else f" {step}")
        last = point
    return f"{''.join(found).replace(' -', '-')}z" if len(found) > 3 else ""


def _graticule(area: Area, projection: Projection, width: float, height: float) -> Iterator[str]:
    """Yield the lines of each tenth of a degree, with their figures where they cross."""
    assert area.box is not None
    west, south, east, north = area.box
    step = 0.1 if east - west <= 2 else 1.0
    lons = [round(step * n, 1) for n in range(math.ceil(west / step), math.floor(east / step) + 1)]
    lats = [round(step * n, 1) for n in range(math.ceil(south / step), math.floor(north / step) + 1)]
    for lon in lons:
        x, _ = projection.place(lon, north)
        yield f'<path d="M{x:.0f} 0V{height:.0f}"/>'
    for lat in lats:
        _, y = projection.place(west, lat)
        yield f'<path d="M0 {y:.0f}H{width:.0f}"/>'
        for lon in lons[:-1]:
            x, _ = projection.place(lon, lat)
            yield f'<text x="{x + 3:.0f}" y="{y - 3:.0f}">{_angle(lon, "EW")} {_angle(lat, "NS")}</text>'


def _angle(degrees: float, sides: str) -> str:
    whole, minutes = divmod(round(abs(degrees) * 60), 60)
    return f"{whole}°{minutes:02d}′{sides[degrees < 0]}"


# Land over its own waterlines: wide strokes under narrow ones leave a line at each side.
COAST = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">
<desc>{credit}</desc>
<style>:root{{--sea:#d9e6da;--deep:#dfeade;--land:#efe2c0;--ink:#1b2728;--wl:#8fb0a3;--gr:#b9cbbb}}
@media(prefers-color-scheme:dark){{:root{{--sea:#0f2527;--deep:#122b2d;--land:#3a4438;--ink:#d9cfae;--wl:#35595a;--gr:#1f3d3e}}}}
.s{{fill:var(--deep)}}.g{{fill:none;stroke:var(--gr);stroke-width:.6}}.g text{{stroke:none;fill:var(--wl);font:italic 6px serif}}
use{{fill:none;stroke-linejoin:round}}.a{{stroke:var(--wl)}}.b{{stroke:var(--deep)}}.c{{stroke:var(--sea)}}
#l{{fill:var(--land);stroke:var(--ink);stroke-width:.6;stroke-linejoin:round}}</style>
<path class="s" d="M0 0h{width}v{height}H0z"/><g class="g">{lines}</g>
<defs><path id="p" d="{land}"/></defs>
<use href="#p" class="a" stroke-width="12.5"/><use href="#p" class="b" stroke-width="11.9"/>
<use href="#p" class="a" stroke-width="8"/><use href="#p" class="c" stroke-width="7.2"/>
<use href="#p" class="a" stroke-width="4.2"/><use href="#p" class="c" stroke-width="3.2"/>
<use href="#p" id="l"/></svg>"""
