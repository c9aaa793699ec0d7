"""Small pictures of printed pages, as text that a template can take in.

Pure. Typst's Python package takes only text beside a template, so a PNG goes in as the
one picture of an SVG.

Units   ``dpi`` pixels an inch of the printed page.
Source  PNG (ISO/IEC 15948); RFC 2397 (data addresses).
"""

import base64
import struct
import zlib

from generator.press.grey import Grey
from generator.press.rasterise import read_pages

SMALLEST_SIDE_PX = 420  # a plaque 44 mm high on paper at 240 dpi
MM_PER_INCH = 25.4


def page_pictures(pdf: bytes, longest_mm: float) -> tuple[bytes, ...]:
    """Return each page as a grey SVG file, sharp enough for a picture of a few centimetres."""
    dpi = max(24, round(SMALLEST_SIDE_PX / longest_mm * MM_PER_INCH))
    return tuple(_svg(page.grey) for page in read_pages(pdf, dpi))


def grey_png(grey: Grey) -> bytes:
    """Return a grey picture as PNG."""
    width, height = grey.width_px, grey.height_px
    rows = b"".join(
        b"\0" + grey.pixels[row * width : (row + 1) * width] for row in range(height)
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join((
        _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        _chunk(b"IDAT", zlib.compress(rows, 6)), _chunk(b"IEND", b""),
    ))


def _svg(grey: Grey) -> bytes:
    data = base64.b64encode(grey_png(grey)).decode()
    size = f'width="{grey.width_px}" height="{grey.height_px}"'
    return (f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
            f'<image {size} href="data:image/png;base64,{data}"/></svg>').encode()


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check
