"""A lopsided green cone with a zigzag of steps to a red roof, and a crescent beach at its foot."""

import math

import numpy as np
from shapely.geometry import LineString, Polygon

from engine import land, shade, strokes
from engine.curves import HEIGHT, WIDTH, XX, YY, canopy, chance, distance_to, mask, noise, rough, smooth
from engine.pen import Pen
from motifs.boats import junk, kayak
from motifs.people import tiny

TITLE = "Đảo Ti Tốp"
DESCRIPTION = "A steep green island: steps zigzag to a pavilion on its summit, bathers lie on the crescent beach below."
HORIZON = 300
HILL = [(96, 398), (108, 380), (124, 366), (142, 360), (158, 346), (172, 336), (188, 330), (204, 314), (214, 296),
        (226, 270), (240, 258), (256, 252), (270, 236), (280, 214), (292, 196), (308, 188), (322, 178), (334, 160),
        (346, 144), (364, 134), (384, 126), (408, 118), (432, 116), (456, 120), (474, 132), (486, 152), (496, 176),
        (512, 188), (534, 192), (550, 202), (560, 222), (568, 250), (582, 268), (600, 274), (616, 286), (626, 306),
        (642, 322), (662, 332), (682, 344), (698, 362), (708, 382), (716, 402)]
FOOT = [(660, 392), (590, 372), (500, 358), (400, 353), (300, 356), (220, 368), (150, 388)]
SPURS = [([(428, 118), (420, 160), (402, 200), (394, 256), (374, 340)], 46, 44),
         ([(390, 126), (340, 176), (300, 230), (266, 294), (246, 352)], 40, 36),
         ([(340, 152), (284, 214), (226, 300), (170, 356)], 36, 34),
         ([(462, 124), (480, 186), (502, 250), (524, 344)], 44, 36),
         ([(496, 180), (550, 214), (590, 284), (626, 348)], 38, 32),
         ([(606, 284), (650, 336), (690, 380)], 30, 24), ([(190, 330), (150, 366), (120, 390)], 26, 24)]
STEPS = [(373, 342), (380, 326), (366, 317), (354, 309), (374, 298), (398, 291), (382, 280), (364, 271), (388, 259),
         (412, 251), (397, 239), (382, 230), (403, 219), (421, 213), (410, 202), (396, 193), (414, 182), (430, 175),
         (420, 164), (411, 155), (422, 146), (429, 138), (430, 126)]
OUTER = [(120, 400), (176, 393), (240, 383), (320, 375), (400, 372), (480, 374), (560, 383), (626, 395), (690, 406)]
INNER = [(690, 400), (650, 386), (586, 366), (500, 353), (400, 348), (300, 351), (222, 363), (160, 382), (120, 396)]
ROCKS = [[(632, 406), (644, 392), (664, 386), (690, 380), (712, 384), (730, 394), (742, 410), (700, 412), (660, 411)],
         [(66, 404), (78, 392), (98, 384), (118, 382), (140, 390), (156, 402), (120, 406)]]
INKS = {"shallow": ("#a9d0bd", "#21494a", None), "foam": ("#dfeedd", "#3f6a66", None),
        "step-stone": ("#f5f0dc", "#c9b88c", "#fff"), "lamp": ("#efd9a2", "#f4d590", "#fff"),
        "trees": ("#47643f", "#1a2e2a", "#000"), "trees-line": ("#2c4432", "#0b1a17", "#fff")}


