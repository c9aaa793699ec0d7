"""Shade fields (0 light, 1 dark) and the flat plates cut from them."""

import numpy as np
from contourpy import contour_generator
from scipy.ndimage import distance_transform_edt, gaussian_filter
from shapely.geometry import Polygon

from engine.curves import XX, YY, distance_to, noise, smooth


def rock_field(inside, light, seed=3, flute=0.55, relief=1.0, scale=34.0, fx=5, fy=26):
    """Return darkness, distance to the edge and the slope of a rock lit from one point.

    Height is the distance from the edge, with vertical flutes and cracks pressed into it.
    """
    dt = distance_transform_edt(inside)
    h = scale * np.minimum(1, dt / scale) ** 0.55 * relief
    pressed = noise(seed, fx, fy) * 4.2 + noise(seed + 1, 3, 9) * 1.3 + noise(seed + 2, 18, 14) * 4
    h = h + flute * pressed * np.minimum(1, dt / 6)
    gy, gx = np.gradient(gaussian_filter(h, 1.0))
    lx, ly, lz = light
    vx, vy = lx - XX, ly - YY
    vl = np.hypot(vx, vy) + 1e-6
    lam = (-gx * vx / vl - gy * vy / vl + lz) / np.sqrt(gx * gx + gy * gy + 1) / np.sqrt(1 + lz * lz)
    return np.clip(0.5 - 0.62 * lam, 0, 1), dt, gx, gy


def hill_field(inside, spurs, towards=(-0.92, -0.25), seed=70, lift=0.42, base=(250, 110)):
    """Return darkness and slope of a hill raised along hand-drawn spurs (points, height, width)."""
    dt = distance_transform_edt(inside)
    h = np.zeros_like(dt)
    for points, height, width in spurs:
        h = np.maximum(h, height * np.exp(-((distance_to(smooth(points, False, 2)) / width) ** 1.3)))
    h += 16 * np.minimum(1, dt / 40) ** 0.6
    h += (noise(seed + 1, 9, 11) * 1.5 + noise(seed + 2, 22, 18) * 3.4) * np.minimum(1, dt / 10)
    gy, gx = np.gradient(gaussian_filter(h, 2.2))
    lam = (-gx * towards[0] - gy * towards[1] + lift) / np.sqrt(gx * gx + gy * gy + 1)
    d = 0.58 - 0.56 * lam + 0.12 * noise(seed, 20, 16) + 0.05 * noise(seed + 18, 8, 8)
    d = d + 0.12 * np.clip((YY - base[0]) / base[1], 0, 1)
    return gaussian_filter(np.clip(d, 0, 1), 1.2), dt, gx, gy


def plates(pen, dark, inside, level, least=30, simp=0.9, blur=1.2):
    """Add the areas darker than level as flat shapes."""
    weight = np.maximum(gaussian_filter(inside.astype(float), blur), 0.05)
    field = np.where(inside, gaussian_filter(np.where(inside, dark, 0), blur) / weight, 0)
    generator = contour_generator(XX[0], YY[:, 0], field, fill_type="OuterOffset")
    for points, offsets in zip(*generator.filled(level, 9), strict=True):
        for a, b in zip(offsets[:-1], offsets[1:], strict=True):
            ring = points[a:b][:-1]
            if len(ring) >= 4 and abs(Polygon(ring).area) >= least:
                pen.poly(ring, simp)
    return pen


def runs(row):
    """Return start and end of every stretch of true values."""
    edge = np.flatnonzero(np.diff(np.concatenate([[0], row.astype(int), [0]])))
    return list(zip(edge[::2], edge[1::2], strict=True))
