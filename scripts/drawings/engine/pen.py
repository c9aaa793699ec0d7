"""A pen that collects polygons and writes them short.

Shapes  Points in canvas units; written as whole numbers on a 1000 x 625 grid, relative.
"""

import math

import numpy as np
from shapely.geometry import LineString, MultiPolygon, Polygon

GRID = 1.25


class Pen:
    """Closed shapes of one ink."""

    def __init__(self):
        self.shapes = []

    def poly(self, points, simp=0.5):
        """Add a closed shape, simplified within simp units."""
        points = np.asarray([(p[0], p[1]) for p in points], float)
        if simp and len(points) > 4:
            line = LineString([*map(tuple, points), tuple(points[0])]).simplify(simp)
            points = np.array(line.coords)[:-1]
        if len(points) >= 3:
            self.shapes.append(points)

    def geometry(self, shape, simp=0.5):
        """Add a shapely polygon with its holes (write it with even-odd filling)."""
        for part in getattr(shape, "geoms", [shape]):
            if isinstance(part, Polygon) and not part.is_empty:
                self.poly(list(part.exterior.coords)[:-1], simp)
                for hole in part.interiors:
                    self.poly(list(hole.coords)[:-1], simp)

    def box(self, x, y, w, h):
        """Add a rectangle."""
        self.poly([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], 0)

    def disc(self, x, y, r, n=None):
        """Add a disc."""
        n = n or max(8, int(8 + r * 0.7))
        turn = [2 * math.pi * i / n for i in range(n)]
        self.poly([(x + r * math.cos(a), y + r * math.sin(a)) for a in turn], 0)

    def polygons(self):
        """Return the shapes as shapely knows them."""
        return [Polygon(s).buffer(0) for s in self.shapes if len(s) >= 3]

    def path(self):
        """Return the path data."""
        out, x, y = [], 0, 0
        for shape in self.shapes:
            q = np.rint(shape * GRID).astype(int)
            keep = [0] + [i for i in range(1, len(q)) if tuple(q[i]) != tuple(q[i - 1])]
            q = q[keep]
            if len(q) < 3:
                continue
            out.append("m" + _numbers([q[0, 0] - x, q[0, 1] - y]))
            out.append("l" + _numbers(np.diff(q, axis=0).ravel()) + "z")
            x, y = q[0]
        text = "".join(out)
        return "M" + text[1:] if text else ""


def _numbers(values):
    text = ""
    for value in values:
        word = str(int(value))
        text += word if word[0] == "-" or not text else " " + word
    return text


def burin(curve, width, fine=False):
    """Return one stroke: pointed at both ends, thickest at 42 % of its length.

    A kite of four points on screen (about 11 bytes when zipped); a curved blade in print.
    """
    c = np.asarray(curve, float)
    n = len(c)
    if not fine or n < 5:
        i = max(1, int(n * 0.42)) if n >= 3 else 0
        m = c[i] if n >= 3 else (c[0] + c[-1]) / 2
        t = c[min(n - 1, i + 1)] - c[i - 1] if n >= 3 else c[-1] - c[0]
        normal = np.array([-t[1], t[0]]) / (np.hypot(*t) + 1e-9) * width / 2
        return [c[0], m + normal, c[-1], m - normal]
    u = np.array([0, 0.2, 0.42, 0.66, 0.84, 1.0])
    k = np.arange(n) / (n - 1)
    p = np.stack([np.interp(u, k, c[:, 0]), np.interp(u, k, c[:, 1])], 1)
    t = np.gradient(p, axis=0)
    t /= np.hypot(t[:, 0], t[:, 1])[:, None] + 1e-9
    half = np.array([0, 0.66, 1, 0.78, 0.42, 0])[:, None] * width / 2
    side = np.stack([-t[:, 1], t[:, 0]], 1) * half
    return [*(p + side), *(p - side)[-2:0:-1]]


def largest(shape):
    """Return the largest part of a shapely shape."""
    return max(shape.geoms, key=lambda a: a.area) if isinstance(shape, MultiPolygon) else shape
