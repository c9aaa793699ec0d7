"""A symbol's PNG as few pixels: the file itself is read back, quickly.

A symbol at 1200 dpi has millions of pixels, almost all of them repeated. What
``symbol_png`` writes is read here row by row; any other PNG goes to ``raster.py``.

Shapes  In: PNG bytes. Out: ``Grey`` with ``PIXELS`` a module.
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
WANTED_SIDE = 400
NONE, UP = 0, 2
LEVELS = bytes.maketrans(b"01", b"\x00\xff")
MANY = 16  # repeated rows looked for at once


def quick_png_pixels(png: bytes) -> Grey:
    """Return the pixels of a bilevel square PNG, thinned out evenly."""
    chunks = _chunks(png)
    width, height, *form = HEAD.unpack(chunks[b"IHDR"])
    if tuple(form) != PLAIN or width != height:
        raise ValueError("not a symbol of ours")
    step = max(width // WANTED_SIDE, 1)
    first = step // 2
    known: dict[bytes, bytes] = {}
    thin = []
    count = 0
    for count, row in enumerate(_rows(chunks[b"IDAT"], -(-width // 8)), start=1):
        if (count - 1 - first) % step:
            continue
        if row not in known:
            bits = bin(int.from_bytes(b"\x01" + row, "big"))[3 : 3 + width]
            known[row] = bits[first::step].encode().translate(LEVELS)
        thin.append(known[row])
    if count != height:
        raise ValueError("rows are lacking")
    return Grey(width_px=len(thin), height_px=len(thin), pixels=b"".join(thin))


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


def _rows(packed: bytes, row_bytes: int) -> Iterator[bytes]:
    """Yield each row, its filter undone; unpacked bit by bit, as a whole is megabytes."""
    bare = bytes(row_bytes)
    repeated = bytes([UP]) + bare
    many = repeated * MANY
    unpacker = zlib.decompressobj()
    row, rest, waiting = bare, b"", packed
    while waiting or rest:
        part = rest + unpacker.decompress(waiting, len(many) - len(rest))
        waiting, rest = unpacker.unconsumed_tail, b""
        if not part:
            break
        if part == many:
            yield from [row] * MANY
            continue
        for start in range(0, len(part), len(repeated)):
            line = part[start : start + len(repeated)]
            if len(line) < len(repeated):
                rest = line
            elif line[0] == NONE:
                row = line[1:]
                yield row
            elif line == repeated:
                yield row
            else:
                raise ValueError("another filter")
        if rest and not waiting:
            raise ValueError("a row is cut off")
    if not unpacker.eof and unpacker.flush():
        raise ValueError("more than rows")
