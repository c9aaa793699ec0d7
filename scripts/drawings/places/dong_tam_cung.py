"""Three halls in one crack of the mountain, gap behind gap, and three figures high on the wall."""

import numpy as np
from scipy.ndimage import distance_transform_edt

from engine import cave, shade, strokes
from engine.curves import XX, YY, mask, noise, rough
from engine.inks import CAVE
from motifs.people import walker

TITLE = "Động Tam Cung"
DESCRIPTION = "A tall fissure cave: three halls one behind the other, a spring in the middle one, three stone figures high on its wall."
GAP = [(296, 400), (286, 366), (300, 334), (292, 296), (310, 262), (304, 226), (326, 190), (330, 154), (352, 118), (372, 84), (382, 60), (388, 96), (382, 134), (392, 170), (380, 206), (394, 240),
       (382, 280), (390, 318), (376, 348), (392, 380), (386, 402), (340, 406)]
GAP_SPIKES = [(322, 206, 10, 34, 1), (364, 104, 10, 44, 0), (386, 190, 9, 30, -2)]
HALL = [(210, 426), (188, 372), (212, 316), (196, 262), (226, 204), (240, 150), (284, 110), (312, 66), (366, 40), (404, 6), (448, -14), (484, 10), (502, 62), (544, 96), (556, 150), (592, 206), (574, 276),
        (604, 346), (582, 426), (500, 442), (400, 436), (290, 444)]
HALL_SPIKES = [(236, 150, 18, 44, 2), (282, 92, 16, 34, 0), (452, 40, 14, 34, 0), (556, 128, 22, 60, -3), (580, 196, 16, 40, -2)]
NEAR = [(70, 540), (104, 450), (74, 366), (112, 280), (92, 200), (140, 140), (160, 70), (230, 10), (300, -30), (520, -40), (596, 6), (640, 70), (694, 120), (684, 210), (728, 290), (700, 380), (730, 450), (700, 540)]
NEAR_SPIKES = [(120, 130, 46, 120, 6), (184, 64, 26, 56, 0), (676, 110, 48, 130, -6), (616, 50, 24, 60, 0)]
# fortune, rank, long life: stones on a ledge, each of its own build; feet at y 0
FIGURES = (
    (444, 206, 1.0, [(-11, 2), (-13, -12), (-12, -28), (-8, -38), (-5, -42), (-6, -48), (-3, -55), (3, -55), (6, -49), (5, -42), (10, -37), (13, -26), (12, -12), (12, 2)]),
    (482, 202, 1.12, [(-11, 2), (-12, -14), (-10, -30), (-7, -40), (-4, -43), (-10, -47), (-5, -50), (-4, -56), (0, -60), (4, -56), (5, -50), (10, -47), (4, -43), (8, -39), (11, -28),
                      (12, -12), (11, 2)]),
    (519, 208, 1.0, [(-10, 2), (-12, -12), (-10, -26), (-7, -34), (-4, -38), (-5, -45), (-4, -54), (0, -58), (4, -54), (5, -45), (5, -38), (9, -34), (11, -28), (15, -44), (17, -44),
                     (16, -20), (15, 2)]),
)
INKS = {"deep": ("#b98f4c", "#7d5c2a", "#000"), "deep-shade": ("#9b783f", "#5e4520", None), "deep-line": ("#4c3a1f", "#1c140a", "#fff"), "spring": ("#6fae9f", "#3c7f7b", "#fff"),
        "spring-line": ("#2f6b63", "#103a3b", "#000"), "spring-light": ("#dcefe0", "#9cd0c3", None), "recess": ("#4b453a", "#2a2013", "#000"), "stone": ("#f7ecd0", "#e6c27a", "#fff"), "stone-shade": ("#a5926b", "#7a5a2c", "#000"),
        "hall": ("#5d584b", "#362a1a", "#000"), "hall-light": ("#a1977c", "#8a6936", "#fff"), "glow": ("#f6e3b2", "#f4c46c", "#fff")}


def draw(s):
    """Draw the place."""
    s.inks.update(CAVE)
    s.inks.update(INKS)
    gap, hall, near = cave.opening(GAP, 821, 2.6, GAP_SPIKES), cave.opening(HALL, 823, 3.6, HALL_SPIKES), cave.opening(NEAR, 825, 4.5, NEAR_SPIKES)
    third(s, cave.area(gap))
    def middle(angle):
        figures(s)
        spring(s)
        s.draw("line", lambda p: (walker(p, 414, 416, 1.3, -1), walker(p, 342, 403, .9)))
    cave.mouth_view(s, gap, hall, near, 827, floor=396, centre=390, limits=(210, 190, 26), before=middle)
    lamps(s)
    s.draw("red", lambda p: walker(p, 262, 462, 2.0, 1))
    s.draw("line", lambda p: walker(p, 236, 464, 1.5, -1, hat=True))


