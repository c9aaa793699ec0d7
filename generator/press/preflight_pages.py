"""Look at finished PDF pages as a press and a phone do.

Pure: bytes in, Problems and measures out; can be run in another process. Each page is
rasterised, each symbol decoded by the independent reader and measured in pixels, and what
the page is made of is read from its content.

Shapes  ``PagesTask`` in, ``PagesResult`` out; ``Row`` is a row of ``job.csv``.
Units   ``*_mm`` millimetres; pages count from 1 in problems, from 0 in the task.
Errors  Each fault is a Problem that names code, file and page.
Source  ISO/IEC 18004:2015; ISO 15930-4 and -7; ``docs/formats/preflight-json.md``.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.errors import Problem, error, warning
from generator.press.inks import BARE, BLACK, PageFacts, Paint, PdfFacts
from generator.press.geometry import Box
from generator.press.raster import Measured, measure
from generator.press.rasterise import (
    DEFAULT_DPI, GLANCE_DPI, MM_PER_INCH, POINTS_PER_INCH, PageReader, PrintedPage,
)
from generator.press.reader import Reading, read_symbols
from generator.press.symbol import QUIET_ZONE_MODULES
from generator.press.symbol_files import POINTS_PER_MM

LEAST_CONTRAST, WISHED_CONTRAST = 4.5, 7.0  # design, section 4
SIZE_SLACK = 0.03
QUIET_SLACK = 0.25  # modules: a pixel at each edge
LEAST_MODULE_PX = 4.5  # a pixel is less than the slack of a quiet zone
BOX_SLACK_MM = 0.1
CODE_ALONE_MM = 50  # stickers this small hold no name: design, section 4
X1A = "PDF/X-1a:2003"

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesTask:
    """Some pages of one PDF; ``rows`` are those of the whole file."""

    pdf: bytes
    where: str
    standard: str
    pages: range
    rows: tuple[Row, ...]
    codes_alone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One plaque's symbol as it was found; its quiet zone's corner from the plaque's."""

    code: str
    page: int
    text: str
    version: int
    level: str
    module_mm: float
    quiet_modules: float
    contrast: float
    left_mm: float
    bottom_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesResult:
    """What a task found."""

    problems: tuple[Problem, ...]
    seen: tuple[Seen, ...]
    fonts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """One page with everything known of it."""

    number: int
    where: str
    printed: PrintedPage
    facts: PageFacts
    readings: tuple[Reading, ...]
    codes: str

    def fault(self, rule: str, value: str, code: str = "", **details: str) -> Problem:
        """Return an error that names code, file and page."""
        return error(rule, self.where, None, value, code=code or self.codes,
                     page=str(self.number), **details)


def check_pages(task: PagesTask) -> PagesResult:
    """Return what is wrong with some pages, and each plaque's measures."""
    problems: list[Problem] = []
    seen: list[Seen] = []
    fonts: dict[str, None] = {}
    facts, reader = PdfFacts(task.pdf), PageReader(task.pdf)
    by_page: dict[str, list[Row]] = {}
    for row in task.rows:
        by_page.setdefault(row["page"], []).append(row)
    for index in task.pages:
        rows = by_page.get(str(index + 1), [])
        made_of = facts.page(index)
        printed, readings = _look(reader, index, made_of, rows)
        page = _Page(
            number=index + 1, where=task.where, printed=printed, facts=made_of, readings=readings,
            codes=", ".join(row["code"] for row in rows) or "–",
        )
        fonts.update(dict.fromkeys(made_of.fonts))
        problems.extend(_check_make(page, rows, task.standard))
        for row in rows:
            _check_plaque(page, row, task, problems, seen)
        problems.extend(_check_strays(page, rows))
    facts.close()
    reader.close()
    return PagesResult(problems=tuple(problems), seen=tuple(seen), fonts=tuple(fonts))


def _look(
    reader: PageReader, index: int, facts: PageFacts, rows: Sequence[Row]
) -> tuple[PrintedPage, tuple[Reading, ...]]:
    """Return a page rasterised, and its symbols: at a glance where that measures them well.

    A closer look is taken where a symbol is small, where a link is lacking, and at backs.
    """
    boxes = tuple(box for _, box in facts.cells)
    printed = reader.page(index, GLANCE_DPI, boxes)
    readings = read_symbols(printed.grey)
    links = sum(is_link(each.text) for each in readings)
    if rows and links >= len(rows) and all(
            each.module_px >= LEAST_MODULE_PX for each in readings):
        return printed, readings
    printed = reader.page(index, DEFAULT_DPI, boxes)
    return printed, read_symbols(printed.grey)


