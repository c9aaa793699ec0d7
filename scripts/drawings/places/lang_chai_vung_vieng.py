"""Rows of pearl floats run over still water to a rock with a hole through it."""

import numpy as np
from shapely.geometry import Polygon

from engine import land, strokes
from engine.curves import HEIGHT, WIDTH, XX, YY, mask, noise, rough
from engine.pen import Pen
from motifs.boats import sampan
from motifs.buildings import cabin

TITLE = "Làng chài Vung Viêng"
DESCRIPTION = "Rows of floats of a pearl farm lead over calm water to a rock with a natural arch; floating cabins lie at the side."
HORIZON = 306
ARCH = [(250, 322), (254, 296), (246, 270), (258, 240), (252, 210), (268, 180), (290, 160), (318, 142), (350, 134), (384, 122), (420, 126), (452, 118), (486, 128), (516, 146), (540, 150),
        (562, 172), (584, 200), (592, 232), (610, 254), (616, 284), (634, 304), (640, 322)]
HOLE = [(372, 330), (366, 306), (374, 282), (384, 262), (402, 246), (424, 240), (446, 246), (462, 262), (470, 284), (466, 306), (474, 330)]
INKS = {"plank": ("#7fa79a", "#3a6564", "#fff"), "plank-shade": ("#5a857a", "#203f40", "#000"), "roof": ("#8c8471", "#4d605f", "#fff"), "deck": ("#d8c8a2", "#3a4a45", "#fff"),
        "float": ("#1f3a38", "#071416", "#000"), "float-light": ("#e4ecd8", "#6fa79b", "#fff"), "rope": ("#2c5c53", "#0a191c", "#000")}


def draw(s):
    """Draw the place."""
    s.inks.update(INKS)
    land.heaven(s, HORIZON, 541, sun=(420, 288, 25), lines=20)
    land.ranges(
        s,
        ("far-1", -10, 810, HORIZON + 1, [(40, 60, 60, .1), (130, 84, 50, -.2), (210, 50, 50, .1), (420, 16, 80, 0), (640, 60, 60, .1), (730, 80, 50, -.1), (800, 60, 40, .1)], 543),
        ("far-2", -10, 220, HORIZON + 5, [(10, 130, 50, .1), (84, 90, 40, -.2), (150, 118, 40, .2), (200, 40, 30, 0)], 545),
        ("far-2", 640, 810, HORIZON + 5, [(690, 70, 36, .1), (760, 122, 48, -.1)], 547))
    s.wash(0, HORIZON, WIDTH, HEIGHT - HORIZON, ("water-far", 0), ("water-near", 1))
    s.draw("glitter", lambda p: strokes.mirror(p, lambda y: [(404 - (y - HORIZON) * .16, 436 + (y - HORIZON) * .16)], HORIZON + 4, 494, 549, 5, 1, 8, (1.6, 3.0), .9, 6))
    outer, hole = Polygon(np.concatenate([rough(ARCH, 3, 551, closed=False), [(640, 326), (250, 326)]])).buffer(0), Polygon(rough(HOLE, 1.8, 553)).buffer(0)
    rock = outer.difference(hole)
    ring = list(rock.exterior.coords)[:-1]
    inside = mask(ring)
    s.draw("mirror", lambda p: strokes.mirror(p, land.mirrored(inside, 324, 1.7), 328, 424, 555, 4.6, .8, 5, (3, 1.4), .92, 6))
    extra = .10 * noise(557, 12, 50) + .26 * np.exp(-(np.hypot((XX - 420) / 1.2, YY - 280) / 52) ** 2) + .04
    land.rock(s, [np.array(ring)], (300, 0, .45), 559, flute=1.4, scale=60, tide=322, limit=190, extra=extra, warm=0, cracks=.08, levels=(.44, .70))
    land.bushes(s, [(290, 162, 12), (316, 144, 13), (350, 134, 13), (384, 124, 14), (418, 128, 12), (452, 120, 14), (486, 130, 13), (514, 146, 12), (540, 152, 12), (586, 204, 10), (254, 212, 9),
                    (330, 200, 8), (520, 220, 9)], 561)
    farm(s)
    for x, y, w, h, seed in ((150, 356, 56, 38, 563), (212, 350, 42, 30, 565)):
        s.draw("mirror", lambda p, q=(x, y, w, h): strokes.mirror(p, lambda _: [(q[0] - q[2] * .6, q[0] + q[2] * .6)], q[1] + 7, q[1] + 7 + q[3] * .8, int(q[0]), 4, .6, 3, (2.4, 1.2), 1, 4))
        cabin(s, x, y, w, h, roof="red" if x == 150 else "roof", seed=seed)
    land.ripples(s, HORIZON + 20, 567, lambda x, y, n: (y < 430 and 90 < x + n and x < 650) or 180 < x + n and x < 700, .6, 1.7, 1.5, (6, 11))
    sampan(s, 566, 414, 1.05, -1, roof=None)


def farm(s):
    """Lay down the floats on their ropes: rows that meet under the arch."""
    ropes, floats, shine = Pen(), Pen(), Pen()
    for i, foot in enumerate((60, 214, 360, 500, 646, 800)):
        top = 404 + i * 7.5
        for j in range(15):
            t = (j / 14) ** 1.7
            x, y, k = top + (foot - top) * t, 344 + 156 * t, .45 + 2.6 * t
            if 520 < x < 640 and 384 < y < 432:
                continue
            floats.poly([(x - 4 * k, y), (x - 3 * k, y - 2 * k), (x, y - 2.8 * k), (x + 3 * k, y - 2 * k), (x + 4 * k, y), (x + 2 * k, y + 1.2 * k), (x - 2 * k, y + 1.2 * k)], 0)
            shine.poly([(x - 2.4 * k, y - 1.4 * k), (x, y - 2.2 * k), (x + .6 * k, y - 1.5 * k)], 0)
            shine.poly([(x - 6 * k, y + 2 * k), (x, y + 1.6 * k), (x + 6 * k, y + 2 * k), (x, y + 2.5 * k)], 0)
        ropes.poly([(top, 344), (foot - .8, 502), (foot + .8, 502)], 0)
    s.put("rope", ropes)
    s.put("float", floats)
    s.put("float-light", shine)
