"""Values to PDF through a Typst template.

Door to ``typst``. The same values give the same bytes: no system font, no clock.

Shapes  In: the template's bytes and a JSON value. Out: PDF bytes.
Units   ``seconds`` since 1970, the date that the file claims.
Errors  A broken template raises ``TypesetError`` with Typst's own words.
Source  https://typst.app/docs/reference/
"""

import datetime
import json
from functools import cache

import typst

from generator.press.fonts import font_folders


class TypesetError(ValueError):
    """The template can't be typeset."""


def typeset(template: bytes, values: object, *, seconds: int = 0) -> bytes:
    """Return the PDF of a template with its values (``sys.inputs.values``, JSON)."""
    inputs = {"values": json.dumps(values, ensure_ascii=False, sort_keys=True)}
    date = datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC)
    try:
        pdf: object = typst.compile(  # type: ignore[call-overload]
            {"main.typ": template}, format="pdf", font_paths=_fonts(), sys_inputs=inputs,
            timestamp=date,
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
