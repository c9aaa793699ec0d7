"""A hall so large that its visitors are a string of dots, under a ceiling dimpled like beaten metal."""

import math

import numpy as np
from scipy.ndimage import distance_transform_edt
from shapely import voronoi_polygons
from shapely.geometry import LineString, MultiPoint, Polygon, box
from shapely.ops import unary_union

from engine import cave, land, shade, strokes
from engine.curves import XX, YY, chance, mask, noise, rough, smooth
from engine.pen import Pen
from motifs.people import tiny, walker

TITLE = "Hang Sửng Sốt"
DESCRIPTION = "A vast cave hall under a dimpled ceiling; a line of visitors follows a lit path to the opening at its far end."
EYE = (452, 268)
EXIT = [(414, 290), (410, 270), (418, 250), (432, 236), (452, 232), (474, 236), (490, 250), (496, 272), (490, 290)]
PATH = [(250, 512), (300, 470), (400, 444), (520, 424), (576, 400), (552, 376), (470, 360), (396, 348), (372, 334), (404, 320),
        (440, 310), (452, 298)]
INKS = {
    "vault": ("#8b8a75", "#4c3719", "#000"), "hollow": ("#6a6f61", "#2e2213", None),
    "hollow-deep": ("#4f574e", "#1c150d", None), "hollow-light": ("#c4ba9b", "#a97c36", "#fff"),
    "hollow-line": ("#a9a389", "#7d5a28", "#fff"), "vault-line": ("#2a302c", "#0b0906", "#000"),
    "red": ("#b3281d", "#d8492f", "#fff"), "people": ("#141b1b", "#0b0906", "#fff"),
    "floor": ("#34403b", "#100f0c", "#000"), "floor-light": ("#6f7662", "#4a381d", "#fff"),
    "path": ("#e9dab4", "#c99a4d", "#fff"), "path-line": ("#6d675a", "#5b421f", "#000"),
    "mound": ("#6b6a58", "#2b2115", "#000"), "rock": ("#c9b992", "#8a672f", "#fff"),
    "rock-shade": ("#8f8468", "#553d1d", None), "rock-dark": ("#565242", "#2b2013", "#000"),
    "rock-sunlit": ("#f1dfb4", "#e2b35f", None),
    "near": ("#171f1e", "#070605", "#000"), "near-light": ("#454d45", "#33270f", "#fff"),
    "day": ("#f6efd6", "#9fbcae", "#fff"), "day-far": ("#bfd0c2", "#5d8681", "#fff"), "glare": ("#f3e3b4", "#f4c46c", "#fff"),
    "crowd": ("#141b1b", "#0b0906", "#000"),
}


def draw(s):
    """Draw the place."""
    s.inks.update(INKS)
    if s.ink:
        s.draw("vault", lambda p: p.box(-4, -4, 808, 508))
    s.wash(0, 0, 800, 340, ("hollow-deep", .15), ("vault", .75))
    ceiling(s)
    far_end(s)
    ground(s)
    formations(s)
    path(s)
    front(s)


def ring(k, a, seed=0):
    """Return a point of ring k of the vault at angle a: the rings widen from the far end."""
    r = 34 * 1.27**k
    return EYE[0] + r * 1.42 * math.cos(a), EYE[1] + 10 - r * .92 * math.sin(a)


STRETCH = 3.4  # makes a step outwards and a step round the vault alike


def ceiling(s):
    """Lay down dimple after dimple: hollows that catch the lamps on their far side only."""
    r, sites = chance(81), []
    for k in range(10):
        n = 6.4 + k * .7
        for i in range(int(n) + 1):
            a = math.pi * (i + .5 * (k % 2) + r.normal() * .16) / n
            sites.append((k + .5 + r.normal() * .16, a * STRETCH))
    cells = voronoi_polygons(MultiPoint(sites), extend_to=box(-1, -2, 11.5, math.pi * STRETCH + 2))
    dark, light, deep, line = Pen(), Pen(), Pen(), Pen()
    for cell in sorted(cells.geoms, key=lambda c: (round(c.centroid.x, 3), round(c.centroid.y, 3))):
        k, a = cell.centroid.x, cell.centroid.y / STRETCH
        x, y = ring(k, a)
        if not (.2 < k < 10.3 and -.12 < a < math.pi + .12 and -30 < x < 830 and -40 < y < 330):
            continue
        edge = np.array([ring(u, v / STRETCH) for u, v in cell.exterior.coords[:-1]])
        edge = (x, y) + (edge - (x, y)) * .93
        whole = smooth(edge, True, 5)
        size = .5 * math.sqrt(Polygon(whole).area)
        dark.poly(whole, .9 if s.ink else max(.9, size * .09))
        out = np.array([x - EYE[0], y - EYE[1] - 34])
        out /= np.hypot(*out)
        crescent(light, whole, (x, y), out, size, .34 + .16 * r.random(), s.ink)
        crescent(deep, whole, (x, y), -out, size, .50 + .2 * r.random(), s.ink)
        for j in range(6 if s.ink else 0):  # strokes that run into the hollow
            u = (j + .3 + .4 * r.random()) / 6 - .5
            side = np.array([-out[1], out[0]])
            p0 = np.array([x, y]) + out * size * (.86 - abs(u) * .7) + side * size * u * 1.5
            p1 = p0 - out * size * (.65 + .75 * r.random())
            m, w = p0 * .68 + p1 * .32, .5 + .17 * k
            line.poly([p0, m + side * w, p1, m - side * w], 0)
    s.put("hollow", dark)
    s.put("hollow-deep", deep)
    s.put("hollow-light", light)
    s.put("hollow-line", line)


