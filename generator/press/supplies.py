"""What templates draw with besides values: their sources, engravings, the logo.

Shapes  ``templates`` are the files of ``templates/print/`` by name; ``engravings`` the
        one-ink SVG drawings by site.
Errors  Nothing here raises.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplies:
    """Bytes that the edges have read; can be pickled."""

    templates: Mapping[str, bytes]
    engravings: Mapping[str, bytes] = field(default_factory=dict)
    logo: bytes | None = None
    office: Mapping[str, str] = field(default_factory=dict)
