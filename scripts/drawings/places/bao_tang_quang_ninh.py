"""Three blocks of black glass, cut like coal, that hold the bay's sky on their faces."""

import numpy as np
from shapely.geometry import LineString, Polygon

from engine import land, strokes
from engine.curves import WIDTH, chance
from engine.pen import Pen
from motifs.people import walker
from motifs.plants import palm

TITLE = "Bảo tàng Quảng Ninh"
DESCRIPTION = "Three blocks of black glass joined by bridges stand by a pool; visitors cross the square before them."
GROUND = 372
# each block: faces as (corners, how bright its glass mirrors the sky), left to right
BLOCKS = [
    [((108, 373), (100, 232), (250, 206), (262, 373), .35), ((262, 373), (250, 206), (318, 224), (322, 372), .0)],
    [((268, 375), (274, 164), (476, 120), (482, 375), .62), ((482, 375), (476, 120), (566, 152), (558, 374), .0)],
    [((540, 373), (550, 236), (648, 212), (654, 373), .45), ((654, 373), (648, 212), (704, 230), (698, 373), .0)],
]
INKS = {
    "glass": ("#37474c", "#14252b", "#000"), "glass-dark": ("#1b2728", "#081013", "#000"), "glass-sky": ("#7d9a99", "#2b4d52", "#fff"),
    "glass-sun": ("#e8c49a", "#55777a", "#fff"), "seam": ("#5d7073", "#243b41", "#fff"), "seam-dark": ("#32464a", "#16272c", "#fff"),
    "bridge": ("#cfc6ae", "#33474a", "#fff"), "square": ("#e9ddc2", "#2b3b3c", "#fff"), "paving": ("#bcae90", "#1b2a2c", "#000"),
    "basin": ("#8fb3a8", "#1c3d42", "#fff"), "basin-line": ("#3d6a62", "#0a1a1d", "#000"), "glow": ("#f3e3b4", "#f4c46c", "#fff"),
    "coal": ("#232d2e", "#06090a", "#000"), "coal-light": ("#6c7a79", "#3a5156", "#fff"), "palm": ("#3d5a48", "#0f211e", "#000"),
    "hall": ("#5a6a6a", "#f0c376", "#fff"),
}


def draw(s):
    """Draw the place."""
    s.inks.update(INKS)
    land.heaven(s, 330, 181, moon=(642, 118, 22), lines=26, clouds=(70, 10), bias=0)
    land.ranges(
        s,
        ("far-1", -10, 810, 332, [(40, 70, 60, .1), (130, 50, 60, -.1), (640, 50, 60, .1), (730, 84, 60, -.2), (800, 60, 50, .1)], 183),
        ("far-2", -10, 200, 335, [(10, 92, 44, .1), (84, 60, 40, .2), (148, 84, 40, -.1)], 185),
        ("far-2", 600, 810, 335, [(670, 54, 36, .1), (742, 64, 40, .2), (800, 98, 40, -.1)], 186),
    )
    s.wash(0, 330, WIDTH, 46, ("water-far", 0), ("water-near", 1))
    s.draw("water-line", lambda p: strokes.water(p, 335, 366, 187, .7, None, 1.0, (10, 40), (20, 70), 1.0, None, (4, 7)))
    s.draw("square", lambda p: p.box(0, 364, WIDTH, 140), edge="line" if s.ink else None, width=.8)
    for block in (BLOCKS[0], BLOCKS[2], BLOCKS[1]):
        for i, (*corners, bright) in enumerate(block):
            face(s, corners, bright, 190 + i + int(corners[0][0]))
    bridges(s)
    doors(s)
    before(s)


