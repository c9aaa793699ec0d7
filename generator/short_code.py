"""Short codes: alphabet, check character, issuing.

Shapes  A code is data characters and one check character, ``7KD2`` + ``9``.
Errors  ``explain`` names what is wrong with a code; nothing raises.
Source  ``docs/decisions/0003-short-codes.md``: the sum of place × index modulo 29
        catches every single slip and every swap of neighbours, as 29 is prime.
"""

from collections.abc import Callable, Collection

ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXYZ"
LENGTHS = (5, 6)
# Consonant-only slang in Vietnamese and English that would stand on metal for years.
OFFENSIVE = (
    "BCH", "BTCH", "BUOI", "CC", "CHO", "CL", "CMN", "CNT", "CVL", "DCM", "DCK", "DJT", "DKM",
    "DM", "DMM", "DTM", "FCK", "FKG", "FKR", "FVCK", "KKK", "LZ", "NGGR", "NGR", "NZ", "PRN",
    "PSSY", "SHT", "SLT", "SS", "TWT", "VCL", "VL", "VLZ", "WTF", "XXX",
)


def check_character(data: str) -> str:
    """Return the check character of the data characters (``7KD2`` gives ``9``)."""
    total = sum(place * ALPHABET.index(char) for place, char in enumerate(data, start=1))
    return ALPHABET[total % len(ALPHABET)]


def explain(code: str) -> str:
    """Return what is wrong with a code: ``length``, ``character``, ``check`` or nothing."""
    if len(code) not in LENGTHS:
        return "length"
    if any(char not in ALPHABET for char in code):
        return "character"
    return "" if check_character(code[:-1]) == code[-1] else "check"


def is_offensive(code: str) -> bool:
    """Return whether a short list of offensive strings is hit."""
    return any(word in code for word in OFFENSIVE)


def issue(length: int, taken: Collection[str], choose: Callable[[str], str]) -> str:
    """Return a new code that nobody holds.

    ``choose`` draws one character at random (``secrets.choice`` at the door).
    """
    while True:
        data = "".join(choose(ALPHABET) for _ in range(length - 1))
        code = data + check_character(data)
        if code not in taken and not is_offensive(code):
            return code
