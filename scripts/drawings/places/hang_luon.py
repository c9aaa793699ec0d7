"""A low black arch at the water line with daylight at its far end: whoever rows through it ducks."""

import numpy as np

from engine import land, strokes
from engine.curves import HEIGHT, WIDTH, XX, YY, mask, noise, rough
from motifs.boats import kayak, sampan

TITLE = "Hang Luồn"
DESCRIPTION = "A wall of limestone with a low tunnel at its foot; daylight shows at the far end, and a boat is about to row in."
SHORE = 364
WALL = [(-20, 372), (-20, 150), (20, 120), (60, 104), (96, 116), (124, 98), (160, 76), (206, 66), (246, 78), (280, 66), (322, 50), (372, 44), (420, 54), (462, 48),
        (506, 62), (548, 84), (590, 78), (628, 96), (664, 132), (702, 140), (740, 124), (780, 134), (820, 160), (820, 368), (700, 373), (560, 371), (400, 373), (240, 371), (100, 373)]
ARCH = [(268, 374), (264, 350), (276, 330), (298, 318), (330, 310), (362, 304), (396, 302), (430, 304), (464, 310), (496, 318), (518, 332), (530, 350), (526, 374)]
FAR = [(352, 370), (350, 358), (360, 346), (378, 339), (400, 337), (422, 340), (438, 348), (446, 360), (444, 370)]
TURTLE = [(586, 396), (590, 384), (602, 378), (612, 366), (632, 354), (658, 348), (684, 352), (704, 362), (716, 374), (730, 368), (742, 358), (754, 356), (762, 364),
          (760, 376), (752, 386), (756, 396)]
INKS = {"tunnel": ("#1d2b2b", "#04090a", "#000"), "tunnel-line": ("#4f6a63", "#16302f", "#fff"), "through": ("#dfe6cd", "#4f7f78", "#fff"),
        "through-hill": ("#8fae9b", "#24474a", "#fff"), "through-water": ("#a9cdbb", "#2f625f", "#fff"), "deep": ("#2c5c53", "#0a1c1f", "#000"),
        "gleam": ("#bcd3c2", "#4f7f78", "#fff")}


def draw(s):
    """Draw the place."""
    s.inks.update(INKS)
    land.heaven(s, 170, 361, lines=10, clouds=(80, 10))
    s.wash(0, SHORE - 4, WIDTH, HEIGHT - SHORE + 4, ("water-far", 0), ("water-near", 1))
    wall, arch = rough(WALL, 3.0, 363), rough(ARCH, 2.2, 365)
    near = np.exp(-(np.hypot((XX - 398) / 1.6, YY - 352) / 46) ** 2)
    extra = .22 * np.clip((YY - 250) / 110, -.6, 1) + .34 * near + .13 * noise(367, 13, 60) + .16 * np.clip((XX - 470) / 300, -.3, 1)
    left = np.clip((420 - XX) / 180, 0, 1)  # the side that faces the sun has flutes too
    extra = extra + left * (.23 * noise(368, 6, 54) + .09 * noise(366, 24, 30) + .05)
    land.rock(s, [wall], (240, -60, .52), 369, flute=1.7, scale=80, tide=362, limit=320 if s.ink else 172, extra=extra + .13, cracks=.10, warm=0, length=(18, 58), levels=(.46, .70),
              sep=(11, 5))
    land.bushes(s, [(60, 106, 13), (128, 98, 12), (160, 78, 15), (206, 66, 15), (246, 78, 12), (322, 52, 15), (350, 46, 14), (370, 44, 16), (420, 54, 12),
                    (462, 50, 14), (590, 80, 14), (628, 98, 13), (740, 126, 14), (780, 136, 12), (300, 150, 11), (450, 170, 10), (210, 220, 10),
                    (566, 220, 11), (120, 240, 10)], 371)
    tunnel(s, arch)
    def skip(x, y, length):
        return (y < 420 and 230 < x + length and x < 560) or (y < 408 and 580 < x + length and x < 764) or y < SHORE + 14
    land.ripples(s, SHORE + 4, 373, skip, .7, 1.8, 1.3, (5, 11))
    turtle = rough(TURTLE, 1.8, 375)
    s.draw("mirror", lambda p: strokes.mirror(p, land.mirrored(mask(turtle), 396, 1.1), 399, 436, 377, 4, .7, 4, (2.8, 1.4), .95, 5))
    land.rock(s, [turtle], (520, 260, .45), 379, flute=1.0, scale=30, tide=392, limit=46, edge=1.1, warm=0)
    land.bushes(s, [(640, 350, 9), (660, 347, 10), (682, 352, 8)], 381)
    sampan(s, 392, 412, 1.15, 1)
    kayak(s, 268, 440, 1.2)


def tunnel(s, arch):
    """Lay down the black arch, the day at its end, and the water that runs through."""
    s.draw("tunnel", lambda p: p.poly(arch, .4), edge="line", width=1.6)

    def ribs(p):  # the roof of the tunnel catches light off the water
        for k in range(1, 4):
            t = k / 4
            for i in range(7):
                a = np.pi * (.08 + .84 * (i + .5) / 7) + .05 * np.sin(i * 5 + k * 3)
                x, y = 398 - (128 - 78 * t) * np.cos(a), 366 - (62 - 32 * t) * np.sin(a)
                w, d = 9 - 5 * t, 2.2 - t
                p.poly([(x - w, y + 1.2), (x, y - d * .4), (x + w, y + 1), (x, y + d)], 0)
    s.draw("tunnel-line", ribs)
    far = rough(FAR, 1.1, 383)
    s.draw("through", lambda p: p.poly(far, .3))
    s.draw("through-hill", lambda p: p.poly([(350, 362), (354, 354), (364, 347), (374, 349), (384, 355), (396, 357), (410, 352), (424, 344), (436, 350), (445, 362)], 0),
           edge="line" if s.ink else None, width=.6)
    s.draw("through-water", lambda p: p.box(350, 361, 95, 10))
    s.draw("deep", lambda p: p.poly([(266, 371), (352, 368), (446, 368), (529, 371), (540, 384), (500, 388), (300, 388), (256, 384)], 0))
    s.draw("gleam", lambda p: strokes.mirror(p, lambda y: [(354 - (y - 368) * .5, 442 + (y - 368) * .5)], 370, 422, 385, 4.0, .5, 7, (2.2, 1.4), .95, 5))
    s.draw("deep", lambda p: (strokes.mirror(p, lambda y: [(262, 344 - (y - 384) * .4)], 386, 420, 387, 4.4, .5, 6, (2.6, 1.2), .9, 4),
                              strokes.mirror(p, lambda y: [(452 + (y - 384) * .4, 536)], 386, 420, 389, 4.4, .5, 6, (2.6, 1.2), .9, 4)))
