"""A PNG as pixels.

Door to ``Pillow`` for the press; ``generator/pictures.py`` is its other door.

Shapes  In: PNG bytes. Out: ``Grey``.
Errors  ``png_pixels`` raises ``ValueError`` where the bytes are no picture.
"""

import io

from PIL import Image

from generator.press.grey import Grey


def png_pixels(png: bytes) -> Grey:
    """Return the pixels of a PNG."""
    try:
        with Image.open(io.BytesIO(png), formats=["PNG"]) as picture:
            grey = picture.convert("L")
    except OSError as fault:
        raise ValueError("not a PNG") from fault
    return Grey(width_px=grey.width, height_px=grey.height, pixels=grey.tobytes())
