"""Ready passages: sky, far ranges, open water, a rock in the sea, a green hill."""

import math

import numpy as np
from scipy.ndimage import gaussian_filter

from engine.curves import HEIGHT, WIDTH, XX, YY, chance, mask, noise, smooth
from engine.pen import Pen
from engine import shade, strokes


def heaven(s, horizon, seed, sun=None, moon=None, lines=22, clouds=(80, 10), bias=0.1):
    """Lay down the sky: a wash, ruled lines broken by clouds, a sun or a moon."""
    s.wash(0, 0, WIDTH, horizon + 2, ("sky-top", 0), ("sky-mid", 0.55), ("sky-low", 1))
    field = noise(seed, *clouds) + 0.6 * noise(seed + 3, 26, 5) - bias
    body = sun or moon
    keep = (body[0], body[1], body[2] + 4) if body else None
    count = int(lines * (1.25 if s.ink else 1))
    s.draw("sky-line", lambda p: strokes.sky(p, 8, horizon - 10, seed + 1, field, count,
                                             1.25 if s.ink else 0.9, keep))
    if sun:
        s.draw("sun", lambda p: p.disc(*sun), edge="line" if s.ink else None, width=0.9)
        if s.ink:
            s.draw("line", lambda p: ruled_disc(p, *sun))
    if moon:
        s.draw("moon", lambda p: p.disc(*moon), edge="sky-line", width=0.7)


def ruled_disc(pen, x, y, r):
    """Add the tone of a low sun in one ink: ruled lines, closer towards the water."""
    v, step = y - r * 0.86, r * 0.15
    while v < y + r * 0.98:
        half = math.sqrt(max(0, r * r - (v - y) ** 2)) - 1.2
        w = 0.5 + 1.0 * (v - y + r) / (2 * r)
        pen.poly([(x - half, v), (x, v - w), (x + half, v), (x, v + w)], 0)
        v, step = v + step, max(2.6, step * 0.94)


def ridge(x0, x1, base, towers, seed, jag=1.4):
    """Return a karst range: towers of (x, height, half width, skew); steep, round, with saddles."""
    x = np.arange(x0, x1 + 1, 2.0)
    h = np.zeros_like(x)
    for cx, hh, hw, skew in towers:
        u = (x - cx) / hw
        u = np.where(u < 0, u / (1 - skew), u / (1 + skew))
        h = np.maximum(h, hh * np.clip(1 - np.abs(u) ** 2.6, 0, 1) ** 0.75)
    r = chance(seed)
    n = gaussian_filter(r.standard_normal(len(x)), 1.2)
    m = gaussian_filter(r.standard_normal(len(x)), 5)
    h = np.where(h > 0, h + (n / n.std() * jag + m / m.std() * jag * 1.6) * np.minimum(1, h / 14), 0)
    return np.concatenate([[(x0, base)], np.stack([x, base - np.maximum(h, 0)], 1), [(x1, base)]])


def ridge_lines(pen, poly, step, seed, base, width=0.9, part=0.5, lean=0.35):
    """Add slanted parallel lines on the shadow side of every summit of a range."""
    r = chance(seed)
    px, py = poly[1:-1, 0], poly[1:-1, 1]
    for x in np.arange(px[0], px[-1], step):
        y, slope = np.interp(x, px, py), np.interp(x + 8, px, py) - np.interp(x - 8, px, py)
        h = base - y
        if h < 5:
            continue
        f = part * (0.55 + 0.45 * np.tanh(slope / 6)) if slope > -4 else part * 0.22
        length, y1 = h * (f + 0.15 * r.random()), y + 1 + r.random() * 3
        while length > 3 and any(np.interp(x + lean * length * u, px, py) > y1 + length * u - 1.5
                                 for u in (0.3, 0.6, 1)):
            length *= 0.8
        if length >= 4:
            pen.poly([(x, y1), (x + lean * length / 2 + width / 2, y1 + length * 0.4),
                      (x + lean * length, y1 + length),
                      (x + lean * length / 2 - width / 2, y1 + length * 0.4)], 0)


def ranges(s, *rows):
    """Lay down far ranges, the farthest first: (ink, x0, x1, base, towers, seed)."""
    for ink, x0, x1, base, towers, seed in rows:
        far = ink == "far-1"
        poly = ridge(x0, x1, base, towers, seed, 0.9 if far else 1.3)
        s.draw(ink, lambda p, q=poly: p.poly(q), edge=None if far and not s.ink else "far-line",
               width=0.5 if far else 0.7)
        step = (9 if far else 5.4) / (1.25 if s.ink else 1)
        s.draw("far-line", lambda p, q=poly, a=step, b=base, f=far, sd=seed: ridge_lines(
            p, q, a, sd, b, 0.7 if f else 1.3, 0.4 if f else 0.75))


