"""Check a finished job: its list, its PDFs page by page, its symbols, its links.

Pure: a folder's files by path in, Problems and measures out.

Shapes  ``files`` is path below the job to bytes; ``COLUMNS`` are ``job.csv``'s.
Errors  Each fault is a Problem that names code, file and page.
Source  ``docs/formats/job-csv.md``, ``docs/formats/preflight-json.md``.
"""

import csv
import hashlib
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.errors import Problem, error
from generator.press.inks import FileFacts, PdfFacts
from generator.press.microsite import Microsite
from generator.press.preflight_pages import PagesResult, PagesTask, Row, Seen, check_pages, is_link
from generator.press.rasterise import read_pages
from generator.press.reader import read_symbols
from generator.press.symbol_set import FOLDER, read_back
from generator.press.workers import Workers

JOB_LIST, PROOF, READ_ME, REPORT = "job.csv", "proof.pdf", "README.txt", "preflight.json"
COLUMNS = (
    "number", "code", "site", "place", "name", "product", "trim_mm", "quantity", "file", "page",
    "payload", "version", "error_correction", "module_mm", "quiet_zone_mm",
    "reading_distance_mm", "sha256",
)
PAGES_A_TASK = 250  # each task is sent the whole file
WHOLE, DECIMAL = re.compile("[0-9]{1,9}"), re.compile(r"([0-9]{1,9}(\.[0-9]{1,9})?)?")
FORMS = {"number": WHOLE, "quantity": WHOLE, "page": WHOLE, "module_mm": DECIMAL,
         "quiet_zone_mm": DECIMAL, "reading_distance_mm": DECIMAL}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What was found of one PDF."""

    file: str
    facts: FileFacts
    fonts: tuple[str, ...]
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Everything that preflight says."""

    problems: tuple[Problem, ...]
    reports: tuple[FileReport, ...] = ()


def preflight(
    files: Mapping[str, bytes], microsite: Microsite, *, name: str = "",
    hands: Workers | None = None, only: str | None = None,
) -> Checked:
    """Return everything that is wrong with a finished job, or with ``only`` one PDF of it."""
    prefix = f"{name}/" if name else ""
    problems: list[Problem] = []
    rows = read_rows(files, prefix, problems)
    if only is not None:
        rows = [row for row in rows if row["file"] == only]
    problems.extend(check_list(rows, files, microsite, prefix))
    printed = {path: files[path] for path in sorted({row["file"] for row in rows})
               if path in files and path.endswith(".pdf")}
    pages = check_pdfs(printed, rows, prefix, hands or Workers())
    problems.extend(pages.problems)
    if only is None and any(path.startswith(FOLDER) for path in files):
        symbols = {path: content for path, content in files.items()
                   if path.startswith(FOLDER) and (not path.endswith(".pdf") or _is_finite(content))}
        for row in rows:
            problems.extend(read_back(row["code"], row["payload"], symbols, prefix))
    if only is None and PROOF in files and not _is_pdf(files[PROOF]):
        problems.append(error("pdf-unreadable", prefix + PROOF, None, PROOF))
    return Checked(problems=tuple(problems), reports=pages.reports)


def preflight_pdf(pdf: bytes, microsite: Microsite, *, file: str) -> Checked:
    """Return what is wrong with a PDF without a job: what it prints must be what it links."""
    try:
        _look_through(pdf)
        pages = [read_symbols(page.grey) for page in read_pages(pdf)]
    except ValueError:
        return Checked(problems=(error("pdf-unreadable", file, None, file),))
    if not pages:
        return Checked(problems=(error("pdf-unreadable", file, None, file),))
    rows = [
        _row_of(each.text, each.version, each.level, file, number, microsite)
        for number, readings in enumerate(pages, start=1) for each in readings
        if is_link(each.text)
    ]
    problems = [] if rows else [error("pdf-without-links", file, None, file)]
    for row in rows:
        problems.extend(microsite.check(row, file, None))
    checked = check_pdfs({file: pdf}, rows, "", Workers())
    return Checked(problems=(*problems, *checked.problems), reports=checked.reports)


def check_list(
    rows: Sequence[Row], files: Mapping[str, bytes], microsite: Microsite, prefix: str
) -> list[Problem]:
    """Return what is wrong with the list: files, links, pages of the microsite."""
    problems = []
    digests = {path: hashlib.sha256(files[path]).hexdigest()
               for path in {row["file"] for row in rows} if path in files}
    for line, row in enumerate(rows, start=2):
        said = {"code": row["code"], "page": row["page"]}
        if row["file"] not in digests:
            problems.append(error("job-file-missing", prefix + JOB_LIST, line, row["file"], **said))
        elif digests[row["file"]] != row["sha256"]:
            problems.append(error("job-file-changed", prefix + JOB_LIST, line, row["file"], **said))
        problems.extend(microsite.check(row, prefix + JOB_LIST, line))
    return problems


