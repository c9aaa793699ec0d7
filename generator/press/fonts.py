"""The fonts of printed things, the same on every machine.

Door to ``uharfbuzz``. Fonts come from Python packages, never from the system; a
further script is one package more (``fontpkg-noto-sans-lao``, found by itself).

A character is lacking when no font of its language draws it, and that is told by
shaping: a font may have a character and still lack a mark that it is made of.

Shapes  ``families`` is in order of choice; ``lacking`` the characters in no font.
Errors  Nothing here raises for a text.
Source  Noto fonts, SIL Open Font License 1.1: ``docs/decisions/0120-fonts.md``.
"""

import importlib.util
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import uharfbuzz as hb

from generator import language as tags

PACKAGES = (
    "fontpkg_noto_sans", "fontpkg_noto_serif", "fontpkg_noto_sans_arabic", "fontpkg_noto_sans_thai",
    "fontpkg_noto_sans_khmer", "fontpkg_noto_sans_lao", "fontpkg_noto_sans_devanagari",
    "pylopdf_fonts_he", "pylopdf_fonts_jp", "pylopdf_fonts_ko", "pylopdf_fonts_zh_cn",
    "pylopdf_fonts_zh_tw", "noto_cjk_sans_otc",
)
BASES = {"sans": "Noto Sans", "serif": "Noto Serif"}
# One code point has other forms in each language: Unicode 16, 18.1, Han unification.
CJK = {"Hans": "SC", "Hant": "TC", "Jpan": "JP", "Kore": "KR"}
FOREIGN_HAN = {"vi": "TC"}  # inscriptions in Vietnam are written in the full forms
NEVER = frozenset({"Noto Sans CJK HK"})
# Joiners, direction marks and variation selectors draw nothing.
UNDRAWN = frozenset({"Cc", "Cf", "Zl", "Zp"})
NAME_OF_FAMILY, NAME_OF_WHOLE_FAMILY = 1, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFile:
    """One face: a file, and its place in it where it holds many."""

    path: str
    index: int


def font_folders() -> tuple[Path, ...]:
    """Return the folders of the font packages that are installed."""
    found = []
    for name in PACKAGES:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin is not None:
            found.append(Path(spec.origin).parent)
    return tuple(found)


def families(language: str, face: str = "sans") -> tuple[str, ...]:
    """Return the families for a language, its own script's forms before others'.

    ``face`` is ``sans`` or ``serif``. A rare Hán character that the language's own font
    lacks comes from Noto Sans CJK in that language's forms.
    """
    known = [name for name in _files() if name not in NEVER]
    own = CJK.get(tags.script(language))
    kinds = (face, "sans" if face == "serif" else "serif")
    wanted = [BASES[face]]
    cjk = own or FOREIGN_HAN.get(tags.primary(language), "SC")
    drawn_here = [f"{BASES[kind]} {cjk}" for kind in kinds] + [f"{BASES['sans']} CJK {cjk}"]
    others = [
        name for kind in kinds for name in sorted(known)
        if name.startswith(f"{BASES[kind]} ") and not _is_cjk(name)
    ]
    wanted += [*drawn_here, *others] if own else [*others, *drawn_here]
    return tuple(dict.fromkeys(name for name in wanted if name in known))


def name_face(text: str, language: str) -> str:
    """Return the face that a whole name is set in, so that no word mixes two.

    That is serif, unless the serif fonts of its language lack one of its characters.
    """
    own = CJK.get(tags.script(language))
    serif = [
        name for name in families(language, "serif") if name.startswith(BASES["serif"])
        and (not _is_cjk(name) or name.endswith(f" {own}"))
    ]
    return "sans" if _left_over(text, tuple(serif)) else "serif"


def lacking(text: str, language: str) -> str:
    """Return each character of a text that no font draws, once."""
    left = _left_over(unicodedata.normalize("NFC", text), families(language))
    return "".join(dict.fromkeys(char for char in left if _is_drawn(char)))


@lru_cache(maxsize=50_000)
def _left_over(text: str, names: tuple[str, ...]) -> str:
    """Return what is left of a text once each font has drawn what it can."""
    left = text
    for name in names:
        if not left:
            break
        left = _undrawn(left, name)
    return left


def _undrawn(text: str, name: str) -> str:
    """Return the characters whose glyphs a font lacks when it shapes the text."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(_font(name), buffer)
    starts = sorted({info.cluster for info in buffer.glyph_infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    lost = sorted({info.cluster for info in buffer.glyph_infos if info.codepoint == 0})
    return "".join(text[start : ends[start]] for start in lost)


def _is_cjk(name: str) -> bool:
    return name.rsplit(" ", 1)[-1] in CJK.values()


def _is_drawn(char: str) -> bool:
    return unicodedata.category(char) not in UNDRAWN and not 0xFE00 <= ord(char) <= 0xFE0F


@cache
def _font(name: str) -> "hb.Font":
    found = _files()[name]
    return hb.Font(hb.Face(hb.Blob.from_file_path(found.path), found.index))


@cache
def _files() -> dict[str, FontFile]:
    """Return the upright face of each family; the packages are the only input."""
    found: dict[str, FontFile] = {}
    for folder in font_folders():
        for path in sorted(folder.rglob("*.[to]t[fc]")):
            if "Italic" in path.name:
                continue
            blob = hb.Blob.from_file_path(str(path))
            for index in range(10 if path.suffix == ".ttc" else 1):
                face = hb.Face(blob, index)
                name = face.get_name(NAME_OF_WHOLE_FAMILY) or face.get_name(NAME_OF_FAMILY)
                if name and "Mono" not in name:
                    found.setdefault(name, FontFile(path=str(path), index=index))
    return found
