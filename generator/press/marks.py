"""What a printer needs round a page: crop and registration marks, the cut line.

Pure: PDF operators as text. Marks are drawn in ``All``, the cut line in its own spot
colour, both under the names that ``finish.py`` gives them.

Shapes  Operators end with a line feed.
Units   PDF points from the lower left corner of the page; ``*_mm`` millimetres.
Errors  Nothing here raises.
Source  ISO 32000-1, 8.6.6.4 (Separation, All), 8.6.7 (overprint); ISO 12647-2 (marks).
"""

from collections.abc import Sequence

from generator.press.geometry import Box
from generator.press.symbol_files import POINTS_PER_MM, plain

ALL, CUT, OVERPRINT = "HqAll", "HqCut", "HqOverprint"
MARK_GAP_MM = 1.0  # clear of the bleed
MARK_MM = 5.0
LEAST_SLUG_MM = 10.0
MARK_WIDTH = 0.25
REGISTRATION_MM = 1.6  # the circle's radius
TARGET_STEP_MM = 4.0  # from the middle, and at least from a cut: twice a mark's arm, and more
CURVE = 0.5522847498  # Bézier handle of a quarter circle


def slug_mm(bleed_mm: float, *, marks: bool) -> float:
    """Return how far the page reaches beyond the trim: room for marks, or the bleed."""
    return max(LEAST_SLUG_MM, bleed_mm + MARK_GAP_MM + MARK_MM + 1) if marks else bleed_mm


def page_marks(block: Box, bleed_mm: float, cuts_x: Sequence[float] = (),
               cuts_y: Sequence[float] = ()) -> str:
    """Return crop marks at each cut round a block, and a registration mark on each side."""
    near = (bleed_mm + MARK_GAP_MM) * POINTS_PER_MM
    far = near + MARK_MM * POINTS_PER_MM
    lines = []
    for x in cuts_x or (block.left, block.right):
        lines.append(_line(x, block.top + near, x, block.top + far))
        lines.append(_line(x, block.bottom - near, x, block.bottom - far))
    for y in cuts_y or (block.bottom, block.top):
        lines.append(_line(block.left - near, y, block.left - far, y))
        lines.append(_line(block.right + near, y, block.right + far, y))
    away = (near + far) / 2
    middle_x = _clear_of(cuts_x, (block.left + block.right) / 2)
    middle_y = _clear_of(cuts_y, (block.bottom + block.top) / 2)
    targets = ((middle_x, block.top + away), (middle_x, block.bottom - away),
               (block.left - away, middle_y), (block.right + away, middle_y))
    lines.extend(_target(x, y) for x, y in targets)
    return f"q /{ALL} CS 1 SCN {MARK_WIDTH} w\n" + "".join(lines) + "Q\n"


def _clear_of(cuts: Sequence[float], middle: float) -> float:
    """Return where a registration mark stands: off the middle, and clear of each cut's mark.

    Off the middle, so that a sheet turned the wrong way is seen at once.
    """
    step = TARGET_STEP_MM * POINTS_PER_MM
    place = middle + step
    while any(abs(place - cut) < step for cut in cuts):
        place += step / 4
    return place


def cut_lines(boxes: Sequence[Box], *, is_round: bool) -> str:
    """Return the closed cut line of each plaque, overprinting what is below."""
    shapes = "".join(_circle(box) if is_round else _rectangle(box) for box in boxes)
    return f"q /{OVERPRINT} gs /{CUT} CS 1 SCN {MARK_WIDTH} w\n{shapes}S Q\n"


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{plain(x)} {plain(y)} m {plain(to_x)} {plain(to_y)} l S\n"


def _rectangle(box: Box) -> str:
    return (f"{plain(box.left)} {plain(box.bottom)} {plain(box.right - box.left)}"
            f" {plain(box.top - box.bottom)} re\n")


def _circle(box: Box) -> str:
    x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return _ring(x, y, (box.right - box.left) / 2)


def _ring(x: float, y: float, radius: float) -> str:
    k = radius * CURVE
    quarters = (
        (x + radius, y + k, x + k, y + radius, x, y + radius),
        (x - k, y + radius, x - radius, y + k, x - radius, y),
        (x - radius, y - k, x - k, y - radius, x, y - radius),
        (x + k, y - radius, x + radius, y - k, x + radius, y),
    )
    curves = "".join(" ".join(map(plain, each)) + " c\n" for each in quarters)
    return f"{plain(x + radius)} {plain(y)} m {curves}h\n"


def _target(x: float, y: float) -> str:
    radius = REGISTRATION_MM * POINTS_PER_MM
    reach = radius * 1.5
    return (_ring(x, y, radius) + "S\n" + _line(x - reach, y, x + reach, y)
            + _line(x, y - reach, x, y + reach))
