"""Which plaques a job holds, and what each says.

Pure. Live codes of today only, in the order in which they were issued.

Shapes  ``PlannedPlaque`` (``generator/press/planned.py``).
Errors  Every slip is a Problem in the list given; the sound plaques are returned.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from generator.errors import Problem, error, shorten
from generator.model import (
    Catalogue, IssuedCode, Messages, PlaqueEntry, Settings, Site, Translation,
)
from generator.press.cache import Cache, cached_symbol
from generator.press.fonts import lacking
from generator.press.planned import Choice, PlannedPlaque
from generator.press.products import SMALLEST_MODULE_MM, Product
from generator.press.symbol import Symbol, SymbolTooLarge
from generator.press.text_symbols import plan_second
from generator.press.wording import plaque_words, sentences
from generator.settings import payload

LEDGER = "sites/codes.csv"
CONFIGURATION = "templates/print"
DEFAULT_PRODUCT = "wall-plaque"


def plan_plaques(
    catalogue: Catalogue, codes: Mapping[str, IssuedCode], messages: Messages,
    products: Mapping[str, Product], problems: list[Problem], *,
    choice: Choice | None = None, cache: Cache | None = None,
) -> tuple[PlannedPlaque, ...]:
    """Return the chosen plaques of every live code, by number.

    A product that is chosen is printed instead of the planned one.
    """
    choice = choice or Choice()
    _check_choice(choice, catalogue, codes, products, problems)
    numbers = plaque_numbers(catalogue)
    planned = []
    for issued, site in live_codes(catalogue, codes, problems):
        if choice.codes and issued.code not in choice.codes:
            continue
        if choice.sites and site.slug not in choice.sites:
            continue
        entry = _entry(site, issued.place)
        planned_name = entry.product if entry is not None else DEFAULT_PRODUCT
        for name in choice.products or (planned_name,):
            product = products.get(name)
            if product is None:  # its settings are already a problem
                problems.append(error("product-not-usable", site.file,
                                      entry.line if entry else None, name, code=issued.code))
                continue
            plaque = _plaque(catalogue.settings, site, issued, numbers[issued.code], entry,
                             product, messages, cache, problems)
            if plaque is not None:
                planned.append(plaque)
    return tuple(planned)


def live_codes(
    catalogue: Catalogue, codes: Mapping[str, IssuedCode], problems: list[Problem]
) -> Iterator[tuple[IssuedCode, Site]]:
    """Yield each code in use with the site that it stands for, by number."""
    numbers = plaque_numbers(catalogue)
    for code in sorted(codes, key=lambda each: numbers.get(each, 0)):
        issued = codes[code]
        if issued.retired:
            continue
        site = catalogue.sites.get(issued.site)
        if site is None or not site.translations:
            problems.append(error("plaque-without-site", LEDGER, issued.issued_line, issued.site,
                                  code=code))
            continue
        yield issued, site


def plaque_numbers(catalogue: Catalogue) -> dict[str, int]:
    """Return each code's permanent number: the place of its ``issued`` row, from 1."""
    issued = dict.fromkeys(row.code for row in catalogue.ledger if row.event == "issued")
    return {code: number for number, code in enumerate(issued, start=1)}


def readable_link(settings: Settings, code: str) -> str:
    """Return the short link as people read and type it: ``halong.example/Q/7KD29``."""
    parts = urlsplit(settings.short_link)
    return f"{parts.netloc.lower()}{parts.path}{code}"


def link_start(settings: Settings) -> str:
    """Return what a phone shows first of every true link: ``https://halong.example/``."""
    parts = urlsplit(settings.short_link)
    return f"{parts.scheme}://{parts.netloc.lower()}/"


