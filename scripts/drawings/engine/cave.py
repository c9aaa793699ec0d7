"""Caves turn it round: frames with holes, stalactites, light strokes on dark rock."""

import numpy as np
from scipy.ndimage import distance_transform_edt
from shapely.geometry import Polygon
from shapely.ops import unary_union

from engine.curves import HEIGHT, WIDTH, XX, YY, chance, mask, noise, rough, smooth
from engine.pen import Pen, largest
from engine import shade, strokes


def spike(x, y, w, length, lean, seed):
    """Return a stalactite from (x, y) down, or a stalagmite when length is negative."""
    r, n, sign = chance(seed), 7, 1 if length > 0 else -1
    left, right = [(x - w / 2, y - 14 * sign)], []
    for i in range(1, n):
        t = i / n
        left.append((x - w / 2 * (1 - t) ** 0.75 * (1 + 0.18 * r.standard_normal()) + lean * t, y + length * t))
    for i in range(n - 1, 0, -1):
        t = i / n
        right.append((x + w / 2 * (1 - t) ** 0.75 * (1 + 0.18 * r.standard_normal()) + lean * t, y + length * t))
    ring = [*left, (x + lean, y + length), *right, (x + w / 2, y - 14 * sign)]
    return Polygon(smooth(ring, True, 3)).buffer(0)


def column(x, top, bottom, widths, seed, amp=2.5):
    """Return a pillar: widths are the half widths from the roof to the floor, evenly spaced."""
    r, n = chance(seed), len(widths)
    ys = np.linspace(top, bottom, n)
    sway = np.cumsum(r.standard_normal(n) * 1.6)
    left = [(x + sway[i] - widths[i], ys[i]) for i in range(n)]
    right = [(x + sway[i] + widths[i], ys[i]) for i in range(n - 1, -1, -1)]
    return Polygon(rough(left + right, amp, seed)).buffer(0)


def opening(points, seed, amp, spikes=()):
    """Return a hole in a rock frame: a rough ring less its stalactites."""
    hole = Polygon(rough(points, amp, seed)).buffer(0)
    if spikes:
        hole = hole.difference(unary_union([spike(*a, seed * 100 + i) for i, a in enumerate(spikes)]))
    return largest(hole)


def area(shape):
    """Return the raster of a shapely polygon without its holes."""
    return mask(list(largest(shape).exterior.coords))


def frame(s, ink, hole, edge=None, width=1.1, simp=1.15):
    """Lay down all rock outside a hole."""
    pen = Pen()
    pen.poly([(-4, -4), (WIDTH + 4, -4), (WIDTH + 4, HEIGHT + 4), (-4, HEIGHT + 4)], 0)
    pen.poly(list(hole.exterior.coords)[:-1], 0.6 if s.ink else simp)
    s.put(ink, pen, edge=edge, width=width, evenodd=True, shift=0)


def flow(seed, centre=430, foot=420, spread=230):
    """Return the direction of strokes on cave walls: down, fanning from the centre, wavering."""
    return (np.pi / 2 + 0.35 * (XX - centre) / spread * (1 - YY / foot) + 0.22 * noise(seed, 20, 20))


def lit_rim(s, hole, beyond, seed, angle, *, limit=180, base=0.27, grow=0.0062, top=200):
    """Lay down shade on the lit frame round a hole, between it and the next frame."""
    region = ~area(hole) & area(beyond)
    away = distance_transform_edt(~area(hole))
    d = base + grow * away + 0.19 * noise(seed, 5, 22) + 0.09 * noise(seed + 1, 2.5, 8)
    d = np.clip(d + 0.10 * noise(seed + 2, 22, 18) + 0.10 * (top > YY), 0, 1)
    s.draw("rock-shade", lambda p: shade.plates(p, d, region, 0.40, 40))
    s.draw("rock-dark", lambda p: shade.plates(p, d, region, 0.62, 40))
    limit = int(limit * (2 if s.ink else 1))
    s.draw("line", lambda p: strokes.hatch(p, region, d, angle, 0.34, (9.5, 4.2), (0.8, 2.9), (16, 48),
                                           seed + 4, limit, s.dense))


def glow(s, ink, region, source, seed, angle, *, reach=46.0, limit=110, thr=0.36, sep=(11, 4.6),
         width=(0.8, 3.0), strength=0.95, length=(14, 54)):
    """Lay down light strokes on dark rock, thickest near the source (a mask)."""
    away = distance_transform_edt(~source)
    fl, big = noise(seed, 5, 22), noise(seed + 2, 22, 18)
    b = strength * np.exp(-away / reach) + 0.24 * fl * np.exp(-away / (2 * reach)) + 0.12 * big * np.exp(
        -away / (3 * reach))
    limit = int(limit * (2 if s.ink else 1))
    s.draw(ink, lambda p: strokes.hatch(p, region, np.clip(b, 0, 1), angle, thr, sep, width, length,
                                        seed + 6, limit, s.dense))


def mouth_view(s, mouth, hall, near, seed, *, floor=384, centre=430, limits=(170, 100, 24), simp=(1.15, 1.3, 1.8), before=None):
    """Lay down the three frames of a cave's mouth over what has been drawn outside.

    ``before`` draws what stands inside, after the lit rim and before the dark frames.
    """
    angle = flow(seed, centre=centre, foot=floor + 36)
    angle = np.where(floor < YY, 0.12 * noise(seed + 1, 20, 8) + 0.02, angle)
    frame(s, "rock", mouth, edge="line", simp=simp[0])
    lit_rim(s, mouth, hall, seed + 2, angle, limit=limits[0])
    if before:
        before(angle)
    frame(s, "hall", hall, simp=simp[1])
    glow(s, "hall-light", area(near) & ~area(hall), area(hall), seed + 2, angle, limit=limits[1])
    frame(s, "near", near, simp=simp[2])
    glow(s, "near-light", ~area(near), area(near), seed + 2, angle, reach=22, limit=limits[2], sep=(15, 8), width=(0.8, 2.6),
         strength=0.62, length=(18, 50))
    return angle


def figure(s, outline, sun, seed, *, limit=60, ink="figure", light="figure-light", reach=16.0):
    """Lay down a dark stone in the foreground, its edge lit from one side."""
    s.draw(ink, lambda p: p.poly(outline, 0.6), edge="line" if not s.ink else None, width=1)
    inside = mask(outline)
    dt = distance_transform_edt(inside)
    from scipy.ndimage import gaussian_filter

    gy, gx = np.gradient(gaussian_filter(dt, 2))
    vx, vy = sun[0] - XX, sun[1] - YY
    facing = -(gx * vx + gy * vy) / (np.hypot(vx, vy) + 1e-6)
    b = np.clip(0.25 + facing, 0, 1.2) * np.exp(-dt / reach) + 0.12 * noise(seed, 4, 14)
    angle = np.pi / 2 - 0.25 * gx + 0.25 * noise(seed + 1, 14, 18)
    s.draw(light, lambda p: strokes.hatch(p, inside & (dt > 1.5), np.clip(b, 0, 1), angle, 0.34, (8, 3.6), (0.7, 2.6), (12, 40), seed + 2,
                                          limit, s.dense))
    return inside
