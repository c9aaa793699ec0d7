"""Look at a finished job as a printer and a phone do.

Pure: a folder's files by path in, Problems out.

Shapes  ``files`` is path below the job to bytes; ``COLUMNS`` are ``job.csv``'s.
Errors  Each fault is a Problem that names code, file and page.
Source  ``docs/formats/job-csv.md``.
"""

import csv
import hashlib
import html
import io
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from generator.errors import Problem, error
from generator.press.raster import png_pixels
from generator.press.rasterise import PrintedPage, read_pages
from generator.press.reader import Reading, read_symbols
from generator.press.sheet import label_box
from generator.press.svg_reader import svg_pixels

JOB_LIST = "job.csv"
SHEET = "sheet.pdf"
COLUMNS = (
    "number", "code", "site", "place", "name", "product", "trim_mm", "quantity", "file", "page",
    "payload", "version", "error_correction", "module_mm", "quiet_zone_mm",
    "reading_distance_mm", "sha256",
)

Row = Mapping[str, str]


def preflight(
    files: Mapping[str, bytes], page_html: Callable[[str], str | None], *, name: str = ""
) -> tuple[Problem, ...]:
    """Return everything that is wrong with a finished job; empty when all is well."""
    prefix = f"{name}/" if name else ""
    problems: list[Problem] = []
    rows = _rows(files, prefix, problems)
    for line, row in enumerate(rows, start=2):
        _check_file(row, line, files, prefix, problems)
        _check_page_of_site(row, line, page_html, prefix, problems)
        _check_single(row, files, prefix, problems)
    if SHEET in files:
        _check_sheet([row for row in rows if row["file"] == SHEET], files[SHEET], prefix, problems)
    return tuple(problems)


def _rows(
    files: Mapping[str, bytes], prefix: str, problems: list[Problem]
) -> list[dict[str, str]]:
    where = prefix + JOB_LIST
    if JOB_LIST not in files:
        problems.append(error("job-file-missing", where, None, JOB_LIST, code="–"))
        return []
    try:
        text = files[JOB_LIST].decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.append(error("job-columns", where, 1, "?", wanted=",".join(COLUMNS)))
        return []
    cells = list(csv.reader(io.StringIO(text)))
    if not cells or tuple(cells[0]) != COLUMNS:
        found = ",".join(cells[0]) if cells else ""
        problems.append(error("job-columns", where, 1, found, wanted=",".join(COLUMNS)))
        return []
    rows = []
    for line, row in enumerate(cells[1:], start=2):
        if len(row) != len(COLUMNS):
            problems.append(error("job-columns", where, line, ",".join(row),
                                  wanted=",".join(COLUMNS)))
        else:
            rows.append(dict(zip(COLUMNS, row, strict=True)))
    return rows


def _check_file(
    row: Row, line: int, files: Mapping[str, bytes], prefix: str, problems: list[Problem]
) -> None:
    content = files.get(row["file"])
    if content is None:
        problems.append(error("job-file-missing", prefix + JOB_LIST, line, row["file"],
                              code=row["code"]))
    elif hashlib.sha256(content).hexdigest() != row["sha256"]:
        problems.append(error("job-file-changed", prefix + JOB_LIST, line, row["file"],
                              code=row["code"]))
    if not row["payload"].endswith(f"/{row['code']}/"):
        problems.append(error("payload-of-other-code", prefix + JOB_LIST, line, row["payload"],
                              code=row["code"]))


def _check_page_of_site(
    row: Row, line: int, page_html: Callable[[str], str | None], prefix: str,
    problems: list[Problem],
) -> None:
    page = page_html(row["code"])
    where = prefix + JOB_LIST
    details = {"code": row["code"], "printed": row["file"], "page": row["page"]}
    if page is None:
        problems.append(error("plaque-page-missing", where, line, row["code"], **details))
    elif row["name"] not in unicodedata.normalize("NFC", html.unescape(page)):
        problems.append(error("plaque-page-other", where, line, row["name"], **details))


def _check_single(
    row: Row, files: Mapping[str, bytes], prefix: str, problems: list[Problem]
) -> None:
    """Read the symbol's own PNG and SVG."""
    for ending, pixels in (("png", png_pixels), ("svg", svg_pixels)):
        path = f"symbols/{row['code']}.{ending}"
        if path not in files:
            problems.append(error("job-file-missing", prefix + path, None, path,
                                  code=row["code"]))
            continue
        try:
            readings = read_symbols(pixels(files[path]))
        except ValueError:
            readings = ()
        _check_reading(row, readings, prefix + path, "1", problems)


def _check_sheet(
    rows: Sequence[Row], pdf: bytes, prefix: str, problems: list[Problem]
) -> None:
    """Read every symbol of the sheet in its place, and count those of each page."""
    where = prefix + SHEET
    try:
        pages = list(_check_pages(rows, pdf, where, problems))
    except ValueError:
        problems.append(error("pdf-unreadable", where, None, SHEET))
        return
    wanted = label_box(len(rows) - 1)[0] if rows else 0
    if len(pages) != wanted:
        problems.append(error("pdf-page-count", where, None, str(len(pages)),
                              wanted=str(wanted)))


def _check_pages(
    rows: Sequence[Row], pdf: bytes, where: str, problems: list[Problem]
) -> list[int]:
    counts = []
    for number, page in enumerate(read_pages(pdf), start=1):
        here = [(i, row) for i, row in enumerate(rows) if label_box(i)[0] == number]
        for index, row in here:
            if row["page"] != str(number):
                problems.append(error("row-of-other-page", where, None, row["code"],
                                      page=row["page"], right=str(number)))
            _check_label(row, index, page, where, problems)
        counts.append(len(here))
    return counts


def _check_label(
    row: Row, index: int, page: PrintedPage, where: str, problems: list[Problem]
) -> None:
    readings = read_symbols(page.crop_mm(*label_box(index)[1]))
    _check_reading(row, readings, where, row["page"], problems)
    printed = "".join(unicodedata.normalize("NFC", page.text).split())
    for wanted in (row["code"], row["name"]):
        if "".join(wanted.split()) not in printed and not _is_joined_script(wanted):
            problems.append(error("text-not-on-page", where, None, wanted, code=row["code"],
                                  page=row["page"]))


def _is_joined_script(text: str) -> bool:
    """Return whether a PDF stores the text in another order or form than it is written."""
    return any(unicodedata.bidirectional(char) in {"R", "AL", "NSM"} for char in text)


def _check_reading(
    row: Row, readings: Sequence[Reading], where: str, page: str, problems: list[Problem]
) -> None:
    details = {"code": row["code"], "page": page}
    if not readings:
        problems.append(error("symbol-not-read", where, None, row["code"], **details))
    elif len(readings) > 1:
        problems.append(error("symbols-crowd", where, None, str(len(readings)), **details))
    elif readings[0].text != row["payload"]:
        problems.append(error("symbol-of-other", where, None, readings[0].text, **details,
                              wanted=row["payload"]))
    elif (str(readings[0].version), readings[0].level) != (
        row["version"], row["error_correction"]
    ):
        problems.append(error("symbol-other-level", where, None,
                              f"{readings[0].version}-{readings[0].level}", **details,
                              wanted=f"{row['version']}-{row['error_correction']}"))