def face(s, corners, bright, seed):
    """Lay down one face of glass: what it mirrors, then its seams."""
    bl, tl, tr, br = (np.array(c, float) for c in corners)
    shape = Polygon(corners)
    s.draw("glass" if bright else "glass-dark", lambda p: p.poly(corners, 0), edge="line", width=1.1)

    def point(u, v):
        low, high = bl + (br - bl) * u, tl + (tr - tl) * u
        return low + (high - low) * v
    r = chance(seed)
    cuts, u = [], -.35 + .2 * r.random()  # facets, as coal breaks: slanted, of uneven width
    while u < 1.3:
        w = .10 + .26 * r.random()
        cuts.append((u, u + w, .22 + .12 * r.random(), r.random()))
        u += w
    for i, (u0, u1, slant, tone) in enumerate(cuts):
        ring = [point(u0, 0), point(u1, 0), point(u1 + slant, 1), point(u0 + slant, 1)]
        facet = Polygon(ring).intersection(shape.buffer(-1.2))
        if facet.is_empty or not bright:
            continue
        ink = "glass-sky" if tone < bright else ("glass-dark" if i % 2 else None)
        if tone < bright * .28:
            ink = "glass-sun"
        if s.ink:
            rule(s, facet, tone < bright, tone)
        elif ink:
            s.draw(ink, lambda p, f=facet: p.geometry(f, .3))
    if bright and not s.ink:  # the hills across the water, mirrored low in the glass
        us = np.linspace(0, 1, 15)
        top = [.12 + .13 * abs(np.sin(u * 6.1 + seed)) ** .6 + .03 * r.random() for u in us]
        s.draw("glass", lambda p: p.poly([point(0, .02), *(point(u, v) for u, v in zip(us, top, strict=True)), point(1, .02)], .3))
    wide = np.hypot(*(br - bl))
    def seams(p):
        n, rows = max(3, int(wide / 12)), int(np.hypot(*(tl - bl)) / 13)
        for i in range(1, n):
            a, b = point(i / n, .0), point(i / n, 1)
            p.poly([(a[0] - .35, a[1]), (b[0] - .35, b[1]), (b[0] + .35, b[1]), (a[0] + .35, a[1])], 0)
        for j in range(1, rows):
            a, b = point(0, j / rows), point(1, j / rows)
            p.poly([(a[0], a[1] - .35), (b[0], b[1] - .35), (b[0], b[1] + .35), (a[0], a[1] + .35)], 0)
    s.draw("seam" if bright else "seam-dark", seams)


def rule(s, facet, light, tone):
    """Lay down the tone of a facet in one ink: white lines on black, thick where it mirrors the sky."""
    x0, y0, x1, y1 = facet.bounds
    pen, r, y = Pen(), chance(int(x0 * 7 + y0)), y0 + 1.5
    while y < y1:
        cut = facet.intersection(LineString([(x0 - 5, y), (x1 + 5, y - 6)]))
        for part in getattr(cut, "geoms", [cut]):
            if not part.is_empty and part.length > 5:
                (a, b), (c, d) = part.coords[0], part.coords[-1]
                w = (1.35 - .5 * tone if light else .28) * (.5 + .5 * r.random()) * (.55 + .45 * (y1 - y) / (y1 - y0))
                m = r.random() * .5 + .25
                pen.poly([(a, b), (a + (c - a) * m, b + (d - b) * m - w), (c, d), (a + (c - a) * m, b + (d - b) * m + w)], 0)
        y += 3.1 if light else 5.2
    s.put("glass-sky", pen)


def bridges(s):
    """Lay down the bridges between the blocks, lit at night."""
    for x0, y0, x1, y1 in ((244, 300, 278, 296), (552, 300, 574, 302)):
        s.draw("bridge", lambda p, q=(x0, y0, x1, y1): p.poly([(q[0], q[1]), (q[2], q[3]), (q[2], q[3] + 17), (q[0], q[1] + 17)], 0), edge="line", width=1)
        s.draw("hall", lambda p, q=(x0, y0, x1, y1): [p.box(q[0] + 3 + i * (q[2] - q[0] - 4) / 4, q[1] + 4 + (q[3] - q[1]) * i / 4, (q[2] - q[0]) / 4 - 3, 8) for i in range(4)])


