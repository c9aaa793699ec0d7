"""A gate of three doors with a bell floor and a seated Buddha above, dragons on its roofs, the cliff behind."""

import numpy as np

from engine import land
from engine.curves import WIDTH, XX, YY, chance, noise, rough
from engine.pen import Pen
from motifs.buildings import curved_roof
from motifs.people import walker
from motifs.plants import palm

TITLE = "Chùa Long Tiên"
DESCRIPTION = "The three-door gate of a pagoda, its curved roofs edged with dragons; a limestone cliff stands close behind."
CLIFF = [(-20, 420), (-20, 210), (30, 170), (70, 176), (104, 140), (150, 132), (186, 96), (232, 84), (276, 50), (330, 34), (390, 44), (440, 30), (500, 48), (548, 80),
         (590, 92), (640, 130), (690, 140), (730, 176), (780, 186), (820, 220), (820, 420)]
INKS = {"wall": ("#f0e2c2", "#8a7a55", "#fff"), "wall-shade": ("#d3bf97", "#5d5038", "#000"), "trim": ("#c9a866", "#a07f3f", "#fff"), "door": ("#2a2622", "#0d0b08", "#000"),
        "tile": ("#8c3a2a", "#5a2a20", "#000"), "tile-line": ("#5c241a", "#34160f", "#fff"), "door-light": ("#f3dca4", "#f4c46c", "#fff"), "court": ("#e6d9ba", "#3a4136", "#fff"),
        "court-line": ("#b3a27c", "#222a24", "#000"), "statue": ("#b8862f", "#d9a548", "#000"), "smoke": ("#f5efdc", "#8a8f7c", "#fff"), "palm": ("#3d5a48", "#0f211e", "#000"),
        "rock": ("#c8c4a8", "#40524e", "#fff"), "rock-shade": ("#9da189", "#2a3c3a", None), "rock-dark": ("#6d7565", "#182726", "#000")}


def draw(s):
    """Draw the place."""
    s.inks.update(INKS)
    land.heaven(s, 300, 431, lines=14, clouds=(80, 10))
    cliff = rough(CLIFF, 3.2, 433)
    extra = .14 * noise(435, 16, 60) + .20 * np.clip((YY - 240) / 120, -.4, 1) + .08 * np.clip((XX - 400) / 300, -1, 1)
    land.rock(s, [cliff], (120, -40, .5), 437, flute=1.6, scale=80, limit=120 if not s.ink else 190, extra=extra + .02, warm=0, levels=(.46, .72), length=(18, 56), sep=(12, 5.5),
              edge=1.1)
    land.bushes(s, [(186, 100, 14), (232, 86, 14), (280, 52, 14), (330, 38, 15), (388, 46, 13), (440, 34, 14), (498, 52, 13), (592, 96, 13), (640, 132, 14), (150, 134, 13),
                    (104, 144, 12), (690, 144, 13), (120, 250, 14), (680, 250, 14), (226, 190, 9), (596, 200, 10)], 439)
    s.draw("court", lambda p: p.box(0, 404, WIDTH, 100), edge="line" if s.ink else None, width=.9)
    court(s)
    gate(s)
    s.draw("palm", lambda p: [palm(p, *a) for a in ((96, 412, 150, 441, .05), (44, 420, 180, 442, -.05), (716, 412, 140, 443, -.05), (764, 420, 176, 444, .04))])
    s.draw("line", lambda p: (walker(p, 352, 432, 1.6), walker(p, 372, 434, 1.15), walker(p, 508, 428, 1.55, -1)))
    burner(s)


def gate(s):
    """Lay down the gate: two low side doors, the middle one with two floors above it."""
    wall, shade, trim, doors, light, lines = Pen(), Pen(), Pen(), Pen(), Pen(), Pen()
    wall.box(222, 300, 116, 106)
    wall.box(462, 300, 116, 106)
    wall.box(330, 262, 140, 144)
    wall.box(346, 176, 108, 64)
    shade.box(222, 300, 116, 8)
    shade.box(462, 300, 116, 8)
    shade.box(330, 262, 140, 10)
    shade.box(346, 176, 108, 8)
    for x, w, y, h in ((280, 44, 406, 76), (520, 44, 406, 76), (400, 66, 406, 104)):
        arch = [(x - w / 2, y), (x - w / 2, y - h + w * .45)] + [(x - w / 2 * np.cos(a), y - h + w * .45 - w * .5 * np.sin(a)) for a in np.linspace(0, np.pi, 13)]
        arch += [(x + w / 2, y - h + w * .45), (x + w / 2, y)]
        trim.poly([(x + (u - x) * 1.22, y + (v - y) * 1.08) for u, v in arch], 0)
        doors.poly(arch, 0)
        light.poly([(x - w * .24, y), (x - w * .24, y - h * .52), (x, y - h * .66), (x + w * .24, y - h * .52), (x + w * .24, y)], 0)
    for x in (226, 330, 466, 570):
        trim.box(x - 2, 300 if x in (226, 570) else 268, 8, 106 if x in (226, 570) else 138)
    for x in (346, 449):
        trim.box(x - 2, 178, 7, 62)
    # bell floor
    opening = [(372, 240), (372, 206)] + [(400 - 28 * np.cos(a), 206 - 18 * np.sin(a)) for a in np.linspace(0, np.pi, 11)] + [(428, 206), (428, 240)]
    doors.poly(opening, 0)
    for x in range(350, 452, 12):
        lines.box(x, 244, 2, 14)
    lines.box(344, 242, 112, 2.4)
    lines.box(344, 258, 112, 2.4)
    s.put("wall", wall, edge="line", width=1.1)
    s.put("wall-shade", shade)
    s.put("trim", trim, edge="line", width=.6)
    s.put("door", doors)
    s.put("door-light", light)
    s.put("line", lines)
    def bell(p):
        p.poly([(392, 204), (396, 198), (404, 198), (408, 204), (410, 222), (415, 230), (385, 230), (390, 222)], 0)
    s.draw("statue" if not s.ink else "trim", bell)
    roofs(s)


