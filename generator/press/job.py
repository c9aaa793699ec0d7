"""Build a print job: one PDF a product, symbols, proof, list, notes, report.

Pure: values in, Artifacts and Problems out. What was built goes through preflight at once,
by a reader that is not the encoder's.

Shapes  Artifacts lie below ``<job>/``.
Units   ``*_mm`` millimetres; ``reading_distance_mm`` is ten times the symbol's side.
Errors  Content slips are Problems (topic ``print``); nothing raises for them.
Source  ``docs/formats/job-csv.md``, ``docs/formats/preflight-json.md``.
"""

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.errors import Problem, has_errors, sort_problems, warning
from generator.model import Artifact, Settings, Shop
from generator.press.finish import Imprint, Profile, bind, finish_pages
from generator.press.impose import impose_pages
from generator.press.microsite import Microsite
from generator.press.notes import operator_notes
from generator.press.planned import PlannedPlaque
from generator.press.preflight import (
    COLUMNS, JOB_LIST, PROOF, READ_ME, REPORT, Checked, check_list, check_pdfs, read_rows,
)
from generator.press.preflight_report import report
from generator.press.proof import draw_proof
from generator.press.runs import Batch, Run, page_cells, plan_runs
from generator.press.supplies import Supplies
from generator.press.symbol import QUIET_ZONE_MODULES
from generator.press.symbol_set import SymbolTask, make_symbols, read_back, symbol_path
from generator.press.typeset import draw_product
from generator.press.workers import Workers
from generator.settings import is_specimen_host

