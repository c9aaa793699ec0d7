"""``heritage new``: begin a project, or a site within one."""

import json
import sys
from pathlib import Path

import click

from generator.cli.project import config_option, language_option, load_project
from generator.cli.report import print_problems
from generator.content.catalogue import right_slug
from generator.content.starter import read_starter
from generator.errors import HeritageError
from generator.model import Artifact
from generator.output import write_new_files
from generator.templates import package_folder


@click.command(epilog="Example: heritage new dao-tuan-chau")
@click.argument("slug", required=False)
@click.option("--project", "project_dir", type=click.Path(path_type=Path),
              help="Begin a whole project in this folder.")
@click.option("--kind", default="islet", show_default=True, help="What the new site is.")
@click.option("--name", help="Its name in the source language; by default from SLUG.")
@config_option
@language_option
def new(
    slug: str | None, project_dir: Path | None, kind: str, name: str | None,
    config_file: Path, language: str,
) -> None:
    """Begin a site named SLUG, or with --project a whole project."""
    if (slug is None) == (project_dir is None):
        raise click.UsageError("give either the name of a new site or --project FOLDER")
    if project_dir is not None:
        begin_project(project_dir, name, language)
    elif slug is not None:
        begin_site(slug, kind, name, config_file, language)


def begin_project(folder: Path, name: str | None, language: str) -> None:
    """Write a small project that builds; refuse a folder that holds anything."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"“{folder}” is there already and isn't empty")
    slug = right_slug(folder.absolute().name)
    values = {"slug": slug, "name": _as_yaml(name or _as_name(slug))}
    _write(read_starter(package_folder() / "new" / "project", values), folder, language)
    click.echo(f"{folder}: a new project. Next: cd {folder} && heritage build")


def begin_site(
    slug: str, kind: str, name: str | None, config_file: Path, language: str
) -> None:
    """Write the folder of a new site: its facts, and its text in the source language."""
    if right_slug(slug) != slug:
        raise click.UsageError(f"“{slug}” can't be a folder's name here; “{right_slug(slug)}” can")
    project = load_project(config_file, "text", language)
    folder = project.folder / "sites" / slug
    if folder.exists():
        raise click.UsageError(f"sites/{slug} is there already")
    kinds = sorted(key[5:] for key in project.messages.by_language["en"] if key[:5] == "kind.")
    if kind not in kinds:
        raise click.UsageError(f"“{kind}” is not a known kind; known are {', '.join(kinds)}")
    values = {"slug": slug, "kind": kind, "name": _as_yaml(name or _as_name(slug)),
              "language": project.catalogue.settings.source_language}
    _write(read_starter(package_folder() / "new" / "site", values), folder, language)
    click.echo(f"sites/{slug}: a new site. Write its text, then: heritage check")


def _write(artifacts: tuple[Artifact, ...], folder: Path, language: str) -> None:
    try:
        write_new_files(artifacts, folder)
    except HeritageError as stop:
        print_problems(stop.problems, "text", language)
        sys.exit(1)


def _as_name(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def _as_yaml(text: str) -> str:
    """Return a text as YAML reads it back, whatever is in it (JSON is YAML)."""
    return json.dumps(text, ensure_ascii=False)
