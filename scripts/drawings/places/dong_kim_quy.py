"""A tortoise of stone crawls along the stream of a narrow cave, under curtains of white."""

import numpy as np

from engine import cave, land, strokes
from engine.curves import XX, YY, chance, mask, noise, rough
from engine.pen import Pen
from motifs.people import walker

TITLE = "Động Kim Quy"
DESCRIPTION = "A narrow cave hung with white formations; on the floor by a stream lies a rock like a tortoise, small stalagmites round it."
HALL = [(190, 470), (166, 400), (182, 330), (160, 260), (184, 190), (206, 120), (250, 66), (320, 36), (400, 22), (480, 34), (550, 70), (598, 126), (618, 196), (642, 262), (622, 330), (640, 400),
        (616, 470), (520, 490), (400, 494), (280, 488)]
SHELL = [(282, 420), (286, 398), (296, 376), (314, 354), (338, 338), (368, 328), (398, 325), (428, 330), (456, 342), (478, 360), (492, 382), (500, 396), (516, 384), (530, 370), (546, 361), (562, 362), (576, 372), (578, 386), (568, 398), (552, 404), (538, 404), (530, 418), (520, 428), (528, 440), (536, 452), (514, 454), (498, 444), (470, 440), (440, 446), (400, 444),
         (350, 448), (322, 444), (308, 452), (284, 456), (276, 448), (290, 436)]
INKS = {"wall": ("#48584f", "#122220", "#000"), "wall-light": ("#84947f", "#2b524a", "#fff"), "deep": ("#2c3935", "#0a1413", None), "curtain": ("#f2ead2", "#c9c3a0", "#fff"),
        "curtain-shade": ("#bfb898", "#77795f", None), "curtain-line": ("#4b5247", "#1d2a26", "#000"), "floor": ("#6f6d57", "#231f15", "#000"), "floor-line": ("#a49e7e", "#57482a", "#fff"),
        "stream": ("#9fc9bb", "#3f7f78", "#fff"), "stream-line": ("#33695f", "#0d2c2d", "#000"), "rock": ("#e2d3b0", "#b08a4a", "#fff"), "rock-shade": ("#aa9c7d", "#6f5530", None),
        "rock-dark": ("#6a6351", "#37291a", "#000"), "near": ("#1a2322", "#060a0b", "#000"), "near-light": ("#4a544e", "#1d302f", "#fff"), "people": ("#161e1d", "#070a0a", "#fff"),
        "lamp": ("#f6e3b2", "#f4c46c", "#fff"), "red": ("#b3281d", "#c8402d", "#fff")}


def draw(s):
    """Draw the place."""
    s.inks.update(INKS)
    hall = cave.opening(HALL, 671, 4.5)
    inside = cave.area(hall)
    s.draw("wall", lambda p: p.box(140, 0, 520, 500))
    angle = np.pi / 2 + .5 * (XX - 400) / 240 * (1 - YY / 470) + .18 * noise(673, 18, 26)
    d = np.clip(.85 * np.exp(-np.hypot((XX - 400) / 1.1, (YY - 300) / 1.3) / 120) + .24 * noise(675, 6, 26) + .08, 0, 1)
    s.draw("deep", lambda p: p.poly(rough([(350, 420), (340, 350), (352, 290), (372, 250), (398, 238), (424, 252), (446, 296), (456, 352), (448, 420)], 3, 677), .6))
    s.draw("wall-light", lambda p: strokes.hatch(p, inside & (YY < 410), d, angle, .30, (12, 5), (.7, 2.9), (18, 60), 679, 200 if s.ink else 96, s.dense))
    curtains(s)
    floor(s, inside)
    stakes(s, back=True)
    s.draw("people", lambda p: (walker(p, 254, 420, 1.9), walker(p, 226, 424, 1.4)))
    land.rock(s, [rough(SHELL, 2.6, 681)], (330, 120, .5), 683, flute=.7, scale=52, limit=110, edge=1.4, extra=plates_of_the_shell(), warm=.34, length=(12, 36), levels=(.42, .66), sep=(8, 3.8))
    stakes(s, back=False)
    s.draw("red", lambda p: walker(p, 600, 438, 1.7, -1, hat=True))
    cave.frame(s, "near", hall, simp=1.6)
    cave.glow(s, "near-light", ~inside, inside, 685, angle, reach=60, limit=60)


