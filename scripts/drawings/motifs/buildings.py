"""Parts of buildings: floating cabins, town houses, curved roofs."""

from engine.curves import chance
from engine.pen import Pen


def cabin(s, x, y, w, h, roof="roof", wall="plank", seed=1, door=True, shut=True):
    """Lay down a floating cabin: raft on barrels, plank walls, a gable roof seen from its long side."""
    r = chance(seed)
    deck, barrels, walls, shade, top, lines = Pen(), Pen(), Pen(), Pen(), Pen(), Pen()
    deck.poly([(x - w * .68, y - 3), (x + w * .68, y - 3), (x + w * .70, y), (x - w * .70, y)], 0)
    n = int(w / 9)
    for i in range(n):
        bx = x - w * .62 + w * 1.24 * (i + .5) / n
        barrels.poly([(bx - 4, y), (bx + 4, y), (bx + 4.4, y + 2.4), (bx + 3, y + 4.4), (bx - 3, y + 4.4), (bx - 4.4, y + 2.4)], 0)
    walls.box(x - w * .5, y - h * .62, w, h * .62 - 3)
    shade.box(x - w * .5, y - h * .62, w, h * .10)
    over = w * .08
    ridge = w * (.40 + .04 * r.random())
    top.poly([(x - w * .5 - over, y - h * .60), (x - ridge, y - h), (x + ridge, y - h), (x + w * .5 + over, y - h * .60)], 0)
    for i in range(int(w / 7)):  # planks
        px = x - w * .46 + w * .92 * i / int(w / 7) + r.normal() * .5
        lines.poly([(px, y - h * .55), (px + .7, y - h * .5), (px + .5, y - 4), (px - .2, y - 4)], 0)
    for i in range(int(w / 10)):  # roof sheets
        t = (i + .5) / int(w / 10) * 2 - 1
        lines.poly([(x + t * ridge, y - h * .98), (x + t * (ridge + .5) + .6, y - h * .8), (x + t * (w * .5 + over) * .98, y - h * .62),
                    (x + t * (ridge + .5) - .4, y - h * .8)], 0)
    if door:
        dx = x + w * (.12 if r.random() < .5 else -.2)
        lines.poly([(dx, y - h * .46), (dx + w * .15, y - h * .46), (dx + w * .15, y - 3), (dx, y - 3)], 0)
        lines.box(dx + w * .24 if dx < x else dx - w * .26, y - h * .44, w * .14, h * .16)
    s.put(wall, walls, edge="line", width=.8)
    s.put("plank-shade", shade)
    s.put(roof, top, edge="line", width=.8)
    s.put("deck", deck, edge="line" if s.ink else None, width=.6)
    s.put("line", barrels)
    s.put("line", lines)
    return x - w * .66, x + w * .66


def town(bodies, roofs, windows, x0, x1, base, seed, low=14, high=34, rise=lambda x: 0.0):
    """Add a row of narrow houses into three pens: walls, roofs and flat shade, windows."""
    r, x = chance(seed), x0
    while x < x1:
        w = 8 + 11 * r.random()
        h = low + (high - low) * r.random() ** 1.4
        y = base - rise(x)
        bodies.box(x, y - h, w, h + 4)
        if r.random() < .55:
            roofs.poly([(x - 1, y - h), (x + w / 2, y - h - 3 - 3 * r.random()), (x + w + 1, y - h)], 0)
        else:
            roofs.box(x, y - h, w * .38, h + 4)
        for row in range(int(h / 7)):
            for col in range(int(w / 5)):
                if r.random() < .45:
                    windows.box(x + 1.6 + col * 4.6, y - h + 3 + row * 6.4, 1.9, 2.8)
        x += w + (.6 if r.random() < .8 else 4 * r.random())


def curved_roof(pen, x, y, w, h, lift=4.0):
    """Add a temple roof: sagging slopes, corners turned up; (x, y) is the middle of its eaves."""
    pen.poly([(x - w * .56, y - lift), (x - w * .42, y - h * .30), (x - w * .34, y - h * .62), (x - w * .31, y - h),
              (x + w * .31, y - h), (x + w * .34, y - h * .62), (x + w * .42, y - h * .30), (x + w * .56, y - lift),
              (x + w * .46, y + .5), (x, y + lift * .35), (x - w * .46, y + .5)], 0)


def temple(s, x, y, k=1.0, bays=3, tiers=2, seed=1, people=()):
    """Lay down a temple seen from the front: base, bays with doors, one or two curved roofs; (x, y) its foot."""
    w = 30 * bays * k
    wall, dark, base, tiles, lines, top = Pen(), Pen(), Pen(), Pen(), Pen(), Pen()
    base.poly([(x - w * .60, y), (x - w * .57, y - 6 * k), (x + w * .57, y - 6 * k), (x + w * .60, y)], 0)
    wall.box(x - w * .5, y - 38 * k, w, 33 * k)
    for i in range(bays):
        cx = x + (i - (bays - 1) / 2) * 29 * k
        dark.box(cx - 8.5 * k, y - 29 * k, 17 * k, 23 * k)
        lines.box(cx - 14.6 * k, y - 38 * k, 2.4 * k, 32 * k)
        lines.box(cx + 12.2 * k, y - 38 * k, 2.4 * k, 32 * k)
        top.poly([(cx - 4 * k, y - 6 * k), (cx - 4 * k, y - 18 * k), (cx, y - 22 * k), (cx + 4 * k, y - 18 * k), (cx + 4 * k, y - 6 * k)], 0)
    roofs = [(x, y - 37 * k, w * 1.16, 24 * k)]
    if tiers > 1:
        wall.box(x - w * .33, y - 70 * k, w * .66, 14 * k)
        roofs.append((x, y - 66 * k, w * .84, 22 * k))
    for r in roofs:
        curved_roof(tiles, *r, lift=6 * k)
    s.put("temple-base", base, edge="line", width=.7)
    s.put("wall", wall, edge="line", width=.7)
    s.put("door", dark)
    s.put("door-light", top)
    s.put("line", lines)
    s.put("tile", tiles, edge="line", width=.8)
    rows, ends = Pen(), Pen()
    for rx, ry, rw, rh in roofs:
        n = int(5 + rw / 16)
        for i in range(-n, n + 1):
            u = i / (n + .5)
            rows.poly([(rx + u * rw * .30, ry - rh + 1.5 * k), (rx + u * rw * .36 + .5, ry - rh * .5), (rx + u * rw * .45, ry - k), (rx + u * rw * .36 - .5, ry - rh * .5)], 0)
        for f in (-1, 1):
            cx, cy = rx + f * rw * .31, ry - rh
            ends.poly([(cx - f * 6 * k, cy + k), (cx, cy - 1.5 * k), (cx + f * 3 * k, cy - 8 * k), (cx - f * 1 * k, cy - 5 * k), (cx - f * 8 * k, cy - 1.5 * k)], 0)
            cx, cy = rx + f * rw * .55, ry - 6 * k
            ends.poly([(cx - f * 6 * k, cy + 2 * k), (cx + f * 1 * k, cy - k), (cx + f * 3 * k, cy - 6 * k), (cx - f * 1 * k, cy - 3 * k)], 0)
    s.put("tile-line", rows)
    s.put("line", ends)
