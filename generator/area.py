"""The values of where sites lie: areas with their coasts, and the routes between sites.

Part of ``generator/model.py``, which passes them on; import them from there.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A part of the catalogue; ``box`` is west, south, east, north in degrees."""

    key: str
    names: Mapping[str, str]
    box: tuple[float, float, float, float] | None
    coast: str | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coast:
    """The land of an area: rings of (lon, lat), the largest first; whose data it is."""

    rings: tuple[tuple[tuple[float, float], ...], ...]
    credit: str
    licence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A way from site to site, in its order."""

    key: str
    names: Mapping[str, str]
    sites: tuple[str, ...]
    line: int
