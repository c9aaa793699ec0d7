"""``heritage status``: what is there, what is old, what is missing.

Source  ``docs/formats/status.md``.
"""

import json
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import click

from generator.build import Project
from generator.cli.old_texts import OldTexts, is_outdated
from generator.cli.project import config_option, format_option, language_option, load_project
from generator.cli.wording import Say, words_of
from generator.desk.blocks import parse_document
from generator.desk.columns import shorten_to, table
from generator.desk.status import Outdated, SiteStatus, Status, as_json, changes_between, read_status
from generator.output import write_bytes_atomically
from generator.templates import Renderer, trusted

MARKS = {"reviewed": "●", "draft": "○", "outdated": "!", "missing": "–"}
STATES = tuple(MARKS)
MOST_ROWS = 60
MOST_CHANGES = 3
NAME_COLUMNS = 28
TEXT_COLUMNS = 100


@click.command(epilog="Example: heritage status --html wall.html")
@config_option
@format_option
@language_option
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path),
              help="Write a page for the wall of the office: one file, to be printed on A3.")
def status(config_file: Path, output_format: str, language: str, html: Path | None) -> None:
    """Say what is translated, reviewed, photographed, surveyed and printed, and what is not.

    For an outdated translation it shows what has changed in the source text since.
    """
    project = load_project(config_file, output_format, language)
    say = words_of(language)
    found = read_status(project.catalogue, list(_outdated(project)), _today())
    if html is not None:
        write_bytes_atomically(html, _page(project, found, language, say).encode())
        click.echo(str(html), err=output_format == "json")
    if output_format == "json":
        click.echo(json.dumps(as_json(found), ensure_ascii=False, indent=2))
    elif html is None:
        for line in _lines(found, say):
            click.echo(line)


def _outdated(project: Project) -> Iterator[Outdated]:
    """Yield each outdated translation with what its source text was and is."""
    source_tag = project.catalogue.settings.source_language
    old_texts = OldTexts(project)
    for site in project.catalogue.sites.values():
        source = site.translations.get(source_tag)
        for tag, text in site.translations.items():
            if source is None or tag == source_tag or not is_outdated(text, source):
                continue
            content = old_texts.of(site, text)
            old = parse_document(content) if content else None
            new = parse_document((project.folder / source.file).read_bytes())
            known = old is not None and new is not None
            yield Outdated(slug=site.slug, language=tag, file=text.file, known=known,
                           changes=changes_between(old, new) if old and new else ())


def _today() -> date:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now()).date()


def _lines(found: Status, say: Say) -> Iterator[str]:
    yield f"{found.title}, {found.date}"
    yield ""
    head = ["", *(say(f"state-{state}") for state in STATES)]
    rows = [[tag, *(str(found.count(tag, state)) for state in STATES)] for tag in found.languages]
    yield from table([head, *rows], right=frozenset(range(1, len(head))))
    yield ""
    yield "  ".join(f"{MARKS[state]} {say(f'state-{state}')}" for state in STATES)
    head = ["", *found.languages, *(say(f"column-{key}") for key in ("photos", "audio", "survey", "plaques"))]
    rows = [_row(each) for each in found.sites[:MOST_ROWS]]
    yield from table([head, *rows], right=frozenset())
    if len(found.sites) > MOST_ROWS:
        yield say("more-rows", count=len(found.sites) - MOST_ROWS)
    yield ""
    for key, slugs in found.lacking().items():
        if slugs:
            shown = ", ".join(slugs[:6]) + (", …" if len(slugs) > 6 else "")
            shown = say("all-places") if len(slugs) == len(found.places) else shown
            yield say(f"lacks-{key.replace('_', '-')}", count=len(slugs), sites=shown)
    yield from _changes(found, say)


def _row(each: SiteStatus) -> list[str]:
    page = each.kind == "page"
    survey = "" if page else "–" if each.accuracy_m is None else f"{each.accuracy_m:g} m"
    return [
        shorten_to(each.name, NAME_COLUMNS), *(MARKS[state] for state in each.texts.values()),
        "" if page else str(each.photos or "–"), "" if page else str(len(each.audio) or "–"), survey,
        "" if page else f"{each.printed}/{each.with_code}/{each.planned}",
    ]


def _changes(found: Status, say: Say) -> Iterator[str]:
    for each, files in found.changed():
        yield ""
        yield say("outdated-text", file=", ".join(files))
        if not each.known:
            yield "  " + say("old-text-unknown")
        for change in each.changes[:MOST_CHANGES]:
            for mark, text in (("-", change.before), ("+", change.now)):
                if text:
                    yield f"  {mark} {shorten_to(' '.join(text.split()), TEXT_COLUMNS)}"
        if len(each.changes) > MOST_CHANGES:
            yield "  " + say("more-changes", count=len(each.changes) - MOST_CHANGES)


def _page(project: Project, found: Status, language: str, say: Say) -> str:
    renderer = Renderer.of(project.folder)
    values = {
        "status": found, "say": say, "marks": MARKS, "language": language,
        "style": trusted(renderer.parts("css/status", ".css")), "lacking": found.lacking(),
        "changed": [(each, ", ".join(files)) for each, files in found.changed()],
        "plaques": {key: sum(getattr(each, key) for each in found.places)
                    for key in ("planned", "with_code", "printed")},
        "names": {each.slug: each.name for each in found.sites},
    }
    return renderer.render("status.html.jinja", values)
