"""What commands share that add events to the ledger."""

import os
import secrets
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import click

from generator import short_code
from generator.build import Project
from generator.checks.ledger import check_ledger
from generator.cli.report import print_problems
from generator.errors import has_errors
from generator.model import History, LedgerRow
from generator.output import append_to_ledger

FORBIDDEN_STARTS = ("=", "+", "-", "@")


def ledger_row(event: str, code: str, site: str, place: str, detail: str) -> LedgerRow:
    """Return a row of today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and not epoch.isdigit():
        raise click.UsageError(f"SOURCE_DATE_EPOCH must be a number of seconds, not “{epoch}”")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC).astimezone()
    return LedgerRow(line=0, date=now.date().isoformat(), event=event, code=code, site=site,
                     place=place, detail=" ".join(detail.split()))


def issued_rows(project: Project, places: Iterable[tuple[str, str]]) -> list[LedgerRow]:
    """Return rows that issue a new code for each (slug, place)."""
    taken = set(project.codes)
    rows = []
    for slug, place in places:
        new = short_code.issue(project.catalogue.settings.code_length, taken, secrets.choice)
        taken.add(new)
        rows.append(ledger_row("issued", new, slug, place, ""))
    return rows


def append_rows(project: Project, rows: list[LedgerRow], language: str) -> None:
    """Append rows, unless the ledger is or would be wrong with them."""
    ledger = (*project.catalogue.ledger, *rows)
    sound(project, language)
    problems = check_ledger(replace(project.catalogue, ledger=ledger), History())
    if has_errors(problems):
        print_problems(problems, "text", language)
        sys.exit(1)
    for row in rows:
        if any(cell.startswith(FORBIDDEN_STARTS) for cell in (row.place, row.detail)):
            raise click.UsageError("a place or detail can't begin with =, +, - or @")
    if rows:
        append_to_ledger(project.ledger_path, rows)


def sound(project: Project, language: str) -> Project:
    """Return the project, or stop where its ledger has errors already."""
    problems = [each for each in project.problems if each.file.endswith("codes.csv")]
    if has_errors(problems):
        print_problems(problems, "text", language)
        sys.exit(1)
    return project


def say_waiting() -> None:
    """Tell whoever watches that another run holds the lock."""
    click.echo("Another build is at work; waiting for it to end.", err=True)
