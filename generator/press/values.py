"""The JSON that a product's template draws, and the files that go with it.

Pure. Nothing is decided in a template but what only the set text can tell: what fits.

Shapes  ``outline`` is a list of polygons ``[x, y, first, step, step, …]`` in modules:
        steps go across and down by turns, across first where ``first`` is 0.
Units   ``*_mm`` millimetres.
Errors  Nothing here raises.
"""

from collections.abc import Iterable, Sequence

from generator import language as tags
from generator.press.fonts import families
from generator.press.planned import PlannedPlaque
from generator.press.products import Product
from generator.press.supplies import Supplies
from generator.press.symbol import Symbol, outline

Values = dict[str, object]


def product_values(
    product: Product, plaques: Sequence[PlannedPlaque], supplies: Supplies, *, bleed_mm: float
) -> tuple[Values, dict[str, bytes]]:
    """Return the template's values and the pictures that they name."""
    languages = sorted({tag for plaque in plaques for tag in _all_languages(plaque)})
    values: Values = {
        "product": {
            "name": product.name, "trim": list(product.trim_mm), "bleed": bleed_mm,
            "safe": product.safe_mm, "shape": product.shape, "sides": product.sides,
            "content": product.content,
            "cells": [list(product.box_mm(i)) for i in range(product.plaques_a_page)],
        },
        "faces": {tag: _face(tag) for tag in languages},
        "plaques": [_plaque_values(plaque) for plaque in plaques],
        "logo": None,
    }
    return values, {}


def _all_languages(plaque: PlannedPlaque) -> Iterable[str]:
    return {*plaque.languages, plaque.language, *plaque.names}


def _face(language: str) -> Values:
    return {"lang": tags.primary(language), "dir": tags.direction(language),
            "sans": list(families(language)), "serif": list(families(language))}


def _plaque_values(plaque: PlannedPlaque) -> Values:
    return {
        "number": plaque.number, "code": plaque.code, "site": plaque.site,
        "place": plaque.place_word, "language": plaque.language,
        "languages": list(plaque.languages), "names": dict(plaque.names),
        "lines": {tag: list(lines) for tag, lines in plaque.lines.items()},
        "words": {tag: dict(words) for tag, words in plaque.words.items()},
        "link": plaque.link, "begins": plaque.begins,
        "symbol": _symbol_values(plaque.symbol, plaque.module_mm), "drawing": None,
    }


def _symbol_values(symbol: Symbol, module_mm: float) -> Values:
    return {"side": symbol.side_modules, "module": module_mm,
            "outline": [_steps(polygon) for polygon in outline(symbol)]}


def _steps(polygon: Sequence[tuple[int, int]]) -> list[int]:
    """Return a polygon as its first corner, its first direction, and its steps."""
    (x, y), second = polygon[0], polygon[1]
    first = 0 if second[1] == y else 1
    steps = []
    before = polygon[0]
    for index, corner in enumerate(polygon[1:]):
        across = (index + first) % 2 == 0
        steps.append(corner[0] - before[0] if across else corner[1] - before[1])
        before = corner
    return [x - 4, y - 4, first, *steps]
