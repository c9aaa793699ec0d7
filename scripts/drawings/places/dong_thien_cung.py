"""A hall held up by four columns, and daylight that falls through one hole in its roof."""

import numpy as np

from engine import cave, land, strokes
from engine.curves import XX, YY, chance, mask, noise, rough, smooth
from motifs.people import walker

TITLE = "Động Thiên Cung"
DESCRIPTION = "A cave hall with four great columns; daylight falls through a hole in the roof on visitors on the path."
SKYLIGHT = [(352, 112), (364, 92), (386, 88), (402, 97), (430, 84), (454, 92), (470, 114), (454, 130), (430, 140),
            (404, 131), (386, 142), (362, 134)]
HALL = [(150, 420), (126, 360), (142, 300), (116, 240), (140, 180), (150, 120), (206, 78), (270, 62), (330, 40),
        (410, 52), (480, 36), (548, 60), (610, 76), (656, 124), (664, 186), (690, 240), (668, 300), (684, 356),
        (658, 424), (600, 470), (400, 486), (210, 470)]
HALL_SPIKES = [(172, 112, 34, 74, 4), (214, 84, 22, 40, 2), (292, 62, 20, 74, 0), (318, 52, 16, 40, 1), (500, 46, 18, 50, 0),
               (524, 54, 24, 86, -2), (604, 84, 20, 42, 0), (640, 116, 34, 84, -4), (452, 44, 14, 24, 0), (346, 46, 12, 22, 0)]
NEAR = [(76, 540), (50, 450), (72, 380), (40, 300), (62, 210), (46, 130), (100, 70), (180, 26), (290, 8), (400, -8),
        (520, 4), (630, 20), (706, 66), (756, 140), (738, 220), (764, 300), (732, 380), (752, 450), (724, 540)]
NEAR_SPIKES = [(92, 80, 54, 130, 6), (150, 44, 30, 76, 0), (206, 26, 26, 50, 2), (700, 70, 58, 150, -8), (648, 30, 28, 66, 0),
               (748, 130, 34, 80, -4), (590, 16, 22, 34, 0)]
INKS = {
    "wall": ("#56655c", "#0e1e20", "#000"), "wall-light": ("#8b9a88", "#1f4846", "#fff"),
    "wall-deep": ("#3f4c46", "#091416", None),
    "sky-hole": ("#f4efd8", "#8fb0a4", "#fff"), "beam": ("#8e967e", "#173235", "#fff"),
    "beam-line": ("#d9d5b4", "#33605c", "#000"), "pool": ("#e6dcb8", "#4a6f66", "#fff"),
    "rock": ("#e2d3b0", "#b08a4a", "#fff"), "rock-shade": ("#aa9c7d", "#6f5530", None),
    "rock-dark": ("#6a6351", "#37291a", "#000"), "rock-sunlit": ("#f7e6c0", "#e3bf77", None),
    "floor": ("#75755f", "#1d2723", "#000"), "floor-line": ("#3a4039", "#0b1313", "#fff"),
    "path": ("#c9bb96", "#6a5a38", "#fff"), "near": ("#1a2322", "#060a0b", "#000"),
    "near-light": ("#4a544e", "#1d302f", "#fff"), "rail": ("#262e2c", "#0a0d0d", "#000"),
    "visitor": ("#1b2423", "#060a0b", "#fff"), "leaf-hang": ("#5f7a4e", "#0c1716", "#000"),
}
PATH = [(296, 510), (340, 464), (420, 438), (512, 424), (546, 412), (508, 404), (440, 399), (384, 392), (352, 384), (376, 376)]


def draw(s):
    """Draw the place."""
    s.inks.update(INKS)
    hall = cave.opening(HALL, 31, 4.0, HALL_SPIKES)
    near = cave.opening(NEAR, 33, 4.5, NEAR_SPIKES)
    inside = cave.area(hall)
    hole = rough(SKYLIGHT, 1.6, 35)
    s.draw("wall", lambda p: p.box(90, 20, 620, 480))
    walls(s, inside, hole)
    light(s, hole)
    floor(s, inside)
    columns(s, [(320, 50, 386, [44, 22, 13, 10, 11, 9, 12, 16, 28], 41), (482, 46, 388, [52, 27, 15, 12, 9, 12, 11, 19, 30], 43)],
            (400, 250, .45), 116, 11)
    people(s, far=True)
    columns(s, [(222, 40, 434, [92, 58, 34, 24, 27, 19, 24, 21, 33, 56], 45), (590, 40, 440, [96, 52, 36, 22, 25, 20, 29, 24, 40, 66], 47)],
            (400, 260, .35), 150, 17)
    people(s, far=False)
    cave.frame(s, "near", hall, simp=1.6)
    angle = cave.flow(37, centre=400)
    cave.glow(s, "near-light", cave.area(near) & ~inside, inside, 51, angle, reach=40, limit=24)
    cave.frame(s, "rail", near, simp=2.2)


def walls(s, inside, hole):
    """Lay down the back wall: curtains of stone, lighter towards the hole."""
    angle = np.pi / 2 + .5 * (XX - 410) / 300 * (1 - YY / 460) + .16 * noise(61, 18, 26)
    away = np.hypot(XX - 410, (YY - 110) * .8)
    d = .92 * np.exp(-away / 150) + .22 * noise(62, 6, 26) + .10 * noise(63, 20, 20) + .08
    region = inside & (YY < 396) & ~mask(hole)
    from engine.shade import plates

    s.draw("wall-deep", lambda p: plates(p, .5 - .5 * d + .1 * noise(64, 9, 30), region, .40, 120, 1.4, 2.0))
    s.draw("wall-light", lambda p: strokes.hatch(p, region, np.clip(d, 0, 1), angle, .30, (12, 5), (.7, 2.9), (18, 60), 65, 190 if s.ink else 76,
                                                 s.dense))


