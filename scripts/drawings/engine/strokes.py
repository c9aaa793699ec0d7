"""Burin strokes: on rock, on water, in the sky, mirrored, and leaves."""

import math

import numpy as np
from engine.curves import HEIGHT, WIDTH, at, chance
from engine.pen import burin


def hatch(pen, inside, dark, angle, thr=0.35, sep=(8, 3.2), width=(0.6, 2.6), length=(18, 60),
          seed=1, limit=900, dense=1.0):
    """Add evenly spaced strokes along the angle field, closer and wider where it is dark."""
    limit, sep = int(limit * dense**2), (sep[0] / dense, sep[1] / dense)
    wmin, wmax = width[0] / dense**0.3, width[1] / dense**0.6
    if dense > 1:
        thr -= 0.06
    taken, r = np.full((HEIGHT, WIDTH), -1, int), chance(seed)
    ys, xs = np.nonzero(inside & (dark > thr))
    order = r.permutation(len(xs))
    order = order[np.argsort(-dark[ys[order], xs[order]] + r.random(len(order)) * 0.8, kind="stable")]

    def near(x, y, distance, me):
        k, xi, yi = math.ceil(distance), int(x), int(y)
        a = taken[max(0, yi - k) : yi + k + 1, max(0, xi - k) : xi + k + 1]
        return ((a >= 0) & (a != me)).any()

    n = 0
    for o in order:
        if n >= limit:
            break
        x0, y0, d = float(xs[o]), float(ys[o]), dark[ys[o], xs[o]]
        if near(x0, y0, (sep[0] + (sep[1] - sep[0]) * d) * 0.5, -2):
            continue
        points = [(x0, y0)]
        most = (length[0] + (length[1] - length[0]) * d) * (0.6 + 0.6 * r.random())
        for sign in (1, -1):
            x, y, run = x0, y0, 0.0
            while run < most / 2:
                a = at(angle, x, y)
                x, y, run = x + sign * 2.5 * math.cos(a), y + sign * 2.5 * math.sin(a), run + 2.5
                if not (0 <= x < WIDTH and 0 <= y < HEIGHT) or not at(inside, x, y):
                    break
                here = at(dark, x, y)
                if here < thr or near(x, y, (sep[0] + (sep[1] - sep[0]) * here) * 0.36, n):
                    break
                points.insert(0, (x, y)) if sign < 0 else points.append((x, y))
        for x, y in points:
            taken[int(y), int(x)] = n
        if len(points) < 4:
            continue
        mean = np.mean([at(dark, *p) for p in points])
        n += 1
        w = wmin + (wmax - wmin) * max(0, (mean - thr) / (1 - thr))
        pen.poly(burin(points, w, fine=dense > 1), 0)
    return pen


def water(pen, y0, y1, seed=1, density=1.0, skip=None, widest=2.0, first=(14, 50), last=(50, 190),
          gap=1.0, inside=None, spacing=(3.2, 13)):
    """Add water strokes that grow toward us; skip(x, y, length) leaves some out."""
    r, y = chance(seed), y0
    while y < y1:
        t = (y - y0) / (y1 - y0)
        x = -r.random() * 60
        while x < WIDTH:
            shortest = first[0] + (first[1] - first[0]) * t
            spread = (first[1] - first[0]) + (last[1] - last[0] - first[1] + first[0]) * t
            length = shortest + r.random() * spread
            pause = length * (0.25 + r.random() * 1.6) * gap
            ok = r.random() < density and not (skip and skip(x, y, length))
            if inside is not None and ok:
                a, b = int(max(0, min(WIDTH - 1, x))), int(max(1, min(WIDTH, x + length)))
                ok = inside[min(HEIGHT - 1, int(y)), a:b].all()
            if ok:
                bend, w = (r.random() - 0.5) * 6 * t, 0.3 + widest * t
                pen.poly([(max(-5, x), y), (x + length * 0.45, y + bend - w / 2),
                          (x + length, y + (r.random() - 0.5) * 1.5 * t),
                          (x + length * 0.5, y + bend + w / 2)], 0)
            x += length + pause
        y += spacing[0] + (spacing[1] - spacing[0]) * t
    return pen


