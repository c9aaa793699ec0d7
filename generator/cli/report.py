"""Print problems as text, JSON, SARIF or annotations, in English or Vietnamese.

Source  ``docs/formats/problems.md``.
"""

import json
import os
import re
from collections.abc import Sequence
from pathlib import Path

import click

from generator.content.wording import read_problem_words
from generator.desk.annotations import sarif_log, workflow_commands
from generator.errors import Problem, Severity
from generator.templates import package_folder

LANGUAGES = ("en", "vi")
# Control characters, and those that turn the direction of what stands around them.
STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def print_problems(
    problems: Sequence[Problem], output_format: str = "text", language: str = "en",
    folder: Path | None = None,
) -> None:
    """Print all problems: what programs read alone on standard output, text on standard error.

    ``folder`` is that of ``mkdocs.yml``: code hosts want names from where they stand.
    """
    words = read_problem_words([package_folder()], language)
    errors = sum(each.severity is Severity.ERROR for each in problems)
    if output_format == "json":
        found = [
            {
                "file": each.file, "line": each.line, "rule": each.rule,
                "severity": each.severity.value, "message": words.message(each),
                "value": each.value, "fix": words.fix(each),
            }
            for each in problems
        ]
        whole = {"problems": found, "errors": errors, "warnings": len(problems) - errors}
        click.echo(json.dumps(whole, ensure_ascii=False, indent=2))
    elif output_format == "sarif":
        log = sarif_log(problems, words, language, _prefix(folder))
        click.echo(json.dumps(log, ensure_ascii=False, indent=2))
    elif output_format == "github":
        for line in workflow_commands(problems, words, _prefix(folder)):
            click.echo(line)
    else:
        # Warnings first: what must be mended stands last, where the eye is.
        for each in sorted(problems, key=lambda problem: problem.severity is Severity.ERROR):
            where = each.file if each.line is None else f"{each.file}:{each.line}"
            kind = "" if each.severity is Severity.ERROR else f"{each.severity.value}: "
            click.echo(_tame(f"{where}: {kind}{words.message(each)} [{each.rule}]"), err=True)
            click.echo(_tame(f"Fix: {words.fix(each)}"), err=True)
        if problems:
            click.echo(f"{errors} errors, {len(problems) - errors} warnings", err=True)


def _tame(line: str) -> str:
    """Return one line: a file's name must neither steer a terminal nor command a CI service."""
    return STEERS.sub("�", line)


def _prefix(folder: Path | None) -> str:
    """Return the way from here to a folder below, with a slash at its end."""
    way = os.path.relpath(folder or ".").replace(os.sep, "/")
    return "" if way == "." or way.startswith("..") else f"{way}/"


def exit_status(problems: Sequence[Problem], *, strict: bool = False) -> int:
    """Return 1 where an error, or under ``strict`` any problem, was found."""
    return int(any(strict or each.severity is Severity.ERROR for each in problems))
