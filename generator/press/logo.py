"""The office's logo as a picture in black alone.

Door to ``Pillow``, as ``raster.py`` and ``generator/pictures.py``. Pure.

Shapes  In: SVG, PNG or JPEG bytes. Out: a ``Plate``.
Units   Pixels or SVG user units; the template scales them.
Errors  ``PlateError`` where the file can't be read or holds what one ink can't print.
Source  ISO 32000-2, 8.6.6.3 (Indexed), 8.9 (images).
"""

import io
import struct
import zlib

from PIL import Image

from generator.press.engraving import Plate, PlateError, engrave, pdf_page
from generator.press.grey import Grey

LARGEST_PIXELS = 40_000_000
# Share of black by grey: an Indexed space keeps a picture of 8 bits in DeviceCMYK.
BLACK_BY_GREY = b"".join(bytes((0, 0, 0, 255 - grey)) for grey in range(256))


def logo_plate(content: bytes) -> Plate:
    """Return the logo; what is transparent becomes white."""
    if content.lstrip()[:5].lower() in {b"<?xml", b"<svg "} or b"<svg" in content[:1000]:
        return engrave(content)
    try:
        grey = _grey(content)
    except ValueError as fault:
        raise PlateError(str(fault)) from fault
    packed = zlib.compress(grey.pixels, 9)
    image = (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8"
        b"/ColorSpace[/Indexed/DeviceCMYK 255<%s>]/Filter/FlateDecode/Length %d>>"
        b"stream\n%s\nendstream"
    ) % (grey.width_px, grey.height_px, BLACK_BY_GREY.hex().encode(), len(packed), packed)
    content = b"q %d 0 0 %d 0 0 cm /I Do Q" % (grey.width_px, grey.height_px)
    pdf = pdf_page(content, grey.width_px, grey.height_px, b"<</XObject<</I 5 0 R>>>>", (image,))
    return Plate(pdf=pdf, width=grey.width_px, height=grey.height_px)


def _grey(content: bytes) -> Grey:
    """Return a PNG or JPEG in grey; what is transparent is white."""
    try:
        with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as picture:
            if picture.width * picture.height > LARGEST_PIXELS:
                raise ValueError(f"{picture.width}×{picture.height}")
            seen = picture.convert("RGBA")
    except (OSError, SyntaxError, EOFError, TypeError, KeyError, IndexError, OverflowError, struct.error,
            zlib.error, Image.DecompressionBombError) as fault:
        raise ValueError("SVG, PNG, JPEG") from fault
    paper = Image.new("RGBA", seen.size, "white")
    grey = Image.alpha_composite(paper, seen).convert("L")
    return Grey(width_px=grey.width, height_px=grey.height, pixels=grey.tobytes())
