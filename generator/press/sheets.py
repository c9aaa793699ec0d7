"""How many plaques stand on a press sheet, and where.

Pure. Cells keep their bleed on every side, so two trims are two bleeds apart.

Shapes  ``Layout``; a cell is left, top, width, height from the sheet's upper left corner.
Units   Millimetres.
Errors  ``plan_layout`` returns None where not even one plaque fits.
Source  ISO 216 (A3, A4); ISO 217 (SRA3).
"""

from dataclasses import dataclass

from generator.press.marks import slug_mm

SHEETS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0), "SRA3": (320.0, 450.0)}
Size = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A sheet with its grid of cells, in the middle of the sheet."""

    sheet_mm: Size
    trim_mm: Size
    columns: int
    rows: int
    gutter_mm: float

    @property
    def count(self) -> int:
        """How many plaques a sheet holds."""
        return self.columns * self.rows

    @property
    def block_mm(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of all cells together."""
        width = self.columns * (self.trim_mm[0] + self.gutter_mm) - self.gutter_mm
        height = self.rows * (self.trim_mm[1] + self.gutter_mm) - self.gutter_mm
        return ((self.sheet_mm[0] - width) / 2, (self.sheet_mm[1] - height) / 2, width, height)

    def cell_mm(self, place: int, *, back: bool = False) -> tuple[float, float, float, float]:
        """Return a cell; a back is mirrored, so that it meets its front on the turned sheet."""
        row, column = divmod(place, self.columns)
        if back:
            column = self.columns - 1 - column
        left, top, _, _ = self.block_mm
        return (left + column * (self.trim_mm[0] + self.gutter_mm),
                top + row * (self.trim_mm[1] + self.gutter_mm), *self.trim_mm)


def plan_layout(sheet: str, trim_mm: Size, bleed_mm: float, *, marks: bool) -> Layout | None:
    """Return the layout that holds most plaques, upright or across."""
    margin = slug_mm(bleed_mm, marks=marks)
    gutter = 2 * bleed_mm
    best: Layout | None = None
    for width, height in (SHEETS[sheet], SHEETS[sheet][::-1]):
        columns = int((width - 2 * margin + gutter) // (trim_mm[0] + gutter))
        rows = int((height - 2 * margin + gutter) // (trim_mm[1] + gutter))
        if columns * rows > (best.count if best is not None else 0):
            best = Layout(sheet_mm=(width, height), trim_mm=trim_mm, columns=columns, rows=rows,
                          gutter_mm=gutter)
    return best
