"""A symbol's PNG as few pixels: the file itself is read back, quickly.

A symbol at 1200 dpi has millions of pixels, almost all of them repeated. What
``symbol_png`` writes is read here part by part; any other PNG goes to ``raster.py``.

Shapes  In: PNG bytes. Out: ``Grey``.
Units   Pixels.
Errors  ``quick_png_pixels`` raises ``ValueError`` for any other form of PNG.
Source  PNG, third edition, 9.2 (filters None and Up), 11.2.
"""

import struct
import zlib
from collections.abc import Iterator
from functools import lru_cache

from generator.press.grey import Grey
from generator.press.symbol_files import LAST_BLOCK, ZLIB_HEAD, joined_check

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEAD = struct.Struct(">IIBBBBB")
PLAIN = (1, 0, 0, 0, 0)  # one bit, grey, no interlace
LARGEST_SIDE = 20_000  # pixels: 420 mm at 1200 dpi
FLUSHED = b"\0\0\xff\xff"  # RFC 1951, 3.2.4: an empty stored block ends each part
NONE, UP = 0, 2
LEVELS = bytes.maketrans(b"01", b"\x00\xff")


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

    Parts that were packed apart are unpacked apart, so that equal ones are unpacked once.
    """
    head, body, check = packed[:2], packed[2:-4], packed[-4:]
    row, total, checked = bytes(row_bytes), 0, 1
    *parts, last = body.split(FLUSHED)
    for part in parts:
        rows, part_check, length = _unpacked(part, row_bytes + 1)
        checked = joined_check(checked, part_check, length)
        for line, count in rows:
            row = line or row
            total += count
            if total > height:
                raise ValueError("more rows than said")
            yield row, count
    if (head, last) != (ZLIB_HEAD, LAST_BLOCK) or total != height or struct.pack(">I", checked) != check:
        raise ValueError("another form of packing, or rows are lacking")


@lru_cache(maxsize=64)
def _unpacked(part: bytes, line_bytes: int) -> tuple[tuple[tuple[bytes, int], ...], int, int]:
    """Return the rows of a part, (what it is; empty if as above, how many), checksum, length."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        lines = unpacker.decompress(part + FLUSHED, line_bytes * LARGEST_SIDE)
    except zlib.error as fault:
        raise ValueError("not packed apart") from fault
    if len(lines) % line_bytes or unpacker.unconsumed_tail or unpacker.eof:
        raise ValueError("a row is cut off")
    repeated = bytes([UP]) + bytes(line_bytes - 1)
    count = len(lines) // line_bytes
    if lines == repeated * count:
        return ((b"", count),) if count else (), zlib.adler32(lines), len(lines)
    if lines[:1] != bytes([NONE]) or count != 1:
        raise ValueError("another filter")
    return ((lines[1:], 1),), zlib.adler32(lines), len(lines)
