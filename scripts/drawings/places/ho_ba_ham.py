"""Three pools behind one another, each seen through the tunnel before it."""

import numpy as np

from engine import cave, land, strokes
from engine.curves import XX, YY, mask, noise, rough
from engine.inks import CAVE
from motifs.boats import kayak, sampan

TITLE = "Hồ Ba Hầm"
DESCRIPTION = "Water runs through three tunnels one behind the other; between them the light falls on sea pools shut in by cliffs."
FIRST = [(70, 520), (52, 440), (64, 380), (44, 320), (58, 260), (92, 208), (146, 166), (212, 140), (290, 126), (372, 120), (452, 122), (532, 132), (602, 152), (666, 184),
         (712, 230), (738, 290), (724, 350), (744, 430), (728, 520)]
FIRST_SPIKES = [(124, 180, 34, 50, 4), (190, 146, 20, 30, 0), (262, 130, 24, 40, 2), (340, 122, 14, 20, 0), (520, 130, 20, 26, 0), (600, 150, 30, 50, -4), (668, 184, 26, 40, -2)]
SECOND = [(246, 368), (238, 346), (250, 328), (262, 316), (286, 306), (316, 299), (350, 295), (388, 293), (426, 295), (460, 300), (490, 309), (512, 322), (524, 340), (516, 368)]
THIRD = [(346, 349), (342, 341), (350, 334), (364, 330), (384, 328), (404, 330), (418, 334), (424, 341), (420, 349)]
INKS = {"cliff": ("#cfc3a0", "#3c544f", "#fff"), "pool-far": ("#c4e0cd", "#3f7a74", "#fff"), "pool-near": ("#3f8676", "#123c3c", "#fff"), "green": ("#7f9a63", "#2b4a3d", "#fff"),
        "tunnel": ("#22302e", "#050b0c", "#000"), "last": ("#eaf0d8", "#7fb3a4", "#fff"), "last-hill": ("#9dba9a", "#2c5652", "#fff"), "gleam": ("#e4efd9", "#6fa79b", "#fff")}


def draw(s):
    """Draw the place."""
    s.inks.update({name: CAVE[name] for name in ("hall", "hall-light", "lamp")})
    s.inks.update(INKS)
    first = cave.opening(FIRST, 391, 3.6, FIRST_SPIKES)
    s.wash(50, 50, 680, 220, ("sky-top", 0), ("sky-mid", 1))
    cliff = np.concatenate([rough([(40, 372), (40, 90), (90, 60), (150, 110), (196, 146), (240, 150), (280, 172), (316, 196), (352, 186), (392, 178), (436, 190), (474, 182),
                                   (516, 160), (556, 140), (600, 150), (650, 100), (700, 60), (760, 90), (760, 372)], 3, 393)])
    extra = .06 * np.exp(-(np.hypot((XX - 390) / 1.5, YY - 330) / 60) ** 2) + .18 * np.clip((YY - 250) / 100, -.6, 1) + .12 * noise(395, 13, 50) + .05
    land.rock(s, [cliff], (320, -20, .5), 397, flute=1.6, scale=70, tide=364, limit=240 if s.ink else 160, extra=extra, warm=0, levels=(.46, .70), length=(16, 50))
    land.bushes(s, [(190, 148, 12), (236, 152, 11), (284, 172, 12), (318, 194, 10), (356, 184, 12), (394, 178, 13), (436, 190, 11), (470, 184, 12), (512, 162, 12), (554, 142, 13),
                    (150, 220, 12), (230, 240, 10), (560, 230, 12), (620, 190, 13), (300, 236, 9), (500, 240, 9), (150, 110, 12), (180, 300, 9), (610, 300, 10)], 399)
    s.wash(50, 362, 690, 140, ("pool-far", 0), ("pool-near", .8))
    beyond(s)
    water(s, cave.area(first))
    kayak(s, 330, 392, .7)
    sampan(s, 474, 430, 1.2, -1)
    angle = cave.flow(401, centre=390)
    cave.frame(s, "hall", first, edge="line")
    cave.glow(s, "hall-light", ~cave.area(first), cave.area(first), 403, angle, reach=50, limit=110)


def beyond(s):
    """Lay down the second tunnel, the second pool, and the third through it."""
    second, third = rough(SECOND, 1.8, 405), rough(THIRD, .9, 407)
    s.draw("tunnel", lambda p: p.poly(second, .4), edge="line", width=1.4)
    inner = [(386 + (x - 386) * .80, 366 + (y - 366) * .78) for x, y in second]
    s.draw("cliff", lambda p: p.poly(inner, .3))
    def walls(p):
        for i in range(36):
            x = 288 + i * 5.6 + 2 * np.sin(i * 7)
            top = 320 + 8 * np.sin(i * 2.3) + abs(x - 386) * .06
            h = 10 + 18 * abs(np.sin(i * 1.7))
            p.poly([(x, top), (x + .9, top + h * .4), (x + .3, top + h), (x - .6, top + h * .5)], 0)
    s.draw("line", walls)
    s.draw("green", lambda p: [p.poly(rough([(x - w, y), (x - w * .3, y - w * .6), (x + w * .4, y - w * .5), (x + w, y), (x, y + w * .3)], 1, 409 + i), .3)
                               for i, (x, y, w) in enumerate(((306, 330, 13), (340, 322, 13), (432, 322, 14), (466, 332, 11)))], edge="line" if s.ink else None, width=.7)
    s.draw("tunnel", lambda p: p.poly(third, .3), edge="line", width=1)
    light = [(384 + (x - 384) * .72, 349 + (y - 349) * .70) for x, y in third]
    s.draw("last", lambda p: p.poly(light, .2))
    s.draw("last-hill", lambda p: p.poly([(358, 347), (364, 341), (372, 343), (380, 345), (390, 343), (400, 339), (408, 343), (412, 347)], 0), edge="line" if s.ink else None, width=.4)
    s.draw("pool-far", lambda p: p.poly([(284, 349), (488, 349), (496, 358), (500, 368), (262, 368), (272, 358)], 0))
    s.draw("gleam", lambda p: strokes.mirror(p, lambda y: [(366 - (y - 338) * .2, 404 + (y - 338) * .2)], 351, 367, 411, 3.0, .4, 3, (1.4, 1.0), 1, 3))
    s.draw("mirror", lambda p: (strokes.mirror(p, lambda y: [(270, 340)], 352, 367, 413, 3.6, .4, 4, (1.8, 1.2), .9, 3),
                                strokes.mirror(p, lambda y: [(424, 496)], 352, 367, 415, 3.6, .4, 4, (1.8, 1.2), .9, 3)))


def water(s, inside):
    """Lay down the near water: dark under the cliffs, bright where the sky looks in."""
    s.draw("mirror", lambda p: (strokes.mirror(p, lambda y: [(70, 300 - (y - 366) * .3)], 371, 420, 417, 4.6, .6, 10, (2.6, 1.4), .9, 6),
                                strokes.mirror(p, lambda y: [(486 + (y - 366) * .3, 720)], 371, 420, 419, 4.6, .6, 10, (2.6, 1.4), .9, 6)))
    s.draw("gleam", lambda p: strokes.mirror(p, lambda y: [(310 - (y - 368) * .5, 480 + (y - 368) * .4)], 372, 486, 421, 6, .8, 24, (1.4, 2.4), .8, 9))
    s.draw("water-line", lambda p: strokes.water(p, 376, 497, 423, .55, None, 1.6, (14, 50), (40, 140), 1.2, inside & mask([(0, 370), (800, 370), (800, 500), (0, 500)]), (6, 11)))
