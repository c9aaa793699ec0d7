"""``heritage stats``: count scans from ordinary web-server logs."""

import json
import secrets
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from generator.build import Project
from generator.cli.project import config_option, language_option, load_project
from generator.cli.report import print_problems
from generator.content.logs import STDIN, read_log
from generator.errors import Problem, error, sort_problems
from generator.output import write_bytes_atomically
from generator.settings import base_path
from generator.stats.log_lines import LONGEST_LINE_BYTES
from generator.stats.page import render_report, words_of
from generator.stats.report import as_csv, as_json, as_text, silent_rows, table
from generator.stats.scans import Counting, Log, Scans
from generator.templates import Renderer, read_messages

UNSEEN = ("unseen_kept", "unseen_shared", "unseen_none", "unseen_robots")


@click.command(epilog="Example: heritage stats /var/log/nginx/access.log* --html scans.html")
@click.argument("logs", metavar="LOG…", nargs=-1, required=True,
                type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--by", type=click.Choice(("plaque", "day", "hour")), default="plaque",
              show_default=True, help="What a row of the table or CSV stands for.")
@click.option("--html", "html_file", type=click.Path(dir_okay=False, path_type=Path),
              help="Write a report with plots into this file, too.")
@click.option("--format", "output_format", default="text", show_default=True,
              type=click.Choice(("text", "csv", "json")), help="For people, or for a program.")
@config_option
@language_option
def stats(
    logs: tuple[Path, ...], by: str, html_file: Path | None, output_format: str,
    config_file: Path, language: str,
) -> None:
    """Count the scans of each plaque in web-server logs, plaques nobody scans first.

    Reads nginx and Apache logs (common, combined, JSON lines), plain or packed with gzip,
    in any order; - is standard input. No cookie is needed and no address kept.
    """
    project = load_project(config_file, "text", language)
    problems: list[Problem] = []
    scans = _count(project, logs, problems)
    messages = read_messages(project.folder, problems, "office")
    if html_file is not None:
        html = render_report(scans, project.codes, project.catalogue, messages, language,
                             Renderer.of(project.folder))
        write_bytes_atomically(html_file, html.encode())
    print_problems(sort_problems(problems), "text", language)
    if output_format == "json":
        click.echo(json.dumps(as_json(scans, project.codes), ensure_ascii=False, indent=2))
    elif output_format == "csv":
        click.echo(as_csv(*table(scans, project.codes, by)), nl=False)
    else:
        _print_text(scans, project, by, words_of(messages, language))


def _count(project: Project, paths: tuple[Path, ...], problems: list[Problem]) -> Scans:
    """Return the scans in all files; shows how far it is on a terminal."""
    settings = project.catalogue.settings
    links = (settings.short_link, f"{settings.site_url}Q/", *settings.old_short_links)
    counting = Counting(
        project.codes, {"/Q/", *(base_path(link) for link in links)}, ZoneInfo(settings.timezone),
        secrets.token_bytes(32),
    )
    size = sum(path.stat().st_size for path in paths if str(path) != STDIN)
    try:
        with click.progressbar(length=size, label="reading", file=sys.stderr,
                               hidden=not sys.stderr.isatty()) as bar:
            return counting.count([
                Log(lines=partial(_lines, path, problems, bar.update),
                    begins=0 if str(path) == STDIN else counting.begins(_lines(path, [])))
                for path in dict.fromkeys(paths)
            ])
    except OSError as fault:
        print_problems([error("unreadable", str(fault.filename or "log"), None,
                              fault.strerror or "")], "text", "en")
        sys.exit(1)


def _lines(
    path: Path, problems: list[Problem], progress: Callable[[int], None] = lambda _: None
) -> Iterator[bytes]:
    return read_log(path, LONGEST_LINE_BYTES, problems, progress)


def _print_text(scans: Scans, project: Project, by: str, text: Callable[..., str]) -> None:
    """Print the table, then what was left out and what nobody can know."""
    if scans.days:
        click.echo(text("period", first=scans.days[0][0], last=scans.days[-1][0]))
    click.echo(f"{scans.total} {text('total')}")
    silent = silent_rows(scans, project.codes)
    click.echo(f"{text('silent')}: {len(silent)}" if silent else text("none_silent"))
    click.echo("")
    heads, rows = table(scans, project.codes, by)
    lines = as_text(heads, rows).split("\n")
    click.echo("\n".join(lines))
    click.echo("")
    click.echo(f"{text('left_out')}:")
    for key in ("robots", "repeats", "unreadable", "late"):
        click.echo(f"  {getattr(scans, key)} {text(key)}")
    click.echo(f"{text('unseen')}:")
    for key in UNSEEN:
        click.echo(f"  {text(key)}")
    click.echo(text("zone", zone=project.catalogue.settings.timezone))
