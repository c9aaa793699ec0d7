"""The catalogue as open data: JSON, GeoJSON, CSV, GPX and KML, with a JSON Schema.

Pure; each file costs time in proportion to the number of sites. Pages of kind ``page``
are no places and stay out.

Shapes  ``docs/formats/open-data.md``.
Units   Degrees of WGS 84; metres.
Source  RFC 8259 (JSON); RFC 7946 (GeoJSON); RFC 4180 (CSV).
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.model import Artifact, Catalogue, Picture, Quantity, Settings, Site
from generator.web.iiif import manifest
from generator.web.open_data_schema import SITES_SCHEMA
from generator.web.open_data_xml import gpx, kml

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def data_files(catalogue: Catalogue) -> Iterator[Artifact]:
    """Yield the data files that hold the whole catalogue."""
    settings = catalogue.settings
    sites = [site for site in catalogue.sites.values() if not site.is_page]
    yield Artifact(path="data/sites.json", content=sites_json(settings, sites))
    yield Artifact(path="data/sites.schema.json", content=_json(SITES_SCHEMA))
    yield Artifact(path="data/sites.geojson", content=_geojson(settings, sites))
    yield Artifact(path="data/sites.csv", content=_csv(settings, sites).encode())
    yield Artifact(path="data/sites.gpx", content=gpx(settings, sites, LICENCE))
    yield Artifact(path="data/sites.kml", content=kml(settings, sites, LICENCE))


def picture_list(
    site: Site, pictures: Mapping[tuple[str, str], Picture], settings: Settings
) -> Iterator[Artifact]:
    """Yield the IIIF manifest of a place that has pictures."""
    found = None if site.is_page else manifest(site, pictures, settings)
    if found is not None:
        yield Artifact(path=f"data/iiif/{site.slug}.json", content=_json(found))


def sites_json(settings: Settings, sites: Sequence[Site]) -> bytes:
    """Return the whole catalogue as JSON, as ``sites.schema.json`` describes it."""
    whole = {
        "$schema": "sites.schema.json", "title": settings.site_name, "licence": LICENCE,
        "address": settings.site_url, "languages": list(settings.languages),
        "areas": {key: {"names": dict(area.names)} | _some(box=area.box and list(area.box))
                  for key, area in settings.areas.items()},
        "routes": {key: {"names": dict(route.names), "sites": list(route.sites)}
                   for key, route in settings.routes.items()},
    }
    return _records(whole, "sites", (_site(site) for site in sites))


def _site(site: Site) -> dict[str, object]:
    texts = site.translations
    found: dict[str, object] = {
        "slug": site.slug, "kind": site.kind, "routes": list(site.routes),
        "names": {tag: text.name for tag, text in texts.items()},
        "summaries": {tag: text.summary for tag, text in texts.items()},
        "statuses": {tag: text.status for tag, text in texts.items()},
        "hazards": list(site.hazards),
        "designations": [_some(list=each.list, number=each.number, date=each.date,
                               source=each.source) for each in site.designations],
        "measures": [_some(what=each.what, value=_quantity(each.value), unit=each.unit,
                           source=each.source, disputed=each.disputed)
                     for each in site.measures],
        "images": [_image(site, each.file) for each in site.images],
        "audio": [_some(file=each.file, language=each.language, seconds=each.seconds,
                        credit=each.credit, licence=each.licence) for each in site.audio],
        "sources": {key: _some(title=source.title, url=source.url, read=source.read)
                    for key, source in site.sources.items()},
    }
    place, visit = site.location, site.visit
    return found | _some(
        area=site.area, signal=site.signal, wikidata=site.wikidata,
        location=place and _some(lat=place.lat, lon=place.lon, accuracy_m=place.accuracy_m,
                                 source=place.source),
        visit=visit and _some(open=visit.open, steps=_quantity(visit.steps),
                              minutes=_quantity(visit.minutes), wheelchair=visit.wheelchair,
                              source=visit.source),
    )


def _image(site: Site, file: str) -> dict[str, object]:
    entry = next(each for each in site.images if each.file == file)
    texts = {tag: text.alt[file] for tag, text in site.translations.items() if file in text.alt}
    return _some(file=file, kind=entry.kind, credit=entry.credit, licence=entry.licence, alt=texts)


def _quantity(value: Quantity | None) -> dict[str, object] | None:
    if value is None:
        return None
    return _some(low=value.low, high=value.high, about=value.about)


def _some(**values: object) -> dict[str, object]:
    """Return the values that are there."""
    return {key: value for key, value in values.items() if value is not None}


def _geojson(settings: Settings, sites: Sequence[Site]) -> bytes:
    whole = {"type": "FeatureCollection", "title": settings.site_name, "licence": LICENCE}
    return _records(whole, "features", (_feature(site, settings) for site in sites))


def _feature(site: Site, settings: Settings) -> dict[str, object]:
    place = site.location
    point = place and {"type": "Point", "coordinates": [place.lon, place.lat]}
    properties = _some(
        slug=site.slug, kind=site.kind, area=site.area, wikidata=site.wikidata,
        accuracy_m=place.accuracy_m if place else None,
        names={tag: text.name for tag, text in site.translations.items()},
        url=f"{settings.site_url}{settings.source_language}/{site.slug}/",
    )
    return {"type": "Feature", "id": site.slug, "geometry": point, "properties": properties}


def _csv(settings: Settings, sites: Sequence[Site]) -> str:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    languages = settings.languages
    writer.writerow(["slug", "kind", "lat", "lon", *(f"name_{tag}" for tag in languages),
                     "area", "accuracy_m", "wikidata"])
    for site in sites:
        place = site.location
        names = (site.translations.get(tag) for tag in languages)
        writer.writerow([
            site.slug, site.kind, place.lat if place else "", place.lon if place else "",
            *(text.name if text else "" for text in names),
            site.area or "", place.accuracy_m if place and place.accuracy_m is not None else "",
            site.wikidata or "",
        ])
    return target.getvalue()


def _records(whole: Mapping[str, object], key: str, records: Iterable[object]) -> bytes:
    """Return an object whose last key holds many records, each on a line of its own."""
    head = json.dumps(whole, ensure_ascii=False, sort_keys=True)[:-1]
    lines = ",\n".join(json.dumps(each, ensure_ascii=False, sort_keys=True) for each in records)
    return f'{head}, "{key}": [\n{lines}\n]}}\n'.encode()


def _json(found: object) -> bytes:
    return (json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
