"""A low island of soil with fields and houses, tied to the shore by a causeway: here the boats put out."""

import numpy as np

from engine import land, strokes
from engine.curves import WIDTH, canopy, chance, mask
from engine.pen import Pen
from motifs.boats import sampan
from motifs.people import tiny
from motifs.plants import palm

TITLE = "Đảo Tuần Châu"
DESCRIPTION = "Passenger boats leave a pier; behind it a low island with fields and houses, joined to the shore by a causeway."
HORIZON = 256
HILL = [(70, 330), (92, 312), (124, 292), (160, 270), (200, 246), (240, 226), (282, 214), (322, 212), (364, 222), (404, 236), (446, 242), (490, 250), (534, 266), (572, 284), (604, 306), (630, 330)]
SPURS = [([(300, 216), (270, 270), (240, 326)], 26, 50), ([(220, 238), (170, 290), (130, 326)], 24, 40), ([(370, 226), (400, 280), (430, 326)], 22, 50), ([(500, 256), (560, 310)], 20, 34)]
FIELDS = ([(330, 262), (392, 256), (410, 276), (334, 284)], [(396, 256), (452, 258), (480, 280), (416, 277)], [(334, 287), (412, 280), (424, 302), (330, 306)], [(418, 281), (484, 284), (512, 308), (430, 304)],
          [(208, 274), (262, 268), (262, 288), (194, 292)], [(190, 295), (262, 291), (260, 308), (174, 310)])
PIER = 340
INKS = {"field": ("#d9c97f", "#4f5a3c", "#fff"), "field-2": ("#b5bf74", "#41553f", "#fff"), "furrow": ("#8a8a4a", "#26362c", "#000"), "house": ("#f1e6cf", "#4a5450", "#fff"),
        "roof": ("#a8634a", "#5b3a30", "#000"), "window": ("#6d675a", "#f4c46c", "#000"), "stone": ("#d8cbaa", "#4b564f", "#fff"), "stone-shade": ("#94896e", "#26332f", "#000"),
        "hull": ("#6f4a33", "#2f231c", "#000"), "cabin": ("#f7f0dd", "#8d8a76", "#fff"), "pane": ("#37565a", "#f4c46c", "#000"), "awning": ("#e2cf9f", "#a8854a", "#fff"),
        "wake": ("#e8f2e4", "#5b8f87", "#000"), "palm": ("#3d5a48", "#0f211e", "#000")}


def draw(s):
    """Draw the place."""
    s.inks.update(INKS)
    land.heaven(s, HORIZON, 861, moon=(250, 106, 24), lines=20, clouds=(84, 11))
    land.ranges(
        s,
        ("far-1", -10, 810, HORIZON + 1, [(30, 60, 50, .1), (110, 40, 50, -.1), (180, 30, 60, .1), (560, 34, 90, .1), (680, 54, 100, -.1), (790, 66, 90, 0)], 863),
        ("far-2", 560, 810, HORIZON + 4, [(640, 22, 70, .1), (740, 36, 80, .1), (810, 48, 60, 0)], 865),
        ("far-2", -10, 90, HORIZON + 4, [(-4, 84, 34, .1), (42, 50, 28, -.2)], 867))
    s.wash(0, HORIZON, WIDTH, 250, ("water-far", 0), ("water-near", 1))
    causeway(s)
    outline = np.array([*canopy(HILL, 869, 4.2, 9), (630, 344), (70, 344)])
    free = mask(*FIELDS, [(120, 300), (610, 300), (610, 344), (100, 344)])
    land.hill(s, outline, SPURS, 871, keep=free, count=(60, 110, 50), base=(300, 60), print_limit=220)
    fields(s)
    village(s)
    pier(s)
    land.ripples(s, HORIZON + 6, 873, lambda x, y, n: y < 354 and 60 < x + n or (366 < y < 436 and 210 < x + n and x < 660) or (440 < y < 474 and 510 < x + n and x < 660), .7, 1.8, 1.3, (5, 12))
    boat(s, 660, 300, .42, 1)
    boat(s, 232, 366, .72, -1, wake=False)
    boat(s, 606, 376, .80, 1)
    boat(s, 396, 411, 1.16, 1)
    sampan(s, 590, 458, 1.0, -1, roof="awning")


