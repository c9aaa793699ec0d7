"""What was read of one site, whole and as the rest of the catalogue may see it.

Shapes  ``SiteRecord`` holds the whole texts; ``Outline`` has the same facts without
        prose and without line numbers, so that a typo mended in a text changes no
        page but the site's own.
Errors  Nothing raises.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.cache import digest
from generator.errors import Problem
from generator.model import Picture, Site, Text, Translation


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRecord:
    """Everything read from one site's folder; ``site`` is None where it can't be used.

    ``key`` is the digest of all that it was read from; ``recordings`` is file -> path in
    the microsite; ``unread`` are files that are there but could not be read.
    """

    slug: str
    key: str
    site: Site | None
    pictures: Mapping[str, Picture]
    recordings: Mapping[str, str]
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLink:
    """A link of a text to another file of the catalogue, as written."""

    file: str
    language: str
    target: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What the rest of the catalogue may know of a site; ``digest`` names all of it.

    ``key``, ``problems``, ``unread`` and ``links`` are for the build, not for pages.
    """

    slug: str
    digest: str
    site: Site | None
    pictures: Mapping[str, Picture]
    recordings: Mapping[str, str]
    key: str
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]
    links: tuple[TextLink, ...]


def outline_of(record: SiteRecord) -> Outline:
    """Return what others may see of a site."""
    site = record.site
    seen = None if site is None else _without_prose(site)
    links = () if site is None else tuple(
        TextLink(file=text.file, language=text.language, target=link.target, line=link.line)
        for text in site.translations.values() for link in text.whole.links
    )
    return Outline(
        slug=record.slug, digest=digest(seen, record.pictures, record.recordings),
        site=seen, pictures=record.pictures, recordings=record.recordings, key=record.key, problems=record.problems,
        unread=record.unread, links=links,
    )


def _without_prose(site: Site) -> Site:
    return replace(
        site, lines={},
        location=site.location and replace(site.location, line=0),
        visit=site.visit and replace(site.visit, line=0),
        designations=tuple(replace(each, line=0) for each in site.designations),
        measures=tuple(replace(each, line=0) for each in site.measures),
        images=tuple(replace(each, line=0) for each in site.images),
        audio=tuple(replace(each, line=0) for each in site.audio),
        plaques=tuple(replace(each, line=0) for each in site.plaques),
        sources={key: replace(each, line=0) for key, each in site.sources.items()},
        translations={tag: _title_of(text) for tag, text in site.translations.items()},
    )


def _title_of(text: Translation) -> Translation:
    return replace(
        text, spot=NO_TEXT, whole=replace(NO_TEXT, anchors=text.whole.anchors), digest="",
        translated_from=None, translated_from_line=None, alt_lines={}, name_line=0,
    )


NO_TEXT = Text()
