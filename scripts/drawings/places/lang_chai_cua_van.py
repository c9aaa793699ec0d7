"""Cliffs close round still water; at their foot float cabins with shut doors, and one woman rows by."""

import numpy as np

from engine import land, strokes
from engine.curves import HEIGHT, WIDTH, YY, mask, noise, rough
from motifs.boats import sampan
from motifs.buildings import cabin

TITLE = "Làng chài Cửa Vạn"
DESCRIPTION = "A lagoon shut in by cliffs; floating cabins lie empty at their foot, and one woman rows past."
SHORE = 326
LEFT = [(-20, 332), (-20, 60), (10, 44), (42, 40), (70, 58), (88, 96), (104, 112), (132, 104), (156, 112), (172, 142), (180, 178), (196, 200),
        (222, 196), (246, 206), (260, 234), (268, 268), (284, 292), (300, 312), (306, 330), (200, 334), (80, 336)]
RIGHT = [(820, 334), (820, 96), (790, 74), (756, 66), (726, 78), (706, 108), (696, 150), (680, 168), (652, 150), (624, 140), (598, 150),
         (580, 178), (570, 212), (552, 226), (530, 238), (514, 262), (506, 290), (494, 310), (488, 330), (600, 336), (720, 338)]
INKS = {
    "plank": ("#7fa79a", "#3a6564", "#fff"), "plank-shade": ("#5a857a", "#203f40", "#000"), "roof": ("#8c8471", "#4d605f", "#fff"),
    "deck": ("#d8c8a2", "#3a4a45", "#fff"), "red": ("#b3281d", "#7c2f26", "#000"), "lantern": ("#f6e3b2", "#f4c46c", "#fff"),
    "net": ("#2c5c53", "#0a191c", "#000"),
    "rock": ("#d8c8a6", "#4f605c", "#fff"), "rock-shade": ("#9c937b", "#2c3d3d", None), "rock-dark": ("#5f6256", "#16272a", "#000"),
}


def draw(s):
    """Draw the place."""
    s.inks.update(INKS)
    land.heaven(s, SHORE, 111, moon=(398, 118, 27), lines=15, clouds=(90, 12))
    land.ranges(
        s,
        ("far-1", 180, 640, SHORE - 6, [(250, 120, 60, .1), (330, 84, 44, -.2), (392, 58, 40, .1), (460, 96, 46, .2), (540, 130, 60, -.1)], 113),
        ("far-2", 230, 580, SHORE - 2, [(276, 96, 44, .2), (338, 46, 34, -.1), (448, 40, 30, .1), (500, 78, 40, -.25), (560, 104, 44, .1)], 115),
    )
    s.wash(0, SHORE - 4, WIDTH, HEIGHT - SHORE + 4, ("water-far", 0), ("water-near", 1))
    left, right = rough(LEFT, 3.0, 117), rough(RIGHT, 3.0, 119)
    cliffs = mask(left) | mask(right)
    r = 5
    s.draw("mirror", lambda p: strokes.mirror(p, land.mirrored(cliffs, SHORE + 5, 2.0), SHORE + 9, SHORE + 96, r, 4.6, .9, 5, (2.8, 1.4), .9, 6))
    tall = .30 * np.clip((YY - 250) / 80, 0, 1)
    land.rock(s, [left], (420, 60, .40), 121, flute=1.5, scale=70, tide=326, limit=132, edge=1.2, extra=tall + .02 + .06 * noise(129, 10, 40), levels=(.44, .70), warm=0)
    land.rock(s, [right], (300, 60, .55), 123, flute=1.5, scale=70, tide=326, limit=132, edge=1.2, extra=tall + .10 + .07 * noise(130, 10, 40), levels=(.44, .70), warm=0)
    land.bushes(s, [(14, 46, 16), (44, 44, 17), (72, 66, 12), (112, 108, 14), (140, 106, 13), (160, 122, 11), (222, 196, 12), (242, 204, 11),
                    (120, 210, 8), (184, 258, 9), (754, 70, 17), (784, 76, 15), (722, 86, 12), (624, 142, 15),
                    (600, 152, 12), (648, 150, 11), (556, 226, 11), (532, 240, 10), (612, 250, 9)], 125)
    cabins(s)
    def skip(x, y, length):
        return y < 430 and (x < 306 or x + length > 500) or (y < 372 and 236 < x + length and x < 570)
    land.ripples(s, SHORE + 8, 127, skip, .55, 1.7, 1.7, (4.5, 12))
    net(s)
    sampan(s, 316, 408, 1.25, 1, roof=None, hat="lantern", lamp=False)
    s.draw("red", lambda p: p.poly([(307, 402), (309, 395), (316, 392), (326, 393), (331, 402)], 0))
    s.draw("lantern", lambda p: p.disc(344, 398, 2.6, 8))


def cabins(s):
    """Lay down the cabins, doors shut, with their reflections."""
    spans = []
    rows = ((262, 346, 44, 30, "roof", 131), (320, 341, 38, 27, "roof", 132), (372, 346, 54, 36, "red", 133), (437, 342, 42, 29, "roof", 134),
            (494, 348, 50, 33, "roof", 135), (552, 352, 44, 31, "roof", 136))
    for x, y, w, h, roof, seed in rows:
        spans.append((x - w * .62, x + w * .62, y, h))
    def mirrored(p):
        for i, (a, b, y, h) in enumerate(spans):
            strokes.mirror(p, lambda _, a=a, b=b: [(a, b)], y + 7, y + 7 + h * .95, 140 + i, 4.0, .6, 3, (2.6, 1.2), 1, 5)
    s.draw("mirror", mirrored)
    for x, y, w, h, roof, seed in sorted(rows, key=lambda q: q[1]):
        cabin(s, x, y, w, h, roof=roof, seed=seed)
    def gangway(p):
        for a, b, y in ((292, 296, 343), (344, 348, 344), (406, 410, 344), (462, 464, 345), (526, 530, 350)):
            p.box(a - 6, y - 1.5, b - a + 12, 1.8)
        for x, y, h in ((236, 346, 34), (404, 346, 40), (578, 352, 30)):
            p.box(x - .6, y - h, 1.3, h)
    s.draw("line", gangway)


def net(s):
    """Lay down floats of a net that curve toward us."""
    def floats(p):
        for i in range(17):
            t = i / 16
            x, y = 470 + 150 * t - 40 * np.sin(t * 3.1), 396 + 62 * t
            k = 1.1 + 1.6 * t
            p.poly([(x - 1.8 * k, y), (x - 1.2 * k, y - k), (x + 1.2 * k, y - k), (x + 1.8 * k, y), (x, y + .5 * k)], 0)
    s.draw("net", floats)
