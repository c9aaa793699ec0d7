"""``heritage export`` and ``heritage import``: texts go out to translators and come back.

Source  ``docs/translate.md``.
"""

import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from posixpath import normpath

import click

from generator import language as tags
from generator.build import Project
from generator.cli.importing import import_services
from generator.cli.ledger_events import say_waiting
from generator.cli.old_texts import OldTexts, is_outdated
from generator.cli.project import config_option, language_option, load_project
from generator.cli.report import exit_status, print_problems
from generator.cli.wording import words_of
from generator.desk.blocks import Document, parse_document
from generator.desk.carrying import carry_over
from generator.desk.merging import Place, in_file, merge
from generator.desk.po_file import line_of_fault, read_po, write_po
from generator.desk.units import Pairing, Unit, pair_texts
from generator.desk.xliff_file import read_xliff, write_xliff
from generator.edits import edited, recover
from generator.errors import HeritageError, Problem, error, sort_problems, warning
from generator.model import Site
from generator.output import locked, write_bytes_atomically
from generator.schema import nearest

ENDINGS = {"po": "po", "xliff": "xlf"}
LARGEST_FILE_BYTES = 200_000_000
READERS: dict[str, Callable[[bytes], tuple[str, list[Unit]]]] = {
    ".po": read_po, ".pot": read_po, ".xlf": read_xliff, ".xliff": read_xliff,
}


@click.command(epilog="Example: heritage export --language ko")
@click.option("--language", "wanted", multiple=True, metavar="LANG",
              help="The language to translate into; every one without it.")
@click.option("--format", "form", default="po", show_default=True, type=click.Choice(list(ENDINGS)),
              help="PO for Poedit and its like, XLIFF 2.1 for translation agencies.")
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="The file, instead of output/translate/LANG.po or .xlf.")
@config_option
@language_option
def export(
    wanted: tuple[str, ...], form: str, output: Path | None, config_file: Path, language: str
) -> None:
    """Write what translators work on: one file a language, with what is translated already.

    What such a file holds and nobody has imported yet is carried over, never lost.
    """
    say = words_of(language)
    project = load_project(config_file, "text", language)
    settings = project.catalogue.settings
    others = [tag for tag in settings.languages if tag != settings.source_language]
    for tag in wanted:
        if tag not in others:
            raise click.UsageError(say("no-language", tag=tag, known=", ".join(others)))
    if output is not None and len(wanted or others) != 1:
        raise click.UsageError(say("one-language"))
    try:
        for tag in wanted or others:
            path = output or project.folder / "output" / "translate" / f"{tag}.{ENDINGS[form]}"
            _export_one(project, tag, form, path, language)
    except HeritageError as stop:
        print_problems(stop.problems, "text", language)
        sys.exit(1)


@click.command("import", epilog="Example: heritage import output/translate/ko.po")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", default="texts", show_default=True,
              type=click.Choice(("texts", "csv")),
              help="texts: PO or XLIFF of translators; csv: a table of services.")
@config_option
@language_option
def import_(files: tuple[Path, ...], form: str, config_file: Path, language: str) -> None:
    """Put what translators send back into the texts; the language is the file's own.

    With --format csv, add the services of a table to sites/services.yml.

    A changed paragraph changes that paragraph and nothing else. What lacks a link or a
    footnote of the source is refused and named; the rest goes in.
    """
    say = words_of(language)
    project = load_project(config_file, "text", language)
    problems: list[Problem] = []
    try:
        with locked(project.cache_dir, say_waiting):
            if recover(project.folder, project.cache_dir):
                click.echo(say("recovered"), err=True)
            for path in files:
                if form == "csv":
                    problems += import_services(project, path)
                    continue
                if path.suffix.lower() not in READERS:
                    raise click.UsageError(say("no-importer", file=path, known=", ".join(READERS)))
                problems += _import_one(project, path, language)
    except HeritageError as stop:
        problems += stop.problems
    print_problems(sort_problems(problems), "text", language)
    sys.exit(exit_status(problems))


def _export_one(project: Project, tag: str, form: str, path: Path, language: str) -> None:
    settings, say = project.catalogue.settings, words_of(language)
    units = [pairing.unit for site in project.catalogue.sites.values()
             for pairing in _pairings(project, site, tag, OldTexts(project))]
    before = path.read_bytes() if path.is_file() else None
    reader = READERS.get(path.suffix.lower(), READERS[f".{ENDINGS[form]}"])
    if before is not None:
        try:
            units = carry_over(units, reader(before)[1])
        except ValueError as fault:
            said = str(fault)
            raise HeritageError([error("translator-file", _shown(project, path),
                                       line_of_fault(said), said)]) from fault
    content = (write_po(units, settings.source_language, tag, settings.site_name) if form == "po"
               else write_xliff(units, settings.source_language, tag))
    if content != before:
        write_bytes_atomically(path, content)
    done = sum(bool(each.target) and not each.fuzzy for each in units)
    fuzzy = sum(each.fuzzy for each in units)
    click.echo(say("exported", file=_shown(project, path), count=len(units), done=done, fuzzy=fuzzy,
                   open=len(units) - done - fuzzy))


