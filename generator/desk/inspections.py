"""What inspectors found: answers of a round to the record, and what follows from them.

Pure. ``sites/inspections.csv`` only grows, as the ledger does.

Shapes  ``Inspection`` is one plaque seen on one day; answers are yes, no, or unknown.
Errors  Every slip of the file is a Problem in the list given; sound rows are kept.
Source  ``docs/formats/round-csv.md``.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.errors import Problem, error, warning
from generator.model import IssuedCode
from generator.schema import nearest, read_date

CHECKS = ("there", "opens", "uncovered", "clean", "fixed", "readable")
RECORD_COLUMNS = ("date", "code", "site", "place", *CHECKS, "inspector", "remark")
RECORD_HEADER = ",".join(RECORD_COLUMNS) + "\n"
YES = frozenset({"yes", "y", "1", "x", "v", "ok", "true", "co", "c", "dung", "dat", "✓", "✔"})
NO = frozenset({"no", "n", "0", "-", "false", "khong", "ko", "k", "sai", "hong", "✗", "✘"})
RUNS_IN_A_SPREADSHEET = ("=", "+", "-", "@")
SEPARATORS = (",", ";", "\t")
FULL_DATE_CHARACTERS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """One plaque as somebody found it; ``answers`` by check, None where left blank."""

    date: str
    code: str
    site: str
    place: str
    answers: Mapping[str, bool | None]
    inspector: str
    remark: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of the record."""
        answers = ({True: "yes", False: "no", None: ""}[self.answers.get(key)] for key in CHECKS)
        return (self.date, self.code, self.site, self.place, *answers, self.inspector, self.remark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What to do about one plaque: ``missing``, ``replace``, ``covered``, ``dead``, ``clean``."""

    code: str
    site: str
    place: str
    kind: str
    remark: str


def read_answers(
    text: str, file: str, codes: Mapping[str, IssuedCode], today: str, problems: list[Problem]
) -> tuple[Inspection, ...]:
    """Return the rows of a filled-in round that hold an answer."""
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        heads = [_plain(cell) for cell in next(rows, [])]
    except csv.Error:
        heads = []
    if "code" not in heads or not set(heads) & set(CHECKS):
        problems.append(error("answers-header", file, 1, first, wanted=", ".join(("code", *CHECKS))))
        return ()
    found = []
    try:
        for cells in rows:
            row = dict(zip(heads, (cell.strip() for cell in cells), strict=False))
            inspection = _read_row(row, rows.line_num, file, codes, today, problems)
            if inspection is not None:
                found.append(inspection)
    except csv.Error as fault:
        problems.append(error("answers-broken", file, rows.line_num, str(fault)))
    return tuple(found)


def _read_row(
    row: Mapping[str, str], line: int, file: str, codes: Mapping[str, IssuedCode], today: str,
    problems: list[Problem],
) -> Inspection | None:
    if not any(row.get(key) for key in (*CHECKS, "remark")):
        return None
    code = row.get("code", "").upper()
    known = codes.get(code)
    if known is None:
        problems.append(error("answers-code", file, line, code, nearest=nearest(code, codes.keys())))
        return None
    if row.get("site") and row["site"] not in {known.site, known.issued_site}:
        problems.append(error("answers-moved-row", file, line, row["site"], code=code,
                              right=known.site))
        return None
    answers: dict[str, bool | None] = {}
    for key in CHECKS:
        word = _plain(row.get(key, ""))
        if word and word not in YES | NO:
            problems.append(error("answers-word", file, line, row[key], column=key))
            return None
        answers[key] = None if not word else word in YES
    date = row.get("date", "") or today
    right = _iso_date(date)
    if right is None:
        problems.append(error("answers-date", file, line, date))
        return None
    if known.retired:
        problems.append(warning("answers-retired", file, line, code))
    return Inspection(
        date=right, code=code, site=known.site, place=known.place, answers=answers,
        inspector=_tame(row.get("inspector", "")), remark=_tame(row.get("remark", "")),
    )


def new_rows(found: Iterable[Inspection], record: str) -> tuple[str, ...]:
    """Return the rows that the record lacks, as text: taking answers twice adds nothing."""
    known = set(record.splitlines())
    rows = []
    for inspection in found:
        target = io.StringIO()
        csv.writer(target, lineterminator="\n").writerow(inspection.cells)
        row = target.getvalue()
        if row.rstrip("\n") not in known:
            known.add(row.rstrip("\n"))
            rows.append(row)
    return tuple(rows)


def consequences(found: Iterable[Inspection]) -> tuple[Consequence, ...]:
    """Return what follows, one line a plaque and kind; the worst hides the lesser."""
    result = []
    for each in found:
        bad = {key for key, answer in each.answers.items() if answer is False}
        if "there" in bad:
            kinds = ["missing"]
        elif bad & {"fixed", "readable"}:
            kinds = ["replace"]
        else:
            kinds = [kind for kind, key in (("covered", "uncovered"), ("clean", "clean"))
                     if key in bad]
        if "opens" in bad and not kinds:
            kinds = ["dead"]
        result += [Consequence(code=each.code, site=each.site, place=each.place, kind=kind,
                               remark=each.remark) for kind in kinds]
    return tuple(dict.fromkeys(result))


def _iso_date(text: str) -> str | None:
    """Return a day as ISO 8601; ``25/11/2026`` is read as Vietnam writes it."""
    match = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text.strip(), re.ASCII)
    iso = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}" if match else text.strip()
    sound = read_date(iso) is not None and len(iso) == FULL_DATE_CHARACTERS
    return iso if sound else None


def _plain(text: str) -> str:
    """Return a word without accents, in small letters: ``Có`` gives ``co``."""
    folded = unicodedata.normalize("NFD", text.strip().lower().replace("đ", "d"))
    return "".join(char for char in folded if not unicodedata.combining(char))


def _tame(text: str) -> str:
    """Return a text on one line that no spreadsheet would run."""
    line = " ".join(text.split())
    return line.lstrip("".join(RUNS_IN_A_SPREADSHEET)).strip() if line.startswith(
        RUNS_IN_A_SPREADSHEET) else line
