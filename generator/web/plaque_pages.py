"""The page that a printed code opens: everything in one answer.

Units   ``*_bytes`` of the page packed with gzip at its usual level.
Errors  A page over its budget is a Problem that names what is longest.
Source  RFC 6928: ten segments of 1,460 bytes, less headers.
"""

import gzip
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator import language as tags
from generator.errors import Problem, error
from generator.model import Artifact, IssuedCode, Site
from generator.templates import Renderer
from generator.web.assets import Assets
from generator.web.live import live_tokens
from generator.web.locator import picture_name, stand_in
from generator.web.onward import next_stops, opening
from generator.web.packs import area_key
from generator.web.texts import Library, Reading
from generator.web.words import position_text

BUDGET_BYTES = 14_000
PACKING_LEVEL = 6  # what most hosts use
ROOT = "../../"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which languages stand in the page, and which of them with their text."""

    inline: tuple[str, ...]
    with_text: tuple[str, ...]


def render_plaque_page(
    code: IssuedCode, library: Library, renderer: Renderer, assets: Assets, plan: str = "plan/",
    *, named: bool = True,
) -> tuple[Artifact, tuple[Problem, ...]]:
    """Return the page of one code, within its budget where that can be.

    ``plan`` is where the day's plan stands that holds its site; ``named`` says whether
    the emergency card knows its place.
    """
    settings = library.catalogue.settings
    site = library.catalogue.sites.get(code.site)
    if site is None or code.retired:
        return render_notice(code, site, library, renderer, assets), ()
    readings = {
        language: reading for language in settings.languages
        if (reading := library.reading(
            site, language, ROOT, f"{language}-", spot=True)) is not None
    }

    def render(choice: Choice) -> bytes:
        values = {**_values(code, site, readings, choice, library, assets), "plan": plan,
                  "named": named}
        html = renderer.render("plaque.html.jinja", values)
        return re.sub(r">\n+<", "><", html).encode()

    html, size_bytes = _fit(render, tuple(readings), _first_languages(site, code, settings.languages))
    artifact = Artifact(path=f"Q/{code.code}/index.html", content=html)
    if size_bytes <= BUDGET_BYTES:
        return artifact, ()
    longest = max(readings.values(), key=lambda each: len(each.summary) + sum(
        len(warning) for warning in each.warnings), default=None)
    return artifact, (
        error("page-too-large", longest.translation.file if longest else site.file, 1, code.code,
              size=str(size_bytes), most=str(BUDGET_BYTES),
              longest=f"{longest.language}: {longest.name}" if longest else site.slug),
    )


def packed_bytes(html: bytes) -> int:
    """Return the size of a page as most hosts send it."""
    return len(gzip.compress(html, PACKING_LEVEL, mtime=0))


def _first_languages(site: Site, code: IssuedCode, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the plaque's own languages, English and the source language."""
    own = next((each.languages for each in site.plaques if each.place == code.place), ())
    english = tuple(tag for tag in languages if tag.split("-")[0] == "en")
    return tuple(dict.fromkeys((*own, *english, languages[0])))


def _fit(
    render: Callable[[Choice], bytes], languages: tuple[str, ...], first: tuple[str, ...]
) -> tuple[bytes, int]:
    """Return the fullest page within the budget, and its size packed: as many texts as fit."""
    best = render(Choice(inline=languages, with_text=languages))
    size_bytes = packed_bytes(best)
    if size_bytes <= BUDGET_BYTES:
        return best, size_bytes
    inline = languages
    best = render(Choice(inline=inline, with_text=()))
    size_bytes = packed_bytes(best)
    if size_bytes > BUDGET_BYTES:
        inline = tuple(tag for tag in languages if tag in first)
        while len(inline) > 1:
            best = render(Choice(inline=inline, with_text=()))
            size_bytes = packed_bytes(best)
            if size_bytes <= BUDGET_BYTES or len(inline) <= 2:
                break
            inline = inline[:-1]
    with_text: tuple[str, ...] = ()
    for tag in inline:
        tried = render(Choice(inline=inline, with_text=(*with_text, tag)))
        tried_bytes = packed_bytes(tried)
        if tried_bytes > BUDGET_BYTES:
            break
        best, size_bytes, with_text = tried, tried_bytes, (*with_text, tag)
    return best, size_bytes


