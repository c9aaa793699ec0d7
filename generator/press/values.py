"""The JSON that a product's template draws, and the pictures that go with it.

Pure. Nothing is decided in a template but what only the set text can tell: what fits.

Shapes  Pictures are PDF files of one page by path: Typst keeps their inks.
Units   ``*_mm`` millimetres.
Errors  Nothing here raises.
"""

from collections.abc import Sequence

from generator import language as tags
from generator.press.engraving import pdf_page
from generator.press.fonts import CJK, families, name_face
from generator.press.planned import PlannedPlaque
from generator.press.products import Product
from generator.press.supplies import Supplies
from generator.press.symbol import QUIET_ZONE_MODULES, Symbol, outline
from generator.press.symbol_files import symbol_path

Values = dict[str, object]
REGIONS = {"Hans": "CN", "Hant": "TW"}  # Typst sets Chinese punctuation by region


def product_values(
    product: Product, plaques: Sequence[PlannedPlaque], supplies: Supplies, *, bleed_mm: float
) -> tuple[Values, dict[str, bytes]]:
    """Return the template's values and the pictures that they name."""
    words = {tag: dict(each) for plaque in plaques for tag, each in plaque.words.items()}
    languages = words.keys() | {tag for plaque in plaques for tag in plaque.names}
    slugs = {plaque.site for plaque in plaques} & supplies.engravings.keys()
    plates = {slug: supplies.engravings[slug] for slug in sorted(slugs)}
    pictures = {f"plates/{slug}.pdf": plate.pdf for slug, plate in plates.items()}
    if supplies.logo is not None:
        pictures["plates/logo.pdf"] = supplies.logo.pdf
    values: Values = {
        "product": {
            "name": product.name, "trim": list(product.trim_mm), "bleed": bleed_mm,
            "safe": product.safe_mm, "shape": product.shape, "sides": product.sides,
            "content": product.content,
            "cells": [list(product.box_mm(i)) for i in range(product.plaques_a_page)],
        },
        "faces": {tag: _face(tag) for tag in sorted(languages)}, "words": words,
        "plates": {slug: [plate.width, plate.height] for slug, plate in plates.items()},
        "logo": [supplies.logo.width, supplies.logo.height] if supplies.logo else None,
        "office": dict(supplies.office),
        "plaques": [_plaque_values(plaque, pictures) for plaque in plaques],
    }
    return values, pictures


def _face(language: str) -> Values:
    script = tags.script(language)
    return {"lang": tags.primary(language), "dir": tags.direction(language),
            "region": REGIONS.get(script), "cjk": script in CJK,
            "sans": list(families(language)), "serif": list(families(language, "serif"))}


def _plaque_values(plaque: PlannedPlaque, pictures: dict[str, bytes]) -> Values:
    key = f"symbols/{plaque.number}-{plaque.code}"
    values: Values = {
        "number": plaque.number, "code": plaque.code, "site": plaque.site,
        "place": plaque.place_word, "language": plaque.language,
        "languages": list(plaque.languages),
        "names": {tag: {"text": name, "face": name_face(name, tag)}
                  for tag, name in plaque.names.items()},
        "lines": {tag: list(lines) for tag, lines in plaque.lines.items()},
        "routes": [each.upper() for each in plaque.routes],
        "link": plaque.link, "begins": plaque.begins,
        "symbol": _symbol(f"{key}.pdf", plaque.symbol, plaque.module_mm, pictures),
        "second": None, "wifi": None,
    }
    if plaque.second is not None:
        second = plaque.second
        values["second"] = {
            "text": second.text, "language": second.language,
            "symbol": _symbol(f"{key}-second.pdf", second.symbol, second.module_mm, pictures)}
    if plaque.wifi is not None:
        wifi = plaque.wifi
        values["wifi"] = {
            "ssid": wifi.ssid, "password": wifi.password, "names": dict(wifi.names),
            "symbol": _symbol(f"{key}-wifi.pdf", wifi.symbol, wifi.module_mm, pictures)}
    return values


def _symbol(
    path: str, symbol: Symbol, module_mm: float, pictures: dict[str, bytes]
) -> Values:
    """Return where a symbol's picture is, and its measures; the picture is one path in K.

    Typst places a finished picture ten times faster than it builds so long a curve.
    """
    side, zone = symbol.side_modules, QUIET_ZONE_MODULES
    drawn = symbol_path(outline(symbol), symbol.whole_modules)
    content = f"1 0 0 1 {-zone} {-zone} cm 0 0 0 1 k {drawn} f"
    pictures[path] = pdf_page(content.encode("ascii"), side, side)
    return {"path": path, "side": side, "module": module_mm}
