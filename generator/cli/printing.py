"""``heritage print`` and ``heritage preflight``."""

import os
import re
import sys
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, NoReturn
from zipfile import BadZipFile

import click

from generator.build import Project
from generator.cli.ledger_events import append_rows, ledger_row
from generator.cli.project import config_option, format_option, language_option, load_project
from generator.cli.report import exit_status, print_problems
from generator.content.jobs import (
    LEDGER_IN_SITE, page_path, read_engravings, read_job, read_logo, site_reader,
)
from generator.errors import HeritageError, Problem, error, has_errors, sort_problems
from generator.ledger import fold_codes, parse_ledger
from generator.model import Artifact, Catalogue
from generator.output import locked, write_artifacts, write_bytes_atomically
from generator.press.cache import draw_ahead
from generator.press.job import Order, build_job, bundle
from generator.press.microsite import Microsite
from generator.press.planned import Choice
from generator.press.plaques import plan_plaques
from generator.press.preflight import JOB_LIST, Checked, preflight_pdf
from generator.press.preflight import preflight as check_job
from generator.press.products import parse_products
from generator.press.profile import parse_profile
from generator.press.supplies import Supplies, prepare_supplies
from generator.press.wifi_cards import add_networks
from generator.press.workers import workers
from generator.schema import nearest
from generator.settings import is_specimen_host, payload
from generator.templates import find_profile, read_print_files

PRINT_DIR = Path("output", "print")
JOB_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,59}")
MANY_PLAQUES = 40  # below it a second process costs more than it saves


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderCache:
    """Keeps bytes as files of one folder."""

    folder: Path

    def get(self, key: str) -> bytes | None:
        """Return what was put, or None."""
        try:
            return (self.folder / key).read_bytes()
        except OSError:
            return None

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes; what a crash tears is drawn anew, so nothing waits for the disk."""
        part = self.folder / f".{key}-{os.getpid()}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(content)
            part.replace(self.folder / key)
        except OSError:
            part.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the command line asks for."""

    job: str
    choice: Choice
    shop: str
    symbols_only: bool


@click.command("print", epilog="Example: heritage print --job spring-2027 --site hang-dau-go")
@config_option
@format_option
@language_option
@click.option("--job", default="all", show_default=True, help="The job's name, and its folder's.")
@click.option("--site", "sites", multiple=True, metavar="SLUG", help="Only this site's plaques.")
@click.option("--code", "codes", multiple=True, metavar="CODE", help="Only this plaque, again.")
@click.option("--product", "products", multiple=True, metavar="NAME",
              help="Print this product instead of the planned one.")
@click.option("--shop", default="default", show_default=True, metavar="NAME",
              help="The print shop, one of “shops” in mkdocs.yml.")
@click.option("--symbols", "symbols_only", is_flag=True, help="The symbols alone, without PDFs.")
@click.option("--record", is_flag=True, help="Note in the ledger that these plaques are printed.")
def print_(
    config_file: Path, output_format: str, language: str, job: str, sites: tuple[str, ...],
    codes: tuple[str, ...], products: tuple[str, ...], shop: str, symbols_only: bool, record: bool,
) -> None:
    """Make what a print shop gets: output/print/JOB and JOB.zip, checked."""
    if not JOB_NAME.fullmatch(job):
        raise click.BadParameter("use letters, digits and hyphens", param_hint="--job")
    project = load_project(config_file, output_format, language)
    shops = project.catalogue.settings.shops
    if shop not in shops:
        raise click.BadParameter(f"there is no shop “{shop}”. Did you mean {nearest(shop, shops)}?",
                                 param_hint="--shop")
    problems: tuple[Problem, ...] = project.problems
    if not (project.site_dir / "Q").is_dir():
        problems = (*problems, error("site-not-built", project.catalogue.settings.site_dir))
    if record and is_specimen_host(project.catalogue.settings.short_link):
        settings = project.catalogue.settings
        problems = (*problems, error("record-specimen", settings.file,
                                     settings.lines.get("short_link"), settings.short_link))
    if has_errors(problems):
        _stop(problems, output_format, language)
    choice = Choice(sites=sites, codes=tuple(each.upper() for each in codes), products=products)
    wish = Wish(job=job, choice=choice, shop=shop, symbols_only=symbols_only)
    try:
        artifacts, found = _make(project, wish, output_format, language)
        if has_errors(found) or not artifacts:
            _stop(found, output_format, language)
        with locked(project.cache_dir, _say_waiting):
            _write(project, job, artifacts)
    except HeritageError as stop:
        _stop(stop.problems, output_format, language)
    print_problems(found, output_format, language)
    if record:
        _record(config_file, job, artifacts, language)
    if output_format == "text":
        where = (PRINT_DIR / job).as_posix()
        click.echo(f"{where}: {len(artifacts)} files, checked; and {job}.zip.")


