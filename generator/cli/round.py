"""``heritage round``: an inspection list by boat route, and its answers back."""

import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from generator.build import Project
from generator.cli.printing import FolderCache, supplies_of
from generator.cli.project import config_option, format_option, language_option, load_project
from generator.cli.report import print_problems
from generator.content.files import LARGEST_LEDGER_BYTES
from generator.content.files import Project as Files
from generator.desk.inspections import (
    RECORD_HEADER, Inspection, consequences, new_rows, read_answers,
)
from generator.errors import Problem, error, has_errors, sort_problems
from generator.output import locked, write_bytes_atomically
from generator.press.inspection import plan_round, round_csv, round_pdf
from generator.press.planned import Choice
from generator.press.plaques import plan_plaques
from generator.press.products import parse_products
from generator.press.wifi_cards import add_networks
from generator.schema import nearest
from generator.stats.page import words_of
from generator.templates import read_messages, read_print_files, read_report_template

RECORD = Path("sites", "inspections.csv")
ROUND_DIR = Path("output", "round")


@click.command("round", epilog="Example: heritage round --route vhl1")
@click.option("--route", help="Only the plaques on this route.")
@click.option("--site", "sites", multiple=True, metavar="SLUG", help="Only these sites.")
@click.option("--answers", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Take this filled-in table back instead.")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path),
              help="Where the list goes.  [output/round]")
@config_option
@format_option
@language_option
def round_(
    route: str | None, sites: tuple[str, ...], answers: Path | None, output: Path | None,
    config_file: Path, output_format: str, language: str,
) -> None:
    """Make the list of plaques to inspect (PDF and CSV), or take its answers back.

    Every plaque: where it hangs, what it should look like, what to check.
    """
    project = load_project(config_file, "text", language)
    if answers is not None:
        _take_back(project, answers, output_format, language)
        return
    settings = project.catalogue.settings
    if route is not None and route not in settings.routes:
        raise click.UsageError(
            f"there is no route “{route}”. Did you mean {nearest(route, settings.routes)}?")
    problems: list[Problem] = []
    templates = read_print_files(project.folder)
    plaques = plan_plaques(
        project.catalogue, project.codes, project.messages, parse_products(templates, problems),
        problems, choice=Choice(sites=sites), cache=FolderCache(folder=project.cache_dir / "symbols"))
    plaques = add_networks(plaques, project.doing.services, project.catalogue, problems)
    stops = plan_round(plaques, project.catalogue, route)
    if not stops and not has_errors(problems):
        problems.append(error("no-live-codes", "sites/codes.csv"))
    if has_errors(problems):
        print_problems(sort_problems(problems), output_format, language)
        sys.exit(1)
    supplies = supplies_of(project, templates, problems)
    pdf = round_pdf(stops, project.catalogue, read_report_template(project.folder, "round.typ"),
                    supplies, project.messages, _words(project, language), language)
    folder = output or project.folder / ROUND_DIR
    name = f"round-{route}" if route else "round"
    for ending, content in (("pdf", pdf), ("csv", round_csv(stops))):
        write_bytes_atomically(folder / f"{name}.{ending}", content)
    click.echo(f"{(output or ROUND_DIR).as_posix()}: {name}.pdf and {name}.csv, {len(stops)} plaques.")


def _take_back(project: Project, answers: Path, output_format: str, language: str) -> None:
    """Add the answers to the record and say what follows from them."""
    problems: list[Problem] = []
    text = Files(folder=answers.absolute().parent).read_text(
        answers.absolute(), LARGEST_LEDGER_BYTES, problems)
    found = () if text is None else read_answers(
        text, answers.name, project.codes, _today(project), problems)
    record = project.folder / RECORD
    with locked(project.cache_dir, _say_waiting):
        old = RECORD_HEADER
        if record.is_symlink() or record.exists():
            old = Files(folder=project.folder).read_text(record, LARGEST_LEDGER_BYTES, problems) or ""
        if not old.startswith(RECORD_HEADER):
            problems.append(error("record-header", RECORD.as_posix(), 1, old.partition("\n")[0]))
        if has_errors(problems):
            print_problems(sort_problems(problems), output_format, language)
            sys.exit(1)
        rows = new_rows(found, old)
        if rows:
            before = old if old.endswith("\n") else old + "\n"
            write_bytes_atomically(record, (before + "".join(rows)).encode())
    print_problems(sort_problems(problems), "text", language)
    _report(found, len(rows), output_format, _words(project, language))


def _report(
    found: tuple[Inspection, ...], added: int, output_format: str, text: Callable[..., str]
) -> None:
    """Print what follows from the answers, with the commands that do it."""
    follows = consequences(found)
    again = [each.code for each in follows if each.kind == "replace"]
    lost = [each.code for each in follows if each.kind == "missing"]
    if output_format == "json":
        click.echo(json.dumps({
            "inspected": len(found), "added": added, "reprint": again, "retire": lost,
            "findings": [{"code": each.code, "site": each.site, "place": each.place,
                          "kind": each.kind, "remark": each.remark} for each in follows],
        }, ensure_ascii=False, indent=2))
        return
    click.echo(f"{len(found)} plaques inspected, {added} rows added to {RECORD.as_posix()}.")
    for each in follows:
        remark = f" ({each.remark})" if each.remark else ""
        click.echo(f"{each.code}  {each.site}, {each.place}: {text(each.kind)}{remark}")
    if again:
        click.echo("heritage print " + " ".join(f"--code {code}" for code in again))
    for code in lost:
        click.echo(f"heritage code retire {code} --detail missing && heritage code issue")


def _words(project: Project, language: str) -> Callable[..., str]:
    return words_of(read_messages(project.folder, [], "office"), language, "round")


def _today(project: Project) -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return now.astimezone(ZoneInfo(project.catalogue.settings.timezone)).date().isoformat()


def _say_waiting() -> None:
    click.echo("Another build is at work; waiting for it to end.", err=True)