def doors(s):
    """Lay down the lit hall at the foot of the great block."""
    s.draw("hall", lambda p: p.poly([(318, 374), (318, 344), (438, 341), (438, 374)], 0), edge="line", width=1)
    s.draw("line", lambda p: [p.box(317 + i * 14.9, 342, 1.3, 32) for i in range(9)] + [p.poly([(304, 344), (450, 338), (454, 341), (304, 348)], 0)])
    s.draw("line", lambda p: (walker(p, 366, 374, .7), walker(p, 396, 374, .68, -1)))


def before(s):
    """Lay down the square: the pool with the blocks upside down, the block of coal, visitors, palms."""
    pool = [(150, 402), (650, 398), (720, 470), (92, 476)]
    s.draw("basin", lambda p: p.poly(pool, 0), edge="line" if s.ink else "paving", width=1)
    shape = Polygon(pool).buffer(-2)
    spans = ((104, 322, 150), (272, 562, 250), (544, 702, 150))
    def mirrored(p):
        r = chance(201)
        for x0, x1, h in spans:
            y = 403.0
            while y < min(474, 403 + h * .30):
                t = (y - 403) / 72
                a, b = x0 + r.normal() * 3 * (1 + t), x1 + r.normal() * 3 * (1 + t)
                cut = shape.intersection(LineString([(a, y), (b, y)]))
                if not cut.is_empty and cut.length > 6:
                    a, b = cut.bounds[0], cut.bounds[2]
                    w = 1.5 - .7 * t
                    p.poly([(a, y), (a + (b - a) * .3, y - w), (b - (b - a) * .2, y - w), (b, y), (b - (b - a) * .3, y + w), (a + (b - a) * .2, y + w)], 0)
                y += 3.7 + 2.6 * t
    s.draw("basin-line", mirrored)
    def paving(p):
        for y, w in ((380, .5), (388, .6), (484, 1), (494, 1.1)):
            p.poly([(0, y), (400, y - w), (800, y), (400, y + w)], 0)
        for x in range(-500, 1301, 100):
            a, b = (400 + (x - 400) * .62, 378), (400 + (x - 400) * 1.5, 504)
            for u, v in ((0, .15), (.86, 1)):
                q = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for t in (u, v)]
                p.poly([(q[0][0] - .5, q[0][1]), (q[1][0] - .7, q[1][1]), (q[1][0] + .7, q[1][1]), (q[0][0] + .5, q[0][1])], 0)
    s.draw("paving", paving)
    s.draw("coal", lambda p: p.poly([(540, 397), (536, 382), (548, 366), (561, 370), (573, 351), (589, 358), (602, 386), (596, 399), (566, 402)], 0))
    s.draw("coal-light", lambda p: (p.poly([(562, 370), (573, 352), (578, 380), (570, 374)], 0), p.poly([(541, 394), (549, 376), (556, 388)], 0),
                                    p.poly([(584, 385), (592, 368), (599, 387)], 0)))
    def palms(p):
        for i, (x, y, h, lean) in enumerate(((72, 386, 104, .08), (28, 392, 122, -.05), (744, 392, 112, -.04),
                                             (782, 384, 90, .03))):
            palm(p, x, y, h, 203 + i, lean)
    s.draw("palm", palms)
    s.draw("line", lambda p: (walker(p, 468, 394, .95), walker(p, 482, 395, .66, -1), walker(p, 292, 393, .9, -1, hat=True), walker(p, 226, 394, .95),
                              walker(p, 620, 396, .95, -1)))
    s.draw("red", lambda p: walker(p, 495, 395, .95, -1))
    s.draw("line", lambda p: [p.box(x, 290, 1.4, 86) for x in (724,)])
    s.draw("red", lambda p: p.poly([(725.4, 291), (735, 293), (744, 290.5), (753, 293), (752, 299.5), (753, 306), (744, 304), (735, 306.5), (725.4, 304)], 0))