def light(s, hole):
    """Lay down the hole in the roof and the shaft of light that falls from it."""
    shaft = [(360, 122), (462, 120), (500, 392), (330, 392)]
    s.draw("beam", lambda p: p.poly(shaft, 0))
    r = chance(67)

    def rays(p):
        for i in range(34 if s.ink else 20):
            u, v = (i + r.random()) / (34 if s.ink else 20), .05 + r.random() * .5
            w = min(1, v + .25 + r.random() * .4)
            x0, x1 = 364 + 92 * u, 332 + 166 * u
            a, b = (x0 + (x1 - x0) * v, 128 + 262 * v), (x0 + (x1 - x0) * w, 128 + 262 * w)
            m, k = (a[0] * .6 + b[0] * .4, a[1] * .6 + b[1] * .4), .9 if s.ink else 1.5
            p.poly([a, (m[0] - k, m[1]), b, (m[0] + k, m[1])], 0)
    s.draw("beam-line", rays)
    s.draw("sky-hole", lambda p: p.poly(hole, .4), edge="rail", width=1.2)

    def hanging(p):
        for x, y, n in ((358, 108, 16), (374, 91, 24), (392, 92, 14), (436, 88, 20), (452, 93, 30), (465, 108, 18)):
            p.poly([(x - 3, y - 3), (x + 3, y - 2), (x + 1.4, y + n * .5), (x + .4, y + n), (x - 1.6, y + n * .6)], 0)
            for j in range(3):
                p.poly([(x, y + n * .25 * j), (x + 5 - j, y + n * .25 * j + 2), (x + .5, y + n * .25 * j + 4)], 0)
                p.poly([(x, y + n * .25 * j + 2), (x - 5 + j, y + n * .25 * j + 4), (x, y + n * .25 * j + 6)], 0)
    s.draw("leaf-hang", hanging)


def floor(s, inside):
    """Lay down the floor, the winding path and the pool of light."""
    edge = rough([(90, 392), (160, 404), (240, 392), (310, 384), (420, 378), (500, 384), (590, 394), (660, 402), (710, 396),
                  (710, 510), (90, 510)], 2.0, 71)
    s.draw("floor", lambda p: p.poly(edge, .6))
    ground = mask(edge) & inside
    d = np.clip(.60 - .0022 * np.abs(XX - 412) - .003 * (YY - 390) + .18 * noise(72, 26, 6), 0, 1)
    flat = .10 * noise(73, 20, 8) + .02
    s.draw("floor-line", lambda p: strokes.hatch(p, ground, d, flat, .34, (10, 5), (.8, 2.4), (16, 60), 74, 90 if s.ink else 40, s.dense))
    s.draw("pool", lambda p: p.poly(rough([(334, 390), (372, 384), (450, 383), (496, 391), (470, 402), (410, 406), (356, 402)],
                                          1.5, 75), .5))
    centre = smooth(PATH, False, 4)
    w = 3 + 19 * np.clip((centre[:, 1] - 376) / 120, 0, 1)[:, None] ** .9
    left, right = centre + np.array([-1, .12]) * w, centre + np.array([1, -.12]) * w
    shape = np.concatenate([left, right[::-1]])
    from shapely.geometry import Polygon

    whole = Polygon(shape).buffer(0).buffer(1.5)
    s.draw("path", lambda p: p.geometry(whole, .6), edge="rail" if s.ink else None, width=1)
    def chain(p):  # the chain rail along the outer side
        for i in range(0, len(right) - 8, 9):
            (x, y), (u, v) = right[i], right[i + 8]
            h = 3 + (y - 376) * .15
            p.box(x - .4 - h * .03, y - h, .8 + h * .06, h)
            p.poly([(x, y - h), ((x + u) / 2, (y + v) / 2 - h * .62), (u, v - h * .95), ((x + u) / 2, (y + v) / 2 - h * .74)], 0)
    s.draw("rail", chain)


def columns(s, shapes, sun, limit, seed):
    """Lay down columns, each lit from the shaft between them."""
    outlines = [np.array(cave.column(*a).exterior.coords)[:-1] for a in shapes]
    for i, outline in enumerate(outlines):
        land.rock(s, [outline], sun, seed + i * 20, flute=1.3, scale=26, lift=.02, limit=limit // 2, edge=1.1, length=(18, 60),
                  sep=(8, 3.6), levels=(.42, .66), extra=.55 * np.clip((150 - YY) / 90, 0, 1) - .10, warm=.42)


def people(s, far):
    """Lay down visitors: one in red stands where the light falls."""
    if far:
        s.draw("rail", lambda p: (walker(p, 394, 396, .95), walker(p, 446, 397, .9, -1), walker(p, 360, 389, .75)))
        s.draw("red", lambda p: walker(p, 418, 399, 1.05, -1))
    else:
        s.draw("visitor", lambda p: (walker(p, 492, 425, 1.35, -1, hat=True), walker(p, 468, 427, 1.4, 1)))
