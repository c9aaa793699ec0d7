"""Out of a maze of small dark chambers, suddenly a round lagoon far below."""

import numpy as np

from engine import cave, land, strokes
from engine.curves import XX, YY, mask, noise, rough
from engine.inks import CAVE
from motifs.people import walker
from motifs.plants import fern

TITLE = "Động Mê Cung"
DESCRIPTION = "From the dark of narrow, linked chambers the way out opens high above a round lagoon ringed by wooded cliffs."
EXIT = [(262, 398), (240, 350), (254, 296), (236, 240), (252, 180), (284, 128), (330, 96), (384, 84), (440, 90), (492, 112), (532, 152), (556, 206), (546, 262), (566, 320), (552, 372),
        (526, 400), (450, 408), (390, 400), (320, 410)]
EXIT_SPIKES = [(300, 118, 24, 50, 2), (350, 90, 14, 30, 0), (420, 88, 18, 44, 0), (480, 106, 26, 64, -2), (524, 146, 18, 36, -2)]
HALL = [(196, 440), (168, 380), (190, 310), (166, 240), (190, 160), (226, 96), (290, 56), (380, 38), (470, 48), (544, 84), (600, 146), (624, 226), (608, 300), (632, 380), (600, 440),
        (500, 456), (360, 450), (260, 458)]
HALL_SPIKES = [(220, 110, 34, 110, 4), (262, 74, 20, 44, 0), (560, 104, 34, 120, -4), (520, 70, 18, 36, 0), (604, 190, 26, 80, -3), (190, 200, 24, 70, 3)]
NEAR = [(70, 540), (104, 440), (74, 340), (108, 230), (84, 130), (150, 44), (260, 4), (400, -12), (540, 6), (650, 50), (716, 130), (692, 230), (726, 340), (700, 440), (740, 540)]
NEAR_SPIKES = [(126, 76, 60, 220, 8), (190, 24, 28, 80, 0), (676, 80, 60, 230, -8), (620, 34, 28, 70, 0)]
SIDE = [[(92, 420), (80, 380), (90, 336), (110, 318), (130, 330), (142, 372), (138, 420), (116, 430)], [(664, 400), (654, 356), (664, 310), (686, 292), (706, 308), (716, 352), (710, 400), (688, 412)]]
INKS = {"lagoon": ("#58a08c", "#2f6b66", "#fff"), "lagoon-edge": ("#2f6b5d", "#103234", "#000"), "lagoon-light": ("#bfe0cd", "#79b3a6", "#fff"), "far-wood": ("#8aa577", "#2b4a41", "#fff"),
        "mid-wood": ("#64854f", "#1d3a33", "#fff"), "wood-line": ("#34503a", "#0b1c1a", "#000"), "lamp-room": ("#8f6c3c", "#8a5f26", "#000"), "lamp-room-core": ("#e3bd77", "#e0a94f", None)}


def draw(s):
    """Draw the place."""
    s.inks.update(CAVE)
    s.inks.update(INKS)
    out, hall, near = cave.opening(EXIT, 451, 3, EXIT_SPIKES), cave.opening(HALL, 453, 4, HALL_SPIKES), cave.opening(NEAR, 455, 4.5, NEAR_SPIKES)
    lagoon(s, cave.area(out))
    cave.mouth_view(s, out, hall, near, 457, floor=396, centre=400, limits=(160, 100, 20))
    for i, ring in enumerate(() if s.ink else SIDE):  # other chambers, lit by a lamp: which way?
        shape = rough(ring, 1.6, 459 + i)
        s.draw("lamp-room", lambda p, q=shape: p.poly(q, .6), edge="line", width=1)
        cx, cy = shape.mean(0)
        s.draw("lamp-room-core", lambda p, q=shape, c=(cx, cy): p.poly([(c[0] + (x - c[0]) * .5, c[1] + 14 + (y - c[1]) * .5) for x, y in q], .6))
    s.draw("line", lambda p: (walker(p, 386, 416, 1.55), walker(p, 362, 417, 1.1, -1)))
    s.draw("red", lambda p: walker(p, 410, 415, 1.5, -1))
    s.draw("fern", lambda p: [fern(p, *f) for f in ((560, 506, 110, -2.0, -1.1), (590, 500, 90, -1.3, .9), (214, 506, 100, -1.1, 1.1))])


