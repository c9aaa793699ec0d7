"""Symbols as pixels: PNG out, PNG in.

Door to ``Pillow`` for the press; ``generator/pictures.py`` is its other door.

Shapes  PNG bytes; ``Grey`` for reading.
Units   ``pixels_per_module``; ``dpi`` pixels an inch.
Errors  ``png_pixels`` raises ``ValueError`` where the bytes are no picture.
"""

import io

from PIL import Image

from generator.press.grey import Grey
from generator.press.symbol import QUIET_ZONE_MODULES, Symbol


def symbol_png(symbol: Symbol, pixels_per_module: int = 12, dpi: int = 300) -> bytes:
    """Return a black and white PNG, quiet zone included; equal input, equal bytes."""
    side = symbol.whole_modules
    small = Image.new("1", (side, side), 1)
    for row, modules in enumerate(symbol.modules):
        for column, dark in enumerate(modules):
            if dark:
                small.putpixel((column + QUIET_ZONE_MODULES, row + QUIET_ZONE_MODULES), 0)
    large = small.resize((side * pixels_per_module,) * 2, Image.Resampling.NEAREST)
    target = io.BytesIO()
    large.save(target, "PNG", dpi=(dpi, dpi), optimize=True)
    return target.getvalue()


def png_pixels(png: bytes) -> Grey:
    """Return the pixels of a PNG."""
    try:
        with Image.open(io.BytesIO(png), formats=["PNG"]) as picture:
            grey = picture.convert("L")
    except OSError as fault:
        raise ValueError("not a PNG") from fault
    return Grey(width_px=grey.width, height_px=grey.height, pixels=grey.tobytes())
