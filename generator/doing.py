"""The values that lead from reading to doing: what an office says, and what serves a visitor.

Shapes  Texts are maps by language; ``serves`` are slugs of sites, keys of routes and
        areas, or codes, as written; ``line`` is the line in the file.
Units   Moments are ISO 8601 with an offset.
Errors  Nothing here raises.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What an office tells visitors for a while; ``kind`` is a word of the message files."""

    id: str
    kind: str
    since: str
    until: str
    texts: Mapping[str, str]
    owner: Mapping[str, str] = field(default_factory=dict)
    serves: tuple[str, ...] = ()
    line: int = 0
    until_line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """Everything of this kind that a project holds."""

    notices: tuple[Notice, ...] = ()
