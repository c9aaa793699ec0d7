"""Finished PDF pages as pixels and as text, as a print shop's machine sees them.

Door to ``pypdfium2``.

Shapes  One ``PrintedPage`` a page, in order.
Units   ``dpi`` pixels an inch; ``*_mm`` millimetres.
Errors  ``read_pages`` raises ``ValueError`` where the bytes are no PDF.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

from generator.press.grey import Grey

MM_PER_INCH = 25.4
POINTS_PER_INCH = 72
DEFAULT_DPI = 150  # 4.7 pixels a module at 0.8 mm; the reader needs 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPage:
    """One page of a PDF."""

    grey: Grey
    text: str
    dpi: int

    def crop_mm(self, left: float, top: float, width: float, height: float) -> Grey:
        """Return the part of the page inside a box, measured from its upper left corner."""
        scale = self.dpi / MM_PER_INCH
        return self.grey.crop(
            round(left * scale), round(top * scale),
            round((left + width) * scale), round((top + height) * scale),
        )


def read_pages(pdf: bytes, dpi: int = DEFAULT_DPI) -> Iterator[PrintedPage]:
    """Yield each page, rasterised; one at a time, so that memory stays small."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as fault:
        raise ValueError("not a PDF") from fault
    try:
        for page in document:
            bitmap = page.render(scale=dpi / POINTS_PER_INCH, grayscale=True)
            raw, stride, width = bytes(bitmap.buffer), bitmap.stride, bitmap.width
            pixels = b"".join(
                raw[row * stride : row * stride + width] for row in range(bitmap.height)
            )
            grey = Grey(width_px=width, height_px=bitmap.height, pixels=pixels)
            yield PrintedPage(grey=grey, text=page.get_textpage().get_text_range(), dpi=dpi)
    finally:
        document.close()
