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


def palm(pen, x, y, height, seed, lean=0.1, fronds=9):
    """Add a palm: thin trunk, drooping fronds."""
    r = chance(seed)
    tx, ty = x + lean * height, y - height
    pen.poly([(x - height * 0.022, y), (tx - height * 0.014, ty), (tx + height * 0.014, ty), (x + height * 0.022, y)], 0)
    for i in range(fronds):
        a = math.pi * (1.08 + 0.84 * i / (fronds - 1)) + 0.15 * r.standard_normal()
        a = -math.pi + (math.pi * (i + 0.5) / fronds) if fronds < 5 else a
        length = height * (0.30 + 0.08 * r.random())
        ex, ey = tx + math.cos(a) * length, ty + math.sin(a) * length * 0.7 + length * 0.42
        mx, my = tx + math.cos(a) * length * 0.55, ty + math.sin(a) * length * 0.75
        w = height * 0.035
        pen.poly([(tx, ty), (mx, my - w), (ex, ey), (mx, my + w * 0.9)], 0)


def scallops(pen, cx, cy, size, seed, n=6):
    """Add leaf scallops: little arcs as closed crescents."""
    r = chance(seed)
    for _ in range(n):
        x, y = cx + (r.random() - 0.5) * size * 2, cy + (r.random() - 0.5) * size * 0.9
        w = size * (0.35 + 0.3 * r.random())
        pen.poly([(x - w, y + w * 0.45), (x - w * 0.55, y - w * 0.35), (x + w * 0.15, y - w * 0.5),
                  (x + w, y + w * 0.35), (x + w * 0.1, y - w * 0.12), (x - w * 0.5, y + w * 0.05)], 0)