def lagoon(s, inside):
    """Lay down the ring of cliffs and woods, and the round water in it."""
    s.wash(220, 70, 360, 150, ("sky-top", 0), ("sky-low", 1))
    land.ranges(s, ("far-1", 220, 580, 190, [(250, 40, 50, .1), (330, 64, 44, -.1), (410, 40, 50, .1), (500, 66, 44, .1), (570, 50, 40, 0)], 461))
    back = rough([(220, 300), (220, 176), (252, 160), (286, 176), (322, 164), (352, 186), (392, 196), (430, 186), (462, 160), (498, 150), (530, 166), (590, 158), (590, 300)], 2.2, 463)
    s.draw("far-wood", lambda p: p.poly(back, .5), edge="wood-line", width=.9)
    region = mask(back) & inside
    d = np.clip(.42 + .26 * noise(465, 14, 18) + .004 * (XX - 400) + .10 * noise(466, 4, 5), 0, 1)
    s.draw("mid-wood" if not s.ink else "wood-line", lambda p: strokes.leaves(p, region, d, 467, (12, 9), (9, 14), thr=.3, limit=90))
    s.draw("wood-line", lambda p: strokes.leaves(p, region & (d > .42), d, 468, (11, 8), (8, 12), thr=.4, limit=70))
    turn = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    shore = [(398 + 138 * np.cos(a), 300 + 50 * np.sin(a)) for a in turn]
    s.draw("mid-wood", lambda p: p.box(220, 282, 370, 140))
    s.draw("rock", lambda p: p.poly(rough([(398 + 146 * np.cos(a), 284 + 60 * np.sin(a)) for a in turn[::3]], 5.0, 469), .5), edge="line", width=.9)
    foot = mask([(398 + 146 * np.cos(a), 284 + 60 * np.sin(a)) for a in turn])
    s.draw("line", lambda p: strokes.hatch(p, foot & (YY < 262), np.clip(.6 + .2 * noise(472, 4, 12), 0, 1), np.pi / 2 + .2 * noise(474, 9, 9), .3, (9, 5), (.7, 2.4),
                                           (12, 34), 476, 60, s.dense))
    s.draw("lagoon", lambda p: p.poly(rough(shore[::3], 2.6, 471), .4), edge="lagoon-edge", width=1.2)
    water = mask(shore)
    s.draw("lagoon-edge", lambda p: strokes.mirror(p, lambda y: [(398 - 132 * np.sqrt(max(0, 1 - ((y - 300) / 50) ** 2)), 398 - 10 + 90 * np.sqrt(max(0, 1 - ((y - 300) / 50) ** 2)))],
                                                   254, 286, 473, 4.2, .5, 6, (2.6, 1.4), .95, 5))
    s.draw("lagoon-light", lambda p: strokes.water(p, 290, 346, 475, .5, None, 1.2, (14, 40), (20, 60), 1.2, water, (5, 8)))
    front = rough([(220, 420), (220, 352), (262, 346), (300, 362), (340, 358), (384, 370), (430, 362), (470, 366), (510, 350), (560, 344), (600, 352), (600, 420)], 2.4, 477)
    s.draw("mid-wood", lambda p: p.poly(front, .5), edge="wood-line", width=1)
    f = mask(front) & inside
    s.draw("wood-line", lambda p: strokes.leaves(p, f, np.clip(.6 + .2 * noise(479, 8, 8), 0, 1), 481, (11, 8), (10, 15), thr=.3, limit=70))
