"""One tower of thirty-three metres over a long nave, on a hill above the roofs of the town."""

import numpy as np

from engine import land
from engine.curves import WIDTH, canopy, distance_to, mask, smooth
from engine.pen import Pen
from motifs.buildings import town
from motifs.people import tiny, walker

TITLE = "Nhà thờ Hòn Gai"
DESCRIPTION = "A church with one tall tower and round arches on a green hill; steps lead up from the houses of the town."
HORIZON = 316
HILL = [(20, 440), (60, 424), (104, 410), (140, 384), (176, 366), (204, 340), (228, 330), (262, 322), (330, 319), (420, 319), (510, 320), (566, 322), (596, 332), (622, 352),
        (660, 372), (694, 398), (736, 414), (790, 440)]
SPURS = [([(320, 326), (280, 372), (236, 432)], 26, 40), ([(470, 326), (500, 380), (520, 436)], 26, 40), ([(220, 336), (150, 390), (90, 432)], 26, 34),
         ([(590, 332), (650, 384), (720, 432)], 26, 34)]
STEPS = [(404, 446), (392, 416), (372, 400), (360, 384), (376, 368), (388, 352), (372, 338), (352, 326)]
METRE = 5.5  # canvas units: tower 33 m, nave 42 m, a person 1.7 m
FOOT = 322
INKS = {"wall": ("#f3e8cf", "#8f8159", "#fff"), "wall-shade": ("#cdb992", "#57503a", None), "slate": ("#7d8a86", "#2c3e42", "#fff"), "slate-line": ("#4d5b59", "#15262a", "#000"),
        "glass": ("#35484a", "#f4c46c", "#000"), "trim": ("#fbf4e2", "#b5a374", "#fff"), "house": ("#f1e6cf", "#314446", "#fff"), "house-shade": ("#b99d80", "#1e3034", "#000"),
        "window": ("#6d675a", "#f4c46c", "#000"), "house-back": ("#d9c7a8", "#263a3d", "#fff"), "window-back": ("#8d8570", "#c99a4d", "#000"), "street": ("#e6d9ba", "#26322e", "#fff"),
        "step-stone": ("#f5f0dc", "#c9b88c", "#fff")}


def draw(s):
    """Draw the place."""
    s.inks.update(INKS)
    land.heaven(s, HORIZON, 701, moon=(606, 118, 24), lines=22, clouds=(84, 11))
    land.ranges(
        s,
        ("far-1", -10, 810, HORIZON + 1, [(50, 56, 54, .1), (140, 40, 50, -.1), (230, 62, 46, .2), (580, 50, 54, 0), (668, 74, 44, .1), (750, 56, 50, -.1)], 703),
        ("far-2", -10, 220, HORIZON + 5, [(14, 88, 44, .1), (84, 52, 36, -.2), (150, 74, 34, .2)], 705),
        ("far-2", 610, 810, HORIZON + 5, [(660, 44, 34, -.1), (722, 92, 38, .1), (790, 66, 40, 0)], 707))
    s.wash(0, HORIZON, WIDTH, 150, ("water-far", 0), ("water-near", 1))
    land.ripples(s, HORIZON + 6, 709, lambda x, y, n: 150 < x + n and x < 650, .7, 1.4, 1.1, (5, 9), 430)
    outline = np.array([*canopy(HILL, 711, 3.4, 9), (790, 460), (20, 460)])
    zig = smooth(STEPS, False, 5)
    keep = (distance_to(zig) < 6) | mask([(280, 300), (536, 300), (536, 336), (280, 336)])
    land.bushes(s, [(268, 318, 16), (246, 326, 14), (574, 318, 17), (600, 330, 14), (552, 314, 12)], 713)
    land.hill(s, outline, SPURS, 715, keep=keep, count=(80, 130, 60), base=(330, 110), print_limit=330)
    steps(s, zig)
    church(s, 284)
    land.bushes(s, [(268, 328, 10), (536, 327, 13), (520, 331, 9), (440, 331, 8), (472, 332, 9)], 717)
    houses(s)


def arch(x, y, w, h):
    """Return a round-headed opening: (x, y) the middle of its sill."""
    turn = np.linspace(0, np.pi, 9)
    return [(x - w / 2, y), *[(x - w / 2 * np.cos(a), y - h + w / 2 - w / 2 * np.sin(a)) for a in turn], (x + w / 2, y)]


