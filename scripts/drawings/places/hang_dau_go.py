"""A dark arch with a bright hole: seen from inside, steps climb to the mouth, the bay beyond."""

import numpy as np

from engine import cave, land, strokes
from engine.curves import YY, chance, noise
from engine.pen import Pen
from motifs.boats import junk
from motifs.people import walker
from motifs.plants import fern

TITLE = "Hang Đầu Gỗ"
DESCRIPTION = "The wide mouth of a cave seen from inside: stone steps climb to it, and a junk lies on the bay beyond."
HORIZON = 282
MOUTH = [(236, 372), (214, 338), (222, 296), (206, 252), (228, 206), (246, 160), (284, 124), (330, 104), (372, 92),
         (420, 98), (470, 84), (524, 98), (570, 120), (606, 112), (622, 196), (646, 232), (640, 280), (650, 322),
         (626, 362), (590, 384), (540, 378), (500, 392), (450, 388), (400, 394), (350, 384), (300, 392), (262, 386)]
MOUTH_SPIKES = [(262, 148, 26, 48, 3), (292, 120, 15, 30, 0), (322, 108, 30, 92, -4), (348, 100, 12, 40, 1),
                (392, 96, 18, 58, 2), (446, 92, 24, 36, 0), (486, 88, 13, 66, 1), (520, 98, 30, 54, 3),
                (556, 112, 16, 84, -1), (590, 138, 20, 40, -2)]
HALL = [(182, 430), (150, 392), (160, 330), (136, 262), (158, 196), (176, 140), (222, 92), (286, 66), (352, 44),
        (424, 54), (496, 38), (566, 58), (632, 92), (668, 148), (694, 208), (716, 264), (704, 330), (716, 382),
        (680, 424), (640, 440), (600, 440), (560, 452), (300, 452), (240, 444)]
HALL_SPIKES = [(196, 118, 36, 96, 5), (230, 88, 16, 44, 0), (268, 72, 24, 40, 2), (604, 74, 34, 118, -4),
               (640, 98, 18, 56, 0), (668, 150, 26, 64, -3), (560, 58, 20, 34, 0), (314, 56, 20, 26, 0)]
NEAR = [(96, 540), (60, 470), (84, 400), (52, 330), (70, 250), (50, 170), (96, 96), (150, 44), (230, 22), (330, 4),
        (430, -6), (540, -2), (640, 18), (716, 56), (760, 124), (742, 200), (770, 280), (748, 360), (768, 430),
        (730, 480), (700, 540)]
NEAR_SPIKES = [(100, 90, 58, 150, 8), (152, 44, 26, 66, 0), (186, 34, 40, 60, 4), (720, 60, 64, 190, -8),
               (676, 36, 28, 60, 0), (636, 22, 22, 44, 0), (756, 120, 36, 90, -6), (350, 2, 34, 32, 0),
               (468, -4, 44, 40, 2)]
INKS = {
    "rock": ("#e0d2b0", "#a67c3c", "#fff"), "rock-shade": ("#ab9b7c", "#6f5229", None),
    "rock-dark": ("#736a56", "#43331d", None), "line": ("#1b2728", "#120d07", "#000"),
    "step": ("#d8c8a4", "#8d6a35", "#fff"), "riser": ("#736a56", "#43331d", "#000"),
    "hall": ("#4a483f", "#231d14", "#000"), "hall-light": ("#938a72", "#7d5f30", "#fff"),
    "near": ("#1d2423", "#0a0c0b", "#000"), "near-light": ("#56594e", "#3b3020", "#fff"),
    "fern": ("#5f7a4e", "#24382a", "#fff"),
    "lamp": ("#f3e3b4", "#f4c46c", "#fff"),
}


