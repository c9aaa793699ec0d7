"""A dark mouth high in an island's face, steps up to it, and a white beach far below."""

import math

import numpy as np
from scipy.ndimage import gaussian_filter

from engine import land, shade, strokes
from engine.curves import HEIGHT, WIDTH, XX, YY, chance, distance_to, noise, rough, smooth
from engine.pen import Pen
from motifs.boats import junk, kayak
from motifs.people import tiny

TITLE = "Cống Đỏ – Hang Thiên Cảnh Sơn"
DESCRIPTION = "A limestone island with a cave mouth high in its face; steps climb to it from a white beach where kayaks lie."
HORIZON = 300
ISLAND = [(120, 388), (128, 364), (122, 338), (136, 312), (140, 284), (158, 262), (166, 232), (186, 206), (192, 176), (214, 152), (238, 142), (254, 120), (282, 104), (312, 108), (334, 124),
          (356, 146), (382, 156), (408, 150), (430, 132), (456, 112), (484, 98), (516, 96), (546, 108), (570, 128), (590, 156), (602, 190), (622, 210), (640, 240), (646, 274), (664, 296),
          (672, 328), (690, 352), (700, 388)]
MOUTH = [(365, 249), (364, 234), (370, 217), (378, 204), (387, 192), (398, 186), (409, 189), (417, 200), (426, 206), (434, 219), (437, 235), (439, 249), (403, 251)]
STEPS = [(402, 380), (430, 364), (456, 350), (436, 338), (404, 328), (380, 314), (400, 302), (440, 296), (476, 286), (490, 272), (476, 260), (452, 254), (424, 250)]
INKS = {"hole": ("#1d2b2b", "#04090a", "#000"), "hole-lamp": ("#e3bd77", "#f4c46c", "#fff"), "sand": ("#f8f1de", "#8b9182", "#fff"), "shallow": ("#b7dcc9", "#2a5654", None),
        "step-stone": ("#f5efdc", "#c9b88c", "#fff"), "sail": ("#e8d9b5", "#8a8f7c", "#000")}


def draw(s):
    """Draw the place."""
    s.inks.update(INKS)
    s.inks["leaf-dark"] = (*s.inks["leaf-dark"][:2], "#000")
    land.heaven(s, HORIZON, 641, moon=(676, 110, 22), lines=16)
    land.ranges(
        s,
        ("far-1", -10, 810, HORIZON + 1, [(30, 60, 60, .1), (90, 40, 40, -.1), (700, 50, 50, .1), (780, 70, 40, 0)], 643),
        ("far-2", -10, 140, HORIZON + 5, [(20, 96, 44, .1), (84, 60, 34, .2)], 645), ("far-2", 690, 810, HORIZON + 5, [(740, 60, 36, -.1), (800, 110, 44, 0)], 647))
    s.wash(0, HORIZON, WIDTH, HEIGHT - HORIZON, ("water-far", 0), ("water-near", 1))
    outline = np.array([*rough(ISLAND, 3.0, 649, closed=False), (700, 394), (120, 394)])
    extra = .12 * noise(651, 14, 50) + .16 * np.clip((YY - 300) / 80, 0, 1) + .12 * np.clip((XX - 420) / 200, -1, 1)
    inside, _ = land.rock(s, [outline], (140, 20, .5), 653, flute=1.6, scale=76, tide=None, limit=170, extra=extra, warm=0, cracks=.08, levels=(.44, .70))
    zig = smooth(STEPS, False, 4)
    free = (distance_to(zig) < 7) | (distance_to(MOUTH, True) < 10)
    wood = noise(655, 15, 18) + .5 * noise(656, 5, 6) + (YY - 292) / 74 > .3
    soft = gaussian_filter((wood & inside & ~free).astype(float), 1.6)
    s.draw("leaf-dark", lambda p: shade.plates(p, soft, inside, .5, 90, 1.0))
    s.draw("leaf", lambda p: strokes.leaves(p, (soft > .5) & inside, np.full((HEIGHT, WIDTH), .5), 657, (9, 9) if s.ink else (13, 12), (9, 14), limit=180 if s.ink else 96))
    land.bushes(s, [(250, 122, 12), (280, 106, 12), (310, 110, 11), (430, 134, 11), (456, 114, 11), (486, 100, 13), (518, 98, 12), (546, 110, 11), (600, 190, 9)], 659)
    s.draw("hole", lambda p: p.poly(rough(MOUTH, 1.6, 661), .3), edge="line", width=1.4)
    s.draw("hole-lamp", lambda p: [p.disc(x, y, 2.6, 8) for x, y in ((374, 240), (384, 243))])
    s.draw("line", lambda p: (tiny(p, 460, 256, 11, 2), tiny(p, 472, 260, 11, 2)))
    climb(s, zig)
    beach(s)
    land.ripples(s, HORIZON + 5, 665, lambda x, y, n: y < 432 and 90 < x + n and x < 730, .7, 1.8, 1.3, (4, 12))
    kayak(s, 300, 432, 1.1)
    kayak(s, 470, 458, 1.4, -1)
    junk(s, 752, 356, .62, -1, sail="sail")


def climb(s, zig):
    """Lay down the steps and those who climb them."""
    from shapely.geometry import LineString

    s.draw("line", lambda p: p.geometry(LineString(zig).buffer(3.0), .4))
    t = np.gradient(zig, axis=0)
    t /= np.hypot(t[:, 0], t[:, 1])[:, None]
    stone = Pen()
    for (x, y), (u, v) in zip(zig, t, strict=True):
        a, b = 1.55, 2.2
        stone.poly([(x - a * u - b * v, y - a * v + b * u), (x + a * u - b * v, y + a * v + b * u), (x + a * u + b * v, y + a * v - b * u), (x - a * u + b * v, y - a * v - b * u)], 0)
    s.put("step-stone", stone)
    s.draw("line", lambda p: [tiny(p, x, y, 12, 2.1) for x, y in ((440, 358), (388, 318), (446, 295))])
    s.draw("red", lambda p: tiny(p, 449, 352, 12, 2.3))


def beach(s):
    """Lay down the white beach, kayaks drawn up on it."""
    out = smooth([(170, 392), (250, 398), (340, 408), (430, 410), (520, 404), (590, 394)], False, 6)
    inn = smooth([(590, 388), (520, 384), (430, 380), (340, 381), (250, 386), (170, 390)], False, 6)
    low = out + np.array([0, 1]) * 18 * np.sin(np.linspace(0, math.pi, len(out)))[:, None] ** .6
    s.draw("shallow", lambda p: p.poly(np.concatenate([low, inn])))
    s.draw("sand", lambda p: p.poly(np.concatenate([out, inn])), edge="line", width=.8)
    r, hulls, folk = chance(667), Pen(), Pen()
    for i in range(6):
        x, y = 280 + i * 17, 394 + r.random() * 3
        hulls.poly([(x - 9, y + 4), (x, y - 3), (x + 9, y - 7), (x + 2, y + 2)], 0)
    for x, y in ((400, 396), (412, 398), (470, 394), (492, 392), (526, 396), (240, 392)):
        tiny(folk, x, y, 10, 1.8)
    s.put("red", hulls)
    s.put("line", folk)
