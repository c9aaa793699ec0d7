"""Curves by hand, made rock: smoothing, roughening, masks, noise.

Units   Canvas units: 800 wide, 500 high, y down.
Rule    The same seed gives the same curve. Scale after roughening: other points, other noise.
"""

import math

import numpy as np
from PIL import Image, ImageDraw
from scipy.ndimage import distance_transform_edt, gaussian_filter

WIDTH, HEIGHT = 800, 500
YY, XX = np.mgrid[0:HEIGHT, 0:WIDTH].astype(float)


def chance(seed):
    """Return the random source of a seed."""
    return np.random.default_rng(seed)


def noise(seed, sx, sy):
    """Return smooth noise over the canvas, spread 1, blurred by sx and sy."""
    raw = chance(seed).standard_normal((HEIGHT + 80, WIDTH + 80))
    found = gaussian_filter(raw, (sy, sx))[40:-40, 40:-40]
    return found / (found.std() + 1e-9)


def smooth(points, closed=True, step=3.0):
    """Return a Catmull-Rom curve through the points."""
    p = [np.array(q[:2], float) for q in points]
    n, out = len(p), []
    for i in range(n if closed else n - 1):
        p0 = p[(i - 1) % n] if closed or i > 0 else p[i]
        p1, p2 = p[i], p[(i + 1) % n]
        p3 = p[(i + 2) % n] if closed or i + 2 < n else p[i + 1]
        k = max(2, int(np.hypot(*(p2 - p1)) / step))
        for t in np.arange(k) / k:
            out.append(0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t
                              + (3 * p1 - p0 - 3 * p2 + p3) * t**3))
    if not closed:
        out.append(p[-1])
    return np.array(out)


def rough(points, amp=2.2, seed=1, closed=True, scale=3.0):
    """Return the smoothed curve pushed in and out along its normal: rock."""
    c = smooth(points, closed)
    r, n = chance(seed), len(c)
    a = gaussian_filter(r.standard_normal(n), scale, mode="wrap")
    b = gaussian_filter(r.standard_normal(n), 1, mode="wrap")
    d = amp * (a / a.std() * 0.8 + b / b.std() * 0.45)
    t = np.gradient(c, axis=0)
    t /= np.hypot(t[:, 0], t[:, 1])[:, None] + 1e-9
    return c + np.stack([-t[:, 1], t[:, 0]], 1) * d[:, None]


def scaled(points, k, about):
    """Return the points scaled about a point; what follows x and y is kept."""
    ax, ay = about
    return [(ax + (p[0] - ax) * k, ay + (p[1] - ay) * k, *p[2:]) for p in points]


def moved(points, dx, dy):
    """Return the points moved."""
    return [(p[0] + dx, p[1] + dy, *p[2:]) for p in points]


def canopy(line, seed, amp=5.0, step=5.0):
    """Return a scalloped tree line along a hand-drawn line."""
    r, out = chance(seed), []
    p = smooth(line, False, 2.0)
    d = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(p, axis=0).T))])
    s = 0.0
    while s < d[-1]:
        length, height = step * (0.6 + 0.9 * r.random()), amp * (0.5 + 0.8 * r.random())
        for u in (0, 0.25, 0.5, 0.75):
            q = min(d[-1], s + length * u)
            out.append((np.interp(q, d, p[:, 0]),
                        np.interp(q, d, p[:, 1]) - height * math.sin(math.pi * u)))
        s += length
    out.append(tuple(p[-1]))
    return out


def mask(*polygons):
    """Return the raster of what lies inside any of the polygons."""
    image = Image.new("L", (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(image)
    for polygon in polygons:
        draw.polygon([(float(q[0]), float(q[1])) for q in polygon], fill=255)
    return np.array(image) > 127


def distance_to(line, closed=False):
    """Return the distance of every pixel to a line."""
    image = Image.new("L", (WIDTH, HEIGHT), 255)
    points = [(float(q[0]), float(q[1])) for q in line]
    ImageDraw.Draw(image).line(points + (points[:1] if closed else []), fill=0, width=1)
    return distance_transform_edt(np.array(image) > 0)


def at(field, x, y):
    """Return the field's value at a point, the nearest one outside."""
    return field[min(HEIGHT - 1, max(0, int(y))), min(WIDTH - 1, max(0, int(x)))]
