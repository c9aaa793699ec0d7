"""Three temples one above the other on a hill that looks out to sea."""

import numpy as np

from engine import land
from engine.curves import canopy, distance_to, smooth
from engine.inks import TEMPLE
from engine.pen import Pen
from motifs.boats import junk
from motifs.buildings import temple
from motifs.people import tiny, walker

TITLE = "Đền Cửa Ông"
DESCRIPTION = "Three temples with curved roofs, one above the other on a wooded hill by the sea, joined by steps."
HORIZON = 318
HILL = [(60, 430), (84, 402), (110, 384), (134, 352), (160, 330), (186, 318), (210, 286), (238, 254), (262, 240), (286, 208), (312, 182), (344, 166), (380, 150), (416, 146),
        (452, 154), (486, 170), (512, 190), (536, 222), (560, 236), (584, 262), (604, 296), (634, 312), (660, 336), (684, 366), (712, 388), (730, 412), (744, 430)]
SPURS = [([(400, 150), (396, 240), (390, 340), (384, 430)], 40, 50), ([(340, 170), (280, 250), (220, 340), (180, 420)], 40, 44), ([(460, 160), (530, 250), (590, 350), (620, 424)], 42, 46),
         ([(250, 250), (170, 350), (110, 414)], 34, 34), ([(590, 270), (660, 350), (720, 416)], 34, 30)]
STEPS = [(398, 430), (398, 392), (400, 356), (412, 336), (402, 316), (398, 296), (400, 270), (410, 252), (402, 236), (400, 214)]
INKS = {"court": ("#e6d9ba", "#3a4136", "#fff"), "step-stone": ("#f0e6cf", "#b7a982", "#fff"), "sail": ("#e8d9b5", "#8a8f7c", "#000")}


def draw(s):
    """Draw the place."""
    s.inks.update(TEMPLE)
    s.inks.update(INKS)
    land.heaven(s, HORIZON, 501, moon=(190, 112, 22), lines=16)
    land.ranges(
        s,
        ("far-1", -10, 810, HORIZON + 1, [(40, 44, 50, .1), (120, 60, 44, -.2), (640, 40, 50, .1), (720, 64, 44, .1), (790, 40, 50, 0)], 503),
        ("far-2", -10, 170, HORIZON + 4, [(10, 60, 36, .1), (66, 36, 30, -.2), (120, 52, 30, .2)], 505), ("far-2", 640, 810, HORIZON + 4, [(690, 40, 30, .1), (760, 66, 36, -.1)], 507))
    land.sea(s, HORIZON, 509, skip=lambda x, y, n: y > 404 or (y > 340 and 80 < x + n and x < 740), spacing=(4, 9), to=404)
    junk(s, 706, 352, .62, -1, sail="sail")
    outline = np.array([*canopy(HILL, 511, 4.2, 8), (744, 440), (60, 440)])
    zig = smooth(STEPS, False, 5)
    keep = distance_to(zig) < 6
    for x, y, w, h in ((400, 380, 86, 66), (400, 292, 66, 60), (400, 212, 50, 56)):
        keep[int(y - h) : y + 4, x - w : x + w] = True
    land.hill(s, outline, SPURS, 513, keep=keep, count=(70, 130, 60), base=(300, 110), print_limit=330)
    stairs(s)
    temple(s, 400, 212, .80, bays=3, tiers=2)
    temple(s, 400, 294, .95, bays=3, tiers=1)
    s.draw("court", lambda p: p.poly([(0, 430), (120, 416), (680, 416), (800, 430), (800, 504), (0, 504)], 0), edge="line", width=.9)
    temple(s, 400, 418, 1.22, bays=5, tiers=1)
    front(s)


def stairs(s):
    """Lay down the flights between the temples."""
    a, b = Pen(), Pen()
    for x0, x1, y0, y1 in ((384, 416, 294, 352), (388, 412, 212, 250)):
        a.poly([(x0, y1), (x0 + 3, y0), (x1 - 3, y0), (x1, y1)], 0)
        for i in range(int((y1 - y0) / 4.4)):
            y = y0 + 3 + i * 4.4
            b.poly([(x0 + 2, y), (400, y - .7), (x1 - 2, y), (400, y + .9)], 0)
    s.put("step-stone", a, edge="line", width=.8)
    s.put("line", b)
    def folk(p):
        for x, y in ((394, 330), (405, 318), (398, 246), (340, 296), (462, 296)):
            tiny(p, x, y, 11, 2)
    s.draw("line", folk)


def front(s):
    """Lay down the court: visitors, and the pennants of a festival."""
    poles, flags = Pen(), Pen()
    for i, x in enumerate((150, 196, 604, 650)):
        poles.box(x, 352, 1.5, 84)
        flags.poly([(x + 1.5, 354), (x + 21, 357), (x + 16, 362), (x + 22, 367), (x + 16, 372), (x + 22, 378), (x + 1.5, 381)] if i < 2 else
                   [(x, 354), (x - 20, 357), (x - 15, 362), (x - 21, 367), (x - 15, 372), (x - 21, 378), (x, 381)], 0)
    s.put("line", poles)
    s.put("red", flags)
    s.draw("line", lambda p: (walker(p, 312, 440, 1.25), walker(p, 332, 442, .9), walker(p, 470, 438, 1.2, -1), walker(p, 540, 444, 1.3, -1, hat=True), walker(p, 250, 446, 1.35, 1, hat=True)))
    def lines(p):
        for y, w in ((430, .5), (448, .8), (474, 1.1)):
            p.poly([(60, y), (400, y - w), (740, y), (400, y + w)], 0)
    s.draw("line", lines)
