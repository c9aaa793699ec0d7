"""At the edge of a quiet landing lie the sherds of a port: a dig with its red rod, and far out a trading junk."""

import math

import numpy as np

from engine import land, strokes
from engine.curves import YY, canopy, chance, mask, noise, rough, smooth
from engine.pen import Pen
from motifs.boats import junk
from motifs.people import walker

TITLE = "Thương cảng Vân Đồn"
DESCRIPTION = "A sandy landing with an excavation and potsherds at the water's edge; a trading junk under sail far out."
HORIZON = 226
CAPE = [(-20, 330), (-20, 150), (10, 140), (44, 146), (76, 168), (108, 178), (140, 198), (168, 222), (190, 250), (206, 278), (214, 296)]
SPURS = [([(10, 150), (60, 220), (90, 310)], 30, 36), ([(90, 180), (140, 240), (180, 300)], 26, 30)]
WATER = [(-10, 318), (60, 322), (140, 318), (210, 312), (280, 316), (350, 326), (430, 332), (510, 342), (590, 360), (660, 384), (730, 404), (810, 416)]
PIT = [(214, 356), (430, 348), (486, 414), (196, 428)]
INKS = {"shallow": ("#a9d0bd", "#21494a", None), "foam": ("#eef3e2", "#4f7a74", "#fff"), "wet": ("#d9c59a", "#4a5448", None), "earth": ("#a9825a", "#4d3d2b", "#fff"),
        "earth-2": ("#8a6445", "#382b20", "#000"), "earth-3": ("#6b4c38", "#271e18", "#000"), "pit": ("#c9a678", "#5c4b35", "#fff"), "sail": ("#ecdcb6", "#a39f86", "#000"),
        "sherd": ("#f4efdd", "#c3bfa6", "#fff"), "glaze": ("#7fb0a0", "#4f8a7f", "#000"), "sherd-shade": ("#b58f69", "#6d5a44", None), "rod": ("#fbf6e8", "#d8d0b8", "#fff"),
        "thread": ("#f7f2e6", "#b9b39c", "#000"), "tree": ("#4f6f45", "#0d211e", "#fff"), "leaf-vein": ("#9db07e", "#2b4a41", "#000")}


def draw(s):
    """Draw the place."""
    s.inks.update(INKS)
    land.heaven(s, HORIZON, 731, moon=(250, 92, 24), lines=18, clouds=(84, 10))
    land.ranges(
        s,
        ("far-1", -10, 810, HORIZON + 1, [(240, 30, 60, .1), (330, 44, 50, -.1), (560, 36, 60, .1), (650, 60, 50, 0), (750, 50, 60, .1)], 733),
        ("far-2", 560, 810, HORIZON + 4, [(610, 38, 36, .1), (676, 86, 40, -.2), (736, 58, 32, .2), (800, 98, 44, 0)], 735))
    s.wash(0, HORIZON, 800, 200, ("water-far", 0), ("water-near", 1))
    land.ripples(s, HORIZON + 5, 737, lambda x, y, n: y > 312 or (y > 258 and 370 < x + n and x < 520), .75, 1.5, 1.2, (4, 9), 400)
    junk(s, 444, 284, 1.12, -1, sail="sail", mirrored=26)
    junk(s, 318, 252, .5, -1, sail="sail", mirrored=16)
    outline = np.array([*canopy(CAPE, 739, 5, 9), (214, 330), (-20, 340)])
    land.hill(s, outline, SPURS, 741, count=(40, 70, 40), base=(220, 110), print_limit=150)
    beach(s)
    pit(s)
    people(s)
    sherds(s)


def beach(s):
    """Lay down the shallows, the foam and the sand."""
    edge = smooth(WATER, False, 6)
    for ink, dy in (("shallow", -24), ("foam", -6)):
        s.draw(ink, lambda p, d=dy: p.poly(np.concatenate([edge + [0, d], [(810, 504), (-10, 504)]])), edge="line" if s.ink and ink == "foam" else None, width=.7)
    sand = np.concatenate([edge, [(810, 506), (-10, 506)]])
    s.draw("sand", lambda p: p.poly(sand), edge="line", width=.9)
    s.draw("wet", lambda p: p.poly(np.concatenate([edge, (edge + [0, 15])[::-1]])))
    inside = mask(sand) & ~mask([(u, v) for u, v in PIT])
    d = np.clip(.34 + .20 * noise(743, 30, 6) + .14 * np.clip((YY - 420) / 80, 0, 1), 0, 1)
    s.draw("wet" if not s.ink else "line", lambda p: strokes.hatch(p, inside & (YY > 350), d, .10 * noise(745, 24, 9) + .05, .42, (16, 8), (.7, 1.9), (14, 46), 747, 60, s.dense))


