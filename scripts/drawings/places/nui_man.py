"""One steep mountain alone above the fields; far off across the bay stands its small twin."""

import numpy as np

from engine import land, shade, strokes
from engine.curves import HEIGHT, WIDTH, XX, YY, chance, noise, rough
from motifs.people import walker

TITLE = "Núi Mằn"
DESCRIPTION = "A steep limestone mountain stands alone above fields and a stream; someone walks along a dyke with a shoulder pole."
FOOT = 352
PEAK = [(236, 360), (240, 338), (252, 322), (250, 300), (266, 282), (272, 254), (288, 238), (290, 214), (304, 198), (312, 172), (328, 160), (334, 138), (350, 126), (362, 106), (380, 98),
        (398, 90), (414, 94), (424, 108), (440, 114), (452, 134), (456, 158), (470, 168), (478, 190), (492, 198), (502, 222), (500, 244), (516, 256), (530, 250), (544, 262), (552, 284),
        (570, 296), (578, 318), (594, 332), (606, 360)]
INKS = {"field": ("#b9c07c", "#2a4638", "#fff"), "field-2": ("#9fae68", "#223b31", "#fff"), "field-3": ("#d3cf93", "#345244", "#fff"), "rice": ("#5f7a45", "#122822", "#000"),
        "dyke": ("#8a8356", "#16261f", "#000"), "stream": ("#bcd9cd", "#3b706c", "#fff"), "stream-line": ("#4f8c7d", "#0f2f30", "#000"), "plain": ("#8fa677", "#1d3a33", "#fff"),
        "plain-line": ("#4d6b45", "#0b1f1b", "#000"), "twin": ("#8fb0a5", "#2b5154", "#fff")}


def draw(s):
    """Draw the place."""
    s.inks.update(INKS)
    land.heaven(s, 334, 571, moon=(620, 116, 24), lines=20)
    land.ranges(
        s,
        ("far-1", -10, 810, 336, [(20, 30, 80, .1), (120, 44, 60, -.2), (210, 30, 60, .1), (610, 34, 60, .1), (800, 40, 60, 0)], 573),
        ("far-2", 640, 770, 338, [(684, 30, 16, -.1), (706, 52, 18, .1), (728, 36, 16, .1)], 575))
    s.draw("plain", lambda p: p.poly([(-5, 336), (805, 336), (805, 380), (-5, 380)], 0))
    s.draw("stream", lambda p: p.poly([(560, 341), (805, 338), (805, 344), (600, 345)], 0))
    outline = np.array([*rough(PEAK, 3.0, 577, closed=False), (606, 366), (236, 366)])
    extra = .12 * noise(579, 12, 50) + .12 * np.clip((YY - 280) / 80, 0, 1) + .10 * np.clip((XX - 420) / 120, -1, 1)
    inside, d = land.rock(s, [outline], (200, 60, .5), 581, flute=1.7, scale=76, limit=210, extra=extra, warm=0, cracks=.10, levels=(.43, .68), length=(16, 54))
    from scipy.ndimage import gaussian_filter

    wood = gaussian_filter(((noise(583, 14, 18) + .5 * noise(584, 5, 6) + (YY - 268) / 56 > .4) & inside).astype(float), 1.6)
    s.draw("leaf-dark", lambda p: shade.plates(p, wood, inside, .5, 90, 1.0))
    s.draw("leaf", lambda p: strokes.leaves(p, (wood > .5) & inside, np.full((HEIGHT, WIDTH), .5), 585, (9, 9) if s.ink else (13, 12), (9, 14), limit=150 if s.ink else 80))
    land.bushes(s, [(378, 100, 9), (400, 92, 10), (440, 118, 9), (470, 170, 9), (530, 252, 10), (304, 200, 8), (288, 240, 8), (420, 200, 7), (360, 250, 7)], 587)
    s.inks["leaf-dark"] = (*s.inks["leaf-dark"][:2], "#000")
    fields(s)
    carrier(s)