def draw(s):
    """Draw the place."""
    s.inks.update(INKS)
    mouth = cave.opening(MOUTH, 3, 3.0, MOUTH_SPIKES)
    hall = cave.opening(HALL, 7, 4.0, HALL_SPIKES)
    near = cave.opening(NEAR, 11, 4.5, NEAR_SPIKES)
    bay(s, cave.area(mouth))
    angle = cave.flow(24)
    angle = np.where(YY > 384, .12 * noise(25, 20, 8) + .02, angle)
    cave.frame(s, "rock", mouth, edge="line")
    cave.lit_rim(s, mouth, hall, 21, angle, limit=186)
    cave.frame(s, "hall", hall)
    cave.glow(s, "hall-light", cave.area(near) & ~cave.area(hall), cave.area(hall), 21, angle)
    steps(s)
    s.draw("line", lambda p: (walker(p, 412, 392, 1.35), walker(p, 430, 393, 1.22, -1, hat=True)))
    cave.frame(s, "near", near)
    cave.glow(s, "near-light", ~cave.area(near), cave.area(near), 21, angle, reach=22, limit=28, sep=(15, 8),
              width=(.8, 2.6), strength=.62, length=(18, 50))
    s.draw("fern", lambda p: [fern(p, *f) for f in (
        (112, 505, 120, -1.05, 1.15), (86, 500, 104, -1.75, -.9), (684, 506, 112, -2.05, -1.1),
        (716, 500, 96, -1.3, .9))])


def bay(s, mouth):
    """Lay down what the mouth frames: sky, hills, water, a junk."""
    s.wash(190, 60, 480, HORIZON - 58, ("sky-top", 0), ("sky-low", .8))
    clouds = noise(43, 60, 9) + .5 * noise(44, 22, 5) - .1
    s.draw("sky-line", lambda p: strokes.sky(p, 100, HORIZON - 14, 5, np.where(mouth, clouds, 1),
                                             18 if s.ink else 13, 1.0))
    land.ranges(
        s,
        ("far-1", 196, 660, HORIZON + 1, [(230, 54, 40, .1), (292, 40, 44, -.1), (352, 66, 38, .2), (408, 46, 34, 0),
                                          (470, 34, 50, .1), (560, 52, 40, -.2), (640, 60, 44, .1)], 3),
        ("far-2", 480, 668, HORIZON + 5, [(505, 30, 22, -.2), (545, 92, 36, .25), (590, 128, 40, -.1), (640, 104, 44, .1)], 5),
        ("far-2", 190, 330, HORIZON + 4, [(210, 86, 36, .1), (262, 62, 34, .2), (306, 28, 22, .2)], 9),
    )
    s.wash(190, HORIZON, 480, 120, ("water-far", 0), ("water-near", 1))
    s.draw("mirror", lambda p: strokes.mirror(
        p, lambda y: [(546 - (y - HORIZON) * .3, 632 - (y - HORIZON) * .1)], HORIZON + 4, HORIZON + 52, 4, 5, .5, 9,
        (1.9, 1.0), .85, 5))
    s.draw("water-line", lambda p: strokes.water(p, HORIZON + 4, 392, 8, .75, None, 1.2, (10, 40), (30, 90), .9,
                                                 mouth, (3.6, 8)))
    junk(s, 452, 328, .98, 1, mirrored=34)




def steps(s):
    """Lay down steps cut in the rock; they rise to the lip, worn and uneven."""
    treads, risers, wear, r = Pen(), Pen(), Pen(), chance(5)
    y, x0, x1 = 390.0, 380.0, 476.0
    for i in range(11):
        t = i / 10
        h = 4.4 + t * t * 15
        nx0, nx1 = x0 - (2 + t * 9) - r.random() * (1 + 3 * t), x1 + (2 + t * 9) + r.random() * (1 + 3 * t)
        lip, bow = y + h * .60, .5 + 1.6 * t
        middle = nx0 + (nx1 - nx0) * (.35 + .3 * r.random())
        treads.poly([(x0, y + 1), (middle, y - bow), (x1, y + 1), (nx1, lip - bow * .4), (nx1 - 3 * t, lip + .8),
                     (middle + 9, lip + bow), (nx0 + 3 * t, lip + .8), (nx0, lip - bow * .4)], 0)
        risers.poly([(nx0, lip - bow), (middle, lip + bow * .5), (nx1, lip - bow), (nx1 - 2, y + h + 1),
                     (nx0 + 2, y + h + 1)], 0)
        for _ in range(int(2 + h * .22)):
            x = nx0 + (nx1 - nx0) * (.05 + .75 * r.random())
            w, yy = 5 + r.random() * (x1 - x0) * .09, y + h * (.15 + .25 * r.random())
            wear.poly([(x, yy), (x + w * .4, yy - .6), (x + w, yy), (x + w * .5, yy + .7)], 0)
        y, x0, x1 = y + h, nx0 + 1.5, nx1 - 1.5
    s.put("riser", risers)
    s.put("step", treads)
    s.put("line", wear)