def pit(s):
    """Lay down the dig: a square cut into the sand, layers in its far wall, pegs and a line."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = PIT
    s.draw("pit", lambda p: p.poly(rough(PIT_SOFT, .8, 751), .3), edge="line", width=1.1)
    deep = 40
    rows = ((0, 13, "earth"), (13, 26, "earth-2"), (26, deep, "earth-3"))
    for top, low, ink in rows:
        def band(p, t=top, b=low):
            p.poly([(ax - t * .06, ay + t), (ax + 70, ay + t - 2), (ax + 150, ay + t - 6), (bx + t * .30, by + t), (bx + b * .30, by + b), (ax + 140, ay + b - 3), (ax + 60, ay + b - 3),
                    (ax - b * .06, ay + b)], 0)
        s.draw(ink if not s.ink else "earth", band, edge="line", width=.7)
    s.draw("earth-3" if not s.ink else "line", lambda p: p.poly([(bx, by), (cx, cy), (cx - 16, cy + 1), (bx + 12, by + deep)], 0))
    if s.ink:
        wall = mask([(ax, ay), (bx, by), (bx + 12, by + deep), (ax - 2, ay + deep)])
        d = np.clip(.35 + (YY - 356) / 70 + .15 * noise(753, 8, 4), 0, 1)
        s.draw("line", lambda p: strokes.hatch(p, wall, d, 1.35 + .2 * noise(755, 8, 8), .3, (7, 3.4), (.7, 2.2), (8, 18), 757, 90, s.dense))
    r = chance(759)
    bits, floor = Pen(), Pen()
    for _ in range(15):
        x, y, w = ax + 14 + r.random() * 190, ay + 16 + r.random() * 18, 3 + 4 * r.random()
        bits.poly([(x - w, y), (x - w * .3, y - 2.4), (x + w, y - .6), (x + w * .6, y + 1.6)], 0)
    for _ in range(12):
        x, y, w = 226 + r.random() * 210, 404 + r.random() * 14, 3.4 + 4 * r.random()
        bits.poly([(x - w, y), (x - w * .2, y - 2.6), (x + w, y - .4), (x + w * .4, y + 2.2), (x - w * .5, y + 2)], 0)
    for y, w in ((402, .5), (413, .8)):
        floor.poly([(204, y + 4), (330, y - w), (452, y - 3), (330, y + w)], 0)
    s.put("earth-2", floor)
    s.put("sherd", bits, edge="line", width=.6)
    corners = [(ax - 12, ay - 6), (bx + 12, by - 8), (cx + 20, cy + 8), (dx - 18, dy + 12)]
    line, pegs = Pen(), Pen()
    for (x, y), (u, v) in zip(corners, [*corners[1:], corners[0]], strict=True):
        line.poly([(x, y - 9.6), (u, v - 9.6), (u, v - 8.2), (x, y - 8.2)], 0)
    for x, y in corners:
        pegs.poly([(x - 1.7, y - 13), (x + 1.7, y - 13), (x + .6, y + 5), (x - .6, y + 5)], 0)
    s.put("thread", line)
    s.put("line", pegs)


PIT_SOFT = [(214, 356), (268, 353), (330, 350), (430, 348), (446, 368), (466, 392), (486, 414), (420, 418), (320, 424), (196, 428), (202, 402), (208, 378)]


def people(s):
    """Lay down the team: one kneels in the cut, one holds the rod, one stands at the water."""
    def place(points, x, y, k, f=1):
        return [(x + f * u * k, y + v * k) for u, v in points]
    kneel = [(-9, 0), (-8, -3), (-2, -4), (-3, -8), (-2, -13), (2, -16), (6, -15), (8, -12), (12, -6), (16, -2), (14.6, -.8), (10, -4), (6.4, -8), (6, -4), (8, 0)]
    s.draw("line", lambda p: (p.poly(place(kneel, 292, 414, 1.4), 0), p.poly(place(kneel, 392, 408, 1.35, -1), 0), p.disc(302, 389, 3.5), p.disc(382.5, 384, 3.4),
                              walker(p, 508, 390, 1.7, 1), walker(p, 640, 372, 1.2, -1, hat=True), walker(p, 656, 374, .9, -1)))
    s.draw("lamp", lambda p: [p.poly([(x - 9, y + 1), (x, y - 7), (x + 9, y + 1)], 0) for x, y in ((303, 386), (382, 381), (508, 348))], edge="line", width=.8)
    s.draw("rod", lambda p: p.box(523, 320, 4.4, 72), edge="line", width=.8)
    s.draw("red", lambda p: [p.box(523, 320 + i * 18, 4.4, 9) for i in range(4)])
    s.draw("line", lambda p: p.poly([(512, 363), (524, 358), (526, 360), (513, 366)], 0))


def sherds(s):
    """Lay down sherds where the water leaves them: a bowl's foot, pieces of jars; near ones large."""
    body, shadow, glaze = Pen(), Pen(), Pen()
    r = chance(761)
    edge = smooth(WATER, False, 6)
    for _ in range(34):
        i = int(len(edge) * (.25 + .7 * r.random()))
        x, y, w = edge[i][0] + r.normal() * 5, edge[i][1] + 4 + 16 * r.random(), 3 + 4.5 * r.random()
        body.poly([(x - w, y), (x - w * .3, y - w * .6), (x + w * .9, y - w * .3), (x + w * .5, y + w * .4)], 0)
    for x, y, k, turn in ((556, 424, .62, .1), (598, 410, .5, -.3), (640, 436, .7, .25), (612, 458, .62, -.2), (668, 420, .5, .4), (560, 462, .6, .5), (588, 440, .45, -.5), (690, 452, .6, .1), (524, 446, .5, .6)):
        c, q = math.cos(turn), math.sin(turn)
        def at(points, x=x, y=y, k=k, c=c, q=q):
            return [(x + k * (u * c - v * q), y + k * (u * q + v * c)) for u, v in points]
        shadow.poly(at([(-17, 5), (-4, 9), (14, 8), (22, 3), (6, 2)]), 0)
        body.poly(at([(-18, 2), (-14, -7), (-6, -13), (4, -14), (9, -9), (18, -6), (15, 3), (6, 5), (-2, 8), (-9, 4)]), 0)
        glaze.poly(at([(-15, 1), (-11.5, -6.5), (-5, -11), (3, -12), (5, -9.5), (-3, -8), (-8, -4.5), (-11, 1.6)]), 0)
        glaze.poly(at([(-4, 1), (3, -3), (11, -4), (10, -1), (4, 1.5)]), 0)
    s.put("sherd-shade", shadow)
    s.put("sherd", body, edge="line", width=.8)
    s.put("glaze", glaze)
    basket(s, 548, 398)
    screw_pine(s, 800, 506, 769)
    screw_pine(s, 716, 520, 770)