def crescent(pen, whole, centre, towards, size, thick, fine):
    """Add the part of a cell's rim that faces a direction, thick in its middle, pointed at its ends."""
    rel = whole - np.array(centre)
    along = rel @ towards / (np.hypot(rel[:, 0], rel[:, 1]) + 1e-9)
    start = int(np.argmin(along))
    rel, along = np.roll(rel, -start, 0), np.roll(along, -start)
    keep = np.flatnonzero(along > .05)
    if len(keep) < 4:
        return
    arc = rel[keep[0] : keep[-1] + 1]
    arc = arc[np.linspace(0, len(arc) - 1, 9 if fine else 5).round().astype(int)]
    u = np.linspace(0, math.pi, len(arc))
    inner = arc - towards * (size * thick * np.sin(u) ** .8)[:, None] * 1.5
    ring_ = np.concatenate([arc * .97, inner[-2:0:-1]])
    pen.poly(ring_ + np.array(centre), 0)


def far_end(s):
    """Lay down the opening at the far end: day, a hill across the water, the terrace."""
    hole = rough(EXIT, 1.6, 83)
    s.draw("day", lambda p: p.poly(hole, .4), edge="vault-line", width=1.4)
    def view(p):
        p.poly([(416, 290), (416, 280), (424, 270), (432, 266), (440, 274), (450, 279), (462, 276), (470, 262), (478, 258),
                (486, 266), (492, 282), (490, 290)], 0)
    s.draw("day-far", view, edge="vault-line" if s.ink else None, width=.6)
    s.draw("crowd", lambda p: (tiny(p, 438, 292, 9, 1.7), tiny(p, 446, 292, 10, 1.8), tiny(p, 468, 292, 9, 1.7), p.box(410, 288.6, 84, 1.2)))


def ground(s):
    """Lay down the floor that falls away from us, ribbed by old water."""
    edge = rough([(-10, 330), (60, 318), (140, 326), (230, 306), (320, 300), (400, 292), (500, 291), (590, 300), (680, 316),
                  (760, 306), (810, 318), (810, 510), (-10, 510)], 2.2, 85)
    s.draw("floor", lambda p: p.poly(edge, .6), edge="vault-line", width=1)
    lane = LineString(smooth(PATH, False, 4))
    image = mask(list(lane.buffer(6).exterior.coords))
    d = .95 * np.exp(-distance_transform_edt(~image) / (16 + .20 * np.maximum(YY - 290, 0))) + .16 * noise(86, 24, 6)
    angle = .12 * noise(87, 22, 8) + .25 * (XX - 420) / 400
    s.draw("floor-light", lambda p: strokes.hatch(p, mask(edge), np.clip(d, 0, 1), angle, .34, (11, 5), (.7, 2.6), (14, 56), 88, 66, s.dense))


