"""What one page tells search engines, as schema.org's JSON-LD.

Pure. schema.org has no type for caves, islets or villages: the nearest type is named,
and ``additionalType`` says the rest with Wikidata's word.

Source  schema.org 28; Wikidata for ``additionalType``.
"""

import json
import re
from collections.abc import Iterator

from generator.model import Settings, Site, Translation

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
WIKIDATA = "https://www.wikidata.org/entity/"
# (schema.org's types beside TouristAttraction, Wikidata's class)
TYPES: dict[str, tuple[tuple[str, ...], str | None]] = {
    "cave": (("Landform",), "Q35509"),
    "islet": (("Landform",), "Q207524"),
    "mountain": (("Mountain",), None),
    "pagoda": (("BuddhistTemple",), None),
    "temple": (("PlaceOfWorship",), "Q44539"),
    "church": (("Church",), None),
    "museum": (("Museum",), None),
    "village": (("Place",), "Q532"),
    "port": (("CivicStructure",), "Q44782"),
    "archaeology": (("LandmarksOrHistoricalBuildings",), "Q839954"),
}
HISTORIC = "LandmarksOrHistoricalBuildings"
CIVIC = frozenset({"BuddhistTemple", "PlaceOfWorship", "Church", "Museum", "CivicStructure"})
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT_DAYS = tuple(day[:2] for day in DAYS)
HOURS = re.compile(r"(?:([A-Z][a-z])(?:-([A-Z][a-z]))? )?(\d\d:\d\d)-(\d\d:\d\d)\Z")


def linked_data(
    site: Site, text: Translation, address: str, settings: Settings, picture_url: str = ""
) -> str:
    """Return the JSON-LD of a page in ``text``'s language, safe inside a script element."""
    page = {"@type": "WebPage", "@id": address, "inLanguage": text.language, "license": LICENCE,
            "name": text.name}
    if site.is_page:
        found: dict[str, object] = {"@context": "https://schema.org", **page,
                                    "url": address, "description": text.summary}
    else:
        found = _place(site, text, address) | {"mainEntityOfPage": page}
        if site.location is not None:
            found["geo"] = {"@type": "GeoCoordinates", "latitude": site.location.lat,
                            "longitude": site.location.lon}
        found |= _visit(site)
        if picture_url:
            found["image"] = picture_url
        area = settings.areas.get(site.area or "")
        if area is not None:
            names = area.names
            name = names.get(text.language) or names.get("en") or names.get("") or area.key
            found["containedInPlace"] = {"@type": "Place", "name": name}
    return json.dumps(found, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")


def _place(site: Site, text: Translation, address: str) -> dict[str, object]:
    types, wikidata = TYPES.get(site.kind, (("Place",), None))
    listed = (HISTORIC,) if site.designations else ()
    kinds = list(dict.fromkeys(("TouristAttraction", *types, *listed)))
    others = {each.name for each in site.translations.values()} - {text.name}
    found: dict[str, object] = {
        "@context": "https://schema.org", "@type": kinds, "name": text.name,
        "description": text.summary, "url": address,
    }
    if wikidata:
        found["additionalType"] = WIKIDATA + wikidata
    if others:
        found["alternateName"] = sorted(others)
    if site.wikidata:
        found["sameAs"] = WIKIDATA + site.wikidata
    return found


def _visit(site: Site) -> dict[str, object]:
    """Return the opening hours: schema.org's text where the type has it, else its records."""
    hours = site.visit.open if site.visit else None
    if not hours:
        return {}
    if CIVIC & set(TYPES.get(site.kind, ((), None))[0]):
        return {"openingHours": hours}
    records = list(_records(hours))
    return {"openingHoursSpecification": records} if records else {}


def _records(hours: str) -> Iterator[dict[str, object]]:
    """Yield a record for each rule; nothing at all where one is more than days and hours."""
    rules = [HOURS.match(part.strip()) for part in hours.split(";")]
    for rule in rules if all(rules) else ():
        assert rule is not None
        first, last = rule[1] or "Mo", rule[2] or rule[1] or "Su"
        if first in SHORT_DAYS and last in SHORT_DAYS:
            start, end = SHORT_DAYS.index(first), SHORT_DAYS.index(last)
            days = DAYS[start : end + 1] if start <= end else DAYS[start:] + DAYS[: end + 1]
            yield {"@type": "OpeningHoursSpecification", "opens": rule[3], "closes": rule[4],
                   "dayOfWeek": list(days)}
