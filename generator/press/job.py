"""Build a print job: symbols, sheet, proof, list and the operator's notes.

Pure: values in, Artifacts and Problems out. What was built goes through preflight
at once, by a reader that is not the encoder's.

Shapes  Artifacts lie below ``<job>/``.
Units   ``*_mm`` millimetres; ``reading_distance_mm`` is ten times the symbol's side.
Errors  Content slips are Problems (topic ``print``); nothing raises for them.
Source  ``docs/formats/job-csv.md``.
"""

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.errors import Problem, has_errors, sort_problems, warning
from generator.model import Artifact, Catalogue, IssuedCode, Messages, Settings
from generator.press.cache import Cache
from generator.press.notes import operator_notes
from generator.press.plaques import plan_labels
from generator.press.preflight import COLUMNS, JOB_LIST, SHEET, preflight
from generator.press.sheet import LABEL_HEIGHT_MM, LABEL_WIDTH_MM, Label, label_box, sheet_values
from generator.press.symbol import QUIET_ZONE_MODULES
from generator.press.symbol_files import symbol_png, symbol_svg
from generator.press.typeset import typeset
from generator.settings import is_specimen_host

PRODUCT = "label-sheet"
PROOF = "proof.pdf"
READ_ME = "README.txt"
READING_DISTANCE = 10  # times the symbol's side: research/print.md, section 6
EARLIEST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
FILE_MODE = 0o644


def build_job(
    catalogue: Catalogue, codes: Mapping[str, IssuedCode], messages: Messages,
    page_html: Callable[[str], str | None], *, job: str, template: bytes,
    symbols_only: bool = False, cache: Cache | None = None, seconds: int = 0,
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """Return a job's files, and what preflight says of them.

    ``page_html`` gives the built plaque page of a code, ``template`` is
    ``print/sheet.typ``, ``seconds`` the date that the PDFs claim.
    """
    problems: list[Problem] = []
    settings = catalogue.settings
    labels = plan_labels(catalogue, codes, messages, problems, cache)
    if is_specimen_host(settings.short_link):
        problems.append(warning("specimen-host", settings.file, settings.lines.get("short_link"),
                                settings.short_link, job=job))
    if not labels:
        problems.append(warning("no-live-codes", "sites/codes.csv"))
    if has_errors(problems):
        return (), sort_problems(problems)
    files = _symbols(labels)
    if not symbols_only:
        files[SHEET] = _pdf(labels, settings, template, seconds, job, proof=False)
        files[PROOF] = _pdf(labels, settings, template, seconds, job, proof=True)
    files[JOB_LIST] = job_list(labels, files)
    files[READ_ME] = operator_notes(labels, settings, job, symbols_only=symbols_only)
    problems.extend(preflight(files, page_html, name=job))
    artifacts = (Artifact(path=f"{job}/{path}", content=files[path]) for path in sorted(files))
    return tuple(artifacts), sort_problems(problems)


def bundle(artifacts: Iterable[Artifact]) -> bytes:
    """Return one ZIP file of a job; stored, not packed, so that bytes never differ."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for artifact in sorted(artifacts, key=lambda each: each.path):
            entry = zipfile.ZipInfo(artifact.path, EARLIEST_ZIP_DATE)
            entry.create_system = 3  # Unix, whichever system writes it
            entry.external_attr = FILE_MODE << 16
            archive.writestr(entry, artifact.content)
    return target.getvalue()


def job_list(labels: Sequence[Label], files: Mapping[str, bytes]) -> bytes:
    """Return ``job.csv``: one row a plaque, in printing order."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    for index, label in enumerate(labels):
        sheet = SHEET in files
        file = SHEET if sheet else symbol_path(label, "svg")
        module_mm = label.module_mm if sheet else 1.0
        quiet_zone_mm = QUIET_ZONE_MODULES * module_mm
        side_mm = label.symbol.side_modules * module_mm
        whole_mm = f"{label.symbol.whole_modules * module_mm:g}"
        trim = f"{LABEL_WIDTH_MM:g}x{LABEL_HEIGHT_MM:g}" if sheet else f"{whole_mm}x{whole_mm}"
        writer.writerow((
            label.number, label.code, label.site, label.place, label.name,
            PRODUCT if sheet else "symbol", trim, label.quantity, file,
            label_box(index)[0] if sheet else 1, label.symbol.payload, label.symbol.version,
            label.symbol.error_correction, f"{module_mm:.2f}", f"{quiet_zone_mm:.2f}",
            round(READING_DISTANCE * side_mm), hashlib.sha256(files[file]).hexdigest(),
        ))
    return target.getvalue().encode()


def symbol_path(label: Label, ending: str) -> str:
    """Return where a plaque's symbol lies in its job."""
    return f"symbols/{label.code}.{ending}"


def _symbols(labels: Sequence[Label]) -> dict[str, bytes]:
    files = {}
    for label in labels:
        files[symbol_path(label, "svg")] = symbol_svg(label.symbol)
        files[symbol_path(label, "png")] = symbol_png(label.symbol)
    return files


def _pdf(
    labels: Sequence[Label], settings: Settings, template: bytes, seconds: int, job: str,
    *, proof: bool,
) -> bytes:
    kind = f"{job} · " + ("contact sheet · bản duyệt" if proof else "label sheet · tờ nhãn")
    values = sheet_values(
        labels, title=settings.site_name, kind=kind, language=settings.source_language,
        specimen=is_specimen_host(settings.short_link),
    )
    return typeset(template, values, seconds=seconds)