def plates_of_the_shell():
    """Return the dark seams of the shell: bent ribs across a domed back."""
    u, v = (XX - 390) / 112, (YY - 440) / 116
    ribs = np.abs((np.arctan2(-v, u) / np.pi * 6.0) % 1 - .5)
    rings = np.abs((np.hypot(u, v) * 2.6) % 1 - .5)
    on = (XX > 290) & (XX < 492) & (YY < 428)
    return np.where(on, .34 * np.exp(-((ribs - .5) / .10) ** 2) + .30 * np.exp(-((rings - .5) / .11) ** 2), .06) + .10 * np.clip((YY - 400) / 40, 0, 1)


def curtains(s):
    """Lay down the white formations: folded curtains that hang to different depths."""
    r, white, shade, line = chance(687), Pen(), Pen(), Pen()
    for x, w, top, n in ((214, 40, 110, 150), (262, 50, 56, 120), (318, 44, 30, 84), (500, 50, 30, 96), (552, 46, 66, 140), (600, 36, 120, 120), (362, 26, 20, 60), (446, 30, 20, 66)):
        folds, bottom = 5, []
        for i in range(folds * 2 + 1):
            t = i / (folds * 2)
            hang = n * (.62 + .38 * np.sin(np.pi * t)) * (1 if i % 2 else .80) * (.92 + .16 * r.random())
            bottom.append((x + w * (1 - 2 * t), top + hang))
        white.poly([(x - w * 1.1, top - 50), (x - w, top), *bottom[::-1], (x + w, top), (x + w * 1.1, top - 50)], 0)
        for i in range(folds):
            a, b = bottom[i * 2], bottom[i * 2 + 1]
            shade.poly([(a[0], top - 30), ((a[0] + b[0]) / 2 - 1, top + n * .3), (b[0] + 1, b[1] - 2), (a[0], a[1])], 0)
            for j in range(2 if not s.ink else 4):
                u = x + w * (1 - 2 * (i + .2 + .22 * j) / folds)
                y0 = top - 10 + n * .4 * r.random()
                line.poly([(u, y0), (u + .9, y0 + n * .2), (u + 1.2 * r.normal(), y0 + n * (.28 + .2 * r.random())), (u - .8, y0 + n * .22)], 0)
    s.put("curtain", white, edge="curtain-line", width=1)
    s.put("curtain-shade", shade)
    s.put("curtain-line", line)


def floor(s, inside):
    """Lay down the floor and the stream that runs out of the dark."""
    edge = rough([(140, 404), (220, 398), (300, 404), (400, 398), (500, 402), (580, 396), (660, 404), (660, 504), (140, 504)], 2, 689)
    s.draw("floor", lambda p: p.poly(edge, .6))
    d = np.clip(.52 + .2 * noise(691, 22, 6), 0, 1)
    s.draw("floor-line", lambda p: strokes.hatch(p, mask(edge) & inside, d, .1 * noise(693, 20, 8), .34, (11, 5), (.7, 2.2), (14, 50), 695, 100 if s.ink else 50, s.dense))
    s.draw("stream", lambda p: p.poly(rough([(408, 398), (432, 398), (470, 410), (560, 424), (600, 446), (560, 470), (430, 480), (330, 496), (240, 500), (300, 478), (420, 462), (500, 448), (480, 430),
                                             (430, 414)], 1.6, 697), .5), edge="stream-line" if s.ink else None, width=.9)
    s.draw("stream-line", lambda p: strokes.mirror(p, lambda y: [(360 + (500 - y) * .6, 470 + (500 - y) * 1.2)], 458, 494, 699, 5, .4, 14, (1.6, 1.8), .9, 8))


def stakes(s, back):
    """Lay down small stalagmites, likened to a field of stakes."""
    r, body, line = chance(701 + back), Pen(), Pen()
    spots = [(236 + 30 * i + r.normal() * 7, 408 + 4 * r.random(), 16) for i in range(11)] if back else [(222 + 17 * i + r.normal() * 4, 466 + 6 * np.sin(i) + 4 * r.random(), 24) for i in range(8)]
    for x, y, h in spots:
        h *= .8 + .5 * r.random()
        w = h * .20
        body.poly([(x - w, y), (x - w * .7, y - h * .6), (x - w * .2, y - h), (x + w * .3, y - h * .96), (x + w * .75, y - h * .5), (x + w, y)], 0)
        line.poly([(x + w * .2, y - h * .9), (x + w * .75, y - h * .5), (x + w, y), (x + w * .3, y)], 0)
    s.put("rock", body, edge="line", width=.8)
    s.put("rock-dark", line)
