"""Plants: ferns, palms, scalloped bushes."""

import math

from engine.curves import chance


def fern(pen, x, y, length, angle, curl, n=9):
    """Add a fern frond that starts at (x, y) and curls."""
    px, py, points = x, y, []
    for i in range(n + 1):
        t = i / n
        a = angle + curl * t * t
        px, py = px + math.cos(a) * length / n, py + math.sin(a) * length / n
        points.append((px, py, a, t))
    pen.poly([(x - 1.2, y)] + [(p[0], p[1]) for p in points] + [(p[0] + 0.8, p[1] + 1) for p in points[::-1]], 0.3)
    for px, py, a, t in points[1:]:
        leaf = length * 0.30 * math.sin(math.pi * min(1, 0.12 + 0.88 * (1 - t))) ** 0.7 * (1 - t * 0.4)
        for side in (1, -1):
            b = a + side * 1.05
            ex, ey = px + math.cos(b) * leaf, py + math.sin(b) * leaf
            nx, ny = -math.sin(b) * leaf * 0.13, math.cos(b) * leaf * 0.13
            mx, my = px * 0.6 + ex * 0.4, py * 0.6 + ey * 0.4
            pen.poly([(px, py), (mx + nx, my + ny), (ex, ey + leaf * 0.08), (mx - nx, my - ny)], 0)


def palm(pen, x, y, height, seed, lean=0.1, fronds=11):
    """Add a palm: a thin trunk, fronds that rise and droop."""
    r = chance(seed)
    tx, ty, w = x + lean * height, y - height * .78, height * .018
    pen.poly([(x - w * 1.6, y), (tx - w, ty), (tx + w, ty), (x + w * 1.6, y)], 0)
    for i in range(fronds):
        a = math.pi * (1.02 + .96 * (i + .5) / fronds) + .10 * r.normal()
        n = height * (.30 + .07 * r.random())
        out, up = math.cos(a), -math.sin(a)
        mx, my = tx + out * n * .55, ty - up * n * .50 - n * .06
        ex, ey = tx + out * n * 1.02, ty - up * n * .34 + n * .30
        k = n * .10
        pen.poly([(tx, ty), (mx - k * .3, my - k), (ex, ey), (mx, my + k * .7)], 0)
        for j in (.45, .7, .9):  # leaflets hang down
            qx, qy = (tx + (ex - tx) * j, (1 - j) * (ty + (my - ty) * 1.5) + j * ey)
            pen.poly([(qx - k * .4, qy), (qx + k * .4, qy), (qx + out * k * .5, qy + n * .20)], 0)


def scallops(pen, cx, cy, size, seed, n=6):
    """Add leaf scallops: little arcs as closed crescents."""
    r = chance(seed)
    for _ in range(n):
        x, y = cx + (r.random() - 0.5) * size * 2, cy + (r.random() - 0.5) * size * 0.9
        w = size * (0.35 + 0.3 * r.random())
        pen.poly([(x - w, y + w * 0.45), (x - w * 0.55, y - w * 0.35), (x + w * 0.15, y - w * 0.5),
                  (x + w, y + w * 0.35), (x + w * 0.1, y - w * 0.12), (x - w * 0.5, y + w * 0.05)], 0)
