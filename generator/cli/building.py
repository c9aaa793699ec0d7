"""``heritage check``, ``heritage build`` and ``heritage translated``."""

import logging
import sys
from pathlib import Path

import click

from generator.build import BuildReport, build_site, check_project
from generator.cli.project import (
    check_format_option, config_option, format_option, language_option, load_project, require,
)
from generator.cli.report import exit_status, print_problems


@click.command(epilog="Example: heritage check --format json")
@config_option
@check_format_option
@language_option
@click.option("--strict", is_flag=True, help="Let warnings fail, too.")
def check(config_file: Path, output_format: str, language: str, strict: bool) -> None:
    """Say everything that is wrong, where, and what to do; write nothing."""
    project = load_project(config_file, output_format, language)
    problems = check_project(project)
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
    report = build_site(config_file, site_dir=site_dir, strict=strict)
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
