"""A low green island of soil among islands of rock, seen through flowering rose myrtle."""

import math

import numpy as np

from engine import land
from engine.curves import HEIGHT, WIDTH, canopy, chance, smooth
from engine.pen import Pen
from motifs.boats import kayak
from motifs.people import tiny

TITLE = "Đảo Soi Sim"
DESCRIPTION = "A low, rounded island of earth with a beach, limestone islands behind; twigs of flowering rose myrtle in front."
HORIZON = 292
HILL = [(110, 372), (150, 352), (196, 326), (246, 296), (300, 262), (350, 240), (400, 230), (446, 236), (490, 250), (530, 246), (572, 262), (612, 292), (652, 324), (690, 350), (722, 372)]
SPURS = [([(396, 232), (380, 290), (360, 360)], 30, 50), ([(320, 252), (270, 310), (230, 360)], 28, 40), ([(520, 248), (550, 310), (590, 362)], 30, 44), ([(620, 300), (680, 356)], 22, 34)]
INKS = {"shallow": ("#a9d0bd", "#21494a", None), "flower": ("#c2413c", "#c8504a", "#fff"), "heart": ("#f6e3b2", "#e9b95c", "#000"), "twig": ("#2c4432", "#07110f", "#000"),
        "blade": ("#4f6f45", "#16302a", "#000"), "blade-vein": ("#8fa06a", "#2f5548", "#fff")}


def draw(s):
    """Draw the place."""
    s.inks.update(INKS)
    land.heaven(s, HORIZON, 611, moon=(250, 112, 24), lines=20)
    land.ranges(
        s,
        ("far-1", -10, 810, HORIZON + 1, [(40, 70, 50, .1), (120, 100, 44, -.2), (200, 60, 40, .1), (300, 90, 40, .2), (420, 120, 46, -.1), (500, 84, 40, .1), (600, 110, 44, -.2), (690, 70, 50, .1),
                                          (780, 96, 44, 0)], 613),
        ("far-2", -10, 200, HORIZON + 5, [(10, 118, 40, .1), (70, 70, 34, -.2), (130, 96, 36, .2)], 615),
        ("far-2", 620, 810, HORIZON + 5, [(668, 82, 32, .1), (726, 136, 40, -.2), (790, 100, 40, .1)], 617))
    s.wash(0, HORIZON, WIDTH, HEIGHT - HORIZON, ("water-far", 0), ("water-near", 1))
    outline = np.array([*canopy(HILL, 619, 6.5, 12), (722, 380), (110, 380)])
    land.hill(s, outline, SPURS, 621, count=(110, 190, 90), base=(320, 60), print_limit=380, levels=(.50, .74))
    shore(s)
    land.ripples(s, HORIZON + 5, 623, lambda x, y, n: y < 420 and 90 < x + n and x < 740, .7, 1.8, 1.3, (4, 12))
    kayak(s, 510, 424, 1.1, -1)
    branch(s, (-10, 500), -.62, 210, 625)
    branch(s, (60, 520), -1.0, 150, 627)
    branch(s, (812, 470), -2.60, 170, 629)


def shore(s):
    """Lay down surf, sand and bathers."""
    out = smooth([(96, 374), (180, 384), (290, 394), (400, 398), (520, 395), (640, 385), (738, 374)], False, 6)
    inn = smooth([(738, 372), (640, 374), (520, 380), (400, 383), (290, 380), (180, 375), (96, 372)], False, 6)
    low = out + np.array([0, 1]) * 14 * np.sin(np.linspace(0, math.pi, len(out)))[:, None] ** .6
    s.draw("shallow", lambda p: p.poly(np.concatenate([low, inn])))
    s.draw("sand", lambda p: p.poly(np.concatenate([out, inn])), edge="line", width=.8)
    folk, red = Pen(), Pen()
    for x, y in ((330, 390), (340, 391), (382, 394), (430, 392), (452, 404), (474, 390), (560, 388), (300, 402)):
        tiny(folk, x, y, 10, 1.8)
    for x in (352, 404, 500):
        red.poly([(x - 11, 380), (x - 5, 374.5), (x, 373), (x + 5, 374.5), (x + 11, 380)], 0)
        folk.box(x - .5, 379, 1.2, 12)
    s.put("line", folk)
    s.put("red", red)


def branch(s, root, angle, length, seed):
    """Lay down a twig of rose myrtle: opposite leaves, five-petalled flowers at its end."""
    r, twig, blade, vein, flower, heart = chance(seed), Pen(), Pen(), Pen(), Pen(), Pen()
    x, y = root
    points = [(x, y)]
    for i in range(9):
        a = angle + .05 * i + .10 * r.normal()
        x, y = x + math.cos(a) * length / 9, y + math.sin(a) * length / 9
        points.append((x, y))
    twig.poly([(points[0][0], points[0][1] - 3)] + points[1:] + [(u, v + 1.4 + 2.4 * (1 - j / 9)) for j, (u, v) in reversed(list(enumerate(points)))], .2)
    for j in range(2, 10):
        px, py = points[j]
        for side in (-1, 1):
            a = angle + side * (.85 + .2 * r.random())
            n = 34 - 1.4 * j + 6 * r.random()
            nx, ny = -math.sin(a) * n * .23, math.cos(a) * n * .23
            ex, ey = px + math.cos(a) * n, py + math.sin(a) * n
            m, q = (px * .72 + ex * .28, py * .72 + ey * .28), (px * .35 + ex * .65, py * .35 + ey * .65)
            blade.poly([(px, py), (m[0] + nx, m[1] + ny), (q[0] + nx * .9, q[1] + ny * .9), (ex, ey), (q[0] - nx * .9, q[1] - ny * .9), (m[0] - nx, m[1] - ny)], 0)
            vein.poly([(px, py), (m[0] + nx * .06, m[1] + ny * .06), (ex, ey), (m[0] - nx * .06, m[1] - ny * .06)], 0)
    for j, k in ((9, 1.25), (6, .9), (7, 1.05)):
        cx, cy = points[j][0] + (r.random() - .3) * 18, points[j][1] - 8 - 10 * r.random()
        turn = r.random()
        for i in range(5):
            a = turn + i * 2 * math.pi / 5
            w = .52
            tip = [(cx + 15 * k * math.cos(a + d) * f, cy + 12 * k * math.sin(a + d) * f) for d, f in ((-w, .62), (-w * .55, .98), (0, 1.08), (w * .55, .98), (w, .62))]
            flower.poly([(cx, cy), *tip], 0)
        heart.disc(cx, cy, 3.2 * k, 8)
    s.put("twig", twig)
    s.put("blade", blade)
    s.put("blade-vein", vein)
    s.put("flower", flower, edge="line", width=.7)
    s.put("heart", heart)
