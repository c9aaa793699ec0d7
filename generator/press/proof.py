"""The contact sheet of a job: each plaque small, with what it is.

Pure. Typst sets the captions; the finished pages themselves are laid below them.

Shapes  PDF bytes in and out.
Units   Millimetres from the upper left corner of an A4 page.
Errors  Nothing here raises.
Source  ISO 216 (A4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator import language as tags
from generator.model import Settings, Shop
from generator.press.finish import VERSIONS
from generator.press.fonts import families
from generator.press.impose import Placed, lay_below
from generator.press.planned import PlannedPlaque
from generator.press.runs import Run
from generator.press.supplies import Supplies
from generator.press.typeset import typeset

TEMPLATE = "proof.typ"
COLUMNS, ROWS = 3, 4
LEFT_MM, TOP_MM = 12.0, 25.0
CELL_MM, ROOM_MM, PITCH_X_MM, PITCH_Y_MM = 58.0, 44.0, 64.0, 65.0
Place = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """One plaque of the sheet: where it is printed, and where it is shown."""

    run: Run
    page: int
    plaque: PlannedPlaque
    cell: tuple[float, float]
    box_mm: Place


def draw_proof(
    job: str, settings: Settings, runs: Sequence[Run], files: Mapping[str, bytes],
    supplies: Supplies, shop: Shop, *, is_specimen: bool, seconds: int = 0,
) -> bytes:
    """Return ``proof.pdf``."""
    shown = _shown(runs)
    pages = [shown[start : start + COLUMNS * ROWS]
             for start in range(0, len(shown), COLUMNS * ROWS)]
    values = {
        "title": f"{settings.site_name} — {job}", "specimen": is_specimen,
        "families": list(families(settings.source_language)),
        "note": "Contact sheet, not for printing · Bảng xem trước, không dùng để in",
        "warning": f"NOT FOR THE PRESS · KHÔNG ĐEM IN · {settings.short_link}",
        "shop": f"{shop.key}: {VERSIONS[shop.standard]}, {shop.bleed_mm:g} mm,"
                f" {shop.icc}, {shop.cut_line}, {shop.impose}",
        "pages": [[_values(each, shop) for each in page] for page in pages],
    }
    captions = typeset(supplies.templates[TEMPLATE], values, seconds=seconds)
    placed = [
        [Placed(file=each.run.file, page=each.page, code=each.plaque.code, box_mm=each.box_mm)
         for each in page] for page in pages
    ]
    return lay_below(captions, placed, files, title=f"{settings.site_name} – {job} – proof",
                     seconds=seconds)


def _shown(runs: Sequence[Run]) -> list[_Shown]:
    found = []
    pairs = [(run, page, plaque) for run in runs for page, plaque in run.plaques]
    for index, (run, page, plaque) in enumerate(pairs):
        row, column = divmod(index % (COLUMNS * ROWS), COLUMNS)
        left, top = LEFT_MM + column * PITCH_X_MM, TOP_MM + row * PITCH_Y_MM
        width, height = run.product.box_mm(0)[2:]
        scale = min(CELL_MM / width, ROOM_MM / height)
        box = (left, top + ROOM_MM - height * scale, width * scale, height * scale)
        found.append(_Shown(run=run, page=page, plaque=plaque, cell=(left, top), box_mm=box))
    return found


def _values(shown: _Shown, shop: Shop) -> dict[str, object]:
    plaque, product = shown.plaque, shown.run.product
    return {
        "left": shown.cell[0], "top": shown.cell[1], "width": CELL_MM, "room": ROOM_MM,
        "box": list(shown.box_mm), "number": f"№ {plaque.number}", "code": plaque.code,
        "name": plaque.name, "families": list(families(plaque.language)),
        "language": tags.primary(plaque.language), "dir": tags.direction(plaque.language),
        "facts": f"{product.name} · {product.trim_mm[0]:g} × {product.trim_mm[1]:g} mm"
                 f" · × {plaque.quantity} · {shop.key}",
        "where": f"{shown.run.file}, {shown.page} · {plaque.site} · {plaque.place_word}",
    }
