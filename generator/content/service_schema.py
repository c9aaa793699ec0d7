"""Turn ``sites/services.yml`` into typed services.

Shapes  In: the file's text, or rows of a table as the same tree; out: ``Service`` in the
        file's order. A source may be described in one entry and named in another.
Units   Degrees of WGS 84; prices in units of their currency (ISO 4217).
Errors  Every slip is a Problem in the list given; what can be read is read.
Source  ``docs/formats/services.md``.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from generator.content.files import LARGEST_LEDGER_BYTES, Project
from generator.content.notice_schema import identifier, spoken
from generator.content.site_schema import is_sound_hours
from generator.doing import Price, Service, Stars, WayOut, Wifi
from generator.errors import Problem, Severity
from generator.language import is_sound_tag
from generator.model import Settings, Source
from generator.schema import Branch, Fields, Leaf, nearest, read_web_address
from generator.yaml_reader import parse_yaml_list

SERVICES = "sites/services.yml"
SECURITIES = frozenset({"none", "wpa", "wep"})
CURRENCY = re.compile(r"[A-Z]{3}\Z")
PHONE = re.compile(r"\+?[0-9][0-9 .()-]{1,20}\Z")
MAIL = re.compile(r"[^\s@:/?#]+@[^\s@:/?#]+\.[^\s@:/?#]+(\?\S*)?\Z")
LONGEST_SSID_BYTES = 32  # IEEE 802.11
LONGEST_PASSPHRASE = 63


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceWords:
    """What services may name: vocabularies, and what they can serve."""

    kinds: Collection[str]
    does: Collection[str]
    bring: Collection[str]
    served: Collection[str]


def read_services(
    folder: Path, settings: Settings, known: ServiceWords, problems: list[Problem]
) -> tuple[Service, ...]:
    """Return the services of a project; none where it has no such file."""
    path = folder / SERVICES
    if not path.is_symlink() and not path.exists():
        return ()
    content = Project(folder=folder).read_bytes(path, LARGEST_LEDGER_BYTES, problems)
    if content is None or not content.strip():
        return ()
    text = Project(folder=folder, held={path: content}).read_text(path, LARGEST_LEDGER_BYTES, problems)
    root = None if text is None else parse_yaml_list(text, SERVICES, problems)
    return () if root is None else parse_services(root.items, SERVICES, settings, known, problems)


def parse_services(
    items: Iterable[object], file: str, settings: Settings, known: ServiceWords,
    problems: list[Problem],
) -> tuple[Service, ...]:
    """Return the sound services among the items of a list."""
    found: dict[str, Service] = {}
    for item in items:
        if not isinstance(item, Branch):
            line = getattr(item, "line", 1)
            Fields(Branch(entries=(), line=line), file, problems).report(
                "wrong-type", line, item.text if isinstance(item, Leaf) else "", key="services",
                expected="@a-mapping", found="@another")
            continue
        fields = Fields(item, file, problems)
        service = parse_service(fields, settings, known)
        if service is None:
            continue
        if service.id in found:
            fields.report("duplicate-id", fields.line_of("id"), service.id,
                          first=str(found[service.id].line))
        else:
            found[service.id] = service
    return _with_sources(tuple(found.values()), file, problems)


def parse_service(fields: Fields, settings: Settings, known: ServiceWords) -> Service | None:
    """Return one service, or None where an error stands in the way."""
    before = _errors(fields)
    name, kind = identifier(fields), fields.word("kind", known.kinds, required=True)
    hours = fields.text("hours")
    if hours is not None and not is_sound_hours(hours):
        fields.report("bad-opening-hours", fields.line_of("hours"), hours)
    where, spot = _where(fields, settings)
    service = Service(
        id=name or "", kind=kind or "", names=spoken(fields, "name", settings, required=True),
        texts=spoken(fields, "text", settings), where=where,
        lat=spot[0], lon=spot[1], accuracy_m=spot[2],
        serves=fields.words("serves", known.served), hours=hours, speaks=_speaks(fields),
        links=_links(fields, known), prices=_prices(fields, settings, known),
        wifi=_wifi(fields), ocop=_stars(fields, settings),
        bring=fields.words("bring", known.bring),
        year=fields.integer("year", least=1900, most=2200), checked=fields.date("checked"),
        cited=_cited(fields), sources=_sources(fields), line=fields.line,
    )
    fields.finish()
    return None if _errors(fields) > before or name is None or kind is None else service


def _errors(fields: Fields) -> int:
    return sum(each.severity is Severity.ERROR for each in fields.problems)


def _where(
    fields: Fields, settings: Settings
) -> tuple[dict[str, str], tuple[float | None, float | None, float | None]]:
    below = fields.branch("where")
    if below is None:
        return {}, (None, None, None)
    texts = spoken(below, "text", settings)
    spot = below.branch("location")
    if spot is None:
        below.finish()
        return texts, (None, None, None)
    lat = spot.number("lat", least=-90, most=90, required=True)
    lon = spot.number("lon", least=-180, most=180, required=True)
    accuracy_m = spot.number("accuracy_m", least=0, most=1_000_000)
    spot.text("source")
    spot.finish()
    below.finish()
    return texts, (lat, lon, accuracy_m)


def _speaks(fields: Fields) -> tuple[str, ...]:
    tags = []
    for leaf in fields.leaves("speaks"):
        tag = leaf.text.strip()
        if is_sound_tag(tag):
            tags.append(tag)
        else:
            fields.report("bad-language-tag", leaf.line, tag, right="vi, en, zh-Hans")
    return tuple(tags)


def _links(fields: Fields, known: ServiceWords) -> tuple[WayOut, ...]:
    links = []
    for below in fields.branches("links"):
        does = below.word("does", known.does, required=True)
        url = below.text("url", required=True)
        owner = below.text("owner", required=True)
        checked = below.date("checked")
        if url is not None and not _is_address(url):
            below.report("service-address", below.line_of("url"), url)
            url = None
        if url is not None and checked is None:
            below.report("link-not-checked", below.line, url, Severity.WARNING)
        below.finish()
        if does and url and owner:
            links.append(WayOut(does=does, url=url, owner=owner, checked=checked, line=below.line))
    return tuple(links)


def _is_address(url: str) -> bool:
    """Return whether a phone can follow an address: web, telephone, mail, message."""
    scheme, colon, rest = url.partition(":")
    if scheme in {"tel", "sms"}:
        return bool(colon and PHONE.match(rest))
    if scheme == "mailto":
        return bool(MAIL.match(rest))
    return read_web_address(url) is not None and not (urlsplit(url).username or "")


def _prices(fields: Fields, settings: Settings, known: ServiceWords) -> tuple[Price, ...]:
    node = fields.node("price")
    one = isinstance(node, Branch)
    belows = [fields.branch("price")] if one else list(fields.branches("price"))
    prices = []
    for below in belows:
        if below is None:
            continue
        value = below.number("value", least=0, required=True)
        currency = below.text("currency", required=True)
        if currency is not None and not CURRENCY.match(currency):
            below.report("unknown-word", below.line_of("currency"), currency, key="currency",
                         nearest="VND, USD, EUR")
        year = below.integer("year", least=1900, most=2200)
        if year is None:
            below.report("missing-key", below.line_of("year"), "year", key="year")
        price = Price(
            value=value or 0, currency=currency or "", year=year or 0,
            texts=spoken(below, "text", settings), serves=below.words("serves", known.served),
            source=below.text("source"), line=below.line,
        )
        if price.source is None:
            below.report("no-source", below.line, "price", Severity.WARNING, fact="price")
        below.finish()
        prices.append(price)
    return tuple(prices)


def _wifi(fields: Fields) -> Wifi | None:
    below = fields.branch("wifi")
    if below is None:
        return None
    ssid = below.text("ssid", required=True)
    security = below.word("security", SECURITIES) or "none"
    password = below.text("password")
    if ssid is not None and len(ssid.encode()) > LONGEST_SSID_BYTES:
        below.report("ssid-too-long", below.line_of("ssid"), ssid, most=str(LONGEST_SSID_BYTES))
    if (security == "none") == (password is not None) or len(password or "") > LONGEST_PASSPHRASE:
        below.report("wifi-password", below.line_of("password"), security)
    below.finish()
    return None if ssid is None else Wifi(ssid=ssid, security=security, password=password)


def _stars(fields: Fields, settings: Settings) -> Stars | None:
    below = fields.branch("ocop")
    if below is None:
        return None
    stars = below.integer("stars", least=3, most=5)
    given = below.date("given")
    for key, value in (("stars", stars), ("given", given)):
        if value is None and not below.has(key):
            below.report("missing-key", below.line, key, key=key)
    found = Stars(
        stars=stars or 3, given=given or "", maker=below.text("maker"),
        origin=spoken(below, "origin", settings), disputed=below.text("disputed"),
        source=below.text("source"), line=below.line,
    )
    if found.source is None:
        below.report("no-source", below.line, "ocop", Severity.WARNING, fact="ocop")
    below.finish()
    return found


def _cited(fields: Fields) -> tuple[str, ...]:
    node = fields.node("source")
    if isinstance(node, Leaf):
        return (node.text.strip(),)
    return tuple(leaf.text.strip() for leaf in fields.leaves("source"))


def _sources(fields: Fields) -> dict[str, Source]:
    below = fields.branch("sources")
    found = {}
    for key, _ in below.entries() if below is not None else ():
        each = below.branch(key) if below is not None else None
        if each is not None:
            found[key] = Source(title=each.text("title", required=True) or key,
                                url=each.web_address("url"), read=each.date("read"), line=each.line)
            each.finish()
    return found


def _with_sources(
    services: tuple[Service, ...], file: str, problems: list[Problem]
) -> tuple[Service, ...]:
    """Return the services, each with all sources that it names; warn of those not described."""
    shared = {key: source for each in services for key, source in each.sources.items()}
    result = []
    for service in services:
        named = [(key, service.line) for key in service.cited]
        named += [(each.source, each.line) for each in service.prices if each.source]
        named += [(service.ocop.source, service.ocop.line)] if (
            service.ocop and service.ocop.source) else []
        for key, line in named:
            if key not in shared:
                Fields(Branch(entries=(), line=line), file, problems).report(
                    "unknown-source", line, key, Severity.WARNING,
                    nearest=nearest(key, shared) or "–")
        keys = dict.fromkeys(key for key, _ in named if key in shared)
        result.append(replace(service, sources={key: shared[key] for key in keys}))
    return tuple(result)