def basket(s, x, y):
    """Lay down a flat basket of finds."""
    s.draw("earth", lambda p: p.poly([(x - 17, y - 8), (x + 17, y - 8), (x + 12, y + 3), (x - 12, y + 3)], 0), edge="line", width=.9)
    s.draw("sherd", lambda p: [p.poly([(x + u - 5, y - 8), (x + u - 2, y - 13), (x + u + 4, y - 11), (x + u + 5, y - 8)], 0) for u in (-10, -2, 7, 12)], edge="line", width=.6)
    s.draw("line", lambda p: [p.poly([(x - 15, y + v), (x, y + v - .6), (x + 15, y + v), (x, y + v + .6)], 0) for v in (-5, -1.6)])


def screw_pine(s, x, y, seed):
    """Lay down a tuft of long folded leaves at the picture's edge."""
    r, blade, vein = chance(seed), Pen(), Pen()
    for i in range(17):
        a = -math.pi * (.06 + .88 * (i + .5) / 17) + .1 * r.normal()
        n, w = 74 + 40 * r.random(), 4.6 + 1.6 * r.random()
        mx, my = x + math.cos(a) * n * .55, y + math.sin(a) * n * .62
        ex, ey = x + math.cos(a) * n, y + math.sin(a) * n * .72 + 12
        nx, ny = -math.sin(a) * w, math.cos(a) * w
        blade.poly([(x + nx, y + ny), (mx + nx, my + ny), (ex, ey), (mx - nx, my - ny), (x - nx, y - ny)], 0)
        vein.poly([(x, y), (mx + nx * .14, my + ny * .14), (ex, ey), (mx - nx * .14, my - ny * .14)], 0)
    s.put("tree", blade, edge="line" if s.ink else None, width=.8)
    s.put("leaf-vein", vein)
