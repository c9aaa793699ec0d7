"""Boats: junk, sampan with a rower, kayak."""

import math

from shapely.geometry import LineString, Polygon

from engine import strokes


def _placed(x, y, size, flip, points):
    return [(x + flip * u * size, y + v * size) for u, v in points]


JUNK_HULL = [(-30, -6), (-22, -3), (0, -1), (20, -4), (30, -12), (33, -12), (27, 3), (18, 6), (-18, 6), (-27, 2)]
JUNK_SAILS = (
    ([(-3, -4), (-13, -14), (-16, -30), (-12, -44), (-2, -56), (3, -60), (6, -40), (8, -20), (8, -5)],
     (-14, -23, -32, -41, -50)),
    ([(13, -7), (11, -18), (13, -34), (20, -42), (24, -28), (25, -12)], (-16, -25, -33)),
    ([(-18, -5), (-27, -12), (-29, -24), (-22, -38), (-18, -24)], (-14, -23)),
)


def junk(s, x, y, size=1.0, flip=1, sail="red", lamp=True, mirrored=26):
    """Lay down a junk under sail; its lamp hangs at the stern."""
    if mirrored:
        s.draw("mirror", lambda p: strokes.mirror(
            p, lambda _: [(x - 24 * size, x + 24 * size)], y + 9 * size, y + mirrored * size, int(x), 4, 0.5,
            7 * size, (2, 1.4), 1, 4))
    sails = [_placed(x, y, size, flip, points) for points, _ in JUNK_SAILS]
    s.draw(sail, lambda p: [p.poly(each, 0.15) for each in sails])

    def battens(p):
        for points, (_, rows) in zip(sails, JUNK_SAILS, strict=True):
            shape = Polygon(points)
            for v in rows:
                cut = shape.intersection(LineString([(x - 99 * size, y + v * size), (x + 99 * size, y + (v - 3) * size)]))
                if not cut.is_empty and cut.geom_type == "LineString":
                    (a, b), (c, d) = cut.coords[0], cut.coords[-1]
                    m, n = (a + c) / 2, (b + d) / 2
                    p.poly([(a, b), (m, n - 0.4 * size), (c, d), (m, n + 0.5 * size)], 0)

    s.draw("on-red" if sail == "red" else "line", battens)
    s.draw("line", lambda p: p.poly(_placed(x, y, size, flip, JUNK_HULL), 0.15))
    if lamp:
        s.draw("lamp", lambda p: p.disc(x + flip * 12 * size, y - 8 * size, 2.4 * max(size, 0.7), 8))


SAMPAN = {
    "hull": [(-46, -7), (-34, -1), (-10, 1.5), (16, 0.5), (36, -5), (50, -13), (45, -3), (34, 5), (14, 8.5),
             (-16, 8), (-36, 3)],
    "roof": [(-16, 1), (-15, -8), (-9, -13), (2, -14), (11, -10), (14, 1)],
    "body": [(-33, 0), (-34, -9), (-31.5, -17), (-28, -18.5), (-24.5, -15), (-20, -9), (-21.5, -8), (-26, -11.5),
             (-26, 0)],
    "hat": [(-35, -18), (-27.5, -25.5), (-20.5, -17.2), (-28, -19)],
    "oar": [(-18, -10), (-40, 2), (-58, 15), (-60, 14), (-41, 1)],
}


def sampan(s, x, y, size=1.0, flip=1, roof="red", hat="lamp", lamp=True):
    """Lay down a rowed boat with a round roof; the rower stands at the stern."""
    def place(part):
        return _placed(x, y, size, flip, SAMPAN[part])
    def mirror(p):
        for i in range(5):
            p.poly(_placed(x, y, size, flip, [(-40, 11 + i * 3.4), (0, 9.6 + i * 3.4), (42 - i * 6, 11 + i * 3.4),
                                              (0, 12.2 + i * 3.4)]), 0)
    s.draw("mirror", mirror)
    if roof:
        s.draw(roof, lambda p: p.poly(place("roof"), 0.1))
    s.draw("line", lambda p: [p.poly(place(part), 0.1) for part in ("hull", "body", "oar")])
    s.draw(hat, lambda p: p.poly(place("hat"), 0), edge="line" if s.ink else None, width=0.7)
    if lamp and roof:
        s.draw("lamp", lambda p: p.disc(x + flip * 12 * size, y - 6 * size, 2.2, 8))


def kayak(s, x, y, size=1.0, flip=1, hull="lamp"):
    """Lay down a kayak with one paddler."""
    def boat(p):
        p.poly(_placed(x, y, size, 1, [(-26, -2.4), (-10, -3.4), (10, -3.2), (26, -2.2), (12, 2.2), (-12, 2.2)]), 0)
    def paddler(p):
        p.poly(_placed(x, y, size, 1, [(-3, -2), (-3.6, -10), (-1, -13), (2.6, -10), (3, -2)]), 0)
        p.poly([(x + 2 * size * math.cos(t * math.pi / 4) - 0.4 * size,
                 y - 15.4 * size + 2.4 * size * math.sin(t * math.pi / 4)) for t in range(8)], 0)
        p.poly(_placed(x, y, size, 1, [(-17, flip * 2), (1, -7.2), (18, -12 * flip - 3), (2, -6)]), 0)
    s.draw(hull, boat, edge="line" if s.ink else None, width=0.7)
    s.draw("line", paddler)
