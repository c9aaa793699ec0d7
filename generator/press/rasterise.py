"""Finished PDF pages as pixels and as text, as a print shop's machine sees them.

Door to ``pypdfium2``.

Shapes  One ``PrintedPage`` a page.
Units   ``dpi`` pixels an inch; boxes in PDF points from the page's lower left corner.
Errors  ``PageReader`` raises ``ValueError`` where the bytes are no PDF, or a page is none
        that can be drawn.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

from generator.press.grey import Grey
from generator.press.geometry import Box
from generator.press.raster import grey_of

MM_PER_INCH = 25.4
POINTS_PER_INCH = 72
MOST_PIXELS = 80_000_000  # twice A0 at 150 dots an inch
DEFAULT_DPI = 150  # 4.7 pixels a module at 0.8 mm; the reader needs 1.5
GLANCE_DPI = 75  # 5.7 pixels a module at 1.9 mm, and 2.4 at 0.8 mm


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPage:
    """One page of a PDF; ``texts`` are those of the boxes asked for."""

    grey: Grey
    text: str
    dpi: int
    texts: tuple[str, ...] = ()


class PageReader:
    """A PDF opened to be looked at page by page."""

    def __init__(self, pdf: bytes) -> None:
        try:
            self._document = pypdfium2.PdfDocument(pdf)
        except (pypdfium2.PdfiumError, OSError) as fault:
            raise ValueError("not a PDF") from fault

    def __len__(self) -> int:
        return len(self._document)

    def page(
        self, index: int, dpi: int = DEFAULT_DPI, boxes: tuple[Box, ...] = ()
    ) -> PrintedPage:
        """Return a page, from 0, rasterised, with its text and that within each box."""
        try:
            return self._page(index, dpi, boxes)
        except (pypdfium2.PdfiumError, OverflowError, MemoryError) as fault:
            raise ValueError("not a page that can be seen") from fault

    def _page(self, index: int, dpi: int, boxes: tuple[Box, ...]) -> PrintedPage:
        page = self._document[index]
        grey = _rendered(page, dpi / POINTS_PER_INCH)
        words = page.get_textpage()
        texts = tuple(
            words.get_text_bounded(left=box.left, bottom=box.bottom, right=box.right, top=box.top)
            for box in boxes
        )
        text = words.get_text_range()
        words.close()
        page.close()
        return PrintedPage(grey=grey, text=text, dpi=dpi, texts=texts)

    def grey(self, index: int, side_px: int) -> Grey:
        """Return a page, from 0, with at least so many pixels on its shorter side."""
        try:
            page = self._document[index]
        except (pypdfium2.PdfiumError, IndexError) as fault:
            raise ValueError("not a page that can be seen") from fault
        grey = _rendered(page, side_px / max(min(page.get_size()), 1))
        page.close()
        return grey

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()


def _rendered(page: pypdfium2.PdfPage, scale: float) -> Grey:
    if page.get_width() * page.get_height() * scale**2 > MOST_PIXELS:
        raise ValueError("a page larger than any press has")
    bitmap = page.render(scale=scale, grayscale=True)
    grey = grey_of(bitmap.width, bitmap.height, bytes(bitmap.buffer), bitmap.stride, "L")
    bitmap.close()
    return grey


def first_page(pdf: bytes, side_px: int) -> Grey:
    """Return a PDF's first page with at least so many pixels on its shorter side."""
    reader = PageReader(pdf)
    try:
        return reader.grey(0, side_px)
    finally:
        reader.close()


def read_pages(pdf: bytes, dpi: int = DEFAULT_DPI) -> Iterator[PrintedPage]:
    """Yield each page, rasterised; one at a time, so that memory stays small."""
    reader = PageReader(pdf)
    try:
        for index in range(len(reader)):
            yield reader.page(index, dpi)
    finally:
        reader.close()