def _pairings(project: Project, site: Site, tag: str, old_texts: OldTexts) -> list[Pairing]:
    """Return a site's source text beside its translation; nothing where it has no source text."""
    source = site.translations.get(project.catalogue.settings.source_language)
    document = _document(project, site, project.catalogue.settings.source_language)
    if source is None or document is None:
        return []
    old_texts.keep(source)
    text = site.translations.get(tag)
    outdated = is_outdated(text, source)
    old = old_texts.of(site, text) if outdated and text is not None else None
    images = [each.file for each in site.images]
    found = pair_texts(site.slug, document, _document(project, site, tag),
                       parse_document(old) if old else None, images, outdated=outdated)
    return [Pairing(unit=in_file([each.unit], source.file)[0], sources=each.sources,
                    targets=each.targets, key=each.key, needs_work=each.needs_work)
            for each in found]


def _document(project: Project, site: Site, tag: str) -> Document | None:
    text = site.translations.get(tag)
    return None if text is None else parse_document((project.folder / text.file).read_bytes())


def _import_one(project: Project, path: Path, language: str) -> list[Problem]:
    """Put one file's translations into the texts; return what is wrong with it."""
    say, shown = words_of(language), _shown(project, path)
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            return [error("translator-file", shown, None, "@too-large")]
        named, units = READERS[path.suffix.lower()](path.read_bytes())
    except OSError as fault:
        return [error("unreadable", shown, None, fault.strerror or str(fault))]
    except ValueError as fault:
        return [error("translator-file", shown, line_of_fault(str(fault)), str(fault))]
    tag, problems = _language_of(project, named, path, shown)
    if tag is None:
        return problems
    by_site: dict[str, list[Unit]] = {}
    for unit in in_file(units, shown):
        by_site.setdefault(unit.slug, []).append(unit)
    writes, changed, still = {}, 0, 0
    old_texts = OldTexts(project)
    coming = {slug for slug, found in by_site.items() if any(each.target for each in found)}
    for slug, found in by_site.items():
        site = project.catalogue.sites.get(slug)
        if site is None:
            known = nearest(slug, project.catalogue.sites.keys())
            problems.append(warning("unknown-site", shown, found[0].line, slug, nearest=known))
            continue
        file = f"sites/{slug}/{tag}.md"
        content, count, left, said = _merged(project, site, tag, found, old_texts, coming)
        problems += said
        changed, still = changed + count, still + left
        if content is not None:
            writes[file] = content
    if writes:
        with edited(project.folder, project.cache_dir, writes):
            pass
    click.echo(say("imported", file=shown, count=changed, files=len(writes)))
    if still:
        click.echo(say("still-open", count=still))
    return problems


def _merged(
    project: Project, site: Site, tag: str, units: list[Unit], old_texts: OldTexts, coming: set[str]
) -> tuple[bytes | None, int, int, list[Problem]]:
    """Return a text's new bytes, how many pieces changed, how many are open, and problems."""
    source_tag = project.catalogue.settings.source_language
    document = _document(project, site, source_tag)
    if document is None:
        return None, 0, 0, []

    def there(path: str) -> bool:
        parts = PurePosixPath(normpath(f"sites/{site.slug}/{path}")).parts
        other = project.catalogue.sites.get(parts[1]) if len(parts) == 3 else None
        return other is not None and (tag in other.translations or other.slug in coming)

    place = Place(source=source_tag, language=tag, there=there,
                  digest=site.translations[source_tag].digest)
    pairings = _pairings(project, site, tag, old_texts)
    done = merge(pairings, units, document, _document(project, site, tag), place)
    problems = list(done.problems)
    if tag not in site.translations and done.open:
        shown = ", ".join(each.partition("#")[2] for each in done.open[:5])
        problems.append(warning("translation-incomplete", units[0].file, units[0].line, shown,
                                count=str(len(done.open)), slug=site.slug))
    return done.content, done.changed, len(done.open), problems


def _language_of(
    project: Project, named: str, path: Path, shown: str
) -> tuple[str | None, list[Problem]]:
    """Return the project's language that a file is in."""
    settings = project.catalogue.settings
    known = [tag for tag in settings.languages if tag != settings.source_language]
    for wish in (named, path.stem):
        for tag in known:
            if wish.lower() == tag.lower():
                return tag, []
    close = tags.nearest_language(named, known) if named else ""
    if close in known and tags.primary(close) == tags.primary(named):
        return close, []
    return None, [error("translator-language", shown, 1, named or "–", nearest=", ".join(known))]


def _shown(project: Project, path: Path) -> str:
    try:
        return path.resolve().relative_to(project.folder.resolve()).as_posix()
    except ValueError:
        return path.as_posix()
