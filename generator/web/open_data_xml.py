"""The places as GPX and KML, for receivers, map programs and phones.

Pure. Places without a location stay out: both formats are made of points.

Units   Degrees of WGS 84.
Source  GPX 1.1 (order of elements by its schema); OGC KML 2.2.0, 9 and 10;
        XML 1.0, 2.2 for the characters that no document may hold.
"""

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from generator.model import Route, Settings, Site

GPX = "http://www.topografix.com/GPX/1/1"
KML = "http://www.opengis.net/kml/2.2"
ATOM = "http://www.w3.org/2005/Atom"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def gpx(settings: Settings, sites: Sequence[Site], licence: str) -> bytes:
    """Return a waypoint for each place and a route for each way."""
    register_namespace("", GPX)
    root = Element(f"{{{GPX}}}gpx", {"version": "1.1", "creator": "Heritage QR"})
    about = SubElement(root, f"{{{GPX}}}metadata")
    _add(about, GPX, "name", settings.site_name)
    rights = SubElement(about, f"{{{GPX}}}copyright", {"author": settings.site_name})
    _add(rights, GPX, "license", licence)
    SubElement(about, f"{{{GPX}}}link", {"href": settings.site_url})
    placed = {site.slug: site for site in sites if site.location is not None}
    for site in placed.values():
        _waypoint(root, "wpt", site, settings)
    for route in settings.routes.values():
        stops = [placed[slug] for slug in route.sites if slug in placed]
        if stops:
            way = SubElement(root, f"{{{GPX}}}rte")
            _add(way, GPX, "name", _route_name(route, settings))
            for site in stops:
                _waypoint(way, "rtept", site, settings)
    return _document(root)


def kml(settings: Settings, sites: Sequence[Site], licence: str) -> bytes:
    """Return a placemark for each place, in a folder for each area."""
    register_namespace("", KML)
    register_namespace("atom", ATOM)
    root = Element(f"{{{KML}}}kml")
    document = SubElement(root, f"{{{KML}}}Document")
    _add(document, KML, "name", settings.site_name)
    SubElement(document, f"{{{ATOM}}}link", {"href": settings.site_url})
    _add(document, KML, "description", licence)
    folders: dict[str, Element] = {}
    for site in sites:
        if site.location is None:
            continue
        area = settings.areas.get(site.area or "")
        parent = document
        if area is not None:
            if area.key not in folders:
                folders[area.key] = SubElement(document, f"{{{KML}}}Folder")
                names = area.names
                name = names.get(settings.source_language) or names.get("") or area.key
                _add(folders[area.key], KML, "name", name)
            parent = folders[area.key]
        _placemark(parent, site, settings)
    return _document(root)


def _waypoint(parent: Element, kind: str, site: Site, settings: Settings) -> None:
    assert site.location is not None
    point = SubElement(parent, f"{{{GPX}}}{kind}",
                       {"lat": _degrees(site.location.lat), "lon": _degrees(site.location.lon)})
    name, *others = _names(site, settings)
    _add(point, GPX, "name", name)
    _add(point, GPX, "cmt", " · ".join(dict.fromkeys(others)))
    _add(point, GPX, "desc", _summary(site, settings))
    SubElement(point, f"{{{GPX}}}link", {"href": _address(site, settings)})
    _add(point, GPX, "type", site.kind)


def _placemark(parent: Element, site: Site, settings: Settings) -> None:
    assert site.location is not None
    mark = SubElement(parent, f"{{{KML}}}Placemark", {"id": f"site-{site.slug}"})
    _add(mark, KML, "name", next(_names(site, settings)))
    SubElement(mark, f"{{{ATOM}}}link", {"href": _address(site, settings)})
    _add(mark, KML, "description", _summary(site, settings))
    more = SubElement(mark, f"{{{KML}}}ExtendedData")
    values = {"slug": site.slug, "kind": site.kind}
    values |= {f"name_{tag}": text.name for tag, text in site.translations.items()}
    for key, value in values.items():
        _add(SubElement(more, f"{{{KML}}}Data", {"name": key}), KML, "value", value)
    point = SubElement(mark, f"{{{KML}}}Point")
    _add(point, KML, "coordinates",
         f"{_degrees(site.location.lon)},{_degrees(site.location.lat)}")


def _names(site: Site, settings: Settings) -> Iterator[str]:
    """Yield the name in the source language, then those in the others."""
    texts = [site.translations[tag] for tag in settings.languages if tag in site.translations]
    yield from (text.name for text in texts) if texts else (site.slug,)


def _summary(site: Site, settings: Settings) -> str:
    texts = (site.translations.get(tag) for tag in settings.languages)
    return next((text.summary for text in texts if text is not None), "")


def _address(site: Site, settings: Settings) -> str:
    return f"{settings.site_url}{settings.source_language}/{site.slug}/"


def _route_name(route: Route, settings: Settings) -> str:
    names = route.names
    return names.get(settings.source_language) or names.get("en") or names.get("") or route.key


def _degrees(number: float) -> str:
    """Return degrees without an exponent: ``xsd:decimal`` has none."""
    return f"{number:.8f}".rstrip("0").rstrip(".")


def _add(parent: Element, space: str, name: str, text: str) -> None:
    if text:
        SubElement(parent, f"{{{space}}}{name}").text = NOT_XML.sub("", text)


def _document(root: Element) -> bytes:
    indent(root, " ")
    body: bytes = tostring(root, "utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + body + b"\n"
