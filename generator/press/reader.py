"""Read symbols as a phone does: the independent reader.

Door to ``zxingcpp``, which shares no code with the encoder.

Shapes  One ``Reading`` a symbol, in the reader's order.
Errors  Nothing here raises; what isn't read is not there.
Source  ISO/IEC 18004:2015.
"""

from dataclasses import dataclass
from typing import Any

import zxingcpp

from generator.press.grey import Grey


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one symbol says, with the level and version that it says so in."""

    text: str
    level: str
    version: int


def read_symbols(picture: Grey) -> tuple[Reading, ...]:
    """Return every QR symbol found; inverted ones don't count, as many phones fail them."""
    if not picture.pixels:
        return ()
    pixels: Any = picture.pixels  # its types know arrays only; any buffer will do
    view = zxingcpp.ImageView(
        pixels, picture.width_px, picture.height_px, zxingcpp.ImageFormat.Lum
    )
    found: Any = zxingcpp.read_barcodes(
        view, formats=zxingcpp.QRCode, try_invert=False  # type: ignore[arg-type]
    )
    return tuple(
        Reading(text=each.text, level=each.ec_level, version=int(each.extra.get("Version", 0)))
        for each in found
    )