@click.command(epilog="Example: heritage preflight output/print/all --site https://halong.example/")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@config_option
@format_option
@language_option
@click.option("--site", metavar="FOLDER|URL",
              help="The built microsite, instead of site_dir in mkdocs.yml.")
def preflight(
    path: Path, config_file: Path, output_format: str, language: str, site: str | None
) -> None:
    """Check a finished job again: PATH is its folder, its ZIP file, or one of its PDFs."""
    try:
        microsite = _microsite(config_file, site, output_format, language)
        checked, plaques = _check(path, microsite)
    except HeritageError as stop:
        _stop(stop.problems, output_format, language)
    except (OSError, BadZipFile):
        _stop((error("job-unreadable", path.name, None, path.name),), output_format, language)
    problems = sort_problems(checked.problems)
    print_problems(problems, output_format, language)
    if output_format == "text" and not problems:
        click.echo(f"{path.name}: all is well. {plaques} plaques.")
    sys.exit(exit_status(problems))


def _make(
    project: Project, wish: Wish, output_format: str, language: str
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """Return a job's files with what preflight says of them."""
    chosen = [code for code, issued in project.codes.items() if not issued.retired
              and code in (wish.choice.codes or project.codes)
              and issued.site in (wish.choice.sites or project.catalogue.sites)]
    with workers(many=len(chosen) >= MANY_PLAQUES) as hands:
        cache = FolderCache(folder=project.cache_dir / "symbols")
        link = project.catalogue.settings.short_link
        draw_ahead([payload(link, code) for code in chosen], cache, hands)
        problems: list[Problem] = []
        order = _order(project, wish, cache, problems)
        if order is None or has_errors(problems):
            return (), sort_problems(problems)
        bar: Any = nullcontext()
        if output_format == "text" and sys.stderr.isatty():
            bar = click.progressbar(length=3 * len(order.plaques), label=wish.job, file=sys.stderr)
        with bar as shown:
            if shown is not None:
                order = replace(order, watch=lambda step, done: shown.update(done))
            artifacts, found = build_job(order, hands)
    return artifacts, sort_problems((*problems, *found))


def _order(
    project: Project, wish: Wish, cache: FolderCache, problems: list[Problem]
) -> Order | None:
    """Return everything that a job is made from, or None with problems."""
    settings = project.catalogue.settings
    templates = read_print_files(project.folder)
    products = parse_products(templates, problems)
    plaques = plan_plaques(project.catalogue, project.codes, project.messages, products, problems,
                           choice=wish.choice, cache=cache)
    plaques = add_networks(plaques, project.doing.services, project.catalogue, problems)
    shop = settings.shops[wish.shop]
    file = find_profile(project.folder, shop.icc)
    profile = parse_profile(shop, file.read_bytes() if file is not None else None,
                            settings.file, settings.lines.get(f"shops.{shop.key}"), problems)
    supplies = supplies_of(project, templates, problems)
    if profile is None:
        return None
    return Order(
        job=wish.job, settings=settings, shop=shop, profile=profile, plaques=plaques,
        supplies=supplies, symbols_only=wish.symbols_only,
        seconds=_source_date(project.catalogue), microsite=_own_microsite(project),
    )


def supplies_of(
    project: Project, templates: Mapping[str, bytes], problems: list[Problem]
) -> Supplies:
    """Return what templates draw with."""
    return prepare_supplies(project.catalogue, templates,
                            read_engravings(project.folder, project.catalogue),
                            read_logo(project.folder, project.catalogue), problems)


def _own_microsite(project: Project) -> Microsite:
    """Return the project's own microsite, as it was built."""
    read = site_reader(project.site_dir)
    settings = project.catalogue.settings
    links = (settings.short_link, *settings.old_short_links)
    return Microsite(
        where=settings.site_dir, page=lambda code: read(page_path(code)), codes=project.codes,
        payloads=lambda code: {payload(link, code) for link in links},
        names={
            code: text.name for code, issued in project.codes.items()
            for site in (project.catalogue.sites.get(issued.site),) if site is not None
            for text in (site.translations.get(settings.source_language),) if text is not None
        },
    )


def _microsite(
    config_file: Path, site: str | None, output_format: str, language: str
) -> Microsite:
    """Return the microsite to check against: the project's, or the one named."""
    if site is None:
        project = load_project(config_file, output_format, language)
        if not (project.site_dir / "Q").is_dir():
            raise HeritageError([error("site-not-built", project.catalogue.settings.site_dir)])
        return _own_microsite(project)
    is_web = site.startswith(("http://", "https://"))
    if not is_web and not (Path(site) / "Q").is_dir():
        raise HeritageError([error("site-not-built", Path(site).name)])
    read = site_reader(site if is_web else Path(site))
    ledger = read(LEDGER_IN_SITE)
    if ledger is None and is_web and read("index.html") is None:
        raise HeritageError([error("site-not-reached", site, None, site)])
    codes = fold_codes(parse_ledger(ledger, LEDGER_IN_SITE, [])) if ledger else None
    own = (_own_microsite(load_project(config_file, output_format, language))
           if config_file.is_file() else None)
    found = Microsite(where=site, page=lambda code: read(page_path(code)), codes=codes)
    if own is not None and own.codes and codes and set(codes) & set(own.codes):
        return replace(found, codes={**codes, **own.codes}, payloads=own.payloads, names=own.names)
    return found


def _check(path: Path, microsite: Microsite) -> tuple[Checked, int]:
    """Return what preflight says of a job or a PDF, and how many plaques it holds."""
    is_pdf = path.is_file() and path.suffix.lower() == ".pdf"
    folder = path.parent if is_pdf else path
    if is_pdf and not (folder / JOB_LIST).is_file():
        checked = preflight_pdf(path.read_bytes(), microsite, file=path.name)
        return checked, sum(len(each.seen) for each in checked.reports)
    files = read_job(folder)
    rows = max(files.get(JOB_LIST, b"").count(b"\n") - 1, 0)
    with workers(many=rows >= MANY_PLAQUES) as hands:
        checked = check_job(files, microsite, name=folder.stem, hands=hands,
                            only=path.name if is_pdf else None)
    return checked, rows


def _record(
    config_file: Path, job: str, artifacts: tuple[Artifact, ...], language: str
) -> None:
    """Append a ``printed`` event for each plaque of a job."""
    import csv
    import io

    content = next(each.content for each in artifacts if each.path == f"{job}/{JOB_LIST}")
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    project = load_project(config_file, "text", language)
    with locked(project.cache_dir, _say_waiting):
        project = load_project(config_file, "text", language)
        known = project.codes
        append_rows(project, [
            ledger_row("printed", row["code"], known[row["code"]].site, row["place"],
                       f"{job} {row['payload']}") for row in rows
        ], language)


def _source_date(catalogue: Catalogue) -> int:
    """Return the date that files claim: that of the environment, or of the last new code.

    Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    found = os.environ.get("SOURCE_DATE_EPOCH", "")
    if found.isascii() and found.isdigit():
        return int(found)
    dates = [row.date for row in catalogue.ledger if row.event != "printed"]
    last = date.fromisoformat(max(dates)) if dates else date(1970, 1, 1)
    return int(datetime.combine(last, time(), UTC).timestamp())


def _write(project: Project, job: str, artifacts: tuple[Artifact, ...]) -> None:
    """Write the job's folder and its ZIP file."""
    folder = project.folder / PRINT_DIR
    inner = [Artifact(path=each.path.removeprefix(f"{job}/"), content=each.content)
             for each in artifacts]
    write_artifacts(inner, folder / job)
    write_bytes_atomically(folder / f"{job}.zip", bundle(artifacts))


def _say_waiting() -> None:
    click.echo("Another build is at work; waiting for it to end.", err=True)


def _stop(problems: tuple[Problem, ...], output_format: str, language: str) -> NoReturn:
    """Print the problems and exit with 1; no job folder is touched."""
    print_problems(problems, output_format, language)
    sys.exit(1)
