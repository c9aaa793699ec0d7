"""A shallow shelter whose whole brow is fringed with stalactites; three stones bend over a game."""

from engine import cave, land
from engine.curves import chance, moved, rough, scaled
from engine.inks import CAVE
from motifs.boats import junk
from motifs.people import walker
from motifs.plants import fern

TITLE = "Hang Bồ Nâu"
DESCRIPTION = "A low arch fringed with stalactites frames the bay; three stones lean together like players, a boat with brown sails passes."
HORIZON = 306
MOUTH = [(170, 400), (150, 350), (166, 300), (156, 250), (186, 196), (232, 150), (292, 116), (360, 100), (430, 98), (500, 104), (566, 128), (614, 166), (642, 216),
         (634, 270), (650, 320), (632, 372), (610, 404), (520, 396), (430, 408), (330, 398), (250, 410)]
HALL = [(112, 450), (88, 370), (108, 290), (86, 210), (130, 130), (210, 76), (310, 50), (420, 44), (530, 54), (620, 88), (684, 150), (706, 220), (694, 300),
        (712, 380), (690, 450), (560, 460), (420, 452), (260, 464)]
NEAR = [(20, 540), (46, 440), (26, 330), (50, 220), (36, 120), (110, 46), (240, 10), (400, -8), (560, 6), (690, 40), (760, 116), (748, 220), (772, 330), (752, 440),
        (784, 540)]
NEAR_SPIKES = [(84, 76, 50, 110, 6), (150, 34, 26, 60, 0), (720, 76, 50, 120, -6), (660, 34, 24, 56, 0)]
BENT = [(-26, 0), (-28, -22), (-24, -46), (-16, -64), (-4, -76), (6, -80), (12, -88), (22, -90), (29, -83), (29, -73), (23, -66), (22, -54), (27, -40), (24, -20), (28, 0)]
INKS = {"sail": ("#8a4f2e", "#6b4526", "#000"), "sky-low": ("#f7e2c0", "#24484a", "#fff")}


def fringe():
    """Return the fringe along the brow: long and short by turns, longest at the sides."""
    r, out = chance(301), []
    brow = [(186, 200), (212, 170), (240, 148), (270, 128), (300, 116), (330, 106), (362, 101), (394, 99), (426, 98), (458, 100), (490, 104), (520, 110), (550, 122),
            (580, 138), (604, 158), (626, 190)]
    for i, (x, y) in enumerate(brow):
        side = abs(x - 406) / 220
        length = (34 + 62 * side * r.random() + 46 * r.random()) * (1.25 if i % 2 else .7)
        out.append((x, y, 15 + 10 * r.random(), length, (406 - x) * .015))
    return out


def draw(s):
    """Draw the place."""
    s.inks.update(CAVE)
    s.inks.update(INKS)
    mouth, hall, near = cave.opening(MOUTH, 303, 2.6, fringe()), cave.opening(HALL, 305, 4), cave.opening(NEAR, 307, 4.5, NEAR_SPIKES)
    land.window(
        s, 140, 660, 90, HORIZON, 414, 309, cave.area(mouth),
        ("far-1", 140, 660, HORIZON + 1, [(190, 50, 50, .1), (280, 70, 44, -.1), (370, 40, 50, .1), (440, 62, 40, -.1), (530, 40, 50, .1), (620, 66, 50, 0)], 311),
        ("far-2", 140, 360, HORIZON + 5, [(176, 108, 40, .1), (236, 74, 34, .2), (300, 40, 34, -.2)], 313),
        ("far-2", 560, 660, HORIZON + 5, [(604, 60, 30, -.1), (648, 100, 34, .1)], 315), lines=10)
    junk(s, 484, 350, .95, -1, sail="sail", mirrored=30)
    cave.mouth_view(s, mouth, hall, near, 317, floor=400, centre=404, limits=(150, 84, 18))
    cave.figure(s, rough([(196, 480), (214, 450), (262, 438), (340, 440), (420, 436), (452, 456), (462, 486), (330, 494)], 2, 325), (430, 560), 327, limit=36,
                ink="floor", light="floor-line", reach=24)
    for x, y, k, flip, seed in ((240, 452, 1.15, 1, 319), (408, 442, .86, -1, 323), (356, 456, 1.08, -1, 321)):
        shape = [(u * flip, v) for u, v in BENT]
        cave.figure(s, moved(scaled(rough(shape, 1.6, seed), k, (0, 0)), x, y), (430, 220), seed, limit=56, reach=16)
    cave.figure(s, rough([(276, 462), (272, 440), (280, 430), (304, 427), (322, 431), (328, 442), (322, 462)], 1.4, 329), (430, 220), 331, limit=20)
    s.draw("red", lambda p: walker(p, 560, 428, 1.5, -1))
    s.draw("fern", lambda p: [fern(p, *f) for f in ((640, 508, 110, -2.05, -1.1), (676, 500, 96, -1.3, .9), (120, 506, 100, -1.1, 1.1))])