def _check_choice(
    choice: Choice, catalogue: Catalogue, codes: Mapping[str, IssuedCode],
    products: Mapping[str, Product], problems: list[Problem],
) -> None:
    """Report what was chosen and is not there, or is out of use."""
    for slug in choice.sites:
        if slug not in catalogue.sites:
            problems.append(error("choice-unknown-site", "sites", None, slug))
    for name in choice.products:
        if name not in products:
            problems.append(error("choice-unknown-product", CONFIGURATION, None, name,
                                  known=", ".join(sorted(products))))
    for code in choice.codes:
        if code not in codes:
            problems.append(error("choice-unknown-code", LEDGER, None, code))
        elif codes[code].retired:
            problems.append(error("choice-retired-code", LEDGER, codes[code].issued_line, code))


def _entry(site: Site, place: str) -> PlaqueEntry | None:
    return next((each for each in site.plaques if each.place == place), None)


def _plaque(
    settings: Settings, site: Site, issued: IssuedCode, number: int, entry: PlaqueEntry | None,
    product: Product, messages: Messages, cache: Cache | None, problems: list[Problem],
) -> PlannedPlaque | None:
    symbol = _symbol(settings, issued.code, cache, problems)
    if symbol is None:
        return None
    source = _source_text(settings, site)
    wished = entry.languages if entry is not None else settings.languages
    languages = tuple(wished or (source.language,))[: product.languages]
    texts = {tag: site.translations[tag] for tag in languages if tag in site.translations}
    texts.setdefault(source.language, source)
    plaque = PlannedPlaque(
        number=number, code=issued.code, site=site.slug, place=issued.place,
        place_word=_place_word(issued.place, entry, source.language, messages),
        language=source.language, languages=languages, file=source.file,
        names={tag: unicodedata.normalize("NFC", text.name) for tag, text in texts.items()},
        lines={tag: sentences(text.summary) for tag, text in texts.items()},
        words={tag: plaque_words(messages, tag) for tag in languages},
        link=readable_link(settings, issued.code), begins=link_start(settings),
        symbol=symbol, module_mm=module_mm(product.symbol_mm, symbol),
        quantity=entry.quantity if entry is not None else 1, product=product, routes=site.routes,
        second=plan_second(product, entry.sentence) if entry is not None else None,
    )
    if plaque.module_mm < SMALLEST_MODULE_MM:
        problems.append(error("module-too-small", settings.file,
                              settings.lines.get("short_link"), f"{plaque.module_mm:.2f} mm",
                              code=issued.code, least=f"{SMALLEST_MODULE_MM} mm"))
    _check_characters(plaque, site, entry, problems)
    return plaque


def module_mm(symbol_mm: float, symbol: Symbol) -> float:
    """Return the module of a symbol of a given side, in thousandths of a millimetre."""
    return int(symbol_mm / symbol.side_modules * 1000) / 1000


def _source_text(settings: Settings, site: Site) -> Translation:
    own = site.translations.get(settings.source_language)
    return own or next(iter(site.translations.values()))


def _symbol(
    settings: Settings, code: str, cache: Cache | None, problems: list[Problem]
) -> Symbol | None:
    try:
        return cached_symbol(payload(settings.short_link, code), cache)
    except SymbolTooLarge as fault:
        problems.append(error("short-link-too-long", settings.file,
                              settings.lines.get("short_link"), str(fault)))
        return None


def _check_characters(
    plaque: PlannedPlaque, site: Site, entry: PlaqueEntry | None, problems: list[Problem]
) -> None:
    """Report each character that would be printed as a box."""
    texts: list[tuple[str, str, str, int | None]] = [
        (name, tag, text.file, text.name_line) for tag, name in plaque.names.items()
        for text in (site.translations[tag],)
    ]
    texts.extend(
        (" ".join(lines), tag, text.file, text.name_line) for tag, lines in plaque.lines.items()
        for text in (site.translations[tag],)
    )
    if plaque.second is not None:
        texts.append((plaque.second.text, plaque.second.language, site.file,
                      entry.line if entry else None))
    texts.append((plaque.place_word, plaque.language, site.file, entry.line if entry else None))
    for words, tag, file, line in texts:
        for char in lacking(words, tag):
            problems.append(error(
                "character-without-font", file, line, char, site=plaque.site, text=shorten(words),
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
