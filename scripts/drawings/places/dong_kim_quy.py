"""A tortoise of stone crawls along the stream of a narrow cave, under curtains of white."""

import numpy as np

from engine import cave, land, strokes
from engine.curves import XX, YY, chance, mask, noise, rough
from engine.pen import Pen, burin
from motifs.people import walker

TITLE = "Động Kim Quy"
DESCRIPTION = "A narrow cave hung with white formations; on the floor by a stream lies a rock like a tortoise, small stalagmites round it."
HALL = [(190, 470), (166, 400), (182, 330), (160, 260), (184, 190), (206, 120), (250, 66), (320, 36), (400, 22), (480, 34), (550, 70), (598, 126), (618, 196), (642, 262), (622, 330), (640, 400),
        (616, 470), (520, 490), (400, 494), (280, 488)]
SHELL = [(274, 432), (278, 404), (291, 378), (312, 354), (340, 336), (372, 326), (402, 324), (432, 330), (460, 343), (482, 362), (497, 386), (506, 412), (510, 430), (490, 439), (450, 445),
         (400, 448), (350, 447), (306, 442)]
LIMBS = ([(470, 404), (492, 386), (508, 369), (519, 355), (532, 345), (550, 341), (566, 346), (577, 356), (579, 365), (568, 371), (554, 374), (544, 381), (537, 395), (524, 414), (496, 430)],
         [(488, 424), (514, 420), (530, 434), (538, 452), (530, 460), (502, 460), (490, 448)], [(296, 426), (282, 440), (272, 455), (280, 462), (314, 462), (328, 448), (330, 432)],
         [(292, 424), (268, 432), (250, 446), (272, 443), (296, 438)])
# seams of the shell: its rim, two rows, and what parts the plates
SEAMS = ([(277, 421), (330, 430), (400, 434), (462, 429), (508, 417)], [(294, 378), (322, 386), (340, 379), (378, 391), (402, 384), (430, 391), (464, 379), (482, 384), (496, 378)],
         [(338, 338), (356, 352), (402, 357), (446, 351), (464, 346)], [(340, 379), (350, 365), (356, 352)], [(402, 384), (404, 370), (402, 357)], [(464, 379), (456, 364), (446, 351)],
         [(322, 386), (314, 408), (310, 426)], [(378, 391), (372, 412), (370, 432)], [(430, 391), (434, 412), (434, 431)], [(482, 384), (490, 402), (490, 422)])
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
    tortoise(s)
    stakes(s, back=False)
    s.draw("red", lambda p: walker(p, 600, 438, 1.7, -1, hat=True))
    cave.frame(s, "near", hall, simp=1.6)
    cave.glow(s, "near-light", ~inside, inside, 685, angle, reach=60, limit=60)


def tortoise(s):
    """Lay down the rock: limbs and raised head behind, the shell before them, its seams as cracks."""
    sun = (330, 120, .5)
    limbs = [rough(each, 1.3, 681 + i) for i, each in enumerate(LIMBS)]
    land.rock(s, limbs, sun, 683, flute=.6, scale=22, limit=50, edge=1.4, extra=.10 + .14 * np.clip((YY - 400) / 50, 0, 1), warm=.40, length=(8, 22), levels=(.44, .68), sep=(7, 3.8))
    shade = .16 * np.clip((XX - 400) / 100, -.4, 1) + .42 * np.clip((YY - 384) / 60, -.3, 1)
    land.rock(s, [rough(SHELL, 1.8, 685)], sun, 687, flute=.55, scale=56, limit=80, edge=1.5, extra=shade, warm=.34, length=(10, 30), levels=(.46, .74), sep=(9, 4))
    s.draw("line", lambda p: [p.poly(burin(rough(seam, .7, 689 + i, closed=False), 4.2 if i < 3 else 3.4, fine=True), 0) for i, seam in enumerate(SEAMS)])
    s.draw("line", lambda p: p.poly([(579, 364), (566, 364), (553, 368), (566, 366.4)], 0))


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