def sea(s, horizon, seed, skip=None, density=0.8, widest=1.8, gap=1.25, spacing=(3.4, 12), to=497):
    """Lay down open water below the horizon."""
    s.wash(0, horizon, WIDTH, HEIGHT - horizon, ("water-far", 0), ("water-near", 1))
    ripples(s, horizon + 4, seed, skip, density, widest, gap, spacing, to)


def ripples(s, top, seed, skip=None, density=0.8, widest=1.8, gap=1.25, spacing=(3.4, 12), to=497):
    """Lay down water strokes alone."""
    s.draw("water-line", lambda p: strokes.water(p, top, to, seed, density, skip, widest, gap=gap,
                                                 spacing=spacing))


def mirrored(inside, waterline, squeeze=1.55):
    """Return the spans of a silhouette seen upside down in the water."""
    def spans(y):
        row = int(waterline - (y - waterline) * squeeze)
        return shade.runs(inside[row]) if 0 <= row < HEIGHT else []
    return spans


def rock(s, outlines, light, seed, *, flute=0.95, scale=62.0, tide=None, away=0.0, limit=230,
         lift=0.06, warm=0.30, extra=0.0, edge=1.3, length=(16, 54), sep=(9.5, 3.9), levels=(0.40, 0.68),
         cracks=0.0, lean=0.0):
    """Lay down limestone: base, two shade plates, warm rim, strokes, counter-strokes.

    light  (x, y, z) of the sun; tide: y of the notch worn at the water; away: how much darker
    the side turned from the light is; extra: a field of darkness to add; warm: how little sun makes
    a warm rim (0 for none); cracks: strength of level joints; lean: tilt of strokes.
    """
    inside = mask(*outlines)
    s.draw("rock", lambda p: [p.poly(o, 0.55) for o in outlines], edge="line", width=edge)
    d, dt, gx, gy = shade.rock_field(inside, light, seed, flute=flute, scale=scale)
    d = d + lift + extra
    if away:
        d = d + away * np.clip(np.sign(light[0] - WIDTH / 2 + 0.1) * (WIDTH / 2 - XX) / 160, -0.5, 1)
    if tide:
        d = d + 0.34 * np.exp(-(((YY - tide) / 14) ** 2))
    if cracks:
        joints = np.abs(noise(seed + 40, 34, 5))
        d = d + cracks * np.exp(-((joints / 0.09) ** 2)) * (noise(seed + 41, 30, 20) > -0.2)
    d = gaussian_filter(np.where(inside, np.clip(d, 0, 1), 0), 0.8)
    angle = np.arctan2(1.5 + np.abs(gy) * 0.1, -gx * 0.22 + noise(seed + 5, 16, 20) * 0.28 + lean)
    if warm:
        sy, sx = np.gradient(gaussian_filter(dt, 2))
        vx, vy = light[0] - XX, light[1] - YY
        facing = -(sx * vx + sy * vy) / (np.hypot(vx, vy) + 1e-6)
        rim = np.clip(facing, 0, 1) * np.exp(-dt / np.clip(7 + 3.5 * noise(seed + 9, 5, 14), 2.5, 14))
        s.draw("rock-sunlit", lambda p: shade.plates(p, rim, inside, warm, 16, 0.8, 0.8))
    s.draw("rock-shade", lambda p: shade.plates(p, d, inside, levels[0]))
    s.draw("rock-dark", lambda p: shade.plates(p, d, inside, levels[1]))
    s.draw("line", lambda p: strokes.hatch(p, inside, d, angle, 0.27, sep, (0.7, 3.1), length, seed,
                                           limit, s.dense))
    s.draw("counter-line", lambda p: strokes.hatch(p, inside, np.clip(d - 0.08, 0, 1), angle + 0.5,
                                                   0.62, (9, 5), (0.7, 2.0), (12, 28), seed + 1,
                                                   int(limit * (0.22 if s.ink else 0.36)), s.dense))
    return inside, d


def bushes(s, spots, seed):
    """Lay down bushes on crowns and ledges: (x, y, size)."""
    from motifs.plants import scallops

    body, lines, r = Pen(), Pen(), chance(seed)
    for x, y, size in spots:
        ring = []
        for i in range(18):
            a = 2 * math.pi * i / 18
            rr = size * (1 if i % 2 else 0.74) * (0.8 + 0.4 * r.random())
            ring.append((x + rr * 1.25 * math.cos(a), y + rr * 0.72 * math.sin(a)))
        body.poly(smooth(ring, True, 3), 0.5)
        scallops(lines, x + size * 0.15, y + size * 0.22, size * 0.8, seed + int(x), int(4 + size * 0.35))
    s.put("bush", body, edge="bush-line" if s.ink else None, width=0.8)
    s.put("bush-line", lines)


