"""The values that lead from reading to doing: what an office says, and what serves a visitor.

Shapes  Texts are maps by language; ``serves`` are slugs of sites, keys of routes and
        areas, or codes, as written; ``line`` is the line in the file.
Units   Moments are ISO 8601 with an offset.
Errors  Nothing here raises.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model import Settings, Site, Source


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
class WayOut:
    """A link to an owner's own address; ``does`` is a word of the message files."""

    does: str
    url: str
    owner: str
    checked: str | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What something costs in a year; ``serves`` narrows it, ``texts`` say what for."""

    value: float
    currency: str
    year: int
    texts: Mapping[str, str]
    serves: tuple[str, ...]
    source: str | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stars:
    """A rating in the programme One Commune One Product; ``given`` is a date, month or year."""

    stars: int
    given: str
    maker: str | None
    origin: Mapping[str, str]
    disputed: str | None
    source: str | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wifi:
    """A network that visitors may join; ``security`` is ``none``, ``wpa`` or ``wep``."""

    ssid: str
    security: str
    password: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What a visitor can use: a pier, a ticket, a dish; ``kind`` is a word of the messages.

    ``sources`` are those that ``cited`` and prices name, here or in another entry.
    """

    id: str
    kind: str
    names: Mapping[str, str]
    texts: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, str] = field(default_factory=dict)
    lat: float | None = None
    lon: float | None = None
    accuracy_m: float | None = None
    serves: tuple[str, ...] = ()
    hours: str | None = None
    speaks: tuple[str, ...] = ()
    links: tuple[WayOut, ...] = ()
    prices: tuple[Price, ...] = ()
    wifi: Wifi | None = None
    ocop: Stars | None = None
    bring: tuple[str, ...] = ()
    year: int | None = None
    checked: str | None = None
    cited: tuple[str, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    line: int = 0

    @property
    def checked_last(self) -> str | None:
        """The last day on which somebody checked the entry or one of its links."""
        days = [each.checked for each in self.links if each.checked]
        return max([*days, *([self.checked] if self.checked else [])], default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """Everything of this kind that a project holds."""

    notices: tuple[Notice, ...] = ()
    services: tuple[Service, ...] = ()


def serve_words(site: Site, settings: Settings) -> frozenset[str]:
    """Return the words by which a service can mean a site: itself, its routes, its area."""
    routes = {key for key, route in settings.routes.items()
              if site.slug in route.sites or key in site.routes}
    return frozenset({site.slug, *routes, *([site.area] if site.area else [])})