def formations(s):
    """Lay down stone that stands on the floor; lamps light it from the path."""
    left = rough([(64, 430), (84, 404), (78, 384), (98, 372), (92, 350), (108, 338), (104, 312), (118, 304), (114, 278), (126, 268),
                  (122, 240), (132, 226), (130, 196), (138, 168), (146, 150), (152, 172), (150, 200), (162, 214), (160, 244), (172, 258),
                  (168, 284), (184, 296), (182, 322), (202, 334), (200, 356), (226, 372), (222, 392), (250, 406), (262, 430), (160, 440)], 2.2, 91)
    right = rough([(586, 398), (604, 384), (600, 364), (616, 350), (610, 330), (624, 320), (622, 296), (634, 286), (640, 262), (648, 288),
                   (656, 300), (660, 270), (668, 256), (666, 226), (676, 206), (680, 176), (686, 158), (694, 180), (692, 210), (704, 226),
                   (702, 256), (716, 270), (714, 300), (730, 314), (728, 340), (748, 354), (752, 378), (776, 400), (700, 410), (640, 408)], 2.2, 93)
    land.rock(s, [left], (330, 400, .30), 95, flute=1.1, scale=40, limit=54, edge=1.2, tide=None, levels=(.44, .70))
    land.rock(s, [right], (520, 400, .30), 97, flute=1.1, scale=36, limit=48, edge=1.2, tide=None, levels=(.44, .70))
    small = [rough([(x - w, y), (x - w * .5, y - h * .5), (x - w * .1, y - h), (x + w * .3, y - h * .6), (x + w, y)], 1.2, 99 + i)
             for i, (x, y, w, h) in enumerate(((330, 344, 18, 34), (352, 336, 10, 46), (534, 346, 16, 40), (514, 338, 9, 24), (300, 338, 10, 22)))]
    s.draw("rock", lambda p: [p.poly(q, .4) for q in small], edge="line", width=1)
    where = mask(*small)
    d = np.clip(.42 + .25 * noise(101, 3, 9) + .02 * (np.abs(XX - 440) - 90), 0, 1)
    s.draw("rock-dark", lambda p: shade.plates(p, d, where, .52, 10))


def path(s):
    """Lay down the path, its lamps, and everybody on it."""
    c = smooth(PATH, False, 3)
    w = (1.2 + 25 * np.clip((c[:, 1] - 296) / 214, 0, 1) ** 1.25)[:, None]
    a, b = c + np.array([-1, .10]) * w, c + np.array([1, -.10]) * w
    cells = [Polygon([a[i], a[i + 1], b[i + 1], b[i]]).convex_hull for i in range(len(c) - 1)]
    way = unary_union([q.buffer(.6) for q in cells])
    s.draw("path", lambda p: p.geometry(way, .5), edge="path-line", width=1)
    def slabs(p):
        for i in range(4, len(c) - 30, 5):
            (x0, y0), (x1, y1) = a[i], b[i]
            t = .4 + .9 * (c[i, 1] - 300) / 200
            p.poly([(x0, y0), ((x0 + x1) / 2, (y0 + y1) / 2 + t), (x1, y1), ((x0 + x1) / 2, (y0 + y1) / 2 - t * .4)], 0)
    s.draw("path-line", slabs)
    lamps, crowd, red, r = Pen(), Pen(), Pen(), chance(103)
    for i in range(14, len(c) - 6, 26):
        side = a if (i // 26) % 2 else b
        x, y = side[i]
        k = 1.0 + 2.6 * (y - 296) / 214
        lamps.disc(x + (k * 2 if side is b else -k * 2), y - k, k * .9, 8)
    s.put("glare", lamps)
    n = len(c)
    for j, t in enumerate((.20, .235, .30, .34, .365, .43, .46, .50, .53, .56, .60, .625, .66, .70, .73, .76, .80, .83, .86, .89, .92, .95)):
        x, y = c[int(t * n)]
        h = 9 + 38 * ((y - 296) / 214) ** 1.1
        x += (r.random() - .5) * w[int(t * n), 0] * .9
        pen = red if j in (3, 9) else crowd
        if h > 16:
            walker(pen, x, y, h / 27, 1 if j % 2 else -1, hat=j == 1)
        else:
            tiny(pen, x, y, h, h * .17)
    s.put("people", crowd)
    s.put("red", red)


def front(s):
    """Lay down the dark edge from which we look."""
    hole = cave.opening([(-60, 540), (-20, 470), (10, 440), (24, 380), (8, 300), (22, 210), (6, 120), (40, 50), (110, 8), (200, -20),
                         (420, -40), (640, -20), (720, 14), (776, 60), (790, 150), (774, 240), (792, 330), (776, 400), (790, 450), (860, 540)],
                        105, 4.0, [(70, 34, 44, 96, 4), (118, 10, 26, 50, 0), (732, 26, 48, 120, -6), (690, 4, 26, 52, 0), (26, 90, 30, 60, 2)])
    cave.frame(s, "near", hole, simp=2.2)
    cave.glow(s, "near-light", ~cave.area(hole), cave.area(hole), 107, cave.flow(108, centre=400), reach=24, limit=18, strength=.7)
