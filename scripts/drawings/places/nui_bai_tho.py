"""Bare limestone straight out of the town: half on land, half in the sea, a red flag on its peak."""

import numpy as np

from engine import land, shade, strokes
from engine.curves import HEIGHT, WIDTH, YY, chance, noise, rough, scaled
from engine.pen import Pen
from motifs.boats import junk, sampan
from motifs.buildings import town

TITLE = "Núi Bài Thơ"
DESCRIPTION = "A jagged limestone mountain rises from the town's roofs and the sea; a red flag flies on its highest peak."
SHORE = 366
PEAKS = [(128, 372), (134, 350), (146, 330), (152, 306), (166, 292), (178, 282), (186, 256), (198, 238), (214, 232), (226, 216), (236, 190),
         (250, 178), (262, 182), (272, 204), (284, 206), (294, 184), (304, 158), (318, 148), (330, 158), (340, 166), (352, 146), (362, 122),
         (374, 106), (388, 100), (402, 108), (412, 124), (424, 130), (436, 150), (444, 180), (456, 196), (470, 190), (484, 176), (498, 178),
         (510, 196), (518, 222), (532, 238), (548, 240), (560, 252), (568, 276), (584, 290), (602, 294), (618, 306), (628, 326), (646, 340),
         (664, 350), (676, 372)]
INKS = {
    "house": ("#f1e6cf", "#314446", "#fff"), "house-shade": ("#b99d80", "#1e3034", "#000"), "window": ("#6d675a", "#f4c46c", "#000"),
    "house-back": ("#d9c7a8", "#263a3d", "#fff"), "quay": ("#cdbd9c", "#2a3b3c", "#fff"), "leaf-dark": ("#47643f", "#1a2e2a", "#000"), "sail": ("#e8d9b5", "#8a8f7c", "#000"), "window-back": ("#8d8570", "#c99a4d", "#000"),
}


def draw(s):
    """Draw the place."""
    s.inks.update(INKS)
    land.heaven(s, SHORE - 20, 151, sun=(574, 258, 36), lines=17, clouds=(84, 10), bias=.05)
    land.ranges(
        s,
        ("far-1", -10, 810, SHORE - 16, [(40, 40, 70, .1), (120, 30, 60, 0), (600, 44, 60, .1), (690, 60, 60, -.2), (770, 44, 60, .1)], 153),
        ("far-2", 560, 810, SHORE - 12, [(640, 34, 40, .1), (716, 82, 44, -.2), (772, 54, 34, .2), (806, 96, 40, 0)], 155),
        ("far-2", -10, 180, SHORE - 12, [(10, 64, 40, .1), (70, 38, 40, .2), (130, 54, 36, -.1)], 156),
    )
    s.wash(0, SHORE - 16, WIDTH, HEIGHT - SHORE + 16, ("water-far", 0), ("water-near", 1))
    s.draw("glitter", lambda p: strokes.mirror(p, lambda y: [(558 - (y - SHORE) * .12, 590 + (y - SHORE) * .12)], SHORE + 10, 490, 157, 5, 1.0, 8,
                                               (1.8, 3.0), .9, 7))
    mountain(s)
    flag(s)
    houses(s)
    def skip(x, y, length):
        return (y < SHORE + 14 and 60 < x + length and x < 720) or (520 < x + length and x < 624)
    land.ripples(s, SHORE - 8, 159, skip, .6, 1.8, 1.5, (5, 12))
    sampan(s, 258, 440, 1.0, 1)
    junk(s, 706, 396, .72, -1, sail="sail", mirrored=24)


def mountain(s):
    """Lay down the mountain: grey faces, trees on ledges and in gullies."""
    outline = np.array([*scaled(rough(PEAKS, 3.4, 161, closed=False), .94, (402, 374)), (676, 374), (400, 380), (128, 374)])
    gully = .42 * np.clip(noise(163, 26, 60) * .6 + (YY - 262) / 130, -.3, .8)
    inside, d = land.rock(s, [outline], (720, 120, .50), 165, flute=1.7, scale=78, limit=180, edge=1.3, extra=gully * .5 + .07 * noise(164, 12, 44) + .03, cracks=.14,
                          levels=(.42, .66), length=(16, 50), warm=.36)
    land.bushes(s, scaled([(250, 178, 9), (316, 148, 9), (330, 158, 7), (470, 190, 8), (496, 177, 8), (546, 240, 8), (216, 230, 8), (600, 294, 8),
                    (430, 236, 7), (356, 246, 7)], .94, (402, 374)), 171)
    green = noise(167, 14, 20) + .5 * noise(168, 5, 6) + (YY - 268) / 62 - .25
    from scipy.ndimage import gaussian_filter

    wood = gaussian_filter(((green > .35) & inside).astype(float), 1.6)
    s.draw("leaf-dark", lambda p: shade.plates(p, wood, inside, .5, 90, 1.0))
    grown = (wood > .5) & inside
    many = 2 if s.ink else 1
    s.draw("leaf", lambda p: strokes.leaves(p, grown, np.full((HEIGHT, WIDTH), .5), 169, (13, 12) if not s.ink else (9, 9), (9, 14), limit=70 * many))
    if s.ink:
        return
    s.draw("leaf-line", lambda p: strokes.leaves(p, grown, np.full((HEIGHT, WIDTH), .6), 170, (12, 10), limit=70))


def flag(s):
    """Lay down the flag."""
    s.draw("line", lambda p: p.box(388.2, 88, 1.4, 30))
    s.draw("red", lambda p: p.poly([(389.4, 88.5), (396, 90.5), (404, 88), (412, 90), (411, 96), (412, 103), (404, 101), (396, 103.5), (389.4, 101.5)], 0))


def houses(s):
    """Lay down the town: two rows of narrow houses along the quay, lit at night."""
    for ink, win, x0, x1, base, seed, low, high in (("house-back", "window-back", 86, 716, SHORE - 8, 173, 12, 34),
                                                    ("house", "window", 60, 742, SHORE + 2, 174, 9, 27)):
        bodies, roofs, windows = Pen(), Pen(), Pen()
        town(bodies, roofs, windows, x0, x1, base, seed, low, high, rise=lambda x, b=base: 9 * np.sin((x - 60) / 680 * np.pi) if b < SHORE else 0)
        s.put(ink, bodies, edge="line" if s.ink else "house-shade", width=.7)
        s.put("house-shade", roofs)
        if s.ink or base > SHORE:  # on screen the back row's windows cost more than they tell
            s.put(win, windows)
    s.draw("red", lambda p: (p.poly([(386, 350), (396, 343), (416, 343), (426, 350)], 0), p.poly([(214, 356), (222, 350), (236, 350), (244, 356)], 0)))
    s.draw("quay", lambda p: p.poly([(40, 370), (764, 370), (772, 376), (32, 376)], 0), edge="line", width=.8)
    s.draw("mirror", lambda p: strokes.mirror(p, lambda y: [(90, 330), (350, 560), (600, 710)], SHORE + 14, SHORE + 44, 175, 4.6, .6, 26, (2.4, 1.2), .9, 8))
    def boats(p):
        r = chance(177)
        for i in range(11):
            x = 90 + i * 60 + r.normal() * 12
            p.poly([(x - 12, 374), (x + 13, 373), (x + 9, 379), (x - 8, 379)], 0)
            p.poly([(x - 4, 374), (x - 3, 369), (x + 5, 369), (x + 6, 374)], 0)
    s.draw("line", boats)
