"""``heritage translated``: note which source text a translation translates."""

import re
import sys
from pathlib import Path

import click

from generator.cli.project import config_option, language_option, load_project
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
    path = project.folder / translation.file
    old = path.read_bytes()
    new = set_translated_from(old, digest)
    if new != old:
        write_bytes_atomically(path, new)
    click.echo(f"{translation.file}: translated_from: {digest}")
    sys.exit(0)


def set_translated_from(content: bytes, digest: str) -> bytes:
    """Return a ``LANG.md`` with its digest; nothing else changes by a byte."""
    line = f"translated_from: {digest}".encode()
    head, mark, rest = content.partition(b"\n")
    parts = re.split(rb"(?m)^(?=(?:---|\.\.\.)[ \t]*\r?$)", rest, maxsplit=1)
    front = parts[0]
    known = re.compile(rb"(?m)^translated_from[ \t]*:[^\r\n]*")
    if known.search(front):
        front = known.sub(line, front, count=1)
    else:
        ending = b"\r\n" if head.endswith(b"\r") else b"\n"
        front += line + ending
    return head + mark + front + b"".join(parts[1:])
