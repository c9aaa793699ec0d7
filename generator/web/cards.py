"""The picture that goes with a shared link: the place, the neatline, its name on paper.

Door to ``typst`` for the web (``press/typeset.py`` is its door for print). Pure: the same
values give the same bytes; fonts come from packages, never from the system.

Shapes  In: a derivative of the site's first picture, and names. Out: a JPEG.
Units   1200 × 630 pixels, one point each.
Errors  A picture that can't be drawn gives no card; nothing raises for content.
Source  Open Graph; sizes as large link previews show them.
"""

import hashlib
import importlib.util
import json
from functools import cache
from pathlib import Path

import typst

from generator import language as tags
from generator.drawings import resolve_drawing
from generator.model import Artifact, Picture, Site, Variant
from generator.pictures import jpeg_of
from generator.web.texts import Library

RECIPE = "1"  # counts as input: change it when what is drawn changes
SVG = "image/svg+xml"
PHOTO_TYPES = ("image/jpeg", "image/png", "image/webp")
BASE_PACKAGES = ("fontpkg_noto_serif", "fontpkg_noto_sans")
FURTHER_PACKAGES = (
    "fontpkg_noto_sans_arabic", "fontpkg_noto_sans_hebrew", "fontpkg_noto_sans_thai",
    "fontpkg_noto_sans_khmer", "fontpkg_noto_sans_lao", "fontpkg_noto_sans_devanagari",
    "noto_cjk_sans_otc",
)
CJK = {"Hans": "SC", "Hant": "TC", "Jpan": "JP", "Kore": "KR"}
LATIN = frozenset({"Latn", "Grek", "Cyrl"})


def card_path(site: Site, library: Library) -> str:
    """Return the path of a site's card; empty where it has no picture."""
    picture = _picture(site, library)
    variant = _variant(picture) if picture is not None else None
    if variant is None:
        return ""
    marks = json.dumps([RECIPE, variant.path, _lines(site, library)], ensure_ascii=False)
    digest = hashlib.sha256(marks.encode()).hexdigest()[:10]
    return f"assets/cards/{site.slug}.{digest}.jpg"


def picture_path(site: Site, library: Library) -> str:
    """Return the derivative that the card is drawn from."""
    picture = _picture(site, library)
    variant = _variant(picture) if picture is not None else None
    return variant.path if variant is not None else ""


def draw_card(site: Site, library: Library, picture: bytes) -> Artifact | None:
    """Return the card of a site; ``picture`` is the file at ``picture_path``."""
    path = card_path(site, library)
    is_svg = picture_path(site, library).endswith(".svg")
    drawn = resolve_drawing(picture) if is_svg else picture
    name = "picture.svg" if is_svg else "picture.jpg"
    values = {"picture": name, "lines": _lines(site, library),
              "families": _families(library.catalogue.settings.source_language)}
    inputs = {"values": json.dumps(values, ensure_ascii=False)}
    try:
        page: object = typst.compile(  # type: ignore[call-overload]
            {"main.typ": CARD.encode(), name: drawn}, format="png", ppi=72.0, sys_inputs=inputs,
            font_paths=_fonts(not _is_latin(library.catalogue.settings.source_language)),
        )
    except RuntimeError:
        return None
    if not isinstance(page, bytes):
        return None
    return Artifact(path=path, content=jpeg_of(page))


def _picture(site: Site, library: Library) -> Picture | None:
    if not site.images or site.is_page:
        return None
    return library.pictures.get((site.slug, site.images[0].file))


def _variant(picture: Picture) -> Variant | None:
    """Return the widest file that Typst draws."""
    known = [each for each in picture.variants if each.media_type in {SVG, *PHOTO_TYPES}]
    return known[-1] if known else None


def _lines(site: Site, library: Library) -> list[str]:
    """Return the name, the other name, and the area: the source language's first."""
    settings = library.catalogue.settings
    source = settings.source_language
    own = library.translation(site, source)
    other = next((text for tag, text in site.translations.items()
                  if tags.primary(tag) == "en" and tag != source), None)
    area = settings.areas.get(site.area or "")
    names = area.names if area is not None else {}
    place = names.get(source) or names.get("") or settings.site_name
    return [own.name if own else "", other.name if other else "", place]


def _is_latin(language: str) -> bool:
    return tags.script(language) in LATIN


def _families(language: str) -> list[str]:
    cjk = CJK.get(tags.script(language), "SC")
    found = ["Noto Serif", "Noto Sans"]
    if not _is_latin(language):
        found += [f"Noto Sans CJK {cjk}", "Noto Sans Arabic", "Noto Sans Hebrew",
                  "Noto Sans Thai", "Noto Sans Khmer", "Noto Sans Lao", "Noto Sans Devanagari"]
    return found


@cache
def _fonts(further: bool) -> typst.Fonts:
    """Return the fonts, read once; the installed packages are the only input."""
    names = (*BASE_PACKAGES, *FURTHER_PACKAGES) if further else BASE_PACKAGES
    specs = (importlib.util.find_spec(name) for name in names)
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False,
        font_paths=[str(Path(spec.origin).parent) for spec in specs if spec and spec.origin],
    )


# Picture 494, neatline 11, paper 125: a strip below, for a box would hide what is told.
CARD = """
#let v = json(bytes(sys.inputs.values))
#set page(width: 1200pt, height: 630pt, margin: 0pt, fill: rgb("#f7f2e6"))
#set text(font: v.families, fill: rgb("#1b2728"), fallback: true)
#place(top + left, box(width: 1200pt, height: 494pt, clip: true,
  image(v.picture, width: 1200pt, height: 494pt, fit: "cover")))
#place(top + left, dy: 494pt, rect(width: 1200pt, height: 11pt, fill: rgb("#f7f2e6"), stroke: none))
#for at in (494pt, 503pt) { place(top + left, dy: at, rect(width: 1200pt, height: 2pt, fill: rgb("#1b2728"))) }
#for n in range(15) { place(top + left, dx: n * 80pt, dy: 498pt, rect(width: 40pt, height: 3pt, fill: rgb("#1b2728"))) }
#place(top + left, dy: 505pt, box(width: 1200pt, height: 125pt, inset: (x: 48pt), align(horizon,
  layout(space => {
    let small = text(size: 28pt, style: "italic", fill: rgb("#414d49"),
      align(right, par(leading: 8pt, v.lines.slice(1).filter(l => l != "" and l != v.lines.at(0)).join(linebreak()))))
    let width = calc.min(measure(small).width, 460pt)
    let room = space.width - width - 40pt
    let size = 62pt
    while size > 26pt and measure(text(size: size, weight: 600, v.lines.at(0))).width > room { size = size - 2pt }
    grid(columns: (1fr, width), column-gutter: 40pt, align: (left + horizon, right + horizon),
      text(size: size, weight: 600, v.lines.at(0)), small)
  })
)))
"""