def _check_make(page: _Page, rows: Sequence[Row], standard: str) -> list[Problem]:
    """Return what is wrong with boxes, inks and fonts of a page."""
    facts = page.facts
    problems = [page.fault("ink-rgb", shown) for shown in facts.screen_colours]
    problems += [page.fault("font-not-embedded", font) for font in facts.bare_fonts]
    if standard == X1A and (facts.transparent or facts.profiled):
        problems.append(page.fault("x1a-refused", "@transparency" if facts.transparent
                                   else "@profiled-colour"))
    if facts.trim is None or facts.bleed is None:
        problems.append(page.fault("boxes-missing", "TrimBox, BleedBox"))
    elif not (_holds(facts.media, facts.bleed) and _holds(facts.bleed, facts.trim)):
        problems.append(page.fault("boxes-crossed", _shown(facts.trim)))
    else:
        for wanted in sorted({row["trim_mm"] for row in rows if row["trim_mm"]}):
            problems += [page.fault("trim-wrong", _shown(box), wanted=wanted)
                         for box in _trims(facts) if not _is_size(box, wanted)]
    return problems


def _trims(facts: PageFacts) -> list[Box]:
    """Return what is cut out of a page: the trim, or a sheet's plaques."""
    if facts.is_sheet:
        return [box for _, box in facts.cells]
    return [facts.trim] if facts.trim is not None else []


def _check_plaque(
    page: _Page, row: Row, task: PagesTask, problems: list[Problem], seen: list[Seen]
) -> None:
    cell = _cell(page, row["code"])
    links = [each for each in page.readings if _is_in(page, each, cell) and is_link(each.text)]
    if not links:
        problems.append(page.fault("symbol-not-read", row["code"], row["code"]))
    elif len(links) > 1:
        problems.append(page.fault("symbols-crowd", str(len(links)), row["code"]))
    else:
        reading = links[0]
        measured = measure(page.printed.grey, reading)
        problems.extend(_check_reading(page, row, reading))
        problems.extend(_check_measures(page, row, measured))
        seen.append(_seen(page, row, reading, measured))
    for other in page.readings:
        if _is_in(page, other, cell) and not is_link(other.text):
            problems.extend(_check_measures(page, row, measure(page.printed.grey, other),
                                            second=True))
    _check_words(page, row, task, problems)


def _check_reading(page: _Page, row: Row, reading: Reading) -> list[Problem]:
    if reading.text != row["payload"]:
        return [page.fault("symbol-of-other", reading.text, row["code"], wanted=row["payload"])]
    if (str(reading.version), reading.level) != (row["version"], row["error_correction"]):
        return [page.fault("symbol-other-level", f"{reading.version}-{reading.level}",
                           row["code"], wanted=f"{row['version']}-{row['error_correction']}")]
    return []


def _check_measures(
    page: _Page, row: Row, measured: Measured, *, second: bool = False
) -> list[Problem]:
    """Return what is wrong with a symbol's size, quiet zone, contrast and ink."""
    problems = []
    code = row["code"]
    module_mm = measured.module_px / page.printed.dpi * MM_PER_INCH
    wanted = float(row["module_mm"] or 0)
    if not second and wanted and abs(module_mm / wanted - 1) > SIZE_SLACK:
        problems.append(page.fault("symbol-size", f"{module_mm:.2f} mm", code,
                                   wanted=f"{wanted:.2f} mm",
                                   share=f"{module_mm / wanted * 100:.0f} %"))
    if measured.squareness < 1 - SIZE_SLACK:
        problems.append(page.fault("symbol-stretched", f"{measured.squareness:.2f}", code))
    if measured.quiet_modules < QUIET_ZONE_MODULES - QUIET_SLACK:
        problems.append(page.fault("quiet-zone", f"{measured.quiet_modules:.1f}", code,
                                   wanted=str(QUIET_ZONE_MODULES)))
    if measured.contrast < LEAST_CONTRAST:
        problems.append(page.fault("contrast-low", f"{measured.contrast:.1f}:1", code,
                                   wanted=f"{LEAST_CONTRAST}:1"))
    elif measured.contrast < WISHED_CONTRAST:
        problems.append(warning("contrast-weak", page.where, None, f"{measured.contrast:.1f}:1",
                                code=code, page=str(page.number), wanted=f"{WISHED_CONTRAST:g}:1"))
    return problems + _check_ink(page, code, measured)


def _check_ink(page: _Page, code: str, measured: Measured) -> list[Problem]:
    """Return what is wrong where the symbol is not one path in black alone on bare white."""
    symbol, module = _symbol_box(page, measured)
    zone = symbol.grow((QUIET_ZONE_MODULES - 0.5) * module)
    here: list[Paint] = []
    for paint in page.facts.paints:
        if paint.is_fill and paint.ink == BARE and _holds(paint.box, zone):
            here = []  # white laid over all that was below
        elif paint.is_black_alone or paint.touches(zone):
            here.append(paint)
    drawn = [paint for paint in here if paint.is_fill and _is_like(paint.box, symbol, module)]
    inside = [paint for paint in here if paint.is_fill and paint.ink != BARE
              and _holds(symbol.grow(module), paint.box)]
    strange = [paint for paint in here if not paint.is_black_alone]
    if strange:
        return [page.fault("symbol-ink", _ink_words(strange[0]), code)]
    if len(drawn) != 1 or len(inside) != 1:
        return [page.fault("symbol-in-pieces", str(len(inside)), code)]
    if drawn[0].ink != BLACK:
        return [page.fault("symbol-ink", _ink_words(drawn[0]), code)]
    return []


