"""``heritage new``: begin a project, or a site within one.

Shapes  What a new site begins with is in ``templates/new/``; the hints to the writer
        are in ``templates/messages/skeleton/``, by kind.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from generator.build import Project, read_project
from generator.cli.ledger_events import append_rows, issued_rows, say_waiting
from generator.cli.project import config_option, language_option, load_project
from generator.cli.report import LANGUAGES, print_problems
from generator.cli.wording import Say, on_terminal, words_of
from generator.content.catalogue import right_slug
from generator.content.starter import read_starter
from generator.content.wording import read_hints
from generator.edits import edited, recover
from generator.errors import HeritageError
from generator.ledger import missing_places
from generator.model import Artifact, LedgerRow
from generator.output import locked, write_new_files
from generator.templates import package_folder, template_folders


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSite:
    """What must be known of a new site."""

    slug: str
    name: str
    kind: str
    area: str | None
    code: bool


@click.command(epilog="Example: heritage new hang-luon --kind cave --name “Hang Luồn”")
@click.argument("slug", required=False)
@click.option("--project", "project_dir", type=click.Path(path_type=Path),
              help="Begin a whole project in this folder.")
@click.option("--kind", help="What the new site is; islet by default.")
@click.option("--name", help="Its name in the source language; by default from SLUG.")
@click.option("--area", help="Where it lies: an area of mkdocs.yml.")
@click.option("--no-code", is_flag=True, help="Issue no code for its plaque yet.")
@config_option
@language_option
def new(
    slug: str | None, project_dir: Path | None, kind: str | None, name: str | None,
    area: str | None, no_code: bool, config_file: Path, language: str,
) -> None:
    """Begin a site named SLUG, or with --project a whole project.

    On a terminal it asks for what isn't given. Its text has hints for the writer,
    which readers never see; its plaque gets a code.
    """
    say = words_of(language)
    if slug is not None and project_dir is not None:
        raise click.UsageError(say("slug-or-project"))
    if project_dir is not None:
        begin_project(project_dir, name, language)
        return
    if slug is None and not on_terminal():
        raise click.UsageError(say("slug-needed"))
    if slug is not None and right_slug(slug) != slug:
        raise click.UsageError(say("slug-wrong", slug=slug, right=right_slug(slug)))
    project = load_project(config_file, "text", language)
    site = _asked(project, slug, name, kind, area, not no_code, say)
    begin_site(project, site, language)


def begin_project(folder: Path, name: str | None, language: str) -> None:
    """Write a small project that builds; refuse a folder that holds anything."""
    say = words_of(language)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(say("folder-full", folder=folder))
    slug = right_slug(folder.absolute().name)
    values = {"slug": slug, "name": _as_yaml(name or _as_name(slug))}
    try:
        write_new_files(read_starter(package_folder() / "new" / "project", values), folder)
    except HeritageError as stop:
        print_problems(stop.problems, "text", language)
        sys.exit(1)
    click.echo(say("project-made", folder=folder))


def begin_site(project: Project, site: NewSite, language: str) -> None:
    """Write the folder of a new site and issue its code: both, or neither."""
    say = words_of(language)
    source = project.catalogue.settings.source_language
    files = {f"sites/{site.slug}/{each.path}": each.content for each in _starter(project, site, language)}
    rows: list[LedgerRow] = []
    try:
        with locked(project.cache_dir, say_waiting):
            if recover(project.folder, project.cache_dir):
                click.echo(say("recovered"), err=True)
            with edited(project.folder, project.cache_dir, files):
                now = read_project(project.config_file)
                if site.code:
                    lacking = missing_places(now.catalogue, now.codes)
                    rows = issued_rows(now, [each for each in lacking if each[0] == site.slug])
                    append_rows(now, rows, language)
    except HeritageError as stop:
        print_problems(stop.problems, "text", language)
        sys.exit(1)
    click.echo(say("site-made", slug=site.slug, language=source))
    for row in rows:
        click.echo(say("code-issued", code=row.code, place=row.place))


def _asked(
    project: Project, slug: str | None, name: str | None, kind: str | None, area: str | None,
    code: bool, say: Say,
) -> NewSite:
    """Return the new site; what isn't given is asked for on a terminal, else usual."""
    settings = project.catalogue.settings
    english = project.messages.by_language["en"]
    kinds = sorted(key[5:] for key in english if key[:5] == "kind.")
    ask = on_terminal() and (slug is None or kind is None)
    if ask and name is None:
        usual = _as_name(slug) if slug else None
        name = str(click.prompt(say("ask-name", language=settings.source_language), default=usual))
    if slug is None:
        slug = right_slug(click.prompt(say("ask-slug"), default=right_slug(name or "")))
    if (project.folder / "sites" / slug).exists():
        raise click.UsageError(say("site-there", slug=slug))
    if ask and kind is None:
        kind = click.prompt(say("ask-kind"), type=click.Choice(kinds), default="islet")
    if kind is not None and kind not in kinds:
        raise click.UsageError(say("kind-unknown", kind=kind, known=", ".join(kinds)))
    areas = list(settings.areas)
    if ask and area is None and len(areas) > 1 and kind != "page":
        area = click.prompt(say("ask-area"), type=click.Choice(areas), default=areas[0])
    if area is not None and area not in areas:
        raise click.UsageError(say("area-unknown", area=area, known=", ".join(areas) or "–"))
    if ask and code and kind != "page":
        code = click.confirm(say("ask-code"), default=True)
    return NewSite(slug=slug, name=name or _as_name(slug), kind=kind or "islet",
                   area=area or (areas[0] if len(areas) == 1 else None), code=code)


def _starter(project: Project, site: NewSite, language: str) -> tuple[Artifact, ...]:
    """Return the files of a new site, with hints in the language of its writer."""
    settings = project.catalogue.settings
    source = settings.source_language
    hints = read_hints([package_folder()], source if source in LANGUAGES else language)
    others = [each for each in project.catalogue.sites.values() if not each.is_page]
    example = others[0] if others else None
    text = example.translations.get(source) if example else None
    values: Mapping[str, str] = {
        "slug": site.slug, "kind": site.kind, "name": _as_yaml(site.name), "language": source,
        "languages": ", ".join(settings.languages),
        "area": f"area: {site.area}" if site.area else "# area: …",
        "summary_hint": hints["summary"], "spot": hints["spot"], "story": hints["story"],
        "mind": hints["mind"], "alert": hints["alert"], "deeper": hints["deeper"],
        "links": hints["links"],
        "look": hints.get(f"look.{site.kind}", hints["look.cave"]),
        "headings": "\n".join(f"## {each.strip()}" for each in hints.get(
            f"headings.{site.kind}", hints["headings.cave"]).split("|")),
        "example_slug": example.slug if example else "hang-dau-go",
        "example_name": text.name if text else "Hang Đầu Gỗ",
    }
    name = "page" if site.kind == "page" else "site"
    folders = (each / "new" / name for each in template_folders(project.folder))
    return read_starter(next(each for each in folders if each.is_dir()), values)


def _as_name(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def _as_yaml(text: str) -> str:
    """Return a text as YAML reads it back, whatever is in it (JSON is YAML)."""
    return json.dumps(text, ensure_ascii=False)
