"""Values to PDF through a Typst template.

Door to ``typst``. The same values give the same bytes: no system font, no clock.

Shapes  In: the templates' bytes and a JSON value. Out: PDF bytes.
Units   ``seconds`` since 1970, the date that the file claims; ``*_mm`` millimetres.
Errors  A broken template raises ``TypesetError`` with Typst's own words.
Source  https://typst.app/docs/reference/
"""

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import typst

from generator.errors import Problem
from generator.press.fonts import font_folders
from generator.press.planned import PlannedPlaque
from generator.press.products import Product
from generator.press.supplies import Supplies
from generator.press.values import product_values

MAIN = "main.typ"


class TypesetError(ValueError):
    """The template can't be typeset."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One product's pages, and what would not fit on them."""

    pdf: bytes
    problems: tuple[Problem, ...] = ()


def draw_product(
    product: Product, plaques: Sequence[PlannedPlaque], supplies: Supplies, *,
    bleed_mm: float | None = None, seconds: int = 0,
) -> Drawn:
    """Return the pages of one product: trim and bleed on every side, without marks.

    One page a plaque (a front and a back where the product has two sides; a page of many
    where it has a grid: ``Product.page_of``), in the order given. Cheap to call for a part
    of the plaques in a worker process: everything given and returned can be pickled.
    """
    bleed = product.bleed_mm if bleed_mm is None else bleed_mm
    values, files = product_values(product, plaques, supplies, bleed_mm=bleed)
    template = supplies.templates[product.template]
    pdf = _compile({MAIN: template, **supplies.templates, **files}, values, seconds)
    return Drawn(pdf=pdf)


def typeset(
    template: bytes, values: object, *, seconds: int = 0,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return the PDF of a template with its values (``sys.inputs.values``, JSON) and files."""
    return _compile({MAIN: template, **(files or {})}, values, seconds)


def _compile(files: Mapping[str, bytes], values: object, seconds: int) -> bytes:
    inputs = {"values": json.dumps(values, ensure_ascii=False, sort_keys=True)}
    date = datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC)
    try:
        pdf: object = typst.compile(  # type: ignore[call-overload]
            dict(files), format="pdf", font_paths=_fonts(), sys_inputs=inputs, timestamp=date,
            pdf_tags=False,
        )
    except RuntimeError as fault:
        raise TypesetError(str(fault)) from fault
    if not isinstance(pdf, bytes):
        raise TypesetError("Typst gave no PDF")
    return pdf


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts, read once; the installed packages are the only input."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False,
        font_paths=[str(folder) for folder in font_folders()],
    )