def _symbol_box(page: _Page, measured: Measured) -> tuple[Box, float]:
    """Return where a measured symbol stands, and its module, in points."""
    scale = POINTS_PER_INCH / page.printed.dpi
    left, top, right, bottom = (side * scale for side in measured.box_px)
    height = page.printed.grey.height_px * scale
    box = Box(left=left, bottom=height - bottom, right=right, top=height - top)
    module = measured.module_px * scale
    exact = [paint.box for paint in page.facts.paints if paint.ink == BLACK and paint.is_fill
             and _is_like(paint.box, box, module)]
    return (exact[0] if exact else box), module


def _check_words(page: _Page, row: Row, task: PagesTask, problems: list[Problem]) -> None:
    """Note a name or code that does not stand beside its symbol."""
    own = [text for (code, _), text in zip(page.facts.cells, page.printed.texts, strict=True)
           if code == row["code"]]
    printed = _squeezed(" ".join(own) if own else page.printed.text)
    width, _, height = row["trim_mm"].partition("x")
    alone = row["product"] in task.codes_alone or (
        _is_number(width) and _is_number(height)
        and min(float(width), float(height)) <= CODE_ALONE_MM)
    for wanted in (row["code"],) if alone else (row["code"], row["name"]):
        if _squeezed(wanted) not in printed and not is_joined_script(wanted):
            problems.append(page.fault("text-not-on-page", wanted, row["code"]))


def _check_strays(page: _Page, rows: Sequence[Row]) -> list[Problem]:
    """Return the links on a page that no row of it owns: backs carry none."""
    cells = [_cell(page, row["code"]) for row in rows]
    return [
        page.fault("link-without-row", each.text) for each in page.readings
        if is_link(each.text) and not any(_is_in(page, each, cell) for cell in cells)
    ]


def is_link(text: str) -> bool:
    """Return whether a symbol's text is a link, as a phone sees it."""
    return text.lower().startswith(("http:", "https:", "www."))


def is_joined_script(text: str) -> bool:
    """Return whether a PDF stores the text in another order or form than it is written."""
    return any(
        unicodedata.bidirectional(char) in {"R", "AL", "NSM"}
        or unicodedata.category(char) in {"Mc", "Mn"} for char in text
    )


def _seen(page: _Page, row: Row, reading: Reading, measured: Measured) -> Seen:
    box, module = _symbol_box(page, measured)
    cell = _cell(page, row["code"])
    zone = QUIET_ZONE_MODULES * float(row["module_mm"] or module / POINTS_PER_MM)
    return Seen(
        code=row["code"], page=page.number, text=reading.text, version=reading.version,
        level=reading.level, quiet_modules=measured.quiet_modules, contrast=measured.contrast,
        module_mm=round(measured.module_px / page.printed.dpi * MM_PER_INCH, 3),
        left_mm=round((box.left - cell.left) / POINTS_PER_MM - zone, 2),
        bottom_mm=round((box.bottom - cell.bottom) / POINTS_PER_MM - zone, 2),
    )


def _cell(page: _Page, code: str) -> Box:
    return next((box for each, box in page.facts.cells if each == code), page.facts.media)


def _is_in(page: _Page, reading: Reading, box: Box) -> bool:
    scale = POINTS_PER_INCH / page.printed.dpi
    x, y = reading.centre_px
    return (box.left <= x * scale <= box.right
            and box.bottom <= (page.printed.grey.height_px - y) * scale <= box.top)


def _holds(outer: Box, inner: Box) -> bool:
    slack = BOX_SLACK_MM * POINTS_PER_MM
    return (outer.left <= inner.left + slack and outer.bottom <= inner.bottom + slack
            and outer.right >= inner.right - slack and outer.top >= inner.top - slack)


def _is_like(one: Box, other: Box, slack: float) -> bool:
    return all(abs(a - b) <= slack for a, b in zip(one.values, other.values, strict=True))


def _is_size(box: Box, wanted: str) -> bool:
    width, _, height = wanted.partition("x")
    if not (_is_number(width) and _is_number(height)):
        return False
    found = ((box.right - box.left) / POINTS_PER_MM, (box.top - box.bottom) / POINTS_PER_MM)
    return all(abs(a - float(b)) <= BOX_SLACK_MM
               for a, b in zip(found, (width, height), strict=True))


def _shown(box: Box) -> str:
    return (f"{(box.right - box.left) / POINTS_PER_MM:.1f}x"
            f"{(box.top - box.bottom) / POINTS_PER_MM:.1f}")


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit() and text.isascii()


def _ink_words(paint: Paint) -> str:
    if isinstance(paint.ink, str):
        return paint.ink.removeprefix("/")
    return " ".join(f"{letter} {share * 100:g} %" for letter, share in
                    zip("CMYK", paint.ink, strict=False) if share)


def _squeezed(text: str) -> str:
    plain = unicodedata.normalize("NFC", text).casefold().replace("\u00ad", "")
    return "".join(plain.split())
