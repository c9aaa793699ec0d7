"""``heritage rename`` and ``heritage remove``: codes and links go with the site."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from generator.build import Project, read_project
from generator.cli.ledger_events import append_rows, ledger_row, say_waiting, sound
from generator.cli.project import config_option, language_option, load_project
from generator.cli.report import print_problems
from generator.cli.wording import Say, on_terminal, words_of
from generator.content.catalogue import SITES, right_slug
from generator.content.translation import digest_of
from generator.desk.front_matter import set_translated_from
from generator.desk.moves import Plan, plan_removal, plan_rename
from generator.edits import edited, recover, removed_folder
from generator.errors import HeritageError, Severity
from generator.ledger import RENAMED, codes_at
from generator.model import LedgerRow, Site
from generator.output import locked
from generator.schema import nearest


@click.command(epilog="Example: heritage rename hang-luon hang-luon-bo-hon")
@click.argument("old")
@click.argument("new")
@config_option
@language_option
def rename(old: str, new: str, config_file: Path, language: str) -> None:
    """Give the site OLD the name NEW.

    Its codes lead to the new name, links in other texts and routes are mended; nothing
    else in any file changes. When something would break, nothing is changed.
    """
    say = words_of(language)
    project = load_project(config_file, "text", language)
    _known(project, old, say)
    if new == old:
        raise click.UsageError(say("rename-same", slug=old))
    if right_slug(new) != new:
        raise click.UsageError(say("slug-wrong", slug=new, right=right_slug(new)))
    if (project.folder / SITES / new).exists():
        raise click.UsageError(say("site-there", slug=new))
    rows = [ledger_row("moved", each.code, new, each.place, RENAMED + old)
            for each in codes_at(project.codes, old)]
    plan = _still_current(project, plan_rename(_files(project), old, new), old, new)
    _carry_out(project, plan, [(f"{SITES}/{old}", f"{SITES}/{new}")], rows, language)
    click.echo(say("renamed", old=old, new=new))
    _tell(plan, rows, "links-mended", say)
    address = f"{project.catalogue.settings.site_url}{project.catalogue.settings.source_language}/{new}/"
    click.echo(say("addresses-change", address=address))


@click.command(epilog="Example: heritage remove hon-lon --successor hon-trong-mai")
@click.argument("slug")
@click.option("--successor", help="The site that its codes and links lead to from now on.")
@click.option("--yes", is_flag=True, help="Don't ask.")
@config_option
@language_option
def remove(
    slug: str, successor: str | None, yes: bool, config_file: Path, language: str
) -> None:
    """Take the site SLUG out of the guide.

    With a successor its codes and the links to it lead there; without one its codes are
    retired (a visitor who scans them gets a courteous notice) and the links dissolve,
    their words stay. The folder is kept aside.
    """
    say = words_of(language)
    project = load_project(config_file, "text", language)
    site = _known(project, slug, say)
    if successor == slug:
        raise click.UsageError(say("successor-same"))
    if successor is not None and _known(project, successor, say).is_page:
        raise click.UsageError(say("no-site", slug=successor, nearest=_nearest(project, successor)))
    codes = codes_at(project.codes, slug)
    source = site.translations.get(project.catalogue.settings.source_language)
    name = source.name if source else slug
    if successor is None and not yes:
        _ask(slug, name, len(codes), say)
    rows = [
        ledger_row("moved", each.code, successor, each.place, f"successor of {slug}")
        if successor else ledger_row("retired", each.code, slug, each.place, name.lstrip("=+-@ "))
        for each in codes
    ]
    plan = _still_current(project, plan_removal(_files(project), slug, successor), slug, None)
    kept = removed_folder(project.cache_dir, slug).relative_to(project.folder).as_posix()
    _carry_out(project, plan, [(f"{SITES}/{slug}", kept)], rows, language)
    click.echo(say("removed", slug=slug, kept=kept))
    _tell(plan, rows, "links-mended" if successor else "links-dissolved", say)


def _known(project: Project, slug: str, say: Say) -> Site:
    site = project.catalogue.sites.get(slug)
    if site is None:
        raise click.UsageError(say("no-site", slug=slug, nearest=_nearest(project, slug)))
    return site


def _nearest(project: Project, slug: str) -> str:
    places = [key for key, site in project.catalogue.sites.items() if not site.is_page]
    return nearest(slug, places) if places else "–"


def _ask(slug: str, name: str, count: int, say: Say) -> None:
    """Ask before codes are retired; refuse where nobody can answer."""
    if not on_terminal():
        if count:
            raise click.UsageError(say("remove-needs-yes"))
    elif not click.confirm(say("ask-remove", name=name, slug=slug, count=count), default=False):
        click.echo(say("not-done"))
        sys.exit(1)


def _files(project: Project) -> dict[str, bytes]:
    """Return the files that may name a site: texts, facts, services, settings, the handbook."""
    home, folder = project.folder / SITES, project.folder
    docs = folder / project.catalogue.settings.docs_dir
    paths = [project.config_file, *home.glob("*.yml"), *home.glob("*/site.yml"),
             *home.glob("*/*.md"), *(docs.rglob("*.md") if docs.is_dir() else ())]
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(paths) if path.is_file() and path.resolve().is_relative_to(folder.resolve())
    }


def _still_current(project: Project, plan: Plan, old: str, new: str | None) -> Plan:
    """Return the plan with ``translated_from`` brought along where links alone changed.

    A translation of the text as it was is one of the text as it will be: both were
    mended in the same way.
    """
    writes = dict(plan.writes)
    language = project.catalogue.settings.source_language
    for site in project.catalogue.sites.values():
        source = site.translations.get(language)
        if source is None or (site.slug == old and new is None):
            continue
        home = f"{SITES}/{new if site.slug == old else site.slug}"
        after = writes.get(f"{home}/{language}.md")
        digest = source.digest if after is None else digest_of(after)
        for tag, text in site.translations.items():
            if digest is None or tag == language or text.translated_from != source.digest:
                continue
            path = f"{home}/{tag}.md"
            before = writes.get(path) or (project.folder / text.file).read_bytes()
            if digest != source.digest:
                writes[path] = set_translated_from(before, digest)
    return replace(plan, writes=writes)


def _carry_out(
    project: Project, plan: Plan, moves: Sequence[tuple[str, str]], rows: list[LedgerRow],
    language: str,
) -> None:
    """Change all files and append the rows, unless an error would come of it."""
    say = words_of(language)
    sound(project, language)
    try:
        with locked(project.cache_dir, say_waiting):
            if recover(project.folder, project.cache_dir):
                click.echo(say("recovered"), err=True)
            with edited(project.folder, project.cache_dir, plan.writes, moves):
                append_rows(_without_new_errors(project, rows), rows, language)
    except HeritageError as stop:
        print_problems(stop.problems, "text", language)
        click.echo(say("not-done"), err=True)
        sys.exit(1)


def _without_new_errors(project: Project, rows: Sequence[LedgerRow]) -> Project:
    """Return the changed project; raise the errors that weren't there before.

    Those of the ledger are left to be judged with its new rows.
    """
    before = {(each.rule, each.value) for each in project.problems}
    now = read_project(project.config_file)
    codes = {row.code for row in rows}
    found = [
        each for each in now.problems
        if each.severity is Severity.ERROR and (each.rule, each.value) not in before
        and not (codes and each.file.endswith("codes.csv"))
    ]
    if found:
        raise HeritageError(found)
    return replace(now, problems=project.problems)


def _tell(plan: Plan, rows: Sequence[LedgerRow], key: str, say: Say) -> None:
    count = sum(map(len, plan.mended.values()))
    if key == "links-mended" and count:
        click.echo(say(key, count=count, files=len(plan.mended)))
    elif count:
        click.echo(say(key))
        for file, lines in plan.mended.items():
            click.echo(f"  {file}:{', '.join(map(str, lines))}")
    for row in rows:
        event = "code-moves" if row.event == "moved" else "code-retires"
        click.echo(say(event, code=row.code, place=row.place, site=row.site))
