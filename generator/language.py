"""Language tags: are they sound, which way do they run, which fits a reader.

Door to ``langcodes`` (CLDR's likely subtags and the IANA registry).

Shapes  Tags are BCP 47 in canonical case: ``zh-Hans``, ``vi``, ``ar``.
Errors  Nothing here raises; an unsound tag gives False or None.
Source  RFC 5646 (BCP 47); Unicode CLDR, likely subtags.
"""

import re
from collections.abc import Collection, Sequence
from functools import cache

SHAPED_LIKE_A_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*\Z")
RIGHT_TO_LEFT = frozenset(
    {"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Mend", "Samr", "Yezi"}
)
COUNTED_BY_CHARACTER = frozenset({"zh", "ja", "yue", "wuu", "lzh"})
COUNTED_LONG = frozenset({"th", "km", "lo", "my"})  # no blanks between words
# Country codes that editors take for language codes.
COUNTRY_SLIPS = {
    "vn": "vi", "cn": "zh-Hans", "tw": "zh-Hant", "hk": "zh-Hant", "jp": "ja", "kr": "ko",
    "gb": "en", "us": "en", "kh": "km", "la": "lo", "cz": "cs", "dk": "da", "gr": "el",
}


def is_sound_tag(tag: str) -> bool:
    """Return whether the tag is registered and written in canonical form."""
    return right_tag(tag) == tag


def right_tag(tag: str) -> str | None:
    """Return the canonical form of a tag (``zh_CN`` gives ``zh-CN``), or None."""
    if not SHAPED_LIKE_A_TAG.match(tag):
        return None
    import langcodes  # a tenth of a second, which a build with nothing to do can save

    try:
        if not langcodes.tag_is_valid(tag):
            return None
        return str(langcodes.standardize_tag(tag))
    except (ValueError, LookupError):
        return None


def looks_like_tag(name: str) -> bool:
    """Return whether a file's name is meant as a language (``README`` is not)."""
    return bool(SHAPED_LIKE_A_TAG.match(name))


def nearest_language(name: str, languages: Sequence[str]) -> str:
    """Return the language of the catalogue that a wrong tag most likely means."""
    slip = COUNTRY_SLIPS.get(name.lower().replace("_", "-").split("-")[0])
    if slip is not None and right_tag(name) is None:
        return slip
    right = right_tag(name)
    if right is None:
        return slip or languages[0]
    if right in languages:
        return right
    return best_language([right], languages, otherwise=right)


@cache
def script(tag: str) -> str:
    """Return the script that a tag is written in, by likely subtags."""
    import langcodes

    return str(langcodes.Language.get(tag).maximize().script or "Zyyy")


@cache
def direction(tag: str) -> str:
    """Return ``rtl`` or ``ltr``, as HTML's ``dir`` says it."""
    return "rtl" if script(tag) in RIGHT_TO_LEFT else "ltr"


@cache
def primary(tag: str) -> str:
    """Return the primary language subtag."""
    return tag.split("-", 1)[0].lower()


def best_language(
    wishes: Sequence[str], languages: Collection[str], *, otherwise: str
) -> str:
    """Return the language that fits the first of the reader's wishes that any fits.

    Wish by wish: the same tag, then the same language in the same script and
    region, the same script, and at last the same language in another script.
    """
    maximised = {tag: _maximised(tag) for tag in languages}
    for wish in wishes:
        wanted = _maximised(wish)
        ranked = sorted(
            (
                (tag != wish, parts[1] != wanted[1], parts[2] != wanted[2], position, tag)
                for position, (tag, parts) in enumerate(maximised.items())
                if parts[0] == wanted[0]
            ),
        )
        if ranked:
            return ranked[0][4]
    return otherwise


@cache
def fallback_order(language: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return where to look for a text: the language, English, the source language."""
    wanted = [language, *(tag for tag in languages if primary(tag) == "en"), languages[0]]
    return tuple(dict.fromkeys(wanted))


def _maximised(tag: str) -> tuple[str, str, str]:
    import langcodes

    try:
        full = langcodes.Language.get(tag).maximize()
    except ValueError:
        return (tag, "", "")
    return (full.language or tag, full.script or "", full.territory or "")
