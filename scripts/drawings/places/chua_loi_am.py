"""Eight small towers and a roof on a wooded shoulder, high above a lake that one boat crosses."""

import numpy as np

from engine import land, strokes
from engine.curves import XX, YY, canopy, chance, mask, noise, rough
from engine.inks import TEMPLE
from engine.pen import Pen
from motifs.boats import sampan
from motifs.buildings import temple
from motifs.people import walker
from motifs.plants import fern

TITLE = "Chùa Lôi Âm"
DESCRIPTION = "A pagoda and eight small towers, seven of brick and one of stone, among trees high above a lake with a boat."
SHORE = 128
SLOPE = [(-20, 74), (20, 86), (56, 108), (92, 128), (122, 160), (150, 196), (176, 232), (204, 262), (240, 284), (290, 296), (350, 302), (420, 306), (490, 306), (560, 312), (604, 326),
         (650, 352), (696, 384), (742, 412), (820, 440)]
SPURS = [([(0, 90), (60, 220), (100, 400)], 36, 50), ([(110, 150), (170, 280), (190, 420)], 32, 44), ([(620, 336), (680, 420), (720, 500)], 28, 40), ([(720, 402), (770, 460)], 24, 30)]
TERRACE = [(150, 424), (196, 390), (250, 378), (400, 374), (540, 378), (596, 390), (646, 424), (620, 446), (400, 454), (190, 446)]
TONGUES = ([(810, 150), (730, 146), (640, 152), (572, 160), (548, 168), (590, 176), (690, 182), (810, 196)], [(150, 168), (220, 160), (290, 166), (326, 176), (296, 186), (220, 194), (150, 200)],
           [(420, 140), (446, 134), (480, 136), (504, 143), (470, 147)], [(810, 236), (760, 240), (706, 252), (690, 262), (730, 270), (810, 280)])
BRICK = ((220, 408, 90), (252, 397, 80), (284, 390, 73), (315, 386, 67), (489, 387, 69), (520, 392, 76), (551, 400, 84))
INKS = {"shore-wood": ("#7f9a70", "#28473f", "#fff"), "shore-rim": ("#e3d3a8", "#55604f", "#000"), "court": ("#e6d9ba", "#4a5140", "#fff"), "court-line": ("#b3a27c", "#222a24", "#000"),
        "brick": ("#bd7a58", "#80503a", "#fff"), "brick-shade": ("#8a4f37", "#4a2d22", "#000"), "grey": ("#dcdac9", "#93a098", "#fff"), "grey-shade": ("#a5a593", "#55625d", "#000"),
        "fern": ("#4f6f45", "#10241f", "#000"), "near": ("#33492f", "#081311", "#000"), "near-light": ("#66804f", "#1b332d", "#fff"), "wake": ("#e4f0e2", "#4f8079", "#000")}


def draw(s):
    """Draw the place."""
    s.inks.update(TEMPLE)
    s.inks.update(INKS)
    land.heaven(s, SHORE, 771, moon=(600, 60, 20), lines=9, clouds=(84, 9))
    land.ranges(
        s,
        ("far-1", -10, 810, SHORE + 1, [(180, 44, 130, .1), (340, 30, 130, -.1), (500, 56, 140, .1), (690, 48, 130, 0), (800, 40, 90, .1)], 773),
        ("far-2", -10, 810, SHORE + 3, [(120, 30, 110, .1), (290, 20, 90, -.2), (430, 14, 80, .2), (620, 28, 110, -.1), (780, 38, 90, .1)], 775))
    s.wash(0, SHORE, 800, 340, ("water-far", 0), ("water-near", 1))
    for i, ring in enumerate(TONGUES):
        shape = rough(ring, 1.8, 777 + i)
        s.draw("shore-rim", lambda p, q=shape: p.poly(q + [0, 3], .5))
        s.draw("shore-wood", lambda p, q=shape: p.poly(q, .5), edge="leaf-line", width=.7)
        s.draw("leaf-line", lambda p, q=shape, n=i: strokes.leaves(p, mask(q), np.full(XX.shape, .6), 781 + n, (15, 12), (7, 11), limit=15))
    woods = mask(*TONGUES)
    land.ripples(s, SHORE + 6, 785, lambda x, y, n: woods[int(y) - 4 : int(y) + 5, max(0, int(x)) : max(1, min(800, int(x + n)))].any() or (215 < y < 262 and 330 < x + n and x < 560),
                 .6, 1.3, 1.3, (6, 9), 330)
    wake(s, 440, 238)
    sampan(s, 440, 236, .62, -1)
    outline = np.array([*canopy(SLOPE, 787, 6, 11), (820, 520), (-20, 520)])
    land.hill(s, outline, SPURS, 789, keep=mask(TERRACE), count=(84, 84, 40), base=(260, 200), print_limit=330)
    land.bushes(s, [(212, 318, 22), (260, 312, 20), (318, 318, 20), (480, 318, 20), (540, 322, 21), (596, 340, 20), (186, 356, 20)], 791)
    s.draw("court", lambda p: p.poly(rough(TERRACE, 1.2, 793), .5), edge="line", width=1)
    for x, y, h in sorted(BRICK, key=lambda t: t[1]):
        tower(s, x, y, h, "brick")
    temple(s, 402, 396, 1.02, bays=3, tiers=2)
    tower(s, 583, 412, 94, "grey")
    front(s)


