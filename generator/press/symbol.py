"""Draw the QR symbol of one short link.

Door to ``qrcode``: no other module imports it. Pure: no disk, no clock.

Shapes  ``modules[row][column]``, square, True is dark, without the quiet zone.
        ``outline`` gives closed polygons of corners ``(x, y)``, quiet zone included.
Units   ``*_mm`` is millimetres as printed; a corner counts modules.
Errors  ``draw_symbol`` raises ``SymbolTooLarge`` where no version holds the payload.
Source  ISO/IEC 18004:2015: 7.3 (modes), 7.8 (masks), 6.3.8 (quiet zone).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode
from qrcode.util import QRData, optimal_data_chunks

from generator.press.mask import Flat, best_mask, flatten

QUIET_ZONE_MODULES = 4
DEFAULT_MODULE_MM = 1.0
LEVELS = {"M": ERROR_CORRECT_M, "Q": ERROR_CORRECT_Q, "H": ERROR_CORRECT_H}
# A change of mode costs 12 to 20 bits, so short runs are not worth it: try several.
SHORTEST_RUNS = (4, 6, 8, 10, 12, 16)
ONE_MODE = re.compile(r"[0-9A-Z $%*+\-./:]+")
LONG_NUMBER = re.compile(r"[0-9]{10}")
MASKS = 8
LIGHT, DARK = 1, 2  # what follows an edge
EDGE = re.compile(rb"\x01+|\x02+")

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


def draw_symbol(payload: str, *, level: str = "Q") -> Symbol:
    """Encode at level Q in the smallest version, and at H where that is no larger.

    H costs nothing then and reads better (2 points of 1,680 photos, paired). Level M is
    kept as it is: for text that must stay small.
    """
    version, segments = _smallest(payload, level)
    try:
        version_h, segments_h = _smallest(payload, "H") if level == "Q" else (version + 1, segments)
        if version_h <= version:
            level, segments = "H", segments_h
    except SymbolTooLarge:
        pass
    code = _code(segments, level, version)
    code.makeImpl(True, 0)
    code.makeImpl(False, best_mask(flatten(code.modules), _mask_changes(version), 17 + 4 * version))
    modules = tuple(tuple(map(bool, row)) for row in code.modules)
    return Symbol(payload=payload, modules=modules, version=version, error_correction=level)


@lru_cache(maxsize=4)  # four files of one symbol are made one after the other
def outline(symbol: Symbol) -> tuple[tuple[Corner, ...], ...]:
    """Return the edges of the dark shapes: clockwise outside, the other way round inside.

    One path without inner seams: separate squares show hairlines in some viewers.
    """
    rows = [bytes(row) for row in symbol.modules]
    columns = [bytes(column) for column in zip(*rows, strict=True)]
    # Dark stands on the right of whoever walks: eastward above it, southward after it.
    across = {(x, y, way): end for y, x, end, way in _edges(rows, forward=DARK)}
    down = {(x, y, way): end for x, y, end, way in _edges(columns, forward=LIGHT)}
    polygons = []
    while across:
        start = next(iter(across))
        x, y, way = start
        corners: list[Corner] = []
        while True:
            corners.append((x, y))
            x = across.pop((x, y, way))
            corners.append((x, y))
            # Where two shapes touch at a corner, turn right: they stay two shapes.
            way = way if (x, y, way) in down else -way
            y = down.pop((x, y, way))
            way = -way if (x, y, -way) in across or (x, y, -way) == start else way
            if (x, y, way) == start:
                break
        polygons.append(tuple(corners))
    return tuple(polygons)


def _edges(lines: Sequence[bytes], *, forward: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield (line, from, to, way) of each edge between two lines, quiet zone added.

    ``forward`` is the cell after an edge that is walked towards larger numbers.
    """
    bare = bytes(len(lines))
    for line, (before, after) in enumerate(pairwise((bare, *lines, bare)), QUIET_ZONE_MODULES):
        one, other = int.from_bytes(before, "big"), int.from_bytes(after, "big")
        kinds = (one ^ other) + (other & ~one)  # a byte a cell: 0 no edge, 1 LIGHT, 2 DARK follows
        for run in EDGE.finditer(kinds.to_bytes(len(lines), "big")):
            low, high = run.start() + QUIET_ZONE_MODULES, run.end() + QUIET_ZONE_MODULES
            yield (line, low, high, 1) if run[0][0] == forward else (line, high, low, -1)


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


@cache
def _mask_changes(version: int) -> tuple[Flat, ...]:
    """Return what each mask turns in a symbol of a version; the payload plays no part."""
    code = _code((QRData("0"),), "H", version)
    flats = []
    for mask in range(MASKS):
        code.makeImpl(True, mask)
        flats.append(flatten(code.modules))
    return tuple((flat[0] ^ flats[0][0], flat[1] ^ flats[0][1]) for flat in flats)


def _segmentations(payload: str) -> Iterator[tuple[QRData, ...]]:
    """Yield ways to split the payload into modes, the plainest first."""
    yield (QRData(payload),)
    if ONE_MODE.fullmatch(payload) and not LONG_NUMBER.search(payload):
        return
    for shortest in SHORTEST_RUNS:
        yield tuple(optimal_data_chunks(payload, minimum=shortest))


def _code(segments: tuple[QRData, ...], level: str, version: int | None) -> "QRCode[Any]":
    code: QRCode[Any] = QRCode(version=version, error_correction=LEVELS[level], border=0)
    for segment in segments:
        code.add_data(segment)
    return code
