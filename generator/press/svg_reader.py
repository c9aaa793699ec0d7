"""A symbol's SVG as pixels: the file itself is read back, not what it was made from.

Shapes  Only the form that ``symbol_svg`` writes: one path of ``M h v z``.
Units   ``PIXELS`` a module.
Errors  ``svg_pixels`` raises ``ValueError`` for any other form.
Source  SVG 2, 9.3; the even-odd rule along each row.
"""

import re

from generator.press.grey import Grey

PIXELS = 4
LIGHT = b"\xff" * PIXELS
LARGEST_SIDE = 177 + 8  # modules of version 40, quiet zone included
HEAD = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
PATH = re.compile(r'<path fill="#000" d="((?:[Mhvz -]|\d{1,3}(?!\d))+)"/>')
STEP = re.compile(r"M(\d+) (\d+)|h(-?\d+)|v(-?\d+)|z")


def svg_pixels(svg: bytes) -> Grey:
    """Return the pixels of a symbol's SVG."""
    text = svg.decode("utf-8", "replace")
    head, paths = HEAD.search(text), PATH.findall(text)
    if head is None or len(paths) != 1 or head[1] != head[2] or int(head[1]) > LARGEST_SIDE:
        raise ValueError("not a symbol of ours")
    side = int(head[1])
    crossings = _crossings(paths[0])
    rows = []
    for row in range(side):
        columns = sorted(crossings.get(row, []))
        if columns and not 0 <= columns[0] <= columns[-1] <= side:
            raise ValueError("the path leaves the picture")
        line = bytearray(LIGHT * side)
        for left, right in zip(columns[::2], columns[1::2], strict=False):
            line[left * PIXELS : right * PIXELS] = bytes((right - left) * PIXELS)
        rows.extend([bytes(line)] * PIXELS)
    return Grey(width_px=side * PIXELS, height_px=side * PIXELS, pixels=b"".join(rows))


def _crossings(path: str) -> dict[int, list[int]]:
    """Return by row the columns where an upright edge crosses it."""
    found: dict[int, list[int]] = {}
    x = y = start_x = start_y = 0
    for begin_x, begin_y, across, down in STEP.findall(path):
        before = y
        if begin_x:
            x, y = start_x, start_y = int(begin_x), int(begin_y)
            continue
        if across:
            x += int(across)
            continue
        if down:
            y += int(down)
        else:
            x, y = start_x, start_y
        if not 0 <= y <= LARGEST_SIDE or not 0 <= x <= LARGEST_SIDE:
            raise ValueError("outside the symbol")
        for row in range(min(before, y), max(before, y)):
            found.setdefault(row, []).append(x)
    return found
