"""``heritage check``, ``heritage build`` and ``heritage translated``."""

import logging
import sys
from pathlib import Path

import click

from generator.build import BuildReport, build_site, check_project
from generator.cli.project import (
    check_format_option, config_option, format_option, language_option, load_project, require,
)
from generator.cli.progress import progress_on_terminal
from generator.cli.report import exit_status, print_problems
from generator.cli.visiting import check_links, check_pages, parse_live
from generator.errors import sort_problems


@click.command(epilog="Example: heritage check --format json")
@config_option
@check_format_option
@language_option
@click.option("--strict", is_flag=True, help="Let warnings fail, too.")
@click.option("--links", "visit_links", is_flag=True,
              help="Visit the links out, politely: one request a host a second.")
@click.option("--live", metavar="URL", callback=parse_live,
              help="Ask the real host for the page of each printed code.")
@click.option("--timeout", "seconds", type=click.FloatRange(0.1, 120), default=10,
              show_default=True, help="Patience with a host, in seconds.")
def check(
    config_file: Path, output_format: str, language: str, strict: bool, visit_links: bool,
    live: str | None, seconds: float,
) -> None:
    """Say everything that is wrong, where, and what to do; change nothing.

    No host is asked for anything without --links or --live.
    """
    project = load_project(config_file, output_format, language)
    problems = check_project(project)
    if visit_links:
        found = check_links(project, seconds, say=output_format == "text")
        problems = sort_problems((*problems, *found))
    if live is not None:
        problems = sort_problems((*problems, *check_pages(project, live, seconds)))
    print_problems(problems, output_format, language, config_file.parent)
    if output_format == "text" and not problems:
        click.echo(f"{len(project.catalogue.sites)} sites, no problems.")
    sys.exit(exit_status(problems, strict=strict))


@click.command(epilog="Example: heritage build --strict")
@config_option
@format_option
@language_option
@click.option("--strict", is_flag=True, help="Let warnings stop the build, too.")
@click.option("-d", "--site-dir", type=click.Path(file_okay=False, path_type=Path),
              help="Where the microsite goes, instead of site_dir in mkdocs.yml.")
def build(
    config_file: Path, output_format: str, language: str, strict: bool, site_dir: Path | None
) -> None:
    """Build the microsite; the old one stays until the new one is complete."""
    logging.basicConfig(format="%(message)s", stream=sys.stderr)
    require(config_file)
    report = build_site(config_file, site_dir=site_dir, strict=strict,
                        progress=progress_on_terminal(language))
    print_problems(report.problems, output_format, language)
    if output_format == "text":
        _say(report)
    sys.exit(int(report.written is None))


def _say(report: BuildReport) -> None:
    """Print what a build did, in one line or two."""
    if report.written is None:
        click.echo("Nothing was built: the last good microsite is as it was.", err=True)
        return
    done = report.written
    click.echo(
        f"{report.pages} pages; {done.written} files written, {done.kept} kept,"
        f" {done.removed} removed."
    )
    if report.without_code:
        places = ", ".join(f"{slug} ({place})" for slug, place in report.without_code[:8])
        click.echo(
            f"{len(report.without_code)} plaques have no code yet: {places}."
            " `heritage code issue` gives them one.", err=True,
        )
