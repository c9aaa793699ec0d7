"""Read ``mkdocs.yml``, the ledger, and one site at a time.

Shapes  Sites and translations stand in sorted order, whatever the disk says.
Errors  Every slip of a run is a Problem in the list given; what is sound is read.
Source  ``docs/formats/``.
"""

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

from generator import language as tags
from generator.content.files import (
    LARGEST_FACTS_BYTES, LARGEST_LEDGER_BYTES, LARGEST_SETTINGS_BYTES, LARGEST_TEXT_BYTES, Project,
)
from generator.content.folders import list_folders
from generator.content.site_schema import LONGEST_SLUG, parse_site
from generator.content.translation import parse_translation
from generator.errors import Problem, error, warning
from generator.ledger import parse_ledger
from generator.model import LedgerRow, Settings, Site, Translation, Vocabulary
from generator.settings import parse_settings
from generator.yaml_reader import parse_yaml

SITES = "sites"
LEDGER = "sites/codes.csv"
SLUG = re.compile(r"[a-z0-9]+(-+[a-z0-9]+)*\Z")
OURS = frozenset({"plan", "services", "help", "products", "map", "search", "handbook"})
WINDOWS_RESERVED = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{digit}" for port in ("com", "lpt") for digit in "123456789"}
)


def read_settings(config_file: Path, problems: list[Problem]) -> Settings | None:
    """Return the settings in ``mkdocs.yml``, or None with problems."""
    project = Project(folder=config_file.parent)
    text = project.read_text(config_file, LARGEST_SETTINGS_BYTES, problems)
    if text is None:
        return None
    root = parse_yaml(text, config_file.name, problems, strict=False)
    return None if root is None else parse_settings(root, config_file.name, problems)


def read_site_folders(project: Project, problems: list[Problem]) -> tuple[str, ...]:
    """Return the folders of sites by name; links that lead out or in circles are problems."""
    home = project.folder / SITES
    if not home.is_dir():
        problems.append(error("no-sites", SITES))
        return ()
    names = list_folders(home)
    if not names:
        project.entries(home, problems)  # it says why, where they can't be listed
    return tuple(name for name, is_link in names
                 if not is_link or project.is_sound_folder(home / name, problems))


def read_codes(folder: Path, problems: list[Problem]) -> frozenset[str]:
    """Return every code ever issued, without reading any site."""
    rows = read_ledger(Project(folder=folder), problems)
    return frozenset(row.code for row in rows if row.event == "issued")


def read_ledger(project: Project, problems: list[Problem]) -> tuple[LedgerRow, ...]:
    """Return the rows of the ledger."""
    path = project.folder / LEDGER
    if not path.is_symlink() and not path.exists():
        return ()
    text = project.read_text(path, LARGEST_LEDGER_BYTES, problems)
    return () if text is None else parse_ledger(text, LEDGER, problems)


def read_site(
    project: Project, slug: str, settings: Settings, vocabulary: Vocabulary,
    problems: list[Problem], unread: set[str],
) -> Site | None:
    """Return the site that a folder holds, or None with problems.

    ``unread`` gains the files that are there but could not be read.
    """
    path = project.folder / SITES / slug
    if not _is_sound_slug(slug):
        problems.append(error("bad-slug", project.name(path), None, slug, right=right_slug(slug)))
        return None
    facts = path / "site.yml"
    file = project.name(facts)
    if not facts.exists() and not facts.is_symlink():
        found = [each.name for each in project.entries(path, []) if each.suffix in {".yml", ".yaml"}]
        problems.append(error("no-site-yml", file, None, found[0] if found else "–"))
        unread.add(file)
        return None
    text = project.read_text(facts, LARGEST_FACTS_BYTES, problems)
    root = None if text is None else parse_yaml(text, file, problems)
    if root is None:
        unread.add(file)
        _read_translations(project, path, "cave", settings, problems, unread)
        return None
    site = parse_site(root, slug, file, settings, vocabulary, problems)
    translations = _read_translations(project, path, site.kind, settings, problems, unread)
    return replace(site, translations=translations)


def _read_translations(
    project: Project, path: Path, kind: str, settings: Settings, problems: list[Problem],
    unread: set[str],
) -> dict[str, Translation]:
    found = {}
    for each in project.entries(path, problems):
        if each.suffix.lower() != ".md" or each.is_dir():
            continue
        tag = _language_of(each, project, settings, problems)
        if tag is None:
            continue
        file = project.name(each)
        text = project.read_text(each, LARGEST_TEXT_BYTES, problems)
        translation = None if text is None else parse_translation(
            text, path.name, tag, file, kind, problems
        )
        if translation is None:
            unread.add(file)
        else:
            found[tag] = translation
    return {tag: found[tag] for tag in settings.languages if tag in found}


def _language_of(
    path: Path, project: Project, settings: Settings, problems: list[Problem]
) -> str | None:
    """Return the language that a file's name says, or None with a problem."""
    name, file = path.stem, project.name(path)
    if name in settings.languages and path.suffix == ".md":
        return name
    if not tags.looks_like_tag(name):
        problems.append(warning("no-language", file, None, path.name))
        return None
    if tags.is_sound_tag(name) and path.suffix == ".md":
        nearest = tags.nearest_language(name, settings.languages)
        problems.append(warning("language-not-configured", file, None, name, nearest=nearest))
        return None
    nearest = tags.nearest_language(name, settings.languages)
    problems.append(error("bad-language-file", file, None, path.name, right=f"{nearest}.md"))
    return None


def _is_sound_slug(slug: str) -> bool:
    sound = bool(SLUG.match(slug)) and len(slug) <= LONGEST_SLUG
    return sound and slug not in OURS and slug not in WINDOWS_RESERVED


def right_slug(name: str) -> str:
    """Return a slug like the name: ``Hang Đầu Gỗ`` gives ``hang-dau-go``."""
    folded = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-")
    if not slug:
        return "hang-dau-go"
    return f"{slug}-1" if slug in OURS | WINDOWS_RESERVED else slug