def roofs(s):
    """Lay down the roofs, the dragons on their ridges, and the seated figure on the middle one."""
    tiers = ((280, 302, 142, 30), (520, 302, 142, 30), (400, 264, 178, 26), (400, 178, 142, 40))
    s.draw("tile", lambda p: [curved_roof(p, *t, lift=9) for t in tiers], edge="line", width=1)
    def rows(p):
        for x, y, w, h in tiers:
            for i in range(-7, 8):
                u = i / 7.5
                p.poly([(x + u * w * .30, y - h + 2), (x + u * w * .36 + .7, y - h * .5), (x + u * w * .45, y - 1), (x + u * w * .36 - .7, y - h * .5)], 0)
    s.draw("tile-line", rows)
    def dragons(p):
        for x, y, w, h in tiers:
            for f in (-1, 1):  # a dragon lies along the ridge and lifts its head; corners curl
                def at(u, v, x=x, y=y, w=w, h=h, f=f):
                    return x + f * (w * .31 + u), y - h - v
                p.poly([at(3, -1), at(-8, 3), at(-18, 2), at(-26, 4), at(-27, 7), at(-18, 5.5), at(-8, 7), at(-2, 11), at(1, 16), at(6, 18), at(11, 15), at(7, 12), at(5, 8), at(6, 2)], 0)
                cx, cy = x + f * w * .56, y - 9
                p.poly([(cx - f * 8, cy + 3), (cx, cy), (cx + f * 4, cy - 7), (cx + f * 1, cy - 12), (cx - f * 1, cy - 7), (cx - f * 6, cy - 1)], 0)
    s.draw("statue", dragons)
    def buddha(p):
        p.poly([(382, 138), (388, 130), (412, 130), (418, 138)], 0)
        p.poly([(384, 130), (386, 124), (392, 121), (394, 112), (397, 109), (396, 104), (398, 100), (400, 98), (402, 100), (404, 104), (403, 109), (406, 112), (408, 121), (414, 124),
                (416, 130)], 0)
    s.draw("statue", buddha)


def court(s):
    """Lay down the paving of the court, in perspective."""
    def lines(p):
        for y, w in ((416, .5), (432, .7), (454, .9), (482, 1.2)):
            p.poly([(0, y), (400, y - w), (800, y), (400, y + w)], 0)
        for i in range(-9, 10):
            a, b = (400 + i * 46, 406), (400 + i * 82, 500)
            p.poly([(a[0] - .4, a[1]), (b[0] - .9, b[1]), (b[0] + .9, b[1]), (a[0] + .4, a[1])], 0)
    s.draw("court-line", lines)


def burner(s):
    """Lay down the burner in the court and its smoke."""
    s.draw("line", lambda p: (p.poly([(424, 446), (428, 432), (424, 428), (470, 428), (466, 432), (470, 446), (462, 452), (464, 462), (458, 462), (455, 454), (439, 454), (436, 462),
                                      (430, 462), (432, 452)], 0), p.poly([(420, 428), (416, 420), (422, 422), (426, 428)], 0), p.poly([(474, 428), (478, 420), (472, 422), (468, 428)], 0)))
    s.draw("red", lambda p: [p.poly([(x, 428), (x + 1.4, 428), (x + 1.2, 412), (x + .2, 412)], 0) for x in (438, 443, 447, 452, 457)])
    r = chance(445)
    def smoke(p):
        for i in range(3):
            x, q = 440 + i * 8, []
            for j in range(9):
                t = j / 8
                q.append((x + 7 * np.sin(t * 6 + i * 1.6) * t + 9 * t, 410 - 62 * t - 4 * r.random()))
            left = [(a - 1.6 * np.sin(np.pi * k / 8), b) for k, (a, b) in enumerate(q)]
            right = [(a + 1.6 * np.sin(np.pi * k / 8), b) for k, (a, b) in enumerate(q)]
            p.poly(left + right[::-1], 0)
    s.draw("smoke", smoke, edge="line" if s.ink else None, width=.5)
