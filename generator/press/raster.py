"""Pixels measured: a symbol's size, its quiet zone, its contrast; and a PNG as pixels.

Door to ``Pillow`` for the press; ``generator/pictures.py`` is its other door.

Shapes  In: ``Grey`` and where a reader saw the symbol. Out: ``Measured``.
Units   Pixels and modules; contrast is the ratio of WCAG 2.2.
Errors  ``png_pixels`` raises ``ValueError`` where the bytes are no picture.
Source  ISO/IEC 18004:2015, 6.3.8 (quiet zone); WCAG 2.2, relative luminance.
"""

import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from generator.press.grey import Grey
from generator.press.reader import Reading
from generator.press.symbol import QUIET_ZONE_MODULES

MOST_PIXELS = 40_000_000
BARE_LEVEL = 250  # below it something is printed: white paper is 255, a 3 % tint 248
Place = tuple[float, float, float, float]
Clear = Callable[[tuple[int, int, int, int], tuple[int, int]], int]
CORNER_MODULES = 0.5
SLACK_MODULES = 1.5  # how far off a reader's corners may be


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a symbol is like as printed; the box is left, top, right, bottom."""

    box_px: tuple[float, float, float, float]
    module_px: float
    squareness: float
    quiet_modules: float
    contrast: float


def measure(picture: Grey, reading: Reading) -> Measured:
    """Return an upright symbol's measures, from its pixels rather than the reader's corners."""
    whole = Image.frombytes("L", (picture.width_px, picture.height_px), picture.pixels)
    xs, ys = zip(*reading.corners_px, strict=True)
    slack = SLACK_MODULES * reading.module_px
    around = _crop(whole, min(xs) - slack, min(ys) - slack, max(xs) + slack, max(ys) + slack)
    dark_level, light_level = _levels(around)
    middle = (dark_level + light_level) / 2
    left, top, right, bottom = _box_below(around, middle) or (0, 0, *around.size)
    corner = (int(max(min(xs) - slack, 0)), int(max(min(ys) - slack, 0)))
    box = (left + corner[0], top + corner[1], right + corner[0], bottom + corner[1])
    width, height = box[2] - box[0], box[3] - box[1]
    module = (width + height) / 2 / reading.side_modules
    return Measured(
        box_px=box, module_px=module, squareness=min(width, height) / max(width, height, 1),
        quiet_modules=_quiet(whole, box, module), contrast=_contrast(dark_level, light_level),
    )


def png_pixels(png: bytes) -> Grey:
    """Return the pixels of a PNG."""
    try:
        with Image.open(io.BytesIO(png), formats=["PNG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValueError("larger than any symbol")
            grey = picture.convert("L")
    except (OSError, SyntaxError, EOFError, zlib.error, struct.error,
            Image.DecompressionBombError) as fault:
        raise ValueError("not a PNG") from fault
    return Grey(width_px=grey.width, height_px=grey.height, pixels=grey.tobytes())


def grey_of(width: int, height: int, pixels: bytes, stride: int, mode: str) -> Grey:
    """Return a rasteriser's buffer as a grey picture."""
    picture = Image.frombuffer("L", (width, height), pixels, "raw", mode, stride, 1)
    return Grey(width_px=width, height_px=height, pixels=picture.tobytes())


def _crop(picture: Image.Image, left: float, top: float, right: float, bottom: float) -> Image.Image:
    return picture.crop((max(int(left), 0), max(int(top), 0),
                         min(round(right), picture.width), min(round(bottom), picture.height)))


def _levels(picture: Image.Image) -> tuple[float, float]:
    """Return how dark the dark is and how light the light: the middle of each kind's pixels."""
    counts = picture.histogram()
    found = [level for level, count in enumerate(counts) if count]
    if not found:
        return 0, 255
    middle = (found[0] + found[-1]) // 2
    return (_median(counts, range(middle + 1)), _median(counts, range(middle + 1, 256)))


def _median(counts: list[int], levels: range) -> float:
    half, seen = sum(counts[level] for level in levels) / 2, 0
    for level in levels:
        seen += counts[level]
        if seen >= half:
            return level
    return levels[-1]


def _box_below(picture: Image.Image, level: float) -> tuple[int, int, int, int] | None:
    """Return the box of all pixels darker than a level."""
    return picture.point([255 if value < level else 0 for value in range(256)]).getbbox()


def _quiet(whole: Image.Image, box: tuple[float, float, float, float], module: float) -> float:
    """Return how many modules are bare on the side where the fewest are, at most four."""
    left, top, right, bottom = box
    zone = QUIET_ZONE_MODULES * module
    near, far = 1, int(zone)  # the symbol's edge may be half a pixel wide
    reach = zone - CORNER_MODULES * module  # a line along one side is no fault of the next
    across, down = (left - reach, right + reach), (top - reach, bottom + reach)
    strips: tuple[tuple[Place, Clear], ...] = (
        ((across[0], top - far, across[1], top - near), lambda found, size: size[1] - found[3]),
        ((across[0], bottom + near, across[1], bottom + far), lambda found, size: found[1]),
        ((left - far, down[0], left - near, down[1]), lambda found, size: size[0] - found[2]),
        ((right + near, down[0], right + far, down[1]), lambda found, size: found[0]),
    )
    least = float(QUIET_ZONE_MODULES)
    for place, clear in strips:
        cut = (max(place[0], 0), max(place[1], 0),
               min(place[2], whole.width), min(place[3], whole.height))
        if min(cut[2] - cut[0], cut[3] - cut[1]) < min(place[2] - place[0], place[3] - place[1]) - 1:
            least = min(least, max(min(cut[2] - cut[0], cut[3] - cut[1]), 0) / module)
            continue
        strip = _crop(whole, *cut)
        found = _box_below(strip, BARE_LEVEL)
        if found is not None:
            least = min(least, (clear(found, strip.size) + near) / module)
    return round(least, 2)


def _contrast(dark: float, light: float) -> float:
    return round((_luminance(light) + 0.05) / (_luminance(dark) + 0.05), 2)


def _luminance(level: float) -> float:
    share = level / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