def church(s, left):
    """Lay down the church from its long side: tower, nave, roof; measures as the source gives them."""
    m, y = METRE, FOOT
    tower, nave, x1 = 7.2 * m, 42 * m, left + 42 * m
    wall, shade, roof, glass, trim, lines, edge = (Pen() for _ in range(7))
    x0, eaves, ridge = left + tower, y - 10.5 * m, y - 16 * m
    wall.box(x0 - 2, eaves, nave - tower + 2, y - eaves)
    roof.poly([(x0 - 2, eaves + 1), (x0 - 2, ridge), (x1 - 4 * m * .5, ridge), (x1 + 3, eaves + 1)], 0)
    shade.box(x0, eaves, nave - tower, 4)
    shade.box(x0, eaves, 7, y - eaves)
    bays = 6
    step = (nave - tower) / bays
    for i in range(bays):
        cx = x0 + step * (i + .5) + 1
        trim.poly(arch(cx, y - 2.6 * m, 3.0 * m, 6.5 * m), 0)
        glass.poly(arch(cx, y - 2.9 * m, 2.0 * m, 5.7 * m), 0)
        if i:
            edge.box(cx - step / 2 - 2.6, eaves + 3, 5.2, y - eaves - 3)
            shade.box(cx - step / 2 + .8, eaves + 3, 2.4, y - eaves - 3)
    for i in range(int((nave - tower) / 7)):  # a band of little arches under the eaves
        lines.poly(arch(x0 + 5 + i * 7, eaves + 9, 4.2, 5), 0)
    top, spire = y - 24.5 * m, y - 31 * m
    wall.box(left, top, tower, y - top)
    shade.box(left + tower * .68, top, tower * .32, y - top)
    for level in (y - 10.6 * m, y - 17.4 * m, top + 1):
        edge.box(left - 2.4, level - 2.4, tower + 4.8, 4.8)
    cx = left + tower / 2
    trim.poly(arch(cx, y, 4.4 * m, 7.6 * m), 0)
    for u in (-.22, .22):
        glass.poly(arch(cx + u * tower, y - 18.4 * m, 1.7 * m, 5.2 * m), 0)
    trim.disc(cx, y - 13.9 * m, 1.9 * m, 16)
    glass.disc(cx, y - 13.9 * m, 1.35 * m, 14)
    for i in range(5):
        lines.poly(arch(left + 4 + i * 6.5, top + 11, 4, 5.4), 0)
    roof.poly([(left - 3, top), (cx, spire), (left + tower + 3, top)], 0)
    lines.box(cx - .9, y - 33 * m, 1.8, 2.4 * m)
    lines.box(cx - 3.6, y - 32.3 * m, 7.2, 1.7)
    s.put("wall", wall, edge="line", width=1)
    s.put("wall-shade", shade)
    s.put("wall", edge, edge="line" if s.ink else "wall-shade", width=.6)
    s.put("slate", roof, edge="line", width=1)

    def tiles(p):
        for i in range(1, 34):
            u = x0 + (nave - tower - 6) * i / 34
            p.poly([(u, ridge + 2), (u + .9, ridge + 10), (u + 1, eaves - 1), (u - .2, ridge + 12)], 0)
        p.poly([(cx, spire + 3), (left + tower, top - 1), (left + tower * .72, top - 1)], 0)
    s.draw("slate-line", tiles)
    s.put("trim", trim, edge="line", width=.6)
    s.put("glass", glass)
    s.put("line", lines)
    s.draw("red", lambda p: p.poly(arch(cx, y, 3.2 * m, 6.8 * m), 0))
    s.draw("step-stone", lambda p: p.poly([(left - 16, y + 6), (left - 8, y), (x1 + 6, y), (x1 + 14, y + 6)], 0), edge="line", width=.7)

    def folk(p):
        for u, v in ((-8, 5), (0, 5), (18, 4), (46, 6), (112, 5), (118, 5)):
            tiny(p, left + u, y + v, 1.7 * m * 1.12, 1.6)
    s.draw("line", folk)


def steps(s, zig):
    """Lay down the steps: treads on a dark ribbon."""
    from shapely.geometry import LineString

    s.draw("line", lambda p: p.geometry(LineString(zig).buffer(4.6), .4))
    t = np.gradient(zig, axis=0)
    t /= np.hypot(t[:, 0], t[:, 1])[:, None]

    def treads(p):
        for (x, y), (u, v) in zip(zig, t, strict=True):
            p.poly([(x - 2.0 * u - 3.6 * v, y - 2.0 * v + 3.6 * u), (x + 2.0 * u - 3.6 * v, y + 2.0 * v + 3.6 * u),
                    (x + 2.0 * u + 3.6 * v, y + 2.0 * v - 3.6 * u), (x - 2.0 * u + 3.6 * v, y - 2.0 * v - 3.6 * u)], 0)
    s.draw("step-stone", treads)
    s.draw("line", lambda p: [tiny(p, x, y, 9, 1.7) for x, y in ((366, 390), (374, 396))])


def houses(s):
    """Lay down the town below: a row under the trees, a row on the street, and people in it."""
    for ink, win, base, seed, low, high in (("house-back", "window-back", 436, 721, 16, 30), ("house", "window", 466, 723, 26, 50)):
        bodies, roofs, windows = Pen(), Pen(), Pen()
        for x0, x1 in ((-6, 372), (424, 806)):
            town(bodies, roofs, windows, x0, x1, base, seed + x0, low, high)
        s.put(ink, bodies, edge="line" if s.ink else "house-shade", width=.7)
        s.put("house-shade", roofs)
        if s.ink or base > 450:
            s.put(win, windows)
    s.draw("red", lambda p: [p.poly([(x - 1, y), (x + w / 2, y - 9), (x + w + 1, y)], 0) for x, y, w in ((322, 421, 22), (548, 424, 22))], edge="line", width=.7)
    s.draw("house", lambda p: [p.box(x, y, w, 46) for x, y, w in ((322, 421, 22), (548, 424, 22))], edge="line" if s.ink else "house-shade", width=.7)
    s.draw("window", lambda p: [p.box(x + 4 + 9 * i, y + 6 + 13 * j, 4, 6) for x, y in ((322, 421), (548, 424)) for i in range(2) for j in range(3)])
    s.draw("street", lambda p: p.poly([(-4, 464), (374, 464), (388, 444), (418, 444), (426, 464), (804, 464), (804, 504), (-4, 504)], 0), edge="line", width=.8)

    def ground(p):
        for y, w in ((478, .6), (491, 1)):
            p.poly([(120, y), (400, y - w), (690, y), (400, y + w)], 0)
    s.draw("house-shade", ground)
    s.draw("line", lambda p: (walker(p, 386, 476, .72), walker(p, 440, 490, .95, -1, hat=True), walker(p, 250, 487, .9), walker(p, 236, 488, .66), walker(p, 598, 486, .9, -1)))
    s.draw("red", lambda p: walker(p, 402, 474, .76, -1))
