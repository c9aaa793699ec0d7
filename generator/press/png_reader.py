"""A symbol's PNG as few pixels: the file itself is read back, quickly.

A symbol at 1200 dpi has millions of pixels, almost all of them repeated. What
``symbol_png`` writes is read here row by row; any other PNG goes to ``raster.py``.

Shapes  In: PNG bytes. Out: ``Grey``.
Units   Pixels.
Errors  ``quick_png_pixels`` raises ``ValueError`` for any other form of PNG.
Source  PNG, third edition, 9.2 (filters None and Up), 11.2.
"""

import struct
import zlib
from collections.abc import Iterator

from generator.press.grey import Grey

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEAD = struct.Struct(">IIBBBBB")
PLAIN = (1, 0, 0, 0, 0)  # one bit, grey, no interlace
LARGEST_SIDE = 20_000  # pixels: 420 mm at 1200 dpi
NONE, UP = 0, 2
LEVELS = bytes.maketrans(b"01", b"\x00\xff")
MANY = 32  # repeated rows looked for at once


def quick_png_pixels(png: bytes, side_px: int) -> Grey:
    """Return the pixels of a bilevel square PNG, thinned out evenly to at least a side."""
    chunks = _chunks(png)
    width, height, *form = HEAD.unpack(chunks[b"IHDR"])
    if tuple(form) != PLAIN or width != height or width > LARGEST_SIDE:
        raise ValueError("not a symbol of ours")
    step = max(width // side_px, 1)
    kept = range(step // 2, width, step)
    thin: list[bytes] = []
    end = 0
    for row, count in _runs(chunks[b"IDAT"], -(-width // 8), height):
        end += count
        wanted = len(range(kept.start, end, step)) - len(thin)
        if wanted:
            bits = bin(int.from_bytes(b"\x01" + row, "big"))[3 : 3 + width]
            thin.extend([bits[kept.start :: step].encode().translate(LEVELS)] * wanted)
    return Grey(width_px=len(kept), height_px=len(thin), pixels=b"".join(thin))


def _chunks(png: bytes) -> dict[bytes, bytes]:
    if not png.startswith(SIGNATURE):
        raise ValueError("not a PNG")
    found: dict[bytes, bytes] = {b"IDAT": b""}
    place = len(SIGNATURE)
    while place + 8 <= len(png):
        length, kind = struct.unpack_from(">I4s", png, place)
        content = png[place + 8 : place + 8 + length]
        if len(content) != length or struct.pack(">I", zlib.crc32(kind + content)) != png[
                place + 8 + length : place + 12 + length]:
            raise ValueError("a chunk is broken")
        found[kind] = found[kind] + content if kind == b"IDAT" else content
        place += 12 + length
    if b"IHDR" not in found or len(found[b"IHDR"]) != HEAD.size:
        raise ValueError("no header")
    return found


def _runs(packed: bytes, row_bytes: int, height: int) -> Iterator[tuple[bytes, int]]:
    """Yield each row, its filter undone, and how often it stands there one below the other.

    No more is unpacked than the rows need.
    """
    repeated = bytes([UP]) + bytes(row_bytes)
    many = repeated * MANY
    unpacker = zlib.decompressobj()
    lines = unpacker.decompress(packed, height * len(repeated) + 1)
    if not unpacker.eof or len(lines) != height * len(repeated):
        raise ValueError("more or fewer bytes than rows")
    row, count, place = bytes(row_bytes), 0, 0
    while place < len(lines):
        if lines.startswith(many, place):
            count, place = count + MANY, place + len(many)
        elif lines.startswith(repeated, place):
            count, place = count + 1, place + len(repeated)
        elif lines[place] == NONE:
            if count:
                yield row, count
            row, count = lines[place + 1 : place + len(repeated)], 1
            place += len(repeated)
        else:
            raise ValueError("another filter")
    yield row, count
