"""Pages laid out on press sheets, several up, fronts and backs.

Door to ``pikepdf``, as ``finish.py``. Each page becomes a form that keeps its bleed.

Shapes  PDF bytes of pages that are trim and bleed in; PDF bytes of sheets out.
Units   ``*_mm`` millimetres from the sheet's upper left corner; PDF points inside.
Errors  Nothing here raises for sound pages.
Source  ISO 32000-1, 8.10 (form XObjects).
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Pdf

from generator.model import Shop
from generator.press.finish import (
    NO_PROFILE, PIECE, Trim, add_resources, press_resources, save, set_boxes, set_cells,
)
from generator.press.geometry import Box
from generator.press.marks import cut_lines, page_marks
from generator.press.sheets import Layout
from generator.press.symbol_files import POINTS_PER_MM, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """One side of a sheet before it is drawn: a form and a cell for each plaque."""

    forms: tuple[pikepdf.Object, ...]
    boxes: tuple[Box, ...]
    codes: tuple[str, ...]


def impose_pages(
    pdf: bytes, codes: Sequence[str], trim: Trim, shop: Shop, layout: Layout, *, sides: int = 1
) -> bytes:
    """Return the sheets of drawn pages: with two sides a back follows each front."""
    target = Pdf.new()
    spaces = press_resources(target, shop.cut_line)
    with pikepdf.open(io.BytesIO(pdf)) as source:
        forms = [_form(target, page) for page in source.pages]
        for start in range(0, len(codes), layout.count):
            here = tuple(codes[start : start + layout.count])
            for side in range(sides):
                sheet = _Sheet(
                    forms=tuple(forms[(start + place) * sides + side] for place in range(len(here))),
                    boxes=tuple(_box(layout, layout.cell_mm(place, back=side == 1))
                                for place in range(len(here))),
                    codes=here,
                )
                _add_sheet(target, sheet, trim, shop, layout, spaces)
        return save(target)


def _form(target: Pdf, page: pikepdf.Page) -> pikepdf.Object:
    """Return a page as a form."""
    form = target.copy_foreign(page.as_form_xobject())
    if "/Group" in form:
        del form["/Group"]
    return form


def _add_sheet(
    target: Pdf, sheet: _Sheet, trim: Trim, shop: Shop, layout: Layout,
    spaces: dict[str, dict[str, pikepdf.Object]],
) -> None:
    """Draw one side of a sheet: its plaques in their bleed, cut lines, marks."""
    bleed = trim.bleed_mm * POINTS_PER_MM
    parts, names = [], {}
    for number, (form, box) in enumerate(zip(sheet.forms, sheet.boxes, strict=True), start=1):
        whole = box.grow(bleed)
        names[f"/P{number}"] = form
        parts.append(f"q 1 0 0 1 {plain(whole.left)} {plain(whole.bottom)} cm /P{number} Do Q\n")
    if shop.cut_line != NO_PROFILE:
        parts.append(cut_lines(sheet.boxes, is_round=trim.is_round))
    if shop.marks:
        left, top, width, height = layout.block_mm
        block = _box(layout, (left, top, width, height))
        grid = [_box(layout, layout.cell_mm(place)) for place in range(layout.count)]
        parts.append(page_marks(
            block, trim.bleed_mm, cuts_x=sorted({x for box in grid for x in (box.left, box.right)}),
            cuts_y=sorted({y for box in grid for y in (box.bottom, box.top)}),
        ))
    width, height = (side * POINTS_PER_MM for side in layout.sheet_mm)
    media = Box(left=0, bottom=0, right=width, top=height)
    page = target.add_blank_page(page_size=(width, height))
    page.Contents = target.make_stream("".join(parts).encode())
    add_resources(page.obj, {**spaces, "/XObject": names})
    set_boxes(page.obj, media=media, bleed=media, trim=media)
    set_cells(page.obj, list(zip(sheet.codes, sheet.boxes, strict=True)), is_sheet=True)


def _box(layout: Layout, cell: tuple[float, float, float, float]) -> Box:
    left, top, width, height = (side * POINTS_PER_MM for side in cell)
    whole = layout.sheet_mm[1] * POINTS_PER_MM
    return Box(left=left, right=left + width, bottom=whole - top - height, top=whole - top)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A plaque of a finished file, and where a contact sheet shows it."""

    file: str
    page: int
    code: str
    box_mm: tuple[float, float, float, float]


def lay_below(
    captions: bytes, pages: Sequence[Sequence[Placed]], files: Mapping[str, bytes], *,
    title: str, seconds: int,
) -> bytes:
    """Return the pages of a contact sheet with the plaques drawn below their captions."""
    sources = {name: pikepdf.open(io.BytesIO(files[name]))
               for name in sorted({each.file for page in pages for each in page})}
    known: dict[tuple[str, int], pikepdf.Object] = {}
    with pikepdf.open(io.BytesIO(captions)) as target:
        for page, plaques in zip(target.pages, pages, strict=True):
            names, parts = {}, []
            height = float(page.mediabox[3])
            for number, each in enumerate(plaques):
                source = sources[each.file].pages[each.page - 1]
                if (each.file, each.page) not in known:
                    known[each.file, each.page] = _form(target, source)
                names[f"/P{number}"] = known[each.file, each.page]
                parts.append(_shrunk(source, each, height, number))
            below = target.make_stream("".join(parts).encode())
            contents = page.Contents if isinstance(page.Contents, Array) else [page.Contents]
            page.Contents = Array([below, *contents])
            add_resources(page.obj, {"/XObject": names})
        for key in ("/Metadata", "/StructTreeRoot", "/MarkInfo"):
            if key in target.Root:
                del target.Root[key]
        target.docinfo.Title = title
        result = save(target)
    for source_file in sources.values():
        source_file.close()
    return result


def _shrunk(source: pikepdf.Page, placed: Placed, height: float, number: int) -> str:
    """Return the operators that show one plaque of a page within its box."""
    cells = {str(row[0]): [float(side) for side in list(row)[1:]]
             for row in source.obj.PieceInfo[str(PIECE)].Private.Cells}
    left, bottom, right, top = cells[placed.code]
    x, y, width, tall = (side * POINTS_PER_MM for side in placed.box_mm)
    scale = min(width / (right - left), tall / (top - bottom))
    floor = height - y - tall
    return (f"q {plain(x)} {plain(floor)} {plain(width)} {plain(tall)} re W n"
            f" {plain(scale)} 0 0 {plain(scale)} {plain(x - left * scale)}"
            f" {plain(floor - bottom * scale)} cm /P{number} Do Q\n")
