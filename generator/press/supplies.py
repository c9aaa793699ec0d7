"""What templates draw with besides values: their sources, engravings, the logo.

Shapes  ``templates`` are the files of ``templates/print/`` by name; ``engravings`` the
        one-ink drawings by site, as plates in black alone.
Errors  A drawing that one ink can't print is a Problem in the list given.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.errors import Problem, error
from generator.model import Catalogue
from generator.press.engraving import Plate, PlateError, engrave
from generator.press.logo import logo_plate


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplies:
    """Everything that is the same for all plaques of a job; can be pickled.

    ``office`` are the office's names by language.
    """

    templates: Mapping[str, bytes]
    engravings: Mapping[str, Plate] = field(default_factory=dict)
    logo: Plate | None = None
    office: Mapping[str, str] = field(default_factory=dict)


def prepare_supplies(
    catalogue: Catalogue, templates: Mapping[str, bytes], engravings: Mapping[str, bytes],
    logo: bytes | None, problems: list[Problem],
) -> Supplies:
    """Return the supplies of a job, its pictures ready for one ink.

    ``engravings`` are SVG files by site; ``logo`` is SVG, PNG or JPEG.
    """
    plates = {}
    for slug, svg in engravings.items():
        try:
            plates[slug] = engrave(svg)
        except PlateError as fault:
            problems.append(error("engraving-not-one-ink", f"sites/{slug}/images", None, str(fault)))
    settings = catalogue.settings
    mark = None
    if logo is not None:
        try:
            mark = logo_plate(logo)
        except PlateError as fault:
            problems.append(error("logo-not-one-ink", settings.file, settings.lines.get("office"),
                                  str(fault)))
    return Supplies(templates=templates, engravings=plates, logo=mark, office=settings.office.names)