def draw(s):
    """Draw the place."""
    s.inks.update(INKS)
    land.heaven(s, HORIZON, 61, moon=(640, 108, 24), lines=25, clouds=(80, 11))
    land.ranges(
        s,
        ("far-1", -10, 810, HORIZON + 1, [(30, 60, 50, .1), (110, 42, 50, -.1), (180, 54, 40, .2), (600, 44, 50, 0),
                                          (668, 70, 40, .2), (730, 50, 44, -.2), (790, 74, 46, .1)], 3),
        ("far-2", -10, 200, HORIZON + 5, [(4, 126, 50, .1), (64, 84, 34, -.25), (116, 110, 32, .3), (160, 40, 30, .2)], 5),
        ("far-2", 610, 810, HORIZON + 5, [(646, 40, 28, -.2), (706, 66, 34, .2), (770, 100, 48, -.15)], 8),
    )
    s.wash(0, HORIZON, WIDTH, HEIGHT - HORIZON, ("water-far", 0), ("water-near", 1))
    outline = np.array([*canopy(HILL, 5, 3.6, 8), *FOOT])
    zig = smooth(STEPS, False, 5)
    free = distance_to(zig) < 4.5
    faces = .95 * noise(84, 6, 22) + .42 * noise(85, 3, 6) + .45 * noise(89, 20, 16) - 1.72
    faces = faces - .012 * np.abs(YY - 240) + .010 * np.abs(XX - 400)
    inside, _, _ = land.hill(s, outline, SPURS, 70, faces=faces, keep=free)
    climb(s, zig)
    pavilion(s, 430, 122, 1.0)
    beach(s)
    sea(s, inside, outline)
    junk(s, 752, 352, .72, -1)
    kayak(s, 330, 420, .95)
    kayak(s, 250, 456, 1.35)


def climb(s, zig):
    """Lay down the steps: a dark ribbon, pale treads on it."""
    edge, stone = LineString(zig).buffer(2.0), Pen()
    s.draw("line", lambda p: p.geometry(edge, .4))
    t = np.gradient(zig, axis=0)
    t /= np.hypot(t[:, 0], t[:, 1])[:, None]
    for (x, y), (u, v) in zip(zig[::1], t[::1], strict=True):
        a, b = 2.2, 1.45  # half a tread along the way and across it
        stone.poly([(x - a * u - b * v, y - a * v + b * u), (x + a * u - b * v, y + a * v + b * u),
                    (x + a * u + b * v, y + a * v - b * u), (x - a * u + b * v, y - a * v - b * u)], 0)
    s.put("step-stone", stone)


def pavilion(s, x, y, k):
    """Lay down the pavilion: two tiers of red roof with lifted corners, lit from within."""
    def roof(p):
        for w, dy in ((30, 0), (19, -13)):
            p.poly([(x - w * k, y + (dy - 9.5) * k), (x - w * .72 * k, y + (dy - 10.5) * k), (x - w * .38 * k, y + (dy - 16) * k),
                    (x + w * .38 * k, y + (dy - 16) * k), (x + w * .72 * k, y + (dy - 10.5) * k), (x + w * k, y + (dy - 9.5) * k),
                    (x + w * .7 * k, y + (dy - 7) * k), (x - w * .7 * k, y + (dy - 7) * k)], 0)
        p.poly([(x - 1.4 * k, y - 28 * k), (x, y - 36 * k), (x + 1.4 * k, y - 28 * k)], 0)
    def posts(p):
        for dx in (-19, -7, 5, 17):
            p.box(x + dx * k, y - 7 * k, 2.2 * k, 11 * k)
        for dx in (-11, 9):
            p.box(x + dx * k, y - 23.5 * k, 2 * k, 4 * k)
        p.poly([(x - 24 * k, y + 3 * k), (x + 24 * k, y + 3 * k), (x + 26 * k, y + 6 * k), (x - 26 * k, y + 6 * k)], 0)
    s.draw("red", roof)
    s.draw("line", posts)
    s.draw("lamp", lambda p: p.disc(x, y - 1.5 * k, 2.4 * k, 8))


