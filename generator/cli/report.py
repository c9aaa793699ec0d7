"""Print problems as text or JSON, in English or Vietnamese.

Source  ``docs/formats/problems.md``.
"""

import json
from collections.abc import Sequence

import click

from generator.content.wording import read_problem_words
from generator.errors import Problem, Severity
from generator.templates import package_folder

LANGUAGES = ("en", "vi")


def print_problems(
    problems: Sequence[Problem], output_format: str = "text", language: str = "en"
) -> None:
    """Print all problems: JSON alone on standard output, text on standard error."""
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
        return
    for each in problems:
        where = each.file if each.line is None else f"{each.file}:{each.line}"
        kind = "" if each.severity is Severity.ERROR else f"{each.severity.value}: "
        click.echo(f"{where}: {kind}{words.message(each)} [{each.rule}]", err=True)
        click.echo(f"Fix: {words.fix(each)}", err=True)
    if problems:
        click.echo(f"{errors} errors, {len(problems) - errors} warnings", err=True)


def exit_status(problems: Sequence[Problem], *, strict: bool = False) -> int:
    """Return 1 where an error, or under ``strict`` any problem, was found."""
    return int(any(strict or each.severity is Severity.ERROR for each in problems))
