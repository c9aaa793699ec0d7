"""A man of stone stands in the mouth and looks across the channel to the other cave."""

from engine import cave, land
from engine.curves import rough
from engine.inks import CAVE
from motifs.boats import sampan
from motifs.people import walker
from motifs.plants import fern

TITLE = "Hang Trống"
DESCRIPTION = "From inside a tall cave mouth: a stone like a standing man looks over the channel to a dark cave in the opposite cliff."
HORIZON = 300
MOUTH = [(222, 404), (206, 350), (226, 296), (214, 236), (240, 180), (262, 132), (300, 92), (344, 74), (392, 82), (440, 70), (492, 88), (536, 124), (566, 176),
         (590, 232), (580, 290), (596, 346), (570, 396), (500, 408), (420, 400), (340, 412), (280, 402)]
MOUTH_SPIKES = [(276, 116, 30, 50, 3), (316, 86, 14, 34, 0), (410, 78, 18, 40, 0), (470, 80, 26, 78, -2), (512, 104, 16, 30, 0), (550, 150, 26, 56, -4)]
HALL = [(150, 450), (128, 380), (150, 300), (130, 220), (160, 140), (206, 84), (270, 48), (350, 30), (440, 26), (530, 44), (596, 86), (640, 150), (664, 230),
        (648, 310), (668, 390), (640, 450), (520, 462), (400, 454), (260, 464)]
HALL_SPIKES = [(190, 104, 36, 90, 4), (240, 64, 20, 40, 0), (600, 90, 34, 100, -4), (560, 56, 18, 36, 0), (648, 170, 26, 70, -3)]
NEAR = [(40, 540), (70, 440), (46, 330), (76, 220), (60, 120), (130, 40), (240, 2), (400, -14), (560, 0), (670, 44), (740, 120), (724, 230), (752, 340), (730, 440),
        (760, 540)]
NEAR_SPIKES = [(110, 60, 52, 150, 6), (176, 20, 28, 60, 0), (700, 70, 54, 150, -6), (640, 30, 26, 60, 0)]
MAN = [(268, 470), (274, 440), (270, 410), (278, 380), (274, 350), (282, 324), (280, 300), (288, 284), (296, 276), (300, 266), (297, 254), (302, 242), (312, 236),
       (323, 239), (329, 248), (331, 256), (336, 261), (331, 266), (331, 274), (326, 280), (332, 288), (340, 298), (344, 316), (354, 330), (350, 346), (342, 352),
       (346, 380), (340, 410), (350, 440), (352, 470)]
INKS = {"sky-top": ("#d5d6c6", "#0a161b", "#fff"), "sky-low": ("#f3c9a0", "#24484a", "#fff"), "cliff-mouth": ("#2f4a45", "#f4c46c", "#000"),
        "far-3": ("#7b9c8f", "#1d3d42", "#fff")}


def draw(s):
    """Draw the place."""
    s.inks.update(CAVE)
    s.inks.update(INKS)
    mouth, hall, near = cave.opening(MOUTH, 241, 3, MOUTH_SPIKES), cave.opening(HALL, 243, 4, HALL_SPIKES), cave.opening(NEAR, 245, 4.5, NEAR_SPIKES)
    land.window(
        s, 190, 610, 60, HORIZON, 414, 247, cave.area(mouth),
        ("far-1", 200, 610, HORIZON + 1, [(250, 60, 50, .1), (330, 80, 44, -.1), (400, 50, 40, .1), (580, 60, 50, 0)], 249),
        ("far-3", 380, 640, HORIZON + 6, [(416, 62, 34, -.3), (468, 126, 44, .1), (530, 150, 50, -.1), (600, 118, 50, .1)], 251))
    s.draw("cliff-mouth", lambda p: p.poly(rough([(462, 300), (460, 286), (466, 272), (478, 266), (492, 268), (502, 280), (504, 300)], 1.2, 253), .3))
    sampan(s, 430, 356, .8, -1)
    cave.mouth_view(s, mouth, hall, near, 255, floor=398, centre=400, limits=(160, 90, 20))
    cave.figure(s, rough(MAN, 1.5, 257), (520, 240), 259, limit=76, reach=22)
    cave.figure(s, rough([(210, 500), (226, 476), (262, 462), (310, 458), (366, 462), (402, 478), (416, 504)], 2.4, 261), (520, 240), 263, limit=24)
    s.draw("red", lambda p: walker(p, 468, 430, 1.5, -1))
    s.draw("line", lambda p: walker(p, 490, 431, 1.42, -1))
    s.draw("fern", lambda p: [fern(p, *f) for f in ((620, 508, 110, -2.0, -1.1), (650, 500, 90, -1.3, .9), (150, 508, 100, -1.1, 1.1))])
