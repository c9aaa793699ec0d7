"""Which plaques a job holds, and what each label says.

Pure. Live codes of today only, in the order in which they were issued.

Shapes  ``Label`` (``generator/press/sheet.py``).
Errors  Every slip is a Problem in the list given; the sound labels are returned.
"""

import unicodedata
from collections.abc import Mapping
from urllib.parse import urlsplit

from generator.errors import Problem, error
from generator.model import Catalogue, IssuedCode, Messages, PlaqueEntry, Settings, Site
from generator.press.cache import Cache, cached_symbol
from generator.press.fonts import lacking
from generator.press.sheet import SMALLEST_MODULE_MM, Label
from generator.press.symbol import SymbolTooLarge
from generator.settings import payload

LEDGER = "sites/codes.csv"


def plan_labels(
    catalogue: Catalogue, codes: Mapping[str, IssuedCode], messages: Messages,
    problems: list[Problem], cache: Cache | None = None,
) -> tuple[Label, ...]:
    """Return the labels of every live code, by number."""
    numbers = plaque_numbers(catalogue)
    labels = []
    for code in sorted(codes, key=lambda each: numbers.get(each, 0)):
        issued = codes[code]
        if issued.retired:
            continue
        site = catalogue.sites.get(issued.site)
        if site is None or not site.translations:
            problems.append(error("plaque-without-site", LEDGER, issued.issued_line, issued.site,
                                  code=code))
            continue
        label = _label(catalogue.settings, site, issued, numbers[code], messages, cache, problems)
        if label is not None:
            labels.append(label)
    return tuple(labels)


def plaque_numbers(catalogue: Catalogue) -> dict[str, int]:
    """Return each code's permanent number: the place of its ``issued`` row, from 1."""
    issued = dict.fromkeys(row.code for row in catalogue.ledger if row.event == "issued")
    return {code: number for number, code in enumerate(issued, start=1)}


def readable_link(settings: Settings, code: str) -> str:
    """Return the short link as people read and type it: ``halong.example/Q/7KD29``."""
    parts = urlsplit(settings.short_link)
    return f"{parts.netloc.lower()}{parts.path}{code}"


def _label(
    settings: Settings, site: Site, issued: IssuedCode, number: int, messages: Messages,
    cache: Cache | None, problems: list[Problem],
) -> Label | None:
    language = settings.source_language
    text = site.translations.get(language) or next(iter(site.translations.values()))
    entry = next((each for each in site.plaques if each.place == issued.place), None)
    try:
        symbol = cached_symbol(payload(settings.short_link, issued.code), cache)
    except SymbolTooLarge as fault:
        problems.append(error("short-link-too-long", settings.file,
                              settings.lines.get("short_link"), str(fault)))
        return None
    label = Label(
        number=number, code=issued.code, site=site.slug, place=issued.place,
        place_word=_place_word(issued.place, entry, language, messages),
        name=unicodedata.normalize("NFC", text.name), language=text.language,
        quantity=entry.quantity if entry is not None else 1,
        link=readable_link(settings, issued.code), file=text.file, symbol=symbol,
    )
    if label.module_mm < SMALLEST_MODULE_MM:
        problems.append(error("module-too-small", settings.file,
                              settings.lines.get("short_link"), f"{label.module_mm:.2f} mm",
                              code=issued.code, least=f"{SMALLEST_MODULE_MM} mm"))
    _check_characters(label, text.name_line, site, entry, problems)
    return label


def _check_characters(
    label: Label, name_line: int, site: Site, entry: PlaqueEntry | None, problems: list[Problem]
) -> None:
    """Report each character that would be printed as a box."""
    place_line = entry.line if entry is not None else None
    for text, file, line in (
        (label.name, label.file, name_line), (label.place_word, site.file, place_line),
    ):
        for char in lacking(text, label.language):
            problems.append(error(
                "character-without-font", file, line, char, site=label.site, text=text,
                point=f"U+{ord(char):04X}", character=unicodedata.name(char, "?"),
            ))


def _place_word(
    place: str, entry: PlaqueEntry | None, language: str, messages: Messages
) -> str:
    """Return a place in the source language: its own name, the common word, or as written."""
    own = entry.names if entry is not None else {}
    if language in own or "" in own:
        return own.get(language) or own[""]
    word, _, count = place.rpartition("-")
    if word and count.isdigit() and messages.has(language, f"place.{word}"):
        return f"{messages.text(language, f'place.{word}')} {count}"
    if messages.has(language, f"place.{place}"):
        return messages.text(language, f"place.{place}")
    return place
