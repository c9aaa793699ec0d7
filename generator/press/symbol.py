"""Draw the QR symbol of one short link.

Door to ``qrcode``: no other module imports it. Pure: no disk, no clock.

Shapes  ``modules[row][column]``, square, True is dark, without the quiet zone.
        ``outline`` gives closed polygons of corners ``(x, y)``, quiet zone included.
Units   ``*_mm`` is millimetres as printed; a corner counts modules.
Errors  ``draw_symbol`` raises ``SymbolTooLarge`` where no version holds the payload.
Source  ISO/IEC 18004:2015: 7.3 (modes), 7.8 (masks), 6.3.8 (quiet zone).
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode
from qrcode.util import QRData, optimal_data_chunks

QUIET_ZONE_MODULES = 4
DEFAULT_MODULE_MM = 1.0
LEVELS = {"Q": ERROR_CORRECT_Q, "H": ERROR_CORRECT_H}
# A change of mode costs 12 to 20 bits, so short runs are not worth it: try several.
SHORTEST_RUNS = (4, 6, 8, 10, 12, 16)

Corner = tuple[int, int]


class SymbolTooLarge(ValueError):
    """The payload is longer than the largest symbol holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """A QR symbol, without its printed size."""

    payload: str
    modules: tuple[tuple[bool, ...], ...]
    version: int
    error_correction: str

    @property
    def side_modules(self) -> int:
        """Modules a side, without the quiet zone."""
        return len(self.modules)

    @property
    def whole_modules(self) -> int:
        """Modules a side, quiet zone included."""
        return self.side_modules + 2 * QUIET_ZONE_MODULES


def draw_symbol(payload: str) -> Symbol:
    """Encode at level Q in the smallest version, and at H where that is no larger.

    H costs nothing then and reads better (2 points of 1,680 photos, paired).
    """
    version, segments = _smallest(payload, "Q")
    level = "Q"
    try:
        version_h, segments_h = _smallest(payload, "H")
        if version_h <= version:
            level, segments = "H", segments_h
    except SymbolTooLarge:
        pass
    code = _code(segments, level, version)
    code.make(fit=False)
    modules = tuple(tuple(map(bool, row)) for row in code.modules)
    return Symbol(payload=payload, modules=modules, version=version, error_correction=level)


def symbol_svg(symbol: Symbol, *, module_mm: float = DEFAULT_MODULE_MM) -> bytes:
    """Return the symbol as SVG: one black path on white, quiet zone inside the file."""
    side_modules = symbol.whole_modules
    side_mm = f"{side_modules * module_mm:.4f}".rstrip("0").rstrip(".")
    path = "".join(_svg_polygon(polygon) for polygon in outline(symbol))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side_mm}mm" height="{side_mm}mm"'
        f' viewBox="0 0 {side_modules} {side_modules}" shape-rendering="crispEdges">'
        f'<rect width="{side_modules}" height="{side_modules}" fill="#fff"/>'
        f'<path fill="#000" d="{path}"/></svg>\n'
    ).encode()


def outline(symbol: Symbol) -> tuple[tuple[Corner, ...], ...]:
    """Return the edges of the dark shapes: clockwise outside, the other way round inside.

    One path without inner seams: separate squares show hairlines in some viewers.
    """
    following = _edges(symbol.modules)
    polygons = []
    while following:
        start = min(following)
        here, heading = start, (0, 0)
        corners: list[Corner] = []
        while True:
            # Where two shapes touch at a corner, turn right: they stay two shapes.
            right = (-heading[1], heading[0])
            steps = following[here]
            step = right if right in steps else next(iter(steps))
            steps.remove(step)
            if not steps:
                del following[here]
            if step != heading:
                corners.append(here)
            heading = step
            here = (here[0] + step[0], here[1] + step[1])
            if here == start:
                break
        polygons.append(tuple(corners))
    return tuple(polygons)


def _edges(modules: tuple[tuple[bool, ...], ...]) -> dict[Corner, list[Corner]]:
    """Return by corner the steps that keep dark on the right, quiet zone added."""
    side = len(modules)

    def is_dark(row: int, column: int) -> bool:
        return 0 <= row < side and 0 <= column < side and modules[row][column]

    following: dict[Corner, list[Corner]] = {}
    for row in range(side):
        for column in range(side):
            if not modules[row][column]:
                continue
            x, y = column + QUIET_ZONE_MODULES, row + QUIET_ZONE_MODULES
            if not is_dark(row - 1, column):
                following.setdefault((x, y), []).append((1, 0))
            if not is_dark(row, column + 1):
                following.setdefault((x + 1, y), []).append((0, 1))
            if not is_dark(row + 1, column):
                following.setdefault((x + 1, y + 1), []).append((-1, 0))
            if not is_dark(row, column - 1):
                following.setdefault((x, y + 1), []).append((0, -1))
    return following


def _svg_polygon(corners: tuple[Corner, ...]) -> str:
    parts = [f"M{corners[0][0]} {corners[0][1]}"]
    for before, after in itertools.pairwise(corners):
        across, down = after[0] - before[0], after[1] - before[1]
        parts.append(f"h{across}" if across else f"v{down}")
    return "".join(parts) + "z"


def _smallest(payload: str, level: str) -> tuple[int, tuple[QRData, ...]]:
    """Return the smallest version that holds the payload, and its segments."""
    best: tuple[int, tuple[QRData, ...]] | None = None
    for segments in _segmentations(payload):
        try:
            version = _code(segments, level, None).best_fit()
        except (DataOverflowError, ValueError):
            continue
        if best is None or version < best[0]:
            best = (version, segments)
    if best is None:
        raise SymbolTooLarge(payload)
    return best


def _segmentations(payload: str) -> Iterator[tuple[QRData, ...]]:
    """Yield ways to split the payload into modes, the plainest first."""
    yield (QRData(payload),)
    for shortest in SHORTEST_RUNS:
        yield tuple(optimal_data_chunks(payload, minimum=shortest))


def _code(segments: tuple[QRData, ...], level: str, version: int | None) -> "QRCode[Any]":
    code: QRCode[Any] = QRCode(version=version, error_correction=LEVELS[level], border=0)
    for segment in segments:
        code.add_data(segment)
    return code
