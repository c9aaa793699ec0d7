"""The scans as a table, CSV, JSON, or values for the HTML report.

Shapes  ``Row`` is one plaque; silent plaques (live, never scanned) stand first.
Source  ``docs/formats/stats.md``.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from generator.model import IssuedCode
from generator.stats.scans import PlaqueScans, Scans

RUNS_IN_A_SPREADSHEET = ("=", "+", "-", "@")
PLAQUE_COLUMNS = ("code", "site", "place", "scans", "first", "last")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One plaque; ``first`` and ``last`` are ISO 8601 with the zone, or empty."""

    code: str
    site: str
    place: str
    scans: int
    first: str
    last: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as tables hold it."""
        return (self.code, self.site, self.place, str(self.scans), self.first, self.last)


def plaque_rows(scans: Scans, codes: Mapping[str, IssuedCode]) -> tuple[Row, ...]:
    """Return the scanned plaques, the most scanned first."""
    rows = [_row(each, codes[each.code]) for each in scans.plaques]
    return tuple(sorted(rows, key=lambda row: (-row.scans, row.code)))


def silent_rows(scans: Scans, codes: Mapping[str, IssuedCode]) -> tuple[Row, ...]:
    """Return the live plaques that nobody scanned, in the order of issue."""
    heard = {each.code for each in scans.plaques}
    return tuple(
        Row(code=code.code, site=code.site, place=code.place, scans=0, first="", last="")
        for code in codes.values() if not code.retired and code.code not in heard
    )


def as_json(scans: Scans, codes: Mapping[str, IssuedCode]) -> dict[str, object]:
    """Return the report as ``docs/formats/stats.md`` lays it out."""
    return {
        "total": scans.total,
        "plaques": [
            {"code": row.code, "site": row.site, "place": row.place, "scans": row.scans,
             "first": row.first, "last": row.last} for row in plaque_rows(scans, codes)
        ],
        "silent": [row.code for row in silent_rows(scans, codes)],
        "skipped": {"robots": scans.robots, "repeats": scans.repeats,
                    "unreadable": scans.unreadable},
        "days": [{"date": date, "scans": count} for date, count in scans.days],
        "hours": list(scans.hours),
        "late": scans.late,
    }


def table(
    scans: Scans, codes: Mapping[str, IssuedCode], by: str
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the heads and rows of the table by plaque, day or hour."""
    if by == "day":
        return ("date", "code", "site", "place", "scans"), tuple(sorted(
            (date, each.code, codes[each.code].site, codes[each.code].place, str(count))
            for each in scans.plaques for date, count in each.days
        ))
    if by == "hour":
        return ("hour", "scans"), tuple(
            (f"{hour:02}", str(count)) for hour, count in enumerate(scans.hours)
        )
    rows = (*silent_rows(scans, codes), *plaque_rows(scans, codes))
    return PLAQUE_COLUMNS, tuple(row.cells for row in rows)


def as_csv(heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    """Return a table as CSV (RFC 4180, LF) that no spreadsheet would run."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow("'" + cell if cell.startswith(RUNS_IN_A_SPREADSHEET) else cell
                        for cell in row)
    return target.getvalue()


def as_text(heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    """Return a table for a terminal, columns aligned."""
    shown = [heads, *rows]
    widths = [max(len(row[at]) for row in shown) for at in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if head == "scans" else cell.ljust(width)
            for cell, width, head in zip(row, widths, heads, strict=True)
        ).rstrip()
        for row in shown
    )


def _row(scans: PlaqueScans, code: IssuedCode) -> Row:
    return Row(code=code.code, site=code.site, place=code.place, scans=scans.scans,
               first=scans.first.isoformat(), last=scans.last.isoformat())
