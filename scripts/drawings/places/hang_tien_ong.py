"""A mouth as wide as a street, and in the hall behind it three stones like old men, and a case of finds."""

from engine import cave, land
from engine.curves import moved, rough, scaled
from engine.inks import CAVE
from engine.pen import Pen
from motifs.boats import sampan
from motifs.people import walker

TITLE = "Hang Tiên Ông"
DESCRIPTION = "The wide, low mouth of a cave seen from inside; three stalagmites stand like old men beside a glass case of finds."
HORIZON = 262
MOUTH = [(128, 340), (104, 300), (116, 262), (108, 220), (140, 190), (190, 172), (246, 160), (310, 150), (380, 146), (450, 144), (520, 150), (580, 158),
         (636, 172), (676, 196), (694, 232), (684, 270), (700, 306), (676, 342), (620, 352), (540, 346), (460, 356), (380, 350), (300, 358), (210, 350)]
MOUTH_SPIKES = [(160, 186, 24, 40, 3), (208, 170, 14, 24, 0), (268, 158, 20, 46, 0), (330, 150, 12, 20, 0), (430, 146, 16, 28, 0), (500, 150, 12, 44, 0),
                (560, 158, 22, 36, -2), (610, 166, 12, 22, 0), (654, 186, 26, 52, -4)]
HALL = [(70, 400), (44, 340), (60, 270), (40, 210), (84, 150), (150, 122), (240, 100), (340, 88), (440, 84), (540, 90), (630, 104), (700, 130), (748, 176),
        (736, 240), (758, 300), (738, 360), (752, 420), (690, 446), (540, 452), (400, 448), (240, 456), (120, 440)]
HALL_SPIKES = [(110, 140, 34, 70, 6), (180, 112, 22, 40, 0), (690, 130, 36, 76, -6), (620, 104, 20, 36, 0), (300, 92, 22, 30, 0), (480, 88, 18, 24, 0)]
NEAR = [(-40, 540), (10, 440), (-4, 340), (14, 240), (6, 150), (60, 80), (150, 40), (280, 20), (420, 8), (560, 22), (680, 50), (760, 96), (794, 180), (780, 280),
        (804, 380), (790, 450), (840, 540)]
NEAR_SPIKES = [(56, 90, 50, 110, 6), (120, 56, 26, 56, 0), (744, 90, 50, 120, -6), (690, 56, 24, 50, 0)]
ELDER = [(-24, 0), (-26, -20), (-22, -44), (-24, -66), (-18, -88), (-19, -104), (-13, -118), (-11, -132), (-4, -142), (3, -141), (9, -132), (9, -120), (15, -108),
         (19, -88), (17, -70), (23, -48), (20, -26), (26, 0)]
INKS = {"glass": ("#cfe0d6", "#2f4f4b", "#fff"), "case": ("#3c4a47", "#0d1211", "#000"), "stone": ("#8d8265", "#c99a4d", "#000")}


def draw(s):
    """Draw the place."""
    s.inks.update(CAVE)
    s.inks.update(INKS)
    mouth, hall, near = cave.opening(MOUTH, 211, 2.8, MOUTH_SPIKES), cave.opening(HALL, 213, 3.6, HALL_SPIKES), cave.opening(NEAR, 215, 4, NEAR_SPIKES)
    land.window(
        s, 90, 710, 130, HORIZON, 362, 217, cave.area(mouth),
        ("far-1", 96, 710, HORIZON + 1, [(150, 60, 50, .1), (240, 40, 50, -.1), (400, 34, 60, .1), (520, 56, 50, .2), (640, 46, 50, 0)], 219),
        ("far-2", 96, 330, HORIZON + 4, [(120, 80, 40, .1), (186, 56, 34, -.2), (262, 34, 40, .2)], 221),
        ("far-2", 520, 710, HORIZON + 4, [(560, 30, 30, .1), (618, 72, 36, -.2), (680, 92, 40, .1)], 223), lines=11)
    sampan(s, 540, 306, .62, -1)
    cave.mouth_view(s, mouth, hall, near, 225, floor=352, centre=400, limits=(150, 76, 16), before=lambda _: inside(s))
    front(s)


def inside(s):
    """Lay down visitors on the sill."""
    s.draw("line", lambda p: (walker(p, 486, 362, 1.0), walker(p, 504, 364, .95, -1, hat=True), walker(p, 164, 366, 1.0)))


def front(s):
    """Lay down the three stones and the case of finds."""
    for x, y, k, seed in ((252, 440, 1.12, 231), (330, 446, 1.42, 233), (404, 440, 1.02, 235)):
        cave.figure(s, moved(scaled(rough(ELDER, 2.0, seed), k, (0, 0)), x, y), (400, 180), seed, limit=64, reach=20)
    base = rough([(206, 446), (240, 432), (300, 436), (350, 440), (420, 432), (452, 446), (400, 458), (280, 458)], 1.6, 237)
    cave.figure(s, base, (400, 180), 239, limit=16)
    case, x, y = Pen(), 500, 428
    case.box(x, y - 4, 96, 26)
    case.box(x + 4, y + 20, 6, 14)
    case.box(x + 86, y + 20, 6, 14)
    s.draw("glass", lambda p: p.poly([(x + 4, y - 34), (x + 92, y - 34), (x + 96, y - 4), (x, y - 4)], 0), edge="case", width=1.6)
    s.put("case", case)
    def finds(p):
        for i, (w, h) in enumerate(((9, 6), (6, 9), (11, 5), (7, 7), (8, 10))):
            u = x + 14 + i * 17
            p.poly([(u - w / 2, y - 7), (u - w * .4, y - 7 - h * .8), (u, y - 7 - h), (u + w * .45, y - 7 - h * .6), (u + w / 2, y - 7)], 0)
    s.draw("stone", finds)
    s.draw("red", lambda p: walker(p, 622, 446, 2.0, -1))
    s.draw("figure", lambda p: walker(p, 648, 448, 1.5, -1))
