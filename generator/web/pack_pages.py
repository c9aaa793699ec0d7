"""The pages that belong to packs: what opens offline for an unknown code, and a pack as one file.

Pure: pictures come as bytes by path.

Source  ``docs/formats/pack.md``; Content Security Policy Level 3; RFC 2397 (data URLs).
"""

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from markupsafe import Markup

from generator import language as tags
from generator.links import rewrite_links
from generator.model import Artifact, Picture, Site, Variant
from generator.templates import Renderer
from generator.web.assets import Assets
from generator.web.more import without_comments
from generator.web.packs import (
    MEDIA_TYPES, FileMark, PackPlan, area_file, kept_variant, mark_file, pack_lists,
)
from generator.web.texts import Library, Reading

ROOT = "../../"
Places = list[tuple[Reading, list[str]]]


def render_pack(
    plan: PackPlan, files: tuple[FileMark, ...], audio: tuple[FileMark, ...], library: Library,
    renderer: Renderer, assets: Assets, read_bytes: Callable[[str], bytes],
) -> Iterator[Artifact]:
    """Yield one pack's lists, its page for unknown codes, and the pack as one file."""
    offline = render_offline(plan, library, renderer, assets)
    plain = render_plain(plan, library, renderer, read_bytes)
    yield from (offline, plain)
    yield from pack_lists(plan, (*files, mark_file(offline)), audio, len(plain.content),
                          _area_name(plan, library))


def render_offline(
    plan: PackPlan, library: Library, renderer: Renderer, assets: Assets
) -> Artifact:
    """Return the page that the worker shows for what is not on the phone."""
    def word(key: str, **values: object) -> str:
        return library.messages.text(plan.language, f"pack.{key}", **values)

    def page_word(key: str, **values: object) -> str:
        return library.text(plan.language, key, **values)

    html = renderer.render("offline.html.jinja", {
        "language": plan.language, "direction": tags.direction(plan.language), "root": ROOT,
        "settings": library.catalogue.settings, "assets": assets, "word": word, "t": page_word,
        "text": library.text, "tag": plan.language, "area": "",
        "places": _places(plan, library, ROOT),
    })
    return Artifact(path=f"pack/{plan.key}/index.html", content=html.encode())


def render_plain(
    plan: PackPlan, library: Library, renderer: Renderer, read_bytes: Callable[[str], bytes]
) -> Artifact:
    """Return the pack as one HTML file that needs nothing else."""
    language, settings = plan.language, library.catalogue.settings
    own = replace(library, pictures=_inlined(plan.sites, library.pictures, read_bytes))
    places = _places(plan, own, "")
    style = renderer.parts("css/plain", ".css")
    script = without_comments(renderer.parts("js/plain", ".js"))
    kept = {site.slug for site in plan.sites}

    def inside(href: str) -> str:
        found = re.fullmatch(r"[A-Za-z0-9-]+/([a-z0-9-]+)/(?:#(.*))?", href)
        if found is None or found[1] not in kept:
            outside = href.startswith("#") or re.match(r"[a-z]+:", href)
            return href if outside else settings.site_url + href
        return f"#{found[1]}-{found[2]}" if found[2] else f"#{found[1]}"

    html = renderer.render("plain.html.jinja", {
        "language": language, "direction": tags.direction(language), "settings": settings,
        "word": lambda key: library.messages.text(language, f"pack.{key}"), "text": library.text,
        "places": places, "style": Markup(style), "script": Markup(script),
        "policy": f"default-src 'none'; img-src data:; style-src '{_source(style)}'; "
                  f"script-src '{_source(script)}'; base-uri 'none'; form-action 'none'",
        "texts": {each.translation.slug: Markup(rewrite_links(each.whole, inside))
                  for each, _ in places},
        "heroes": {each.translation.slug: Markup(_hero(own, each)) for each, _ in places},
        "credits": {site.slug: _credit(site, library, language) for site in plan.sites},
    })
    return Artifact(path=f"pack/{plan.key}.html", content=html.encode())


def _places(plan: PackPlan, library: Library, root: str) -> Places:
    """Return the places of a pack as read, each with the codes that open it."""
    found: Places = []
    for site in plan.sites:
        reading = library.reading(site, plan.language, root, "" if root else f"{site.slug}-",
                                  whole=not root)
        if reading is not None:
            found.append((reading, [each.code for each in plan.codes
                                    if each.site == site.slug and not each.retired]))
    return found


def _inlined(
    sites: Iterable[Site], pictures: Mapping[tuple[str, str], Picture],
    read_bytes: Callable[[str], bytes],
) -> dict[tuple[str, str], Picture]:
    """Return the pictures of the sites with their bytes as addresses."""
    found = {}
    for site in sites:
        for entry in site.images:
            picture = pictures.get((site.slug, entry.file))
            if picture is None:
                continue
            path = kept_variant(picture)
            variant = next(each for each in picture.variants if each.path == path)
            packed = base64.b64encode(read_bytes(path)).decode()
            ending = path.rpartition(".")[2]
            inline = Variant(path=f"data:{MEDIA_TYPES[ending]};base64,{packed}",
                             media_type=variant.media_type, width_px=variant.width_px,
                             height_px=variant.height_px)
            found[site.slug, entry.file] = replace(picture, variants=(inline,))
    return found


def _hero(library: Library, reading: Reading) -> str:
    images = library.catalogue.sites[reading.translation.slug].images
    return library.picture_html(reading.translation, images[0].file, "") if images else ""


def _area_name(plan: PackPlan, library: Library) -> str:
    if len(library.catalogue.settings.areas) < 2:
        return ""
    names = next((area.names for key, area in library.catalogue.settings.areas.items()
                  if area_file(key) == plan.area), {})
    return names.get(plan.language) or names.get("en") or next(iter(names.values()), "")


def _credit(site: Site, library: Library, language: str) -> str:
    if not site.images:
        return ""
    entry = site.images[0]
    drawing = "" if entry.kind == "photo" else library.text(language, "drawing")
    credit = library.text(language, "picture_by", credit=entry.credit,
                          licence=entry.licence or "") if entry.credit else ""
    return " · ".join(part for part in (drawing, credit) if part)


def _source(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
