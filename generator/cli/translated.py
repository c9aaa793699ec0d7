"""``heritage translated``: note which source text a translation translates."""

import sys
from pathlib import Path

import click

from generator.cli.old_texts import OldTexts
from generator.cli.project import config_option, language_option, load_project
from generator.desk.front_matter import set_translated_from
from generator.output import write_bytes_atomically


@click.command(epilog="Example: heritage translated hang-dau-go ko")
@click.argument("slug")
@click.argument("tag", metavar="LANG")
@config_option
@language_option
def translated(slug: str, tag: str, config_file: Path, language: str) -> None:
    """Write into SLUG's LANG.md that it translates the source text of today."""
    project = load_project(config_file, "text", language)
    site = project.catalogue.sites.get(slug)
    source_language = project.catalogue.settings.source_language
    if site is None or source_language not in site.translations:
        raise click.UsageError(f"there is no site “{slug}” with a text in {source_language}")
    if tag == source_language or tag not in site.translations:
        raise click.UsageError(f"“{slug}” has no translation into “{tag}”")
    translation = site.translations[tag]
    digest = site.translations[source_language].digest
    OldTexts(project).keep(site.translations[source_language])
    path = project.folder / translation.file
    old = path.read_bytes()
    new = set_translated_from(old, digest)
    if new != old:
        write_bytes_atomically(path, new)
    click.echo(f"{translation.file}: translated_from: {digest}")
    sys.exit(0)