READING_DISTANCE = 10  # times the symbol's side: design, section 11
SYMBOLS_A_TASK = 25
SYMBOL = "symbol"  # the product of a job of symbols alone
EARLIEST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
FILE_MODE = 0o644
Watch = Callable[[str, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What one print shop is to get, and everything that it is made from.

    ``seconds`` since 1970 is the date that PDFs claim; ``watch`` hears of each step done.
    """

    job: str
    settings: Settings
    shop: Shop
    profile: Profile
    plaques: tuple[PlannedPlaque, ...]
    supplies: Supplies
    microsite: Microsite
    symbols_only: bool = False
    seconds: int = 0
    watch: Watch = lambda step, done: None

    @property
    def is_specimen(self) -> bool:
        """Whether the short link can never be real."""
        return is_specimen_host(self.settings.short_link)

    @property
    def codes_alone(self) -> frozenset[str]:
        """The products that show no name."""
        return frozenset(each.product.name for each in self.plaques
                         if each.product.content == "code")


@dataclass(frozen=True, slots=True, kw_only=True)
class _DrawTask:
    """One batch of one product."""

    run: Run
    batch: Batch
    supplies: Supplies


@dataclass(frozen=True, slots=True, kw_only=True)
class _SymbolsTask:
    """The symbols of some plaques, with what each must say."""

    symbols: tuple[SymbolTask, ...]
    prefix: str


def build_job(
    order: Order, hands: Workers
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """Return a job's files, and what preflight says of them."""
    problems: list[Problem] = []
    settings = order.settings
    if order.is_specimen:
        problems.append(warning("specimen-host", settings.file, settings.lines.get("short_link"),
                                settings.short_link, job=order.job))
    if not order.plaques:
        problems.append(warning("no-live-codes", "sites/codes.csv"))
        return (), sort_problems(problems)
    runs = () if order.symbols_only else plan_runs(order.plaques, order.shop, settings.file,
                                                   problems)
    files = _draw(order, runs, hands, problems)
    if has_errors(problems):
        return (), sort_problems(problems)
    prefix = f"{order.job}/"
    found: list[Problem] = []
    checked = _check_and_add(order, runs, files, hands, found)
    files[JOB_LIST] = job_list(runs, files) if runs else symbol_list(order.plaques, files)
    rows = read_rows(files, prefix, problems)
    found.extend(check_list(rows, files, order.microsite, prefix))
    problems.extend(found)
    if has_errors(problems):
        return (), sort_problems(problems)
    files[READ_ME] = operator_notes(order.job, settings, order.shop, runs, order.plaques,
                                    profile=order.profile)
    files[REPORT] = report(order.job, settings, order.shop, rows, checked,
                           tuple(problems), where=order.microsite.where)
    artifacts = (Artifact(path=prefix + path, content=files[path]) for path in sorted(files))
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


def job_list(runs: Sequence[Run], files: Mapping[str, bytes]) -> bytes:
    """Return ``job.csv``: one row a plaque, in printing order."""
    rows: list[tuple[object, ...]] = []
    for run in runs:
        digest = hashlib.sha256(files[run.file]).hexdigest()
        trim = _size(run.product.trim_mm)
        rows.extend(
            _row(plaque, product=run.product.name, trim=trim, file=run.file, page=page,
                 module_mm=plaque.module_mm, digest=digest)
            for page, plaque in run.plaques
        )
    return _csv(rows)


def symbol_list(plaques: Sequence[PlannedPlaque], files: Mapping[str, bytes]) -> bytes:
    """Return ``job.csv`` of a job of symbols alone."""
    rows = []
    for plaque in plaques:
        path = symbol_path(plaque.code, "svg")
        side = plaque.symbol.whole_modules * plaque.module_mm
        rows.append(_row(plaque, product=SYMBOL, trim=_size((side, side)), file=path, page=1,
                         module_mm=plaque.module_mm,
                         digest=hashlib.sha256(files[path]).hexdigest()))
    return _csv(rows)


def draw_batch(task: _DrawTask) -> tuple[bytes, tuple[Problem, ...]]:
    """Return a batch's finished pages or sheets, and what would not fit on them."""
    run, batch = task.run, task.batch
    product, shop = run.product, run.shop
    drawn = draw_product(product, batch.plaques, task.supplies, bleed_mm=shop.bleed_mm)
    if has_errors(drawn.problems):
        return b"", drawn.problems
    if run.layout is not None:
        codes = [plaque.code for plaque in batch.plaques]
        pdf = impose_pages(drawn.pdf, codes, run.trim, shop, run.layout, sides=product.sides)
    else:
        pdf = finish_pages(drawn.pdf, page_cells(run, batch), run.trim, shop)
    return pdf, drawn.problems


def symbol_files(task: _SymbolsTask) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Return some symbols' files, read back by the independent reader."""
    files = make_symbols(task.symbols)
    problems: list[Problem] = []
    for each in task.symbols:
        problems.extend(read_back(each.code, each.symbol.payload, files, task.prefix))
    return files, tuple(problems)


def _draw(
    order: Order, runs: Sequence[Run], hands: Workers, problems: list[Problem]
) -> dict[str, bytes]:
    """Return each product's press-ready PDF."""
    tasks = [_DrawTask(run=run, batch=batch, supplies=_needed(order.supplies, batch))
             for run in runs for batch in run.batches]
    parts: dict[str, list[bytes]] = {}
    for task, (pdf, found) in zip(tasks, hands.run(draw_batch, tasks), strict=True):
        problems.extend(found)
        parts.setdefault(task.run.file, []).append(pdf)
        order.watch("drawn", len(task.batch.plaques))
    if has_errors(problems):
        return {}
    files = {}
    for run in runs:
        title = f"{order.settings.site_name} – {order.job} – {run.product.name}"
        files[run.file] = bind(parts.pop(run.file), Imprint(
            title=title, standard=order.shop.standard, profile=order.profile,
            seconds=order.seconds))
    return files


def _needed(supplies: Supplies, batch: Batch) -> Supplies:
    """Return the supplies that a batch needs; the rest need not travel to a worker."""
    sites = {plaque.site for plaque in batch.plaques}
    return replace(supplies, engravings={
        slug: svg for slug, svg in supplies.engravings.items() if slug in sites})


def _check_and_add(
    order: Order, runs: Sequence[Run], files: dict[str, bytes], hands: Workers,
    problems: list[Problem],
) -> Checked:
    """Check the PDFs; add the symbols, each where its page shows it, and the proof."""
    checked = Checked(problems=())
    if runs:
        rows = read_rows({JOB_LIST: job_list(runs, files)}, "", problems)
        checked = check_pdfs(files, rows, f"{order.job}/", hands, order.codes_alone)
        problems.extend(checked.problems)
        order.watch("pages", len(order.plaques))
    groups = _symbol_groups(order, checked)
    making = hands.run(symbol_files, groups)
    if runs and not has_errors(problems):  # drawn here while others make symbols
        files[PROOF] = draw_proof(order.job, order.settings, runs, files, order.supplies,
                                  order.shop, is_specimen=order.is_specimen, seconds=order.seconds)
    for group, (made, faults) in zip(groups, making, strict=True):
        files.update(made)
        problems.extend(faults)
        order.watch("symbols", len(group.symbols))
    return checked


def _symbol_groups(order: Order, checked: Checked) -> list[_SymbolsTask]:
    """Return the symbols to make, each where it stands on its plaque."""
    seen = {each.code: each for one in checked.reports for each in one.seen}
    tasks = []
    for plaque in {each.code: each for each in order.plaques}.values():
        place = seen.get(plaque.code)
        side = plaque.symbol.whole_modules * plaque.module_mm
        product = plaque.product
        trim = product.box_mm(0)[2:] if place is not None else (side, side)
        tasks.append(SymbolTask(
            code=plaque.code, symbol=plaque.symbol, module_mm=plaque.module_mm, trim_mm=trim,
            is_round=place is not None and product.shape == "round",
            left_mm=place.left_mm if place is not None else None,
            bottom_mm=place.bottom_mm if place is not None else None,
        ))
    return [
        _SymbolsTask(symbols=tuple(tasks[start : start + SYMBOLS_A_TASK]), prefix=f"{order.job}/")
        for start in range(0, len(tasks), SYMBOLS_A_TASK)
    ]


def _row(
    plaque: PlannedPlaque, *, product: str, trim: str, file: str, page: int, module_mm: float,
    digest: str,
) -> tuple[object, ...]:
    side_mm = plaque.symbol.side_modules * module_mm
    return (
        plaque.number, plaque.code, plaque.site, plaque.place, plaque.name, product, trim,
        plaque.quantity, file, page, plaque.symbol.payload, plaque.symbol.version,
        plaque.symbol.error_correction, f"{module_mm:.3f}",
        f"{QUIET_ZONE_MODULES * module_mm:.3f}", round(READING_DISTANCE * side_mm), digest,
    )


def _csv(rows: Iterable[Sequence[object]]) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return target.getvalue().encode()


def _size(size_mm: tuple[float, float]) -> str:
    return f"{size_mm[0]:g}x{size_mm[1]:g}"
