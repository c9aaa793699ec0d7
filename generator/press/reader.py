"""Read symbols as a phone does: the independent reader.

Door to ``zxingcpp``, which shares no code with the encoder.

Shapes  One ``Reading`` a symbol, in the reader's order.
Units   ``corners_px`` are pixels: upper left, upper right, lower right, lower left of the
        symbol as it is held upright.
Errors  Nothing here raises; what isn't read is not there.
Source  ISO/IEC 18004:2015.
"""

from dataclasses import dataclass
from typing import Any

import zxingcpp

from generator.press.grey import Grey

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one symbol says, with the level and version that it says so in, and where."""

    text: str
    level: str
    version: int
    corners_px: tuple[Point, Point, Point, Point] = ((0, 0), (0, 0), (0, 0), (0, 0))

    @property
    def centre_px(self) -> Point:
        """The symbol's middle."""
        return (sum(x for x, _ in self.corners_px) / 4, sum(y for _, y in self.corners_px) / 4)

    @property
    def side_modules(self) -> int:
        """Modules a side, quiet zone left out."""
        return 17 + 4 * self.version

    @property
    def module_px(self) -> float:
        """A module of an upright symbol, by the reader's corners."""
        xs, ys = zip(*self.corners_px, strict=True)
        return max(max(xs) - min(xs), max(ys) - min(ys)) / self.side_modules


def read_symbols(picture: Grey) -> tuple[Reading, ...]:
    """Return every QR symbol found; inverted ones don't count, as many phones fail them."""
    if not picture.pixels:
        return ()
    pixels: Any = picture.pixels  # its types know arrays only; any buffer will do
    view = zxingcpp.ImageView(
        pixels, picture.width_px, picture.height_px, zxingcpp.ImageFormat.Lum
    )
    found: Any = zxingcpp.read_barcodes(
        view, formats=zxingcpp.QRCode, try_invert=False, try_rotate=True  # type: ignore[arg-type]
    )
    return tuple(
        Reading(
            text=each.text, level=each.ec_level, version=int(each.extra.get("Version", 0)),
            corners_px=(
                _point(each.position.top_left), _point(each.position.top_right),
                _point(each.position.bottom_right), _point(each.position.bottom_left),
            ),
        )
        for each in found
    )


def _point(corner: Any) -> Point:  # noqa: ANN401 (the library's own point)
    return float(corner.x), float(corner.y)
