"""The ledger of printed codes: its rows, and what they say today.

Pure. ``sites/codes.csv`` is an append-only list of events, one row each.

Shapes  ``date,event,code,site,place,detail``; ``fold_codes`` gives code -> state.
Errors  Every slip is a Problem in the list given; sound rows are kept.
Source  ``docs/formats/codes-csv.md``; RFC 4180.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator import short_code
from generator.errors import Problem, error
from generator.model import Catalogue, IssuedCode, LedgerRow
from generator.schema import nearest, read_date

COLUMNS = ("date", "event", "code", "site", "place", "detail")
HEADER = ",".join(COLUMNS) + "\n"
EVENTS = frozenset({"issued", "printed", "moved", "retired"})
RUNS_IN_A_SPREADSHEET = ("=", "+", "-", "@")
FULL_DATE_CHARACTERS = 10
RENAMED = "renamed from "  # how the detail of a moved row begins when the place is the same
SLUG = re.compile(r"[a-z0-9-]{1,60}\Z")


def parse_ledger(text: str, file: str, problems: list[Problem]) -> tuple[LedgerRow, ...]:
    """Return the sound rows of a ledger."""
    lines = text.split("\n")
    if lines[0].strip() != HEADER.strip():
        problems.append(error("ledger-header", file, 1, lines[0], wanted=HEADER.strip()))
        return ()
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        row = _parse_row(line, number, file, problems)
        if row is not None:
            rows.append(row)
    return tuple(rows)


def row_text(row: LedgerRow) -> str:
    """Return a row as one line of the file, LF included."""
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerow(row.cells)
    return target.getvalue()


def fold_codes(rows: Iterable[LedgerRow]) -> dict[str, IssuedCode]:
    """Return what the events say of each code today, in the order of issue."""
    codes: dict[str, IssuedCode] = {}
    printed: dict[str, dict[str, None]] = {}
    for row in rows:
        known = codes.get(row.code)
        if row.event == "issued":
            if known is None:
                codes[row.code] = IssuedCode(
                    code=row.code, site=row.site, place=row.place, issued_site=row.site,
                    issued_line=row.line,
                )
        elif known is not None and not known.retired:
            if row.event == "printed":
                printed.setdefault(row.code, {})[row.detail] = None
            else:
                codes[row.code] = _apply(known, row)
    return {code: replace(each, printed=tuple(printed[code])) if code in printed else each
            for code, each in codes.items()}


def codes_at(codes: Mapping[str, IssuedCode], slug: str) -> tuple[IssuedCode, ...]:
    """Return the live codes that lead to a site today."""
    return tuple(each for each in codes.values() if each.site == slug and not each.retired)


def missing_places(
    catalogue: Catalogue, codes: Mapping[str, IssuedCode]
) -> tuple[tuple[str, str], ...]:
    """Return (slug, place) of each planned plaque that no live code fills."""
    filled = {(code.site, code.place) for code in codes.values() if not code.retired}
    return tuple(
        (site.slug, plaque.place)
        for site in catalogue.sites.values()
        if not site.is_page
        for plaque in site.plaques
        if (site.slug, plaque.place) not in filled
    )


def _apply(code: IssuedCode, row: LedgerRow) -> IssuedCode:
    if row.event == "moved":
        moved = code.moved or not row.detail.startswith(RENAMED)
        return replace(code, site=row.site, place=row.place or code.place, moved=moved,
                       detail=row.detail)
    return replace(code, retired=True, detail=row.detail)


def _parse_row(
    line: str, number: int, file: str, problems: list[Problem]
) -> LedgerRow | None:
    if line.count('"') % 2:
        problems.append(error("ledger-quote", file, number, line))
        return None
    try:
        cells = next(csv.reader([line], strict=True))
    except csv.Error:
        problems.append(error("ledger-quote", file, number, line))
        return None
    if len(cells) != len(COLUMNS):
        problems.append(
            error("ledger-cells", file, number, line, found=str(len(cells)),
                  wanted=str(len(COLUMNS)))
        )
        return None
    date, event, code, site, place, detail = (cell.strip() for cell in cells)
    before = len(problems)
    for cell in cells:
        if cell.strip().startswith(RUNS_IN_A_SPREADSHEET):
            problems.append(error("ledger-formula", file, number, cell))
    if read_date(date) is None or len(date) != FULL_DATE_CHARACTERS:
        problems.append(error("ledger-date", file, number, date))
    if event not in EVENTS:
        shown = nearest(event, EVENTS)
        problems.append(error("ledger-event", file, number, event, nearest=shown))
    fault = short_code.explain(code)
    if fault:
        problems.append(error(f"code-{fault}", file, number, code))
    if not SLUG.match(site) and not (event in {"printed", "retired"} and not site):
        problems.append(error("ledger-site", file, number, site))
    if event == "issued" and not place:
        problems.append(error("ledger-place", file, number, code))
    if len(problems) > before:
        return None
    return LedgerRow(line=number, date=date, event=event, code=code, site=site, place=place,
                     detail=detail)
