"""A temple on the shore under the mountain, and flower lanterns set on the sea before it."""

import numpy as np

from engine import land, strokes
from engine.curves import HEIGHT, WIDTH, XX, YY, chance, noise, rough
from engine.inks import TEMPLE
from engine.pen import Pen
from motifs.boats import sampan
from motifs.buildings import temple
from motifs.people import walker

TITLE = "Đền Đức Ông Trần Quốc Nghiễn"
DESCRIPTION = "A temple with a hall of three bays stands on the quay under a cliff; flower lanterns float on the sea before it."
SHORE = 372
CLIFF = [(-20, 380), (-20, 300), (40, 270), (84, 262), (120, 226), (160, 214), (196, 176), (226, 128), (262, 104), (300, 62), (340, 26), (380, -20), (700, -20), (736, 30), (760, 60),
         (780, 120), (820, 150), (820, 380)]
INKS = {"quay": ("#d9cba8", "#2d3a38", "#fff"), "quay-shade": ("#a9997a", "#18211f", "#000"), "lantern": ("#f6d78c", "#f4c46c", "#fff"), "petal": ("#c9452f", "#d2543a", "#000"),
        "glint": ("#f6e3b2", "#c9954a", "#000"), "rock": ("#b9bba2", "#33464a", "#fff"), "rock-shade": ("#8f9883", "#22343a", None), "rock-dark": ("#66725f", "#14242a", "#000"),
        "sky-low": ("#f3c9a0", "#24484a", "#fff"), "water-near": ("#3d7a70", "#0a2126", "#fff")}


def draw(s):
    """Draw the place."""
    s.inks.update(TEMPLE)
    s.inks.update(INKS)
    land.heaven(s, 350, 521, lines=12)
    land.ranges(s, ("far-1", -10, 260, 366, [(20, 40, 50, .1), (110, 60, 50, -.1), (200, 44, 40, .1)], 523))
    cliff = rough(CLIFF, 3.2, 525)
    extra = .14 * noise(527, 15, 60) + .12 + .10 * np.clip((XX - 420) / 300, -1, 1) + .15 * np.clip((YY - 280) / 90, 0, 1)
    land.rock(s, [cliff], (60, 0, .5), 529, flute=1.7, scale=90, limit=80 if not s.ink else 200, extra=extra, warm=0, length=(18, 58), sep=(12, 5.5), levels=(.46, .72), edge=1.1)
    land.bushes(s, [(84, 262, 15), (120, 230, 14), (160, 212, 15), (196, 180, 13), (226, 134, 14), (262, 106, 14), (300, 66, 14), (340, 32, 14), (110, 290, 20), (160, 300, 22),
                    (620, 300, 22), (670, 290, 20), (720, 306, 22), (772, 290, 20)], 531)
    s.wash(0, SHORE + 10, WIDTH, HEIGHT - SHORE, ("water-far", 0), ("water-near", .7))
    s.draw("quay", lambda p: p.poly([(-5, 352), (805, 352), (805, 384), (-5, 384)], 0), edge="line", width=1)
    def blocks(p):
        for y in (368, 376):
            p.box(0, y, WIDTH, .9)
        for i in range(40):
            p.box(10 + i * 20 + (i % 2) * 6, 368 if i % 2 else 376, .9, 8)
        p.box(0, 383, WIDTH, 3)
    s.draw("quay-shade", blocks)
    temple(s, 400, 356, 1.75, bays=3, tiers=1)
    temple(s, 566, 356, .95, bays=1, tiers=1)
    s.draw("quay", lambda p: [p.poly([(352 - i * 5, 356 + i * 7), (448 + i * 5, 356 + i * 7), (450 + i * 5, 363 + i * 7), (350 - i * 5, 363 + i * 7)], 0) for i in range(5)], edge="line", width=.8)
    s.draw("line", lambda p: (walker(p, 322, 358, 1.0), walker(p, 484, 357, 1.0, -1), walker(p, 500, 357, .75, -1), walker(p, 372, 384, 1.1), walker(p, 424, 388, 1.1, -1, hat=True), walker(p, 240, 356, 1.0)))
    s.draw("red", lambda p: walker(p, 440, 380, 1.1, -1))
    lanterns(s)
    land.ripples(s, SHORE + 18, 533, lambda x, y, n: 180 < x + n and x < 640 and y < 440, .6, 1.6, 1.5, (5, 10))
    sampan(s, 680, 446, 1.0, -1, roof=None)


def lanterns(s):
    """Lay down the flower lanterns: they drift out from the steps, smaller where they are far."""
    r, glint, petals, lights = chance(535), Pen(), Pen(), Pen()
    spots = sorted(((398 + r.normal() * (60 + 170 * t), 398 + 92 * t) for t in np.linspace(0, 1, 44) ** 1.15), key=lambda q: q[1])
    kept = []
    for x, y in spots:
        k = .55 + 1.15 * (y - 398) / 92
        if not 40 < x < 760 or any(abs(x - u) < 15 * k and abs(y - v) < 8 * k for u, v in kept) or (600 < x and y > 420):
            continue
        kept.append((x, y))
        petals.poly([(x - 8 * k, y - 2.4 * k), (x - 5 * k, y - 1.4 * k), (x - 4 * k, y - 4 * k), (x, y - 1.6 * k), (x + 4 * k, y - 4 * k), (x + 5 * k, y - 1.4 * k), (x + 8 * k, y - 2.4 * k),
                     (x + 5 * k, y + 2 * k), (x - 5 * k, y + 2 * k)], 0)
        lights.poly([(x - 2.6 * k, y - 2 * k), (x - 2 * k, y - 6 * k), (x, y - 9.5 * k), (x + 2 * k, y - 6 * k), (x + 2.6 * k, y - 2 * k)], 0)
        strokes.mirror(glint, lambda _, x=x, k=k: [(x - 6 * k, x + 6 * k)], y + 4.5 * k, y + 13 * k, int(x), 3.4 * k, .3, 1.5, (1.5 * k, .8 * k), 1, 2)
    s.put("glint", glint)
    s.put("lantern", lights, edge="line" if s.ink else None, width=.6)
    s.put("petal", petals)
