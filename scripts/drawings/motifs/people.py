"""People as silhouettes: they give every drawing its scale."""

import math

WALKER = [(-2.6, 0), (-2.4, -9), (-3.4, -16), (-2, -20), (0, -21), (2.2, -19.5), (4.6, -13), (3.4, -11.6),
          (2.4, -14), (2.2, -9), (3, 0), (1, 0), (0.2, -8), (-0.8, 0)]


def walker(pen, x, y, size=1.0, flip=1, hat=False):
    """Add a standing visitor of about 26 units; feet at (x, y)."""
    def place(points):
        return [(x + flip * u * size, y + v * size) for u, v in points]
    pen.poly(place(WALKER), 0)
    pen.poly(place([(1.9 * math.cos(t * math.pi / 4), -23.3 + 2.2 * math.sin(t * math.pi / 4)) for t in range(8)]), 0)
    if hat:
        pen.poly(place([(-5, -23), (0, -27.6), (5, -23)]), 0)


def tiny(pen, x, y, h=8.6, w=1.6):
    """Add a person so far off that only a pawn is left."""
    pen.poly([(x - w, y), (x - w * 0.85, y - h * 0.7), (x, y - h), (x + w * 0.85, y - h * 0.7), (x + w, y)], 0)
