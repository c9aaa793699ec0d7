"""What ``data/sites.json`` holds, as a JSON Schema.

Words of vocabularies are open: an office adds kinds, hazards and measures in its own
message files, so the schema says their form, not their list.

Source  JSON Schema, draft 2020-12.
"""

from typing import Any

TEXT: dict[str, Any] = {"type": "string"}
WORD: dict[str, Any] = {"type": "string", "pattern": "^[^\\s]+$"}
SLUG: dict[str, Any] = {"type": "string", "pattern": "^[a-z0-9-]{1,60}$"}
BY_LANGUAGE: dict[str, Any] = {"type": "object", "additionalProperties": {"type": "string"}}
DATE: dict[str, Any] = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"}
QUANTITY: dict[str, Any] = {
    "type": "object", "required": ["low", "about"], "additionalProperties": False,
    "properties": {"low": {"type": "number"}, "high": {"type": "number"},
                   "about": {"type": "boolean"}},
}


def _record(required: str, **properties: object) -> dict[str, Any]:
    return {"type": "object", "required": required.split(), "properties": properties,
            "additionalProperties": False}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


SITE = _record(
    "slug kind names summaries statuses routes hazards designations measures images audio sources",
    slug=SLUG, kind=WORD, area=WORD, routes=_list(WORD), names=BY_LANGUAGE,
    summaries=BY_LANGUAGE, hazards=_list(WORD), signal=WORD,
    statuses={"type": "object", "additionalProperties": {"enum": ["draft", "reviewed"]}},
    wikidata={"type": "string", "pattern": "^Q[1-9][0-9]*$"},
    location=_record(
        "lat lon", lat={"type": "number", "minimum": -90, "maximum": 90},
        lon={"type": "number", "minimum": -180, "maximum": 180},
        accuracy_m={"type": "number", "minimum": 0}, source=WORD,
    ),
    designations=_list(_record("list", list=WORD, number=TEXT, date=DATE, source=WORD)),
    measures=_list(_record("what value", what=WORD, value=QUANTITY, unit=WORD, source=WORD,
                           disputed=TEXT)),
    visit=_record("", open=TEXT, steps=QUANTITY, minutes=QUANTITY, wheelchair=WORD, source=WORD),
    images=_list(_record("file kind alt", file=TEXT, kind={"enum": ["photo", "drawing", "map"]},
                         credit=TEXT, licence=TEXT, alt=BY_LANGUAGE)),
    audio=_list(_record("file language", file=TEXT, language=WORD, seconds={"type": "integer"},
                        credit=TEXT, licence=TEXT)),
    sources={"type": "object", "additionalProperties": _record(
        "title", title=TEXT, url={"type": "string", "format": "uri"}, read=DATE)},
)
SITES_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "The catalogue of a heritage guide",
    **_record(
        "title licence address languages areas routes sites",
        **{"$schema": TEXT}, title=TEXT, licence={"type": "string", "format": "uri"},
        address={"type": "string", "format": "uri"},
        languages={**_list(WORD), "minItems": 1},
        areas={"type": "object", "additionalProperties": _record(
            "names", names=BY_LANGUAGE,
            box={**_list({"type": "number"}), "minItems": 4, "maxItems": 4})},
        routes={"type": "object", "additionalProperties": _record(
            "names sites", names=BY_LANGUAGE, sites=_list(SLUG))},
        sites=_list(SITE),
    ),
}
