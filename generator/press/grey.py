"""A grey picture as plain bytes: what rasterisers give and the reader takes.

Shapes  ``pixels`` is row by row, one byte a pixel, 0 is black.
Units   Pixels.
Errors  Nothing here raises.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Grey:
    """A grey picture."""

    width_px: int
    height_px: int
    pixels: bytes

    def crop(self, left: int, top: int, right: int, bottom: int) -> "Grey":
        """Return the part inside a box, which is cut to the picture."""
        left, top = max(left, 0), max(top, 0)
        right, bottom = min(right, self.width_px), min(bottom, self.height_px)
        rows = (
            self.pixels[row * self.width_px + left : row * self.width_px + right]
            for row in range(top, bottom)
        )
        return Grey(width_px=right - left, height_px=bottom - top, pixels=b"".join(rows))