def fields(s):
    """Lay down the fields in perspective, the stream through them, the trees at the mountain's foot."""
    r = chance(589)
    def trees(p):
        for i in range(54):
            x = -6 + i * 15.4 + r.normal() * 3
            h, w = 10 + 12 * r.random(), 9 + 6 * r.random()
            p.poly(rough([(x - w, 372), (x - w * .8, 372 - h * .6), (x - w * .2, 372 - h), (x + w * .4, 372 - h * .9), (x + w, 372 - h * .4), (x + w, 372)], .8, 600 + i), .6)
    s.draw("plain-line", trees)
    inks = ("field", "field-2", "field-3")
    rows = [370, 384, 402, 428, 462, 504]
    def edge(u, y):
        return 400 + u * (.55 + 1.5 * ((y - 366) / 138))
    for j in range(5):
        y0, y1 = rows[j], rows[j + 1]
        us = np.sort(np.concatenate([[-760, 760], np.linspace(-620, 620, 8) + r.normal(size=8) * 46]))
        for i in range(len(us) - 1):
            ring = [(edge(us[i], y0), y0), (edge(us[i + 1], y0), y0), (edge(us[i + 1], y1), y1), (edge(us[i], y1), y1)]
            if max(q[0] for q in ring) < 0 or min(q[0] for q in ring) > 800:
                continue
            s.draw(inks[(i * 2 + j) % 3], lambda p, q=ring: p.poly(q, 0), edge="dyke", width=.8 + .25 * j)
            if (i + j) % 3 and (not s.ink or (i + j) % 2):
                def blades(p, q=ring, j=j):
                    n = 5 + j
                    for a in range(n):
                        for b in range(1 + j // 2):
                            u, v = (a + .5 + .3 * r.normal()) / n, (b + .55) / (1 + j // 2)
                            x = (q[0][0] + (q[1][0] - q[0][0]) * u) * (1 - v) + (q[3][0] + (q[2][0] - q[3][0]) * u) * v
                            y = q[0][1] + (q[2][1] - q[0][1]) * v
                            k = .8 + .7 * j
                            p.poly([(x - 2 * k, y - 2.4 * k), (x, y), (x + 2.2 * k, y - 2 * k), (x + .3 * k, y + .9 * k)], 0)
                s.draw("rice", blades)
    bank = [(516, 371), (500, 384), (540, 402), (470, 432), (560, 470), (500, 508), (660, 508), (664, 470), (560, 430), (592, 402), (526, 384), (528, 371)]
    s.draw("stream", lambda p: p.poly(rough(bank, 1.2, 593), .5), edge="dyke", width=1.2)
    s.draw("stream-line", lambda p: strokes.mirror(p, lambda y: [(520 + 20 * np.sin(y * .05), 580 + 26 * np.sin(y * .05))], 380, 500, 595, 7, .6, 10, (1.4, 2.2), .8, 8))


def carrier(s):
    """Lay down someone with a shoulder pole, as the giant of the tale carried two mountains."""
    x, y, k = 322, 446, 1.7
    s.draw("line", lambda p: (walker(p, x, y, k, hat=True), p.poly([(x - 30, y - 30), (x - 8, y - 37), (x + 26, y - 33), (x - 8, y - 35)], 0),
                              p.poly([(x - 29, y - 30), (x - 28, y - 30), (x - 24, y - 10), (x - 34, y - 10)], 0), p.poly([(x + 25, y - 33), (x + 26, y - 33), (x + 31, y - 12), (x + 20, y - 12)], 0)))
    s.draw("red", lambda p: (p.poly([(x - 36, y - 11), (x - 22, y - 11), (x - 25, y - 2), (x - 33, y - 2)], 0), p.poly([(x + 18, y - 13), (x + 33, y - 13), (x + 30, y - 4), (x + 21, y - 4)], 0)))
