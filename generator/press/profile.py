"""The ICC profile that a shop prints by.

Pure: bytes in, ``Profile`` out.

Shapes  ``Profile`` (``generator/press/finish.py``).
Errors  A profile that is missing, or is none of a CMYK press, is a Problem.
Source  ICC.1:2022, 7.2 (header), 10.15 and 10.24 (description); ICC characterization registry.
"""

import struct

from generator.errors import Problem, error
from generator.model import Shop
from generator.press.finish import DEFAULT_PROFILE, NO_PROFILE, Profile

HEADER_BYTES = 132
REGISTERED = "FOGRA39"  # the condition that the default profile describes
UNREGISTERED = "Custom"


def parse_profile(
    shop: Shop, content: bytes | None, file: str, line: int | None, problems: list[Problem]
) -> Profile | None:
    """Return a shop's profile; ``content`` is None where no such file was found."""
    if shop.icc == NO_PROFILE:
        return Profile(content=b"", condition=REGISTERED, description="ISO 12647-2 coated")
    if content is None:
        problems.append(error("icc-missing", file, line, shop.icc, shop=shop.key))
        return None
    kind, space = content[12:16], content[16:20]
    if len(content) < HEADER_BYTES or content[36:40] != b"acsp" or (kind, space) != (
            b"prtr", b"CMYK"):
        problems.append(error("icc-unfit", file, line, shop.icc, shop=shop.key))
        return None
    is_default = shop.icc.rpartition("/")[2] == DEFAULT_PROFILE
    return Profile(content=content, condition=REGISTERED if is_default else UNREGISTERED,
                   description=_description(content) or shop.icc)


def _description(content: bytes) -> str:
    """Return what a profile calls itself, of either generation of the format."""
    (count,) = struct.unpack_from(">I", content, 128)
    for number in range(min(count, 100)):
        place = 132 + 12 * number
        if place + 12 > len(content):
            break
        name, start, size = struct.unpack_from(">4sII", content, place)
        if name == b"desc":
            return _text(content[start : start + size])
    return ""


def _text(tag: bytes) -> str:
    if tag[:4] == b"desc" and len(tag) > 12:
        (length,) = struct.unpack_from(">I", tag, 8)
        return tag[12 : 12 + length].split(b"\0")[0].decode("ascii", "replace")
    if tag[:4] == b"mluc" and len(tag) >= 28:
        length, start = struct.unpack_from(">II", tag, 20)
        return tag[start : start + length].decode("utf-16-be", "replace")
    return ""