def beach(s):
    """Lay down the crescent: surf, sand, trees behind it, parasols and bathers."""
    out, inn = smooth(OUTER, False, 6), smooth(INNER, False, 6)
    for ink, dy in (("shallow", 22), ("foam", 8)):
        low = out + np.array([0, 1]) * dy * np.sin(np.linspace(0, math.pi, len(out)))[:, None] ** .6
        s.draw(ink, lambda p, q=low: p.poly(np.concatenate([q, inn])))
    s.draw("sand", lambda p: p.poly(np.concatenate([out, inn])), edge="line" if s.ink else None, width=.9)
    left = canopy([(106, 396), (150, 382), (210, 362), (280, 350), (362, 346)], 21, 7, 9) + [(362, 354), (290, 358), (220, 371), (150, 392)]
    right = canopy([(384, 346), (440, 346), (510, 351), (580, 362), (650, 382), (704, 400)], 22, 7, 9)
    right += [(650, 392), (580, 372), (500, 360), (440, 355), (384, 354)]
    s.draw("trees", lambda p: [p.poly(left, .4), p.poly(right, .4)])
    s.draw("trees-line", lambda p: strokes.leaves(p, mask(left, right), np.full((HEIGHT, WIDTH), .8), 9, limit=46))
    red, black = Pen(), Pen()
    for x, y, k in ((230, 380, 1.05), (256, 376, 1), (284, 372, .95), (314, 369, .9), (450, 368, .9), (480, 370, .95),
                    (510, 373, 1), (540, 377, 1.05), (572, 383, 1.1)):
        red.poly([(x - 9 * k, y - 8 * k), (x - 4 * k, y - 12.6 * k), (x, y - 14 * k), (x + 4 * k, y - 12.6 * k), (x + 9 * k, y - 8 * k)], 0)
        black.poly([(x - .5, y - 9 * k), (x + .6, y - 9 * k), (x + .6, y), (x - .5, y)], 0)
        black.poly([(x - 7 * k, y + .5), (x + 6 * k, y - .3), (x + 8 * k, y + 1.2), (x - 4 * k, y + 2)], 0)
    s.put("red", red)
    for x, y in ((344, 370), (356, 374), (384, 368), (406, 376), (414, 371), (276, 392), (596, 392)):
        tiny(black, x, y)
    s.put("line", black)


def sea(s, inside, outline):
    """Lay down the rocks of both horns, then water lines that follow the crescent as on a chart."""
    rocks = [rough(each, 1.5, 44 + i) for i, each in enumerate(ROCKS)]
    s.draw("rock", lambda p: [p.poly(r) for r in rocks], edge="line", width=1)
    where = mask(*rocks)
    dark = np.clip(.45 + .2 * noise(91, 4, 10) + .25 * np.clip((YY - 396) / 14, -1, 1), 0, 1)
    s.draw("rock-shade", lambda p: shade.plates(p, dark, where, .45, 10))
    s.draw("rock-dark", lambda p: shade.plates(p, dark, where, .64, 10))
    crescent = np.concatenate([smooth(OUTER, False, 6), smooth(INNER, False, 6)])
    coast = Polygon(crescent).buffer(0).union(Polygon(outline).buffer(0))
    for each in rocks:
        coast = coast.union(Polygon(each).buffer(0))
    coast = coast.buffer(-6).buffer(6)
    s.draw("water-line", lambda p: [chart_line(p, coast, i, off) for i, off in enumerate((17, 24, 33, 45, 60))])

    def skip(x, y, length):
        if y < 410 and inside[int(y), max(0, int(x)) : int(max(1, min(WIDTH, x + length)))].any():
            return True
        return x + length > 40 and x < 760 and 360 < y < 456
    land.ripples(s, HORIZON + 5, 8, skip, .75, 1.7, 1.2, (3.6, 12))


def chart_line(pen, coast, i, offset):
    """Add one water line round the coast, broken, thinner outwards."""
    zone, points = coast.buffer(offset, quad_segs=16), []
    for x in np.arange(40, 762, 6.0):
        cut = zone.intersection(LineString([(x, 340), (x, 560)]))
        if not cut.is_empty:
            points.append((x, cut.bounds[3]))
    points = np.array(points)
    ok = np.flatnonzero(np.abs(np.gradient(points[:, 1])) < 5)
    points, r, j = points[ok[0] : ok[-1] + 1], chance(100 + i), 0
    while j < len(points) - 10:
        e = min(len(points) - 1, j + int(10 + r.random() * (26 - i * 2)))
        piece, w = points[j : e + 1], 2.0 - i * .28
        m = piece[len(piece) // 2]
        if i < 2 or r.random() > .12 * i:
            pen.poly([piece[0], m + [0, -w / 2], piece[-1], m + [0, w / 2]], 0)
        j = e + int(2 + r.random() * (3 + i * 3))
