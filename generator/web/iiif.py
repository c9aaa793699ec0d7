"""The pictures of one site as a IIIF manifest.

Pure. Paintings are the built derivatives, so that a viewer needs no image server.

Units   Pixels.
Source  IIIF Presentation API 3.0, 3 and 5.2 to 5.5: absolute addresses, a language
        map for each label, one canvas for each picture.
"""

from collections.abc import Mapping
from urllib.parse import quote

from generator.model import Picture, Settings, Site

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
RIGHTS = {
    "CC-BY-4.0": "http://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "http://creativecommons.org/licenses/by-sa/4.0/",
    "CC-BY-SA-3.0": "http://creativecommons.org/licenses/by-sa/3.0/",
    "CC-BY-3.0": "http://creativecommons.org/licenses/by/3.0/",
    "CC0-1.0": "http://creativecommons.org/publicdomain/zero/1.0/",
}


def manifest(
    site: Site, pictures: Mapping[tuple[str, str], Picture], settings: Settings
) -> dict[str, object] | None:
    """Return the manifest of a site's pictures, or None where it has none."""
    shown = [pictures[site.slug, each.file] for each in site.images
             if (site.slug, each.file) in pictures]
    if not shown:
        return None
    address = f"{settings.site_url}data/iiif/{site.slug}.json"
    texts = site.translations
    return {
        "@context": CONTEXT, "id": address, "type": "Manifest",
        "label": {tag: [text.name] for tag, text in texts.items()} or {"none": [site.slug]},
        "summary": {tag: [text.summary] for tag, text in texts.items()},
        "homepage": [
            {"id": f"{settings.site_url}{tag}/{site.slug}/", "type": "Text",
             "label": {tag: [text.name]}, "format": "text/html", "language": [tag]}
            for tag, text in texts.items()
        ],
        "items": [_canvas(each, number, address, site, settings)
                  for number, each in enumerate(shown, start=1)],
    }


def _canvas(
    picture: Picture, number: int, address: str, site: Site, settings: Settings
) -> dict[str, object]:
    canvas = f"{address}#canvas-{number}"
    largest = max((each for each in picture.variants
                   if each.media_type == picture.variants[-1].media_type),
                  key=lambda each: each.width_px)
    size = {"width": picture.width_px, "height": picture.height_px}
    body = {"id": settings.site_url + quote(largest.path), "type": "Image",
            "format": largest.media_type, "width": largest.width_px, "height": largest.height_px}
    words = {tag: [text.alt[picture.file]] for tag, text in site.translations.items()
             if picture.file in text.alt}
    found: dict[str, object] = {
        "id": canvas, "type": "Canvas", **size, "label": words or {"none": [picture.file]},
        "items": [{
            "id": f"{canvas}-page", "type": "AnnotationPage", "items": [{
                "id": f"{canvas}-painting", "type": "Annotation", "motivation": "painting",
                "body": body, "target": canvas,
            }],
        }],
    }
    if picture.credit:
        credit = ", ".join(part for part in (picture.credit, picture.licence) if part)
        found["requiredStatement"] = {"label": {"en": ["Credit"]}, "value": {"none": [credit]}}
    if picture.licence in RIGHTS:
        found["rights"] = RIGHTS[picture.licence]
    return found
