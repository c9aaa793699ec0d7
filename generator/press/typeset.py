"""Values to PDF through a Typst template.

Door to ``typst``. The same values give the same bytes: no system font, no clock.

Shapes  In: the templates' bytes and a JSON value. Out: PDF bytes.
Units   ``seconds`` since 1970, the date that the file claims; ``*_mm`` millimetres.
Errors  A broken template raises ``TypesetError`` with Typst's own words.
Source  https://typst.app/docs/reference/
"""

import datetime
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import typst

from generator.errors import Problem, error
from generator.press.fonts import font_folders
from generator.press.planned import PlannedPlaque
from generator.press.products import Product
from generator.press.supplies import Supplies
from generator.press.values import product_values

MAIN = "main.typ"
GROUP = re.compile(rb"/Group<<(?:/Type/Group|/S/Transparency|/I true|/K (?:true|false)|/CS \d+ 0 R)*>>")


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
    sources = {MAIN: template, **supplies.templates, **files}
    pdf = _compile(sources, values, seconds)
    return Drawn(pdf=_without_groups(pdf), problems=_misfits(sources, values, plaques))


def typeset(
    template: bytes, values: object, *, seconds: int = 0,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return the PDF of a template with its values (``sys.inputs.values``, JSON) and files."""
    return _compile({MAIN: template, **(files or {})}, values, seconds)


def _misfits(
    sources: Mapping[str, bytes], values: object, plaques: Sequence[PlannedPlaque]
) -> tuple[Problem, ...]:
    """Return a problem for each text that the template could not make fit.

    The layout is Typst's own, still in its memory: asking costs next to nothing.
    """
    said = typst.query(  # type: ignore[type-var]
        dict(sources), "<misfit>", field="value", format="json", font_paths=_fonts(),
        sys_inputs=_inputs(values),
    )
    by_code = {plaque.code: plaque for plaque in plaques}
    found = {(each["code"], each["what"]) for each in json.loads(str(said))}
    return tuple(
        error("text-does-not-fit", by_code[code].file, None, _text(by_code[code], what),
              code=code, product=by_code[code].product.name)
        for code, what in sorted(found)
    )


def _text(plaque: PlannedPlaque, what: str) -> str:
    return plaque.link if what == "link" else plaque.name if what == "name" else what


def _inputs(values: object) -> dict[str, str]:
    return {"values": json.dumps(values, ensure_ascii=False, sort_keys=True)}


def _compile(files: Mapping[str, bytes], values: object, seconds: int) -> bytes:
    date = datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC)
    try:
        pdf: object = typst.compile(  # type: ignore[call-overload]
            dict(files), format="pdf", font_paths=_fonts(), sys_inputs=_inputs(values), timestamp=date,
            pdf_tags=False,
        )
    except RuntimeError as fault:
        raise TypesetError(str(fault)) from fault
    if not isinstance(pdf, bytes):
        raise TypesetError("Typst gave no PDF")
    return pdf


def _without_groups(pdf: bytes) -> bytes:
    """Return the PDF without the transparency groups that Typst gives to each picture.

    They name a screen's colours and do nothing here. Blanks keep every offset.
    """
    plain = GROUP.sub(lambda match: b" " * len(match[0]), pdf)
    if b"/Transparency" in plain:
        raise TypesetError("a picture still has a transparency group")
    return plain


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts, read once; the installed packages are the only input."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False,
        font_paths=[str(folder) for folder in font_folders()],
    )
