"""Two birds and a gap: a cock and a hen of stone, beak to beak, and the low sun between them."""

import numpy as np
from scipy.ndimage import distance_transform_edt, gaussian_filter

from engine import land, shade, strokes
from engine.curves import HEIGHT, WIDTH, XX, YY, mask, noise, rough, scaled
from motifs.boats import junk, sampan

TITLE = "Hòn Trống Mái"
DESCRIPTION = "Two rocks like a cock and a hen face each other on the water, the low sun between them."
HORIZON, WATERLINE, SUN = 318, 372, (401, 266, 54)
COCK = [(284, 374), (277, 361), (286, 345), (270, 323), (250, 298), (235, 270), (224, 232), (212, 212), (202, 188),
        (197, 168), (203, 152), (217, 145), (232, 150), (244, 161), (258, 169), (273, 167), (286, 154), (296, 137),
        (305, 121), (317, 110), (332, 106), (346, 113), (357, 129), (372, 141), (395, 154), (399, 160), (384, 168),
        (371, 174), (370, 190), (379, 210), (386, 236), (384, 264), (373, 292), (359, 318), (351, 337), (357, 351),
        (369, 364), (373, 374)]
HEN = [(440, 374), (444, 362), (455, 346), (446, 328), (434, 306), (424, 282), (417, 254), (418, 228), (428, 207),
       (433, 196), (425, 190), (411, 184), (408, 177), (421, 170), (434, 157), (446, 146), (461, 141), (476, 146),
       (488, 160), (500, 176), (516, 184), (534, 181), (549, 170), (564, 160), (580, 157), (594, 166), (600, 190),
       (594, 220), (584, 250), (569, 280), (550, 306), (531, 326), (526, 344), (536, 357), (545, 374)]
GREEN = [(212, 150, 11), (224, 156, 9), (240, 172, 8), (204, 168, 8), (318, 118, 9), (332, 111, 11), (346, 119, 8),
         (300, 140, 6), (262, 188, 7), (240, 232, 6), (462, 138, 10), (474, 145, 8), (448, 144, 7), (570, 160, 10),
         (582, 157, 10), (590, 172, 8), (552, 180, 7), (520, 198, 7), (268, 262, 5), (566, 250, 6), (300, 232, 5),
         (506, 246, 5), (288, 358, 6), (538, 362, 6)]


def fit(points):
    """Return the points inside the 4:5 crop."""
    return scaled(points, 0.93, (402, 374))


def draw(s):
    """Draw the place."""
    land.heaven(s, HORIZON, 41, sun=SUN, lines=24)
    land.ranges(
        s,
        ("far-1", -10, 810, HORIZON + 1, [(20, 52, 60, .2), (96, 66, 40, -.2), (160, 40, 50, .1), (250, 30, 60, 0),
                                          (560, 26, 60, 0), (640, 46, 44, .3), (705, 64, 46, -.1), (780, 52, 50, .2)], 3),
        ("far-2", -10, 190, HORIZON + 5, [(-4, 104, 44, .1), (58, 88, 34, -.2), (112, 52, 36, .3), (156, 24, 26, .2)], 5),
        ("far-2", 616, 810, HORIZON + 6, [(650, 34, 24, -.2), (692, 74, 32, .2), (744, 118, 36, -.15), (800, 96, 42, .1)], 8),
    )
    cock, hen = fit(rough(COCK, 2.4, 11)), fit(rough(HEN, 2.4, 7))
    water(s, mask(cock), mask(hen))
    birds(s, cock, hen)
    land.bushes(s, fit(GREEN), 3)
    junk(s, 150, 352, .6, 1)
    sampan(s, 664, 460, 1.2, -1)


def water(s, cock, hen):
    """Lay down the sea with the sun's road and both reflections."""
    def skip(x, y, length):
        road = abs(x - SUN[0]) < 26 + (y - HORIZON) * .3
        return road or (WATERLINE - 10 < y < WATERLINE + 110 and 250 - length / 2 < x < 570 + length / 2)
    s.wash(0, HORIZON, WIDTH, HEIGHT - HORIZON, ("water-far", 0), ("water-near", 1))
    s.draw("glitter", lambda p: strokes.mirror(
        p, lambda y: [(SUN[0] - 16 - (y - HORIZON) * .22, SUN[0] + 16 + (y - HORIZON) * .22)], HORIZON + 3, 498, 3,
        4.8, 1.1, 9, (1.8, 3.4), .95, 8))
    for inside, seed, depth in ((cock, 4, 118), (hen, 6, 112)):
        s.draw("mirror", lambda p, i=inside, sd=seed, dp=depth: strokes.mirror(
            p, land.mirrored(i, WATERLINE), WATERLINE - 2, WATERLINE + dp, sd, 4.2, .75, 4, (3.6, 1.8), .96, 6))
    land.ripples(s, HORIZON + 4, 8, skip)


def birds(s, cock, hen):
    """Lay down both rocks, each lit from the gap; joints cross the bare sides."""
    both = mask(cock) | mask(hen)
    s.draw("rock", lambda p: [p.poly(cock, .55), p.poly(hen, .55)], edge="line", width=1.3)
    dark, angle, rim = (np.zeros((HEIGHT, WIDTH)) for _ in range(3))
    for outline, lx, seed, sign in ((cock, SUN[0] + 60, 3, 1), (hen, SUN[0] - 60, 9, -1)):
        inside = mask(outline)
        d, dt, gx, gy = shade.rock_field(inside, (lx, 170, .3), seed, flute=.95, scale=62)
        side = sign * (SUN[0] - XX)
        d = d + .12 + .22 * np.clip((side - 50) / 130, -.45, 1) - .16 * np.exp(-(dt / 4)**2) * (side < 70)
        d = d + .38 * np.exp(-((YY - 338) / 16)**2)
        joints = np.abs(noise(seed + 40, 40, 6) + .35 * noise(seed + 41, 6, 6))
        d = d + .20 * np.exp(-(joints / .10)**2) * (side < 110)  # forty loose blocks were counted
        d = gaussian_filter(d, .8)
        dark = np.where(inside, np.clip(d, 0, 1), dark)
        turn = np.arctan2(1.5 + np.abs(gy) * .1, -gx * .22 + noise(seed + 5, 16, 20) * .28)
        angle = np.where(inside, turn, angle)
        dt = distance_transform_edt(inside)
        ey, ex = np.gradient(gaussian_filter(dt, 2))
        vx, vy = SUN[0] - XX, SUN[1] - 20 - YY
        facing = -(ex * vx + ey * vy) / (np.hypot(vx, vy) + 1e-6)
        warm = np.clip(facing, 0, 1) * np.exp(-dt / np.clip(7 + 3.5 * noise(77, 5, 14), 2.5, 14))
        rim = np.where(inside, warm * np.exp(-np.abs(XX - SUN[0]) / 120), rim)
    s.draw("rock-sunlit", lambda p: shade.plates(p, rim, both, .30, 16, .8, .8))
    s.draw("rock-shade", lambda p: shade.plates(p, dark, both, .40))
    s.draw("rock-dark", lambda p: shade.plates(p, dark, both, .68))
    s.draw("line", lambda p: strokes.hatch(p, both, dark, angle, .25, (9.5, 3.9), (.7, 3.1), (16, 54), 4, 240, s.dense))
    s.draw("counter-line", lambda p: strokes.hatch(p, both, np.clip(dark - .08, 0, 1), angle + .5, .62, (9, 5),
                                                   (.7, 2.0), (12, 28), 5, 50 if s.ink else 84, s.dense))