def mirror(pen, spans, y0, y1, seed=2, step=3.6, grow=0.5, jitter=6, thick=(2.8, 1.4), keep=1.0,
           wobble=5):
    """Add a reflection: spans(y) gives (x0, x1) pairs; each becomes a lens-shaped bar."""
    r, y = chance(seed), y0
    while y < y1:
        t = (y - y0) / (y1 - y0)
        for a, b in spans(y):
            if r.random() > keep:
                continue
            j, sway = jitter * (0.3 + t), math.sin(y * 0.5) * wobble * t
            a2, b2 = a + r.normal() * j + sway, b + r.normal() * j + sway
            if b2 - a2 < 4:
                continue
            h, n = (thick[0] + (thick[1] - thick[0]) * t) / 2, b2 - a2
            pen.poly([(a2, y), (a2 + n * 0.25, y - h), (b2 - n * 0.2, y - h * 0.9), (b2, y),
                      (b2 - n * 0.3, y + h), (a2 + n * 0.2, y + h * 0.8)], 0)
        y += step * (1 + grow * t)
    return pen


def sky(pen, y0, y1, seed, clouds=None, lines=22, width=1.1, sun=None, x0=-10, x1=WIDTH + 10):
    """Add ruled sky lines, broken where clouds (a field) are above 0 and round the sun."""
    r = chance(seed)
    for i in range(lines):
        t = i / (lines - 1)
        y, x = y0 + (y1 - y0) * t**0.8, x0
        while x < x1:
            end = min(x1, x + 60 + r.random() * 260)
            xs = np.arange(x, end, 4.0)
            ok = np.ones(len(xs), bool)
            if clouds is not None:
                ok &= np.array([at(clouds, q, y) < 0 for q in xs], bool)
            if sun is not None:
                ok &= np.hypot(xs - sun[0], y - sun[1]) > sun[2]
            k = 0
            while k < len(xs):
                e = k
                while ok[k] and e + 1 < len(xs) and ok[e + 1]:
                    e += 1
                if e - k > 4:
                    w, m = width * (1 - 0.65 * t) / 2, (xs[k] + xs[e]) / 2
                    pen.poly([(xs[k], y), (m, y - w), (xs[e], y), (m, y + w)], 0)
                k = e + 1
            x = end + 6 + r.random() * 40
    return pen


def leaves(pen, inside, dark, seed, sep=(17, 6.5), size=(6, 10), thr=0.2, limit=400, avoid=None):
    """Add leaf clumps as five-point boomerangs, denser where it is dark."""
    r = chance(seed)
    ys, xs = np.nonzero(inside & (dark > thr))
    taken, kept = np.zeros((HEIGHT, WIDTH), bool), []
    for i in r.permutation(len(xs)):
        x, y = xs[i], ys[i]
        d = dark[y, x]
        s = int(sep[0] + (sep[1] - sep[0]) * min(1, max(0, (d - thr) / (1 - thr))))
        if taken[max(0, y - s // 2) : y + s // 2 + 1, max(0, x - s) : x + s + 1].any():
            continue
        if avoid is not None and avoid[y, x]:
            continue
        taken[y, x] = True
        kept.append((x, y, d))
        if len(kept) >= limit:
            break
    for x, y, d in sorted(kept, key=lambda a: (a[1] // 24, a[0])):
        w = size[0] + (size[1] - size[0]) * r.random()
        h, t = w * (0.42 + 0.2 * r.random()), 0.30 + 0.5 * d
        pen.poly([(x - w / 2, y + h * 0.2), (x - w * 0.22, y - h * 0.8), (x + w * 0.22, y - h * 0.75),
                  (x + w / 2, y + h * 0.35), (x + w * 0.12, y - h * (0.75 - t))], 0)
    return pen
