"""Services in the words of one language: cards, and what serves a site.

Errors  Nothing raises: a text that lacks a language falls back to English, then the first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator import language as tags
from generator.doing import Service, Stars, WayOut, serve_words
from generator.model import Location, Settings, Site
from generator.web.distances import distance_km, way_between, way_text
from generator.web.hours import hours_text, week_table
from generator.web.onward import Opening
from generator.web.texts import Library
from generator.web.words import number_text

# What one does next comes first; kinds of a project's own come last.
ORDER = ("pier", "ticket", "boat", "guide", "transport", "food", "product", "shop", "wifi",
         "information", "emergency")
MADE = frozenset({"food", "product"})
MONTHS_OF_STARS = 36
MOST_OF_A_KIND = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A text, and the language that it is in."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A link of a card; ``note`` names its owner and the day of the last check."""

    does: str
    url: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A service as pages show it; ``old_after`` is the day after which it is too old.

    ``lapse`` is the ISO day on which stars lapse; ``way`` how far it is from a site.
    """

    id: str
    kind: str
    kind_name: str
    name: Spoken
    text: Spoken | None
    where: Spoken | None
    hours: Opening | None
    speaks: str
    doors: tuple[Door, ...]
    prices: tuple[str, ...]
    wifi: tuple[str, ...]
    stars: str
    lapse: str
    lapse_text: str
    disputed: str
    maker: str
    origin: Spoken | None
    bring: tuple[str, ...]
    as_of: str
    old_after: str
    sources: tuple[tuple[str, str | None], ...]
    page: str
    lat: float | None
    lon: float | None
    way: str


def pick(texts: Mapping[str, str], language: str, settings: Settings) -> Spoken | None:
    """Return a text for a language, or the nearest there is."""
    order = (language, *tags.fallback_order(language, settings.languages), *texts)
    tag = next((each for each in order if each in texts), None)
    return None if tag is None else Spoken(text=texts[tag], lang=tag)


def service_card(
    service: Service, language: str, library: Library, root: str, at: Location | None = None
) -> Card:
    """Return a service in a language; ``at`` is where its reader stands."""
    settings, messages = library.catalogue.settings, library.messages

    def say(key: str, **values: object) -> str:
        return messages.text(language, f"do.{key}", **values)

    spot = _spot(service)
    way = way_between(at, spot)
    stars = service.ocop
    lapse = lapse_day(stars.given) if stars else ""
    return Card(
        id=service.id, kind=service.kind, kind_name=messages.text(language, f"service.{service.kind}"),
        name=pick(service.names, language, settings) or Spoken(text=service.id, lang=language),
        text=pick(service.texts, language, settings),
        where=pick(service.where, language, settings),
        hours=Opening(text=hours_text(service.hours, language, messages),
                      week=week_table(service.hours)) if service.hours else None,
        speaks=say("speaks", languages=", ".join(map(library.language_name, service.speaks)))
        if service.speaks else "",
        doors=tuple(_door(each, language, library) for each in service.links),
        prices=price_texts(service, language, library), wifi=_wifi(service, language, library),
        stars=say("stars", stars=stars.stars, given=stars.given) if stars else "",
        lapse=lapse, lapse_text=say("lapse", until=lapse) if lapse else "",
        disputed=(stars.disputed or "") if stars else "",
        maker=(stars.maker or "") if stars else "", origin=_origin(stars, language, settings),
        bring=tuple(messages.text(language, f"bring.{word}") for word in service.bring),
        as_of=say("as_of", year=service.year) if service.year else "",
        old_after=_old_after(service.checked_last),
        sources=tuple((each.title, each.url) for each in service.sources.values()),
        page=f"{root}{language}/products/{service.id}/" if service.kind in MADE
        else f"{root}{language}/services/#{service.id}",
        lat=service.lat, lon=service.lon,
        way=way_text(way, language, messages) if way else "",
    )


def price_texts(service: Service, language: str, library: Library) -> tuple[str, ...]:
    """Return each price with what it is for and its year."""
    settings = library.catalogue.settings
    found = []
    for price in service.prices:
        what = pick(price.texts, language, settings)
        figure = f"{number_text(price.value, language)}\u00a0{price.currency} ({price.year})"
        found.append(f"{what.text}: {figure}" if what else figure)
    return tuple(found)


def serving(site: Site, services: Iterable[Service], settings: Settings) -> tuple[Service, ...]:
    """Return what serves a site: by name, route or area, nearest first within a kind."""
    words = serve_words(site, settings)
    found = [each for each in services if words & {*each.serves}]
    return tuple(sorted(found, key=lambda each: _rank(each, site, words)))


def next_cards(
    site: Site, services: Iterable[Service], language: str, library: Library, root: str
) -> tuple[Card, ...]:
    """Return what one can do next at a site, a few of each kind."""
    shown: dict[str, int] = {}
    cards = []
    for service in serving(site, services, library.catalogue.settings):
        shown[service.kind] = shown.get(service.kind, 0) + 1
        if shown[service.kind] <= MOST_OF_A_KIND:
            cards.append(service_card(service, language, library, root, site.location))
    return tuple(cards)


def lapse_day(given: str) -> str:
    """Return when stars lapse: 36 months after they were given, or its month or year began."""
    full = date.fromisoformat(f"{given}-01-01"[:10] if len(given) <= 7 else given)
    day = min(full.day, 28) if full.month == 2 else full.day
    return full.replace(year=full.year + MONTHS_OF_STARS // 12, day=day).isoformat()


def kind_rank(kind: str) -> tuple[int, str]:
    """Return where a kind stands among the others."""
    return (ORDER.index(kind) if kind in ORDER else len(ORDER), kind)


def _rank(
    service: Service, site: Site, words: frozenset[str]
) -> tuple[tuple[int, str], bool, float, str]:
    spot = _spot(service)
    far = distance_km(site.location, spot) if site.location and spot else float("inf")
    return kind_rank(service.kind), site.slug not in service.serves, far, service.id


def _spot(service: Service) -> Location | None:
    if service.lat is None or service.lon is None:
        return None
    return Location(lat=service.lat, lon=service.lon, accuracy_m=service.accuracy_m, source=None,
                    line=service.line)


def _door(link: WayOut, language: str, library: Library) -> Door:
    text = library.messages.text
    note = (text(language, "do.link_of", owner=link.owner, date=link.checked) if link.checked
            else text(language, "do.link_unchecked", owner=link.owner))
    return Door(does=text(language, f"does.{link.does}"), url=link.url, note=note)


def _wifi(service: Service, language: str, library: Library) -> tuple[str, ...]:
    if service.wifi is None:
        return ()
    lines = [library.messages.text(language, "do.network", ssid=service.wifi.ssid)]
    if service.wifi.password:
        lines.append(library.messages.text(language, "do.password", password=service.wifi.password))
    return tuple(lines)


def _origin(stars: Stars | None, language: str, settings: Settings) -> Spoken | None:
    return pick(stars.origin, language, settings) if stars else None


def _old_after(checked: str | None) -> str:
    """Return the day after which an entry is too old; the phone's clock judges."""
    if checked is None:
        return "0001-01-01"
    full = f"{checked}-01-01"[:10] if len(checked) <= 7 else checked
    return f"{int(full[:4]) + 1}{full[4:]}"
