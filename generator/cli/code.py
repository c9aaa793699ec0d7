"""``heritage code``: issue, list, move, retire and check printed codes."""

import json
import sys
from pathlib import Path

import click

from generator import short_code
from generator.build import Project
from generator.cli.ledger_events import append_rows, issued_rows, ledger_row, say_waiting, sound
from generator.cli.project import config_option, format_option, language_option, load_project
from generator.cli.report import exit_status, print_problems
from generator.ledger import missing_places
from generator.model import IssuedCode
from generator.output import locked
from generator.schema import nearest
from generator.settings import payload


@click.group(epilog="Example: heritage code issue hang-dau-go")
def code() -> None:
    """Issue, list, move, retire and check the codes that plaques carry."""


@code.command(epilog="Example: heritage code issue hang-dau-go --place entrance")
@click.argument("slug", required=False)
@click.option("--place", help="Only for the plaque at this place.")
@config_option
@language_option
def issue(slug: str | None, place: str | None, config_file: Path, language: str) -> None:
    """Issue the codes that are lacking: for all sites, or for SLUG."""
    project = load_project(config_file, "text", language)
    with locked(project.cache_dir, say_waiting):
        project = sound(load_project(config_file, "text", language), language)
        _check_names(project, slug, place)
        wanted = [
            (each, where) for each, where in missing_places(project.catalogue, project.codes)
            if slug in (None, each) and place in (None, where)
        ]
        rows = issued_rows(project, wanted)
        append_rows(project, rows, language)
    for row in rows:
        click.echo(f"{row.code}  {row.site}  {row.place}")
    if not rows:
        click.echo("Every plaque has its code.")


@code.command("list", epilog="Example: heritage code list --format json")
@config_option
@format_option
@language_option
def list_(config_file: Path, output_format: str, language: str) -> None:
    """List every code ever issued, and where it leads today."""
    project = load_project(config_file, output_format, language)
    link = project.catalogue.settings.short_link
    dates = {row.code: row.date for row in project.catalogue.ledger if row.event == "issued"}
    found = [
        {
            "code": each.code, "site": each.site, "place": each.place, "status": _status(each),
            "issued_site": each.issued_site, "issued": dates[each.code],
            "printed": list(each.printed),
            "url": payload(link, each.code),
        }
        for each in project.codes.values()
    ]
    if output_format == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for one in found:
        click.echo("  ".join(str(one[key]) for key in ("code", "status", "site", "place", "url")))


@code.command(epilog="Example: heritage code move 7KD29 hang-dau-go --detail “plaque re-hung”")
@click.argument("short", metavar="CODE")
@click.argument("slug")
@click.option("--place", help="Where it hangs now; the old place by default.")
@click.option("--detail", default="", help="Why, in a few words.")
@config_option
@language_option
def move(
    short: str, slug: str, place: str | None, detail: str, config_file: Path, language: str
) -> None:
    """Let CODE lead to another site, SLUG, from now on."""
    project = load_project(config_file, "text", language)
    known = _live(project, short)
    places = [key for key, site in project.catalogue.sites.items() if not site.is_page]
    if slug not in places:
        shown = nearest(slug, places)
        raise click.UsageError(f"there is no site “{slug}”. Did you mean {shown}?")
    append_rows(project, [ledger_row("moved", known.code, slug, place or known.place, detail)], language)
    click.echo(f"{known.code} leads to {slug}.")


@code.command(epilog="Example: heritage code retire 7KD29 --detail stolen")
@click.argument("short", metavar="CODE")
@click.option("--detail", default="", help="Why, in a few words.")
@config_option
@language_option
def retire(short: str, detail: str, config_file: Path, language: str) -> None:
    """Retire CODE: its page stays, with a courteous notice; it is never used again."""
    project = load_project(config_file, "text", language)
    known = _live(project, short)
    append_rows(project, [ledger_row("retired", known.code, known.site, known.place, detail)], language)
    click.echo(f"{known.code} is retired.")


@code.command(epilog="Example: heritage code check 7KD29")
@click.argument("short", metavar="CODE", required=False)
@config_option
@format_option
@language_option
def check(short: str | None, config_file: Path, output_format: str, language: str) -> None:
    """Check the ledger, or say what CODE is and where it leads."""
    project = load_project(config_file, output_format, language)
    if short is None:
        problems = [each for each in project.problems if each.file.endswith("codes.csv")]
        print_problems(problems, output_format, language)
        if output_format == "text" and not problems:
            click.echo(f"{len(project.codes)} codes, no problems.")
        sys.exit(exit_status(problems))
    known = project.codes.get(short.upper())
    fault = short_code.explain(short.upper())
    if fault or known is None:
        reasons = {"length": "it must have 5 or 6 characters",
                   "character": f"it holds a character other than {short_code.ALPHABET}",
                   "check": "it is mistyped: its last character doesn't fit the others"}
        click.echo(f"{short}: {reasons.get(fault, 'it was never issued')}", err=True)
        sys.exit(1)
    if output_format == "json":
        found = {"code": known.code, "status": _status(known), "site": known.site,
                 "place": known.place}
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    click.echo(f"{known.code}: {_status(known)}, {known.site}, {known.place}")


def _check_names(project: Project, slug: str | None, place: str | None) -> None:
    sites = {key: site for key, site in project.catalogue.sites.items() if not site.is_page}
    if slug is not None and slug not in sites:
        raise click.UsageError(
            f"there is no site “{slug}”. Did you mean {nearest(slug, sites.keys())}?"
        )
    places = {
        plaque.place for key, site in sites.items() if slug in (None, key)
        for plaque in site.plaques
    }
    if place is not None and place not in places:
        raise click.UsageError(f"no plaque hangs at “{place}”. Known: {nearest(place, places)}.")


def _live(project: Project, short: str) -> IssuedCode:
    known = project.codes.get(short.upper())
    if known is None:
        shown = nearest(short.upper(), project.codes.keys()) if project.codes else "–"
        raise click.UsageError(f"the code “{short}” was never issued. Known: {shown}.")
    if known.retired:
        raise click.UsageError(f"the code “{known.code}” is retired already")
    return known


def _status(code: IssuedCode) -> str:
    if code.retired:
        return "retired"
    return "moved" if code.moved else "live"