def third(s, inside):
    """Lay down the farthest hall, lit from behind a bend."""
    s.draw("deep", lambda p: p.box(280, 50, 124, 362))
    away = np.hypot(XX - 340, (YY - 360) * .55)
    d = np.clip(.15 + away / 170 + .2 * noise(834, 5, 22), 0, 1)
    s.draw("deep-shade", lambda p: shade.plates(p, d, inside, .62, 40))
    s.draw("glow", lambda p: shade.plates(p, 1 - d, inside, .62, 400))
    s.draw("glow", lambda p: p.poly(rough([(270, 396), (310, 388), (346, 390), (400, 384), (410, 414), (270, 414)], 1.2, 834), .4))
    s.draw("deep-line", lambda p: strokes.hatch(p, inside & (YY < 392), np.clip(d, 0, 1), np.pi / 2 + .15 * noise(835, 9, 18), .42, (8, 4), (.7, 2.4), (12, 44), 837, 40, s.dense))


def figures(s):
    """Lay down the ledge and the three stones on it."""
    ledge = rough([(408, 206), (430, 204), (470, 202), (510, 204), (548, 208), (560, 218), (546, 226), (536, 246), (520, 236), (508, 262), (492, 244), (478, 276), (462, 248), (448, 258), (436, 232), (418, 228)], 1.4, 839)
    s.draw("recess", lambda p: p.poly(rough([(414, 210), (422, 178), (420, 150), (438, 128), (448, 104), (468, 112), (482, 84), (496, 106), (516, 104), (526, 134), (542, 150), (540, 180), (552, 212)], 2.4, 841), .5))
    s.draw("rock", lambda p: p.poly(ledge, .4), edge="line", width=1)
    low = mask(ledge)
    s.draw("line", lambda p: strokes.hatch(p, low, np.clip(.2 + (YY - 204) / 60 + .006 * (XX - 484) + .15 * noise(842, 5, 8), 0, 1), np.pi / 2 + .2 * noise(844, 8, 8), .3, (6, 3.4), (.7, 2.2), (8, 20), 846, 40, s.dense))
    rings = [rough([(x + u * k, y + v * k) for u, v in points], .5, 843 + i) for i, (x, y, k, points) in enumerate(FIGURES)]
    s.draw("stone", lambda p: [p.poly(r, .25) for r in rings], edge="line", width=1.1)
    inside = mask(*rings)
    dt = distance_transform_edt(inside)
    gx = np.gradient(dt, axis=1)
    d = np.clip(.42 - .26 * gx + .20 * noise(845, 2.5, 9), 0, 1)
    s.draw("stone-shade" if not s.ink else "line", lambda p: strokes.hatch(p, inside & (dt > 1), d, np.pi / 2 + .12 * noise(847, 9, 12), .40, (5, 3), (.7, 2.2), (8, 24), 849, 60, s.dense))


def spring(s):
    """Lay down the spring in the middle of the hall's floor, and its rings."""
    rim = rough([(440, 404), (470, 394), (520, 391), (556, 398), (566, 412), (540, 424), (490, 428), (452, 422), (436, 414)], 1.4, 851)
    s.draw("rock-dark" if not s.ink else "line", lambda p: p.poly([(x, y + 2.6) for x, y in rim], .4))
    s.draw("spring", lambda p: p.poly(rim, .4), edge="line", width=1.1)
    def rings(p):
        for w, h in ((12, 3.2), (26, 6.6), (42, 10.5)):
            for a0, a1 in ((.1, 1.3), (1.7, 3.0), (3.3, 4.6), (4.9, 6.1)):
                t = np.linspace(a0, a1, 6)
                out = [(503 + w * np.cos(a), 409 + h * np.sin(a)) for a in t]
                p.poly(out + [(503 + (w - 1.8) * np.cos(a), 409 + (h - .9) * np.sin(a)) for a in t[::-1]], 0)
    s.draw("spring-line", rings)
    s.draw("spring-light", lambda p: [p.poly([(x, y), (x + n * .5, y - .9), (x + n, y), (x + n * .5, y + 1)], 0) for x, y, n in ((456, 411, 26), (520, 402, 28), (500, 420, 30))])


def lamps(s):
    """Lay down the lamps of the first hall, low on the floor."""
    for x, y in ((196, 452), (604, 450)):
        s.draw("glow", lambda p, a=x, b=y: p.poly([(a - 12, b), (a - 8, b - 12), (a, b - 17), (a + 8, b - 12), (a + 12, b)], 0), edge="line", width=.8)
