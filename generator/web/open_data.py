"""The catalogue as open data.

Units   Degrees of WGS 84.
Source  RFC 7946 (GeoJSON); RFC 4180 (CSV); ``docs/formats/open-data.md``.
"""

import csv
import io
import json
from collections.abc import Iterator

from generator.model import Artifact, Catalogue, Site

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def data_files(catalogue: Catalogue) -> Iterator[Artifact]:
    """Yield ``sites.json``, ``sites.geojson`` and ``sites.csv``."""
    sites = [site for site in catalogue.sites.values() if not site.is_page]
    whole = {"licence": LICENCE, "languages": list(catalogue.settings.languages),
             "sites": [_site(site) for site in sites]}
    yield Artifact(path="data/sites.json", content=_json(whole))
    features = [
        {"type": "Feature", "id": site.slug, "geometry": _point(site),
         "properties": {"slug": site.slug, "kind": site.kind, "names": _names(site)}}
        for site in sites
    ]
    collection = {"type": "FeatureCollection", "features": features}
    yield Artifact(path="data/sites.geojson", content=_json(collection))
    yield Artifact(path="data/sites.csv", content=_csv(catalogue, sites).encode())


def _site(site: Site) -> dict[str, object]:
    found: dict[str, object] = {
        "slug": site.slug, "kind": site.kind, "names": _names(site),
        "summaries": {tag: text.summary for tag, text in site.translations.items()},
        "sources": {key: {"title": source.title, "url": source.url}
                    for key, source in site.sources.items()},
    }
    if site.location is not None:
        found["location"] = {"lat": site.location.lat, "lon": site.location.lon,
                             "accuracy_m": site.location.accuracy_m}
    return found


def _names(site: Site) -> dict[str, str]:
    return {tag: text.name for tag, text in site.translations.items()}


def _point(site: Site) -> dict[str, object] | None:
    if site.location is None:
        return None
    return {"type": "Point", "coordinates": [site.location.lon, site.location.lat]}


def _csv(catalogue: Catalogue, sites: list[Site]) -> str:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    languages = catalogue.settings.languages
    writer.writerow(["slug", "kind", "lat", "lon", *(f"name_{tag}" for tag in languages)])
    for site in sites:
        place = site.location
        names = _names(site)
        writer.writerow([site.slug, site.kind, place.lat if place else "",
                         place.lon if place else "", *(names.get(tag, "") for tag in languages)])
    return target.getvalue()


def _json(found: object) -> bytes:
    return (json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
