"""The fonts of printed things, the same on every machine.

Door to ``fontTools``. Fonts come from Python packages, never from the system; a
further script is one package more (``fontpkg-noto-sans-thai``, found by itself).

Shapes  ``families`` is in order of choice; ``lacking`` the characters in no font.
Errors  Nothing here raises for a text.
Source  Noto fonts, SIL Open Font License 1.1.
"""

import importlib.util
import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont  # type: ignore[attr-defined]

from generator import language as tags

PACKAGES = (
    "fontpkg_noto_sans", "fontpkg_noto_sans_arabic", "fontpkg_noto_sans_hebrew",
    "fontpkg_noto_sans_thai", "fontpkg_noto_sans_khmer", "fontpkg_noto_sans_lao",
    "fontpkg_noto_sans_devanagari", "noto_cjk_sans_otc",
)
BASE = "Noto Sans"
# One code point has other forms in each language: Unicode 16, 18.1, Han unification.
CJK = {"Hans": "SC", "Hant": "TC", "Jpan": "JP", "Kore": "KR"}
# Joiners, direction marks and variation selectors draw nothing.
UNDRAWN = frozenset({"Cc", "Cf", "Zl", "Zp"})


def font_folders() -> tuple[Path, ...]:
    """Return the folders of the font packages that are installed."""
    found = []
    for name in PACKAGES:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin is not None:
            found.append(Path(spec.origin).parent)
    return tuple(found)


def families(language: str) -> tuple[str, ...]:
    """Return the families for a language, its own script's forms before others'."""
    own = CJK.get(tags.script(language), "SC")
    known = _coverage()
    rest = sorted(name for name in known if name != BASE and "CJK" not in name)
    cjk = [f"Noto Sans CJK {own}"] if f"Noto Sans CJK {own}" in known else []
    return (BASE, *rest, *cjk)


def lacking(text: str, language: str) -> str:
    """Return each character of a text that no font draws, once."""
    coverage = _coverage()
    drawn = [coverage[name] for name in families(language) if name in coverage]
    missing = (
        char for char in unicodedata.normalize("NFC", text)
        if unicodedata.category(char) not in UNDRAWN
        and not 0xFE00 <= ord(char) <= 0xFE0F
        and not any(ord(char) in each for each in drawn)
    )
    return "".join(dict.fromkeys(missing))


@cache
def _coverage() -> dict[str, frozenset[int]]:
    """Return by family the code points that it draws; the packages are the only input."""
    found: dict[str, frozenset[int]] = {}
    for folder in font_folders():
        for path in sorted(folder.rglob("*.[to]t[fc]")):
            fonts = (
                TTCollection(path, lazy=True).fonts if path.suffix == ".ttc"
                else [TTFont(path, lazy=True)]
            )
            for font in fonts:
                family = str(font["name"].getDebugName(16) or font["name"].getDebugName(1))
                if family not in found:
                    found[family] = frozenset(font.getBestCmap() or ())
    return found
