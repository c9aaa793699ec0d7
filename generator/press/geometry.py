"""Rectangles, points and matrices on a page.

Pure.

Shapes  ``Box`` is left, bottom, right, top; a matrix is a, b, c, d, e, f.
Units   PDF points from the lower left corner.
Errors  Nothing here raises.
Source  ISO 32000-1, 8.3.
"""

from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    def grow(self, by: float) -> "Box":
        """Return the rectangle with a margin on every side."""
        return Box(left=self.left - by, bottom=self.bottom - by,
                   right=self.right + by, top=self.top + by)

    @property
    def values(self) -> tuple[float, float, float, float]:
        """The four numbers in the order of PDF."""
        return (self.left, self.bottom, self.right, self.top)


def holds_point(corners: Sequence[Point], point: Point) -> bool:
    """Return whether a point lies in a polygon, by the even-odd rule."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def box_of(flat: Sequence[float], matrix: Matrix) -> Box:
    """Return the rectangle round points ``x, y, x, y, …`` that a matrix moves."""
    if len(flat) < 2:
        return Box(left=0, bottom=0, right=0, top=0)
    xs, ys = flat[::2], flat[1::2]
    near, far, low, high = min(xs), max(xs), min(ys), max(ys)
    a, b, c, d, e, f = matrix
    return Box(left=min(a * near, a * far) + min(c * low, c * high) + e,
               bottom=min(b * near, b * far) + min(d * low, d * high) + f,
               right=max(a * near, a * far) + max(c * low, c * high) + e,
               top=max(b * near, b * far) + max(d * low, d * high) + f)


def cut_to(box: Box, clip: Box | None) -> Box | None:
    """Return the part of a box that a clip lets through, or None."""
    if clip is None:
        return box
    cut = Box(left=max(box.left, clip.left), bottom=max(box.bottom, clip.bottom),
              right=min(box.right, clip.right), top=min(box.top, clip.top))
    return cut if cut.left <= cut.right and cut.bottom <= cut.top else None


def moved(matrix: Matrix, x: float, y: float) -> Point:
    """Return where a matrix moves a point."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def combined(first: Sequence[float], then: Matrix) -> Matrix:
    """Return the matrix that does one after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
            e * p + f * r + t, e * q + f * s + u)
