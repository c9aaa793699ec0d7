"""``heritage print`` and ``heritage preflight``."""

import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from zipfile import BadZipFile

import click

from generator.build import Project
from generator.cli.project import config_option, format_option, language_option, load_project
from generator.cli.report import exit_status, print_problems
from generator.content.jobs import read_job, read_page
from generator.errors import HeritageError, Problem, error, has_errors
from generator.model import Artifact
from generator.output import write_artifacts, write_bytes_atomically
from generator.press.job import build_job, bundle
from generator.press.preflight import JOB_LIST
from generator.press.preflight import preflight as check_job
from generator.templates import read_sheet_template

PRINT_DIR = Path("output", "print")
JOB_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,59}")


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
        """Keep bytes."""
        write_bytes_atomically(self.folder / key, content)


@click.command("print", epilog="Example: heritage print --job spring-2027")
@config_option
@format_option
@language_option
@click.option("--job", default="all", show_default=True, help="The job's name, and its folder's.")
@click.option("--symbols", "symbols_only", is_flag=True, help="The symbols alone, without a sheet.")
def print_(
    config_file: Path, output_format: str, language: str, job: str, symbols_only: bool
) -> None:
    """Make what a print shop gets: output/print/JOB and JOB.zip, checked."""
    if not JOB_NAME.fullmatch(job):
        raise click.BadParameter("use letters, digits and hyphens", param_hint="--job")
    project = load_project(config_file, output_format, language)
    problems: tuple[Problem, ...] = project.problems
    if not (project.site_dir / "Q").is_dir():
        problems = (*problems, error("site-not-built", project.catalogue.settings.site_dir))
    if has_errors(problems):
        _stop(problems, output_format, language)
    try:
        artifacts, found = build_job(
            project.catalogue, project.codes, project.messages, _pages(project.site_dir), job=job,
            template=read_sheet_template(project.folder), symbols_only=symbols_only,
            cache=FolderCache(folder=project.cache_dir / "symbols"),
            seconds=_source_date(),
        )
        if has_errors(found) or not artifacts:
            _stop(found, output_format, language)
        _write(project, job, artifacts)
    except HeritageError as stop:
        _stop(stop.problems, output_format, language)
    print_problems(found, output_format, language)
    if output_format == "text":
        where = (PRINT_DIR / job).as_posix()
        click.echo(f"{where}: {len(artifacts)} files, checked; and {job}.zip.")


@click.command(epilog="Example: heritage preflight output/print/all")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@config_option
@format_option
@language_option
@click.option("--site", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="The built microsite, instead of site_dir in mkdocs.yml.")
def preflight(
    path: Path, config_file: Path, output_format: str, language: str, site: Path | None
) -> None:
    """Check the finished job in PATH, a folder or a ZIP file, again: symbols, files, pages."""
    if site is None:
        site = load_project(config_file, output_format, language).site_dir
    if not (site / "Q").is_dir():
        _stop((error("site-not-built", site.name),), output_format, language)
    try:
        files = read_job(path)
    except HeritageError as stop:
        _stop(stop.problems, output_format, language)
    except (OSError, BadZipFile):
        _stop((error("job-unreadable", path.name, None, path.name),), output_format, language)
    problems = check_job(files, _pages(site), name=path.stem)
    print_problems(problems, output_format, language)
    if output_format == "text" and not problems:
        click.echo(f"{path.name}: all is well. {max(files[JOB_LIST].count(10) - 1, 0)} plaques.")
    sys.exit(exit_status(problems))


def _pages(site_dir: Path) -> Callable[[str], str | None]:
    """Return what gives the built plaque page of a code, or None."""
    return lambda code: read_page(site_dir, code)


def _source_date() -> int:
    """Return the date that files claim: https://reproducible-builds.org/specs/source-date-epoch/"""
    found = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(found) if found.isascii() and found.isdigit() else 0


def _write(project: Project, job: str, artifacts: tuple[Artifact, ...]) -> None:
    """Write the job's folder and its ZIP file."""
    folder = project.folder / PRINT_DIR
    inner = [Artifact(path=each.path.removeprefix(f"{job}/"), content=each.content)
             for each in artifacts]
    write_artifacts(inner, folder / job)
    write_bytes_atomically(folder / f"{job}.zip", bundle(artifacts))


def _stop(problems: tuple[Problem, ...], output_format: str, language: str) -> NoReturn:
    """Print the problems and exit with 1; no job folder is touched."""
    print_problems(problems, output_format, language)
    sys.exit(1)
