"""A symbol's PNG as few pixels: the file itself is read back, quickly.

A symbol at 1200 dpi has millions of pixels, almost all of them repeated. What
``symbol_png`` writes is read here row by row; any other PNG goes to ``raster.py``.

Shapes  In: PNG bytes. Out: ``Grey`` with ``PIXELS`` a module.
Errors  ``quick_png_pixels`` raises ``ValueError`` for any other form of PNG.
Source  PNG, third edition, 9.2 (filters None and Up), 11.2.
"""

import struct
import zlib

from generator.press.grey import Grey

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEAD = struct.Struct(">IIBBBBB")
PLAIN = (1, 0, 0, 0, 0)  # one bit, grey, no interlace
WANTED_SIDE = 400
NONE, UP = 0, 2
MANY = 16  # repeated rows looked for at once


def quick_png_pixels(png: bytes) -> Grey:
    """Return the pixels of a bilevel square PNG, thinned out evenly."""
    chunks = _chunks(png)
    width, height, *form = HEAD.unpack(chunks[b"IHDR"])
    if tuple(form) != PLAIN or width != height:
        raise ValueError("not a symbol of ours")
    rows = _rows(zlib.decompress(chunks[b"IDAT"]), -(-width // 8))
    if len(rows) != height:
        raise ValueError("rows are lacking")
    step = max(width // WANTED_SIDE, 1)
    places = range(step // 2, width, step)
    known: dict[bytes, bytes] = {}
    thin = []
    for number in places:
        row = rows[number]
        if row not in known:
            bits = bin(int.from_bytes(b"\x01" + row, "big"))[3:]
            known[row] = bytes(255 if bits[place] == "1" else 0 for place in places)
        thin.append(known[row])
    return Grey(width_px=len(places), height_px=len(places), pixels=b"".join(thin))


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


def _rows(pixels: bytes, row_bytes: int) -> list[bytes]:
    """Return each row, its filter undone; a row that repeats the last is the same bytes."""
    bare = bytes(row_bytes)
    repeated = bytes([UP]) + bare
    many = repeated * MANY
    rows: list[bytes] = []
    row, start = bare, 0
    while start < len(pixels):
        if pixels.startswith(many, start):
            rows.extend([row] * MANY)
            start += len(many)
            continue
        kind, line = pixels[start], pixels[start + 1 : start + 1 + row_bytes]
        if kind == NONE:
            row = line
        elif kind != UP:
            raise ValueError("another filter")
        elif line != bare:
            row = bytes((a + b) & 255 for a, b in zip(row, line, strict=True))
        rows.append(row)
        start += len(repeated)
    return rows