def causeway(s):
    """Lay down the causeway: a low bank of stone, its lamps, a road on it."""
    s.draw("stone", lambda p: p.poly([(560, 300), (640, 284), (720, 274), (810, 267), (810, 272), (724, 281), (648, 294), (570, 314)], 0), edge="line", width=.8)
    s.draw("stone-shade", lambda p: p.poly([(570, 312), (648, 291), (724, 279), (810, 271), (810, 274), (724, 283), (648, 297), (572, 319)], 0))
    def posts(p):
        for i in range(11):
            t = i / 10
            x, y = 590 + 214 * t, 300 - 31 * t ** .72
            h = 15 - 8 * t
            p.box(x, y - h, 1.1, h)
            p.box(x - 2.4 * (1 - .4 * t), y - h, 5 * (1 - .4 * t), 1)
    s.draw("line", posts)


def fields(s):
    """Lay down the fields, each with furrows of its own direction."""
    for ink, rings in (("field", FIELDS[::2]), ("field-2", FIELDS[1::2])):
        s.draw(ink, lambda p, q=rings: [p.poly(r, 0) for r in q], edge="leaf-line", width=.8)
    def furrows(p):
        for i, (a, b, c, d) in enumerate(FIELDS):
            n = 8 if i % 2 else 6
            for j in range(1, n):
                t = j / n
                if i % 2:
                    u, v = (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t + 1), (d[0] + (c[0] - d[0]) * t, d[1] + (c[1] - d[1]) * t - 1)
                    p.poly([u, ((u[0] + v[0]) / 2 + .7, (u[1] + v[1]) / 2), v, ((u[0] + v[0]) / 2 - .7, (u[1] + v[1]) / 2)], 0)
                else:
                    u, v = (a[0] + (d[0] - a[0]) * t + 2, a[1] + (d[1] - a[1]) * t), (b[0] + (c[0] - b[0]) * t - 2, b[1] + (c[1] - b[1]) * t)
                    p.poly([u, ((u[0] + v[0]) / 2, (u[1] + v[1]) / 2 - .6), v, ((u[0] + v[0]) / 2, (u[1] + v[1]) / 2 + .6)], 0)
    s.draw("furrow", furrows)


def village(s):
    """Lay down houses with gable roofs at the foot of the hill, palms between them."""
    r, wall, roof, win = chance(875), Pen(), Pen(), Pen()
    spots = [(x, 326 + 3 * r.random()) for x in range(112, 600, 27)] + [(282, 300), (306, 296), (282, 276), (306, 272), (152, 312), (536, 308), (560, 316), (500, 274)]
    for x, y in sorted(spots, key=lambda q: q[1]):
        x = x + 5 * r.normal()
        w, h = 15 + 7 * r.random(), 9 + 5 * r.random()
        wall.box(x - w / 2, y - h, w, h + 3)
        roof.poly([(x - w / 2 - 2, y - h), (x - w * .34, y - h - 6), (x + w * .34, y - h - 6), (x + w / 2 + 2, y - h)], 0)
        for u in (-.28, .12):
            win.box(x + u * w, y - h + 3.4, 2.8, 3.8)
    s.put("house", wall, edge="line" if s.ink else "stone-shade", width=.7)
    s.put("roof", roof, edge="line" if s.ink else None, width=.5)
    s.put("window", win)
    s.draw("palm", lambda p: [palm(p, *a) for a in ((98, 334, 46, 877, .08), (318, 334, 38, 878, -.06), (470, 334, 40, 879, .05), (612, 334, 50, 880, -.07))])


