"""The values that travel through the program: complete when made, never changed.

Shapes  Lists are tuples, maps are ``Mapping``; ``line`` is the line in the file
        that the value came from, counted from 1.
Units   ``*_m`` metres, ``*_mm`` millimetres as printed; ``lat`` and ``lon``
        degrees of WGS 84; ``minutes`` of time.
Errors  Nothing here raises.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.area import Area as Area, Coast as Coast, Route as Route


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as its source gives it: exact, about, or a range."""

    low: float
    high: float | None = None
    about: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where a site lies."""

    lat: float
    lon: float
    accuracy_m: float | None
    source: str | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """A list that protects the site; ``list`` is a word of the message files."""

    list: str
    number: str | None
    date: str | None
    source: str | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measured fact; ``what`` and ``unit`` are words of the message files."""

    what: str
    value: Quantity
    unit: str | None
    source: str | None
    disputed: str | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What a visit takes; ``open`` is OpenStreetMap's opening_hours syntax."""

    open: str | None
    steps: Quantity | None
    minutes: Quantity | None
    wheelchair: str | None
    source: str | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageEntry:
    """One picture as ``site.yml`` names it; ``file`` lies in ``images/``."""

    file: str
    kind: str
    credit: str | None
    licence: str | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioEntry:
    """One recording as ``site.yml`` names it; ``file`` lies in ``audio/``."""

    file: str
    language: str
    seconds: int | None
    credit: str | None
    licence: str | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaqueEntry:
    """One planned plaque; ``place`` is unique within its site.

    ``sentence`` is what a second symbol holds itself, by its language; mostly none.
    """

    place: str
    product: str
    languages: tuple[str, ...]
    quantity: int
    names: Mapping[str, str] = field(default_factory=dict)
    sentence: Mapping[str, str] = field(default_factory=dict)
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact was read; ``read`` is an ISO 8601 date."""

    title: str
    url: str | None
    read: str | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link or picture in a text, as written."""

    target: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageUse:
    """A picture that a text shows; ``alt`` is empty where the text gives none."""

    target: str
    alt: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One Markdown text as safe HTML; links and pictures are still as written.

    ``warnings`` are the inner HTML of its ``[!WARNING]`` and ``[!CAUTION]``
    alerts, which ``html`` no longer holds. ``anchors`` are the ids in ``html``.
    """

    html: str = ""
    warnings: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[ImageUse, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The text of one site in one language.

    ``spot`` is the text on the spot; ``whole`` is spot and deeper as one text.
    ``digest`` is what a translation of this text carries in ``translated_from``.
    """

    slug: str
    language: str
    file: str
    name: str
    summary: str
    status: str
    alt: Mapping[str, str]
    translated_from: str | None
    digest: str
    spot: Text
    whole: Text
    name_line: int
    alt_lines: Mapping[str, int] = field(default_factory=dict)
    translated_from_line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One heritage place with its facts and texts."""

    slug: str
    file: str
    kind: str
    location: Location | None = None
    area: str | None = None
    routes: tuple[str, ...] = ()
    designations: tuple[Designation, ...] = ()
    measures: tuple[Measure, ...] = ()
    visit: Visit | None = None
    hazards: tuple[str, ...] = ()
    signal: str | None = None
    images: tuple[ImageEntry, ...] = ()
    audio: tuple[AudioEntry, ...] = ()
    plaques: tuple[PlaqueEntry, ...] = ()
    wikidata: str | None = None
    sources: Mapping[str, Source] = field(default_factory=dict)
    translations: Mapping[str, Translation] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_page(self) -> bool:
        """Whether this is a page such as *about*: shown, but never with a code."""
        return self.kind == "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One event of ``sites/codes.csv``: its six cells, and where it stands."""

    line: int
    date: str
    event: str
    code: str
    site: str
    place: str
    detail: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as the file holds it."""
        return (self.date, self.event, self.code, self.site, self.place, self.detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedCode:
    """What the ledger's events say of one code today.

    ``site`` is the successor once the code has moved; ``detail`` is that of the
    last ``moved`` or ``retired`` row. ``printed`` are details of ``printed`` rows.
    """

    code: str
    site: str
    place: str
    issued_site: str
    issued_line: int
    moved: bool = False
    retired: bool = False
    detail: str = ""
    printed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Earlier versions of the ledger that today's must contain, as rows of cells.

    ``warnings`` are rules of problems that kept the whole history from being read.
    """

    versions: tuple[tuple[tuple[str, ...], ...], ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Who answers for the guide; names by language."""

    names: Mapping[str, str] = field(default_factory=dict)
    email: str | None = None
    phone: str | None = None
    logo: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """What one print shop wishes; ``none`` as ``icc`` or ``cut_line`` leaves it out."""

    key: str
    bleed_mm: float = 3.0
    marks: bool = True
    standard: str = "PDF/X-4"
    icc: str = "fogra39l.icc"
    cut_line: str = "CutContour"
    impose: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The ``heritage`` part of ``mkdocs.yml``; paths are relative to its folder."""

    file: str
    site_name: str
    site_url: str
    site_dir: str
    docs_dir: str
    languages: tuple[str, ...]
    short_link: str
    old_short_links: tuple[str, ...] = ()
    code_length: int = 5
    areas: Mapping[str, Area] = field(default_factory=dict)
    routes: Mapping[str, Route] = field(default_factory=dict)
    office: Office = field(default_factory=Office)
    desk: Mapping[str, str] = field(default_factory=dict)
    timezone: str = "UTC"
    shops: Mapping[str, Shop] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def source_language(self) -> str:
        """The language that the others are translated from: the first."""
        return self.languages[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    """The interface's words by language, under dotted keys such as ``kind.cave``."""

    by_language: Mapping[str, Mapping[str, str]]

    @property
    def languages(self) -> frozenset[str]:
        """The languages that have words of their own."""
        return frozenset(self.by_language)

    def text(self, language: str, key: str, **values: object) -> str:
        """Return a word in a language, in English where that language lacks it."""
        own = self.by_language.get(language, {})
        word = own[key] if key in own else self.by_language["en"][key]
        return word.format(**values) if values else word

    def has(self, language: str, key: str) -> bool:
        """Return whether a language, or English, knows a key."""
        return key in self.by_language.get(language, {}) or key in self.by_language["en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The English message file's words; ``products`` are the files in ``templates/print/``."""

    kinds: frozenset[str]
    hazards: frozenset[str]
    measures: frozenset[str]
    units: frozenset[str]
    designations: frozenset[str]
    signals: frozenset[str]
    wheelchair: frozenset[str]
    products: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Everything read: settings, sites in order of slug, and the ledger.

    ``unread`` are files that are there but could not be read; what would follow from
    their absence is no problem of its own.
    """

    settings: Settings
    sites: Mapping[str, Site]
    ledger: tuple[LedgerRow, ...] = ()
    unread: frozenset[str] = frozenset()
    coasts: Mapping[str, Coast] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One derivative of a picture; ``path`` is below the microsite's root."""

    path: str
    media_type: str
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as pages show it; ``colour`` fills its box until it is there.

    ``variants`` go from the best format to the oldest, each from narrow to wide;
    the last is what a browser without ``srcset`` shows.
    """

    file: str
    kind: str
    credit: str | None
    licence: str | None
    width_px: int
    height_px: int
    colour: str
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """One file to be written: a POSIX path below the output, and its bytes."""

    path: str
    content: bytes
