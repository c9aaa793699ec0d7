"""What one printed plaque says and shows: complete, before anything is drawn.

Shapes  Maps of texts go by language tag; ``languages`` is the order on the plaque.
Units   ``*_mm`` millimetres as printed.
Errors  Nothing here raises.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from generator.press.products import Product
from generator.press.symbol import QUIET_ZONE_MODULES, Symbol


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondSymbol:
    """A smaller symbol that holds one sentence itself, for places without signal."""

    text: str
    language: str
    symbol: Symbol
    module_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WifiCard:
    """How to join one Wi-Fi network; ``security`` is ``none``, ``wpa`` or ``wep``."""

    ssid: str
    security: str
    password: str | None
    symbol: Symbol
    module_mm: float
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPlaque:
    """One plaque of one product; ``number`` is the plaque's for ever.

    ``language`` is the source language, whose name stands in ``job.csv``. ``lines`` are
    the summary's sentences, to read with no phone. ``words`` are the plaque's own words
    (``plaque.*`` of the message files). ``begins`` is what every true link begins with.
    """

    number: int
    code: str
    site: str
    place: str
    place_word: str
    language: str
    languages: tuple[str, ...]
    names: Mapping[str, str]
    lines: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Mapping[str, str]]
    link: str
    begins: str
    symbol: Symbol
    module_mm: float
    quantity: int
    product: Product
    file: str
    routes: tuple[str, ...] = ()
    second: SecondSymbol | None = None
    wifi: WifiCard | None = None

    @property
    def name(self) -> str:
        """The name in the source language."""
        return self.names[self.language]

    @property
    def quiet_zone_mm(self) -> float:
        """The white zone on each side of the symbol."""
        return QUIET_ZONE_MODULES * self.module_mm


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is to be printed; nothing named is everything."""

    sites: Collection[str] = ()
    codes: Collection[str] = ()
    products: Collection[str] = ()

    @property
    def is_everything(self) -> bool:
        """Whether nothing was chosen."""
        return not (self.sites or self.codes or self.products)