def _values(
    code: IssuedCode, site: Site, readings: Mapping[str, Reading], choice: Choice,
    library: Library, assets: Assets,
) -> dict[str, object]:
    settings = library.catalogue.settings
    picture = site.images[0].file if site.images else ""
    first = next(iter(readings.values()), None)
    place, stands_in = site.location, stand_in(site, library)
    return {
        "area": area_key(site, settings),
        "assets": assets, "code": code, "readings": readings, "choice": choice,
        "settings": settings, "style": Markup(assets.style), "script": Markup(assets.plaque_script),
        "early": Markup(assets.early_script),
        "canonical": f"{settings.site_url}{settings.source_language}/{site.slug}/",
        "chosen": "",
        "addresses": {
            tag: f"#{tag}" if tag in choice.inline else reading.page
            for tag, reading in readings.items()
        },
        "marks": {tag: _plaque_mark(code, site, tag, library) for tag in readings},
        "names": {tag: library.language_name(tag) for tag in settings.languages},
        "shorts": {tag: library.short_name(tag) for tag in settings.languages},
        "text": library.text, "root": ROOT,
        "do": library.do, "live": live_tokens(site, settings, (code.code,)),
        "offices": {tag: office_name(library, tag) for tag in readings},
        "hours": {tag: opening(site, tag, library) for tag in readings},
        "legs": {tag: next_stops(site, tag, library, ROOT) for tag in readings},
        "position": position_text(place.lat, place.lon, place.accuracy_m) if place else "",
        "alt_language": first.shown if first else "",
        "stand_in": stands_in,
        "kinds": picture_name(stands_in, site, tuple(readings), library),
        "picture": Markup(library.picture_html(first.translation, picture, ROOT, hero=True))
        if picture and first else "",
        "entry": site.images[0] if site.images else None,
    }


def _plaque_mark(code: IssuedCode, site: Site, language: str, library: Library) -> Markup:
    """Return the line to compare with the plaque, its code set as printed there."""
    place = place_name(site, code.place, language, library)
    line = Markup.escape(library.text(language, "plaque", code="\0", place=place))
    return line.replace("\0", Markup('<span class="code">{}</span>').format(code.code))


def render_notice(
    code: IssuedCode, site: Site | None, library: Library, renderer: Renderer, assets: Assets
) -> Artifact:
    """Return the page of a code that leads to no plaque any more."""
    settings = library.catalogue.settings
    values = {
        "area": area_key(site, settings),
        "assets": assets, "code": code, "settings": settings, "text": library.text, "root": ROOT,
        "style": Markup(assets.style), "script": Markup(assets.plaque_script),
        "early": Markup(assets.early_script),
        "names": {tag: library.language_name(tag) for tag in settings.languages},
        "shorts": {tag: library.short_name(tag) for tag in settings.languages},
        "directions": {tag: tags.direction(tag) for tag in settings.languages},
        "chosen": "", "addresses": {tag: f"#{tag}" for tag in settings.languages},
        "labels": {
            tag: library.label(site.slug, tag, ROOT) if site is not None else None
            for tag in settings.languages
        },
    }
    html = renderer.render("notice.html.jinja", values)
    return Artifact(path=f"Q/{code.code}/index.html", content=html.encode())


def place_name(site: Site, place: str, language: str, library: Library) -> str:
    """Return a place in the reader's language where there is a word for it."""
    entry = next((each for each in site.plaques if each.place == place), None)
    if entry is not None and entry.names:
        found = entry.names.get(language) or entry.names.get("en")
        if found:
            return found
    word, _, number = place.rpartition("-")
    base = word if number.isdigit() and word else place
    if library.messages.has(language, f"place.{base}"):
        name = library.messages.text(language, f"place.{base}")
        return f"{name} {number}" if base != place else name
    return place


def office_name(library: Library, language: str) -> str:
    """Return who answers for the guide, in a language."""
    names = library.catalogue.settings.office.names
    return names.get(language) or names.get("en") or next(iter(names.values()), "")