def check_pdfs(
    files: Mapping[str, bytes], rows: Sequence[Row], prefix: str, hands: Workers,
    codes_alone: frozenset[str] = frozenset(),
) -> Checked:
    """Return what is wrong with the pages of PDFs, in as many parts as there are hands."""
    problems: list[Problem] = []
    reports = []
    for path, pdf in files.items():
        where = prefix + path
        here = tuple(row for row in rows if row["file"] == path)
        try:
            facts = _file_facts(pdf)
        except ValueError:
            problems.append(error("pdf-unreadable", where, None, path))
            continue
        problems.extend(_check_file(facts, here, where))
        tasks = [
            PagesTask(pdf=pdf, where=where, standard=facts.standard, rows=here,
                      pages=range(start, min(start + PAGES_A_TASK, facts.pages)),
                      codes_alone=codes_alone)
            for start in range(0, facts.pages, PAGES_A_TASK)
        ]
        try:
            results: list[PagesResult] = list(hands.run(check_pages, tasks))
        except ValueError:
            problems.append(error("pdf-unreadable", where, None, path))
            continue
        problems.extend(problem for result in results for problem in result.problems)
        reports.append(FileReport(
            file=path, facts=facts,
            fonts=tuple(dict.fromkeys(font for result in results for font in result.fonts)),
            seen=tuple(seen for result in results for seen in result.seen),
        ))
    return Checked(problems=tuple(problems), reports=tuple(reports))


def read_rows(
    files: Mapping[str, bytes], prefix: str, problems: list[Problem]
) -> list[dict[str, str]]:
    """Return the rows of ``job.csv``."""
    where = prefix + JOB_LIST
    if JOB_LIST not in files:
        problems.append(error("job-file-missing", where, None, JOB_LIST, code="–"))
        return []
    try:
        text = files[JOB_LIST].decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.append(error("job-columns", where, 1, "?", wanted=",".join(COLUMNS)))
        return []
    try:
        cells = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as fault:
        problems.append(error("job-columns", where, 1, str(fault), wanted=",".join(COLUMNS)))
        return []
    if not cells or tuple(cells[0]) != COLUMNS:
        found = ",".join(cells[0]) if cells else ""
        problems.append(error("job-columns", where, 1, found, wanted=",".join(COLUMNS)))
        return []
    rows = []
    for line, row in enumerate(cells[1:], start=2):
        if len(row) != len(COLUMNS):
            problems.append(error("job-columns", where, line, ",".join(row),
                                  wanted=",".join(COLUMNS)))
            continue
        named = dict(zip(COLUMNS, row, strict=True))
        odd = [key for key, form in FORMS.items() if not form.fullmatch(named[key])]
        problems.extend(error("job-cell", where, line, named[key], column=key) for key in odd)
        if not odd:
            rows.append(named)
    return rows


def _check_file(facts: FileFacts, rows: Sequence[Row], where: str) -> list[Problem]:
    problems = []
    if not facts.standard or not facts.condition:
        problems.append(error("pdf-no-standard", where, None, facts.standard or "–"))
    for row in rows:
        if not 1 <= int(row["page"]) <= facts.pages:
            problems.append(error("pdf-page-count", where, None, str(facts.pages),
                                  wanted=row["page"], code=row["code"], page=row["page"]))
    return problems


def _row_of(
    text: str, version: int, level: str, file: str, page: int, microsite: Microsite
) -> dict[str, str]:
    """Return the row that a symbol on a page without a list stands for."""
    code = text.rstrip("/").rpartition("/")[2].upper()
    known = dict.fromkeys(COLUMNS, "")
    return {**known, "code": code, "name": microsite.name_of(code), "file": file,
            "page": str(page), "payload": text, "version": str(version),
            "error_correction": level}


def _file_facts(pdf: bytes) -> FileFacts:
    facts = PdfFacts(pdf)
    try:
        return facts.file()
    finally:
        facts.close()


def _look_through(pdf: bytes) -> None:
    """Raise ``ValueError`` for a PDF whose forms never end: a rasteriser would not, either."""
    facts = PdfFacts(pdf)
    try:
        for index in range(facts.file().pages):
            facts.page(index)
    finally:
        facts.close()


def _is_finite(pdf: bytes) -> bool:
    try:
        _look_through(pdf)
    except ValueError:
        return False
    return True


def _is_pdf(content: bytes) -> bool:
    try:
        return _file_facts(content).pages > 0
    except ValueError:
        return False
