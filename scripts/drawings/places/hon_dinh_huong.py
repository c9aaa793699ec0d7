"""An incense burner of rock: four stone feet, a full belly, trees for smoke."""

import numpy as np

from engine import land, strokes
from engine.curves import HEIGHT, WIDTH, rough, mask
from motifs.boats import junk, sampan

TITLE = "Hòn Đỉnh Hương"
DESCRIPTION = "A rock like an incense burner stands on four stone feet at low tide, trees on its crown; junks pass on both sides."
HORIZON, WATER = 322, 388
BURNER = [(278, 390), (282, 376), (274, 362), (280, 350), (262, 336), (244, 314), (234, 290), (230, 264), (236, 240), (232, 222), (220, 212), (216, 196), (226, 184),
          (224, 170), (236, 158), (254, 152), (272, 156), (290, 146), (310, 142), (330, 146), (350, 136), (376, 132), (400, 136), (424, 130), (448, 134), (470, 142),
          (492, 140), (514, 148), (534, 150), (556, 156), (572, 166), (574, 180), (584, 190), (584, 206), (572, 218), (566, 232), (572, 254), (570, 282), (560, 308),
          (544, 330), (526, 344), (520, 354), (528, 366), (520, 378), (524, 390), (494, 391), (490, 378), (480, 371), (466, 371), (458, 380), (454, 391), (424, 391),
          (420, 378), (410, 371), (394, 371), (386, 380), (382, 391), (350, 391), (346, 379), (336, 371), (322, 371), (314, 380), (308, 391)]
SUN = (604, 250, 38)
INKS = {"lamp-sail": ("#e8d9b5", "#8a8f7c", "#000")}


def draw(s):
    """Draw the place."""
    s.inks.update(INKS)
    land.heaven(s, HORIZON, 341, sun=SUN, lines=20)
    land.ranges(
        s,
        ("far-1", -10, 810, HORIZON + 1, [(40, 56, 60, .1), (140, 76, 50, -.2), (210, 40, 50, .1), (600, 40, 50, 0), (680, 70, 50, .2), (770, 50, 60, -.1)], 343),
        ("far-2", -10, 170, HORIZON + 5, [(10, 86, 50, .2), (76, 112, 38, -.1), (130, 60, 34, .2)], 345),
        ("far-2", 640, 810, HORIZON + 5, [(690, 56, 36, .1), (750, 90, 44, -.2), (806, 120, 40, 0)], 347),
    )
    s.wash(0, HORIZON, WIDTH, HEIGHT - HORIZON, ("water-far", 0), ("water-near", 1))
    s.draw("glitter", lambda p: strokes.mirror(p, lambda y: [(590 - (y - HORIZON) * .14, 618 + (y - HORIZON) * .14)], HORIZON + 4, 494, 349, 5, 1, 9,
                                               (1.8, 3.2), .92, 7))
    outline = rough(BURNER, 2.2, 351)
    inside = mask(outline)
    s.draw("mirror", lambda p: strokes.mirror(p, land.mirrored(inside, WATER, 1.9), WATER + 2, WATER + 96, 353, 4.4, .75, 4, (3.4, 1.6), .95, 6))

    def skip(x, y, length):
        return (y < WATER + 90 and 204 < x + length and x < 590) or (abs(x + length / 2 - 604) < 40 + (y - HORIZON) * .2)
    land.ripples(s, HORIZON + 5, 355, skip, .7, 1.8, 1.35, (4, 12))
    rim = .34 * np.exp(-(((np.mgrid[0:HEIGHT, 0:WIDTH][0] - 222) / 9) ** 2))
    shade = rim + .30 * np.clip((400 - np.mgrid[0:HEIGHT, 0:WIDTH][1]) / 260, -.5, 1)
    land.rock(s, [outline], (660, 150, .45), 357, flute=1.2, scale=66, tide=356, limit=250, extra=shade, cracks=.12, warm=.28, levels=(.42, .68))
    land.bushes(s, [(240, 158, 12), (262, 150, 13), (286, 146, 13), (310, 140, 14), (334, 142, 13), (356, 132, 14), (382, 128, 15), (408, 132, 14), (432, 128, 14),
                    (458, 134, 13), (484, 138, 13), (510, 144, 13), (536, 148, 13), (560, 158, 11), (322, 122, 12), (400, 114, 13), (424, 112, 12), (470, 122, 11),
                    (236, 226, 8), (566, 230, 8), (300, 250, 7), (500, 262, 7), (380, 170, 8)], 359)
    junk(s, 150, 366, .8, 1)
    junk(s, 690, 356, .6, -1, sail="lamp-sail")
    sampan(s, 352, 462, .95, 1, roof=None, lamp=False)