def pier(s):
    """Lay down the quay, its piles, a long roof for those who wait, and the people."""
    s.draw("stone", lambda p: p.poly([(56, PIER - 8), (650, PIER - 8), (662, PIER + 4), (44, PIER + 4)], 0), edge="line", width=.9)
    s.draw("stone-shade", lambda p: p.box(48, PIER + 4, 610, 6))
    s.draw("line", lambda p: [p.box(60 + 24 * i, PIER + 6, 3, 11) for i in range(25)])
    roof, post, folk, red = Pen(), Pen(), Pen(), Pen()
    roof.poly([(352, PIER - 24), (366, PIER - 34), (534, PIER - 34), (548, PIER - 24)], 0)
    for i in range(9):
        post.box(358 + i * 22.6, PIER - 24, 1.6, 20)
    r = chance(881)
    for _ in range(18):
        tiny(folk, 150 + 480 * r.random(), PIER + 1 + r.normal(), 11 + r.random(), 1.9)
    tiny(red, 330, PIER + 2, 13, 2.3)
    s.put("awning", roof, edge="line", width=.8)
    s.put("line", post)
    s.put("line", folk)
    s.put("red", red)


def boat(s, x, y, k, f, wake=True):
    """Lay down a passenger boat: wooden hull, a row of windows, an open upper deck under an awning, a flag astern."""
    def at(points):
        return [(x + f * u * k, y + v * k) for u, v in points]
    s.draw("mirror", lambda p: strokes.mirror(p, lambda _: [(x - 62 * k, x + 60 * k)], y + 12 * k, y + 30 * k, int(x), 4, .5, 9 * k, (2.2, 1.2), 1, 5))
    if wake:
        def lines(p):
            for u0, u1, v in ((-72, -128, 9), (-66, -176, 13), (-84, -150, 17), (-60, 70, 12)):
                m = (u0 + u1) / 2
                p.poly(at([(u0, v), (m, v - 1.3), (u1, v + 1), (m, v + 1.3)]), 0)
            p.poly(at([(66, 8), (80, 12), (62, 13), (40, 12)]), 0)
        s.draw("wake", lines)
    s.draw("hull", lambda p: p.poly(at([(-66, -9), (-60, -6), (0, -4), (46, -7), (78, -17), (74, -6), (66, 9), (-58, 10)]), 0), edge="line", width=.9)
    s.draw("cabin", lambda p: (p.poly(at([(-60, -6), (-60, -25), (40, -25), (50, -7), (0, -4)]), 0), p.poly(at([(18, -27), (18, -43), (36, -43), (41, -27)]), 0),
                               p.poly(at([(-62, 0), (66, -2), (65, 1), (-61, 3)]), 0)), edge="line", width=.8)
    def panes(p):
        for i in range(8):
            u = -55 + i * 11.6
            p.poly(at([(u, -21), (u + 8, -21), (u + 8, -11), (u, -11)]), 0)
        p.poly(at([(29, -40), (35, -40), (38, -31), (29, -31)]), 0)
    s.draw("pane", panes)
    def deck(p):
        p.poly(at([(-64, -25), (44, -25), (44, -27.4), (-64, -27.4)]), 0)
        for u in (-58, -40, -22, -4, 12):
            p.poly(at([(u, -27), (u + 1.3, -27), (u + 1.3, -47), (u, -47)]), 0)
        p.poly(at([(-62, -33.2), (16, -33.2), (16, -32.2), (-62, -32.2)]), 0)
        for u in (-51, -46, -31, -14, -9, 5):
            p.poly(at([(u - 2, -27), (u - 1.6, -36), (u, -40.5), (u + 1.6, -36), (u + 2, -27)]), 0)
        p.poly(at([(-64, -9), (-64, -44), (-62.6, -44), (-62.6, -9)]), 0)
    s.draw("line", deck)
    s.draw("awning", lambda p: p.poly(at([(-60, -46), (-56, -51), (38, -51), (43, -45), (-60, -45)]), 0), edge="line", width=.8)
    s.draw("red", lambda p: p.poly(at([(-64, -44), (-72, -45), (-82, -42), (-82, -33), (-72, -36), (-64, -35)]), 0))
