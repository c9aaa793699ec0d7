"""Where each label stands on an A4 sheet, and what it says.

Pure. The template draws exactly what is planned here, so that preflight knows
where to look for each symbol.

Shapes  ``Label`` is one plaque's label; ``sheet_values`` is the template's JSON.
Units   ``*_mm`` millimetres from the page's upper left corner.
Errors  Nothing here raises.
Source  ISO 216 (A4).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from generator import language as tags
from generator.press.fonts import families
from generator.press.symbol import Symbol, outline

PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210.0, 297.0
COLUMNS, ROWS = 2, 4
LABEL_WIDTH_MM, LABEL_HEIGHT_MM = 90.0, 62.0
LEFT_MM = (PAGE_WIDTH_MM - COLUMNS * LABEL_WIDTH_MM) / 2
TOP_MM = 27.0
SYMBOL_WITH_ZONE_MM = 46.0
SMALLEST_MODULE_MM = 0.8  # design, section 4
LARGEST_MODULE_MM = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One plaque's label; ``number`` is the plaque's for ever."""

    number: int
    code: str
    site: str
    place: str
    place_word: str
    name: str
    language: str
    quantity: int
    link: str
    file: str
    symbol: Symbol

    @property
    def module_mm(self) -> float:
        """The module as printed, in hundredths of a millimetre."""
        fitting = int(SYMBOL_WITH_ZONE_MM / self.symbol.whole_modules * 100) / 100
        return min(fitting, LARGEST_MODULE_MM)


def label_box(index: int) -> tuple[int, tuple[float, float, float, float]]:
    """Return the page, from 1, and the box (left, top, width, height) of a label."""
    page, cell = divmod(index, COLUMNS * ROWS)
    row, column = divmod(cell, COLUMNS)
    left, top = LEFT_MM + column * LABEL_WIDTH_MM, TOP_MM + row * LABEL_HEIGHT_MM
    return page + 1, (left, top, LABEL_WIDTH_MM, LABEL_HEIGHT_MM)


def page_count(labels: int) -> int:
    """Return how many pages hold so many labels."""
    return -(-labels // (COLUMNS * ROWS))


def sheet_values(
    labels: Sequence[Label], *, title: str, kind: str, language: str, specimen: bool
) -> dict[str, object]:
    """Return what the template draws, finished to the millimetre."""
    return {
        "title": title, "kind": kind, "language": tags.primary(language), "specimen": specimen,
        "families": list(families(language)), "dir": tags.direction(language),
        "left": LEFT_MM, "top": TOP_MM, "columns": COLUMNS, "rows": ROWS,
        "width": LABEL_WIDTH_MM, "height": LABEL_HEIGHT_MM, "pages": page_count(len(labels)),
        "labels": [
            {
                "number": label.number, "code": label.code, "name": label.name,
                "site": label.site, "place": label.place_word, "link": label.link,
                "families": list(families(label.language)),
                "language": tags.primary(label.language),
                "dir": tags.direction(label.language),
                "quantity": label.quantity, "module": label.module_mm,
                "side": label.symbol.whole_modules, "outline": outline(label.symbol),
            }
            for label in labels
        ],
    }
