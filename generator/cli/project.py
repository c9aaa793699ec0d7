"""What every command shares: the options, and a project that is read."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.build import Project, read_project
from generator.cli.report import LANGUAGES, print_problems
from generator.errors import HeritageError

F = TypeVar("F", bound=Callable[..., Any])

config_option = click.option(
    "-f", "--config-file", "config_file", default="mkdocs.yml", show_default=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The project's configuration.",
)
language_option = click.option(
    "--lang", "language", default="en", envvar="HERITAGE_LANG", show_default=True,
    type=click.Choice(LANGUAGES), help="Language of messages.",
)
format_option = click.option(
    "--format", "output_format", default="text", show_default=True,
    type=click.Choice(("text", "json")), help="For people, or for a program.",
)
check_format_option = click.option(
    "--format", "output_format", default="text", show_default=True,
    type=click.Choice(("text", "json", "sarif", "github")),
    help="For people, for a program, for code scanning, or for GitHub's workflows.",
)


def require(config_file: Path) -> None:
    """Stop with a usage error where there is no configuration."""
    if not config_file.is_file():
        raise click.UsageError(f"there is no file “{config_file}”; name it with -f")


def load_project(config_file: Path, output_format: str = "text", language: str = "en") -> Project:
    """Return the project, or print what keeps it from being read and exit with 1."""
    require(config_file)
    try:
        return read_project(config_file)
    except HeritageError as stop:
        print_problems(stop.problems, output_format, language, config_file.parent)
        sys.exit(1)