def hill(s, outline, spurs, seed, *, towards=(-0.92, -0.25), faces=None, keep=None, count=(130, 220, 95),
         base=(250, 110), edge=1.2, levels=(0.47, 0.70), print_limit=420):
    """Lay down a wooded karst hill: three greens, limestone faces, leaf clumps.

    faces  field above 0 where bare rock shows; keep: mask of what must stay free (steps).
    """
    inside = mask(outline)
    s.draw("leaf", lambda p: p.poly(outline, 0.5), edge="leaf-line", width=edge)
    d, dt, gx, gy = shade.hill_field(inside, spurs, towards, seed, base=base)
    s.draw("leaf-shade", lambda p: shade.plates(p, d, inside, levels[0], 60, 1.0))
    s.draw("leaf-dark", lambda p: shade.plates(p, d, inside, levels[1], 60, 1.0))
    free = np.zeros_like(inside) if keep is None else gaussian_filter(keep.astype(float), 3) > 0.2
    bare = np.zeros_like(inside)
    if faces is not None:
        bare = gaussian_filter(((faces > 0) & inside & (dt > 5) & ~free).astype(float), 1.3) > 0.5
        s.draw("rock", lambda p: shade.plates(p, bare.astype(float), inside, 0.5, 60, 0.6))
        fd = np.clip(d + 0.16 * noise(seed + 11, 3.5, 20) + 0.05, 0, 1)
        s.draw("rock-shade", lambda p: shade.plates(p, np.where(bare, fd, 0), inside, 0.5, 16))
        tilt = math.pi / 2 + 0.2 * noise(seed + 13, 10, 10)
        s.draw("line", lambda p: strokes.hatch(p, bare, fd, tilt, 0.33, (7, 3.4), (0.7, 2.4), (14, 40),
                                               seed + 4, 110, s.dense))
    avoid = (gaussian_filter(bare.astype(float), 1.5) > 0.6) | free
    if s.ink:  # strokes down the spurs; black patches would read as holes
        down = np.arctan2(np.abs(gy) * 0.4 + 1.1, -gx * 1.0 + 0.25 * noise(seed + 20, 14, 14))
        s.draw("leaf-line", lambda p: strokes.hatch(p, inside & ~avoid, np.clip(d + 0.10, 0, 1), down,
                                                    0.50, (8, 3.4), (0.6, 2.9), (10, 30), seed + 8,
                                                    print_limit, s.dense))
        across = inside & ~avoid & (d > levels[1])
        s.draw("leaf-line", lambda p: strokes.hatch(p, across, d, down + 0.9, 0.5, (7, 4.5), (0.6, 1.6),
                                                    (8, 20), seed + 9, print_limit // 3, s.dense))
    light = inside & (d < levels[0] - 0.05)
    s.draw("leaf-shade" if not s.ink else "leaf-line", lambda p: strokes.leaves(
        p, light, 0.25 + 0 * d, seed + 5, (13, 13), thr=0.1, avoid=avoid,
        limit=int(count[0] * (0.55 if s.ink else 1))))
    s.draw("leaf-line", lambda p: strokes.leaves(p, inside & (d < levels[1]), d, seed + 6, (13, 6),
                                                 thr=0.40, avoid=avoid, limit=count[1]))
    s.draw("leaf-line", lambda p: strokes.leaves(
        p, inside & (d >= levels[1] - 0.03), d, seed + 7, (11, 7), thr=0.40, avoid=avoid, limit=count[2]))
    return inside, d, bare


def window(s, x0, x1, y0, horizon, y1, seed, inside, *rows, lines=14, sky=("sky-top", "sky-low")):
    """Lay down the sky and water that an opening frames (inside is its raster), and far ranges."""
    s.wash(x0, y0, x1 - x0, horizon - y0 + 2, (sky[0], 0), (sky[1], 0.85))
    clouds = noise(seed, 60, 9) + 0.5 * noise(seed + 1, 22, 5) - 0.1
    s.draw("sky-line", lambda p: strokes.sky(p, y0 + 20, horizon - 12, seed + 2, np.where(inside, clouds, 1),
                                             int(lines * (1.4 if s.ink else 1)), 1.0))
    ranges(s, *rows)
    s.wash(x0, horizon, x1 - x0, y1 - horizon, ("water-far", 0), ("water-near", 1))
    s.draw("water-line", lambda p: strokes.water(p, horizon + 4, y1, seed + 3, 0.75, None, 1.2, (10, 40), (30, 90), 0.9, inside, (3.8, 8)))