def tower(s, x, y, h, ink):
    """Lay down a tower for the dead: three storeys that grow narrow, ledges between, a bud on top."""
    body, shade, line = Pen(), Pen(), Pen()
    w, v = h * .33, y
    body.box(x - w * .62, v - h * .07, w * 1.24, h * .07)
    v -= h * .07
    for i, part in enumerate((.27, .20, .15)):
        half, tall = w * (.5 - .10 * i), h * part
        body.box(x - half, v - tall, half * 2, tall)
        shade.box(x + half * .35, v - tall, half * .65, tall)
        v -= tall
        body.poly([(x - half * 1.0, v + 1), (x - half * 1.28, v - h * .022), (x - half * .84, v - h * .055), (x + half * .84, v - h * .055), (x + half * 1.28, v - h * .022), (x + half, v + 1)], 0)
        v -= h * .045
    body.poly([(x - w * .24, v), (x - w * .22, v - h * .05), (x - w * .08, v - h * .09), (x, v - h * .15), (x + w * .08, v - h * .09), (x + w * .22, v - h * .05), (x + w * .24, v)], 0)
    d = w * .17
    line.poly([(x - d - w * .08, y - h * .08), (x - d - w * .08, y - h * .2), (x - w * .08, y - h * .26), (x + d - w * .08, y - h * .2), (x + d - w * .08, y - h * .08)], 0)
    s.put(ink, body, edge="line", width=.8)
    s.put(f"{ink}-shade", shade)
    s.put("line", line)


def wake(s, x, y):
    """Lay down the two lines that a boat draws behind it."""
    def lines(p):
        for f in (-1, 1):
            p.poly([(x + 26, y + 3), (x + 70, y + 4 + f * 5), (x + 120, y + 5 + f * 10), (x + 70, y + 6 + f * 5)], 0)
            p.poly([(x + 66, y + 4), (x + 100, y + 4 + f * 2), (x + 150, y + 5 + f * 4), (x + 100, y + 5.6 + f * 2)], 0)
    s.draw("wake", lines)


def front(s):
    """Lay down the court's stones, the last steps of the path, who has come, and the wood in front."""
    def paving(p):
        for v, w in ((404, .4), (416, .6), (432, .8)):
            p.poly([(212, v), (400, v - w), (592, v), (400, v + w)], 0)
    s.draw("court-line", paving)
    wood = rough([(-10, 520), (-10, 430), (60, 424), (130, 440), (220, 452), (300, 462), (352, 470), (372, 520)], 4, 795)
    right = rough([(440, 520), (452, 474), (520, 462), (600, 450), (690, 438), (760, 444), (810, 440), (810, 520)], 4, 797)
    s.draw("court", lambda p: p.poly([(376, 450), (426, 450), (468, 510), (344, 510)], 0), edge="line", width=.8)

    def treads(p):
        for i in range(7):
            v = 455 + i * 7.4
            k = (v - 450) / 60
            p.poly([(376 - 32 * k, v), (400, v - .8), (426 + 42 * k, v), (400, v + 1.2)], 0)
    s.draw("line", treads)
    for each in (wood, right):
        s.draw("near", lambda p, q=each: p.poly(q, .6))
    s.draw("near-light", lambda p: strokes.leaves(p, mask(wood, right) & (YY < 496), np.clip(.5 + .2 * noise(799, 12, 12), 0, 1), 801, (21, 15), (13, 19), limit=46))
    s.draw("line", lambda p: (walker(p, 392, 478, 1.5), walker(p, 350, 426, 1.05, 1), walker(p, 484, 420, 1.0, -1)))
    s.draw("red", lambda p: walker(p, 416, 474, 1.4, -1))
    r = chance(803)
    s.draw("fern", lambda p: [fern(p, x, 506, 60 + 20 * r.random(), a, c) for x, a, c in ((318, -1.5, -.9), (500, -1.5, .9))])
