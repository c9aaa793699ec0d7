"""Do the links and pictures of the texts lead somewhere, and can all be heard?

Errors  Problems are returned; nothing raises.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from posixpath import normpath
from urllib.parse import unquote

from generator.errors import Problem, error, warning
from generator.links import resolve_link
from generator.model import Site, Translation
from generator.record import TextLink
from generator.schema import nearest

FAULT_RULES = {
    "no-such-file": "link-dangling",
    "no-such-anchor": "link-anchor",
    "outside": "link-outside",
    "not-a-text": "link-no-text",
}
# Addresses elsewhere: judged by the Markdown reader already, by rules of its own.
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def check_pictures(site: Site, source_language: str) -> Iterator[Problem]:
    """Yield dangling pictures, and pictures without words, of one site."""
    for translation in site.translations.values():
        yield from _check_images(site, translation)
        yield from _check_alt(site, translation, source_language)


def check_links(
    slug: str, links: Iterable[TextLink], sites: Mapping[str, Site], unread: Container[str]
) -> Iterator[Problem]:
    """Yield the links of one site's texts that lead nowhere."""
    for link in links:
        target = link.target
        if target.startswith("/") or SCHEME.match(target):
            continue
        found: object = "no-such-file"
        if target:
            found = resolve_link(target, slug, link.language, sites)
        if isinstance(found, str) and not _leads_to_unread(target, slug, unread):
            yield error(
                FAULT_RULES.get(found, "link-dangling"), link.file, link.line, target,
                nearest=_nearest_text(target, slug, link.language, sites),
            )


def _leads_to_unread(target: str, slug: str, unread: Container[str]) -> bool:
    """Return whether a link leads to a text that is there but could not be read."""
    file = normpath(f"sites/{slug}/{unquote(target).split('#')[0]}")
    return file in unread or f"{file.rsplit('/', 1)[0]}/site.yml" in unread


def _nearest_text(target: str, slug: str, language: str, sites: Mapping[str, Site]) -> str:
    """Return the link that a dangling one most likely means."""
    parts = [part for part in unquote(target).split("#")[0].split("/") if part not in {"..", "."}]
    wanted = next((part for part in parts if not part.endswith(".md")), slug)
    if wanted in sites:
        known = [f"../{wanted}/{each}.md" for each in sites[wanted].translations]
        own = f"../{wanted}/{language}.md"
        return f"“{own if own in known or not known else known[0]}”"
    return nearest(wanted, sites.keys())


def _check_images(site: Site, translation: Translation) -> Iterator[Problem]:
    known = {f"images/{entry.file}": entry for entry in site.images}
    for use in translation.whole.images:
        target = unquote(use.target).removeprefix("./")
        if "//" in target or ":" in target or target.startswith("/"):
            continue
        if target not in known:
            shown = nearest(target, known) if known else "–"
            yield error("image-dangling", translation.file, use.line, use.target, nearest=shown)


def _check_alt(site: Site, translation: Translation, source: str) -> Iterator[Problem]:
    files = {entry.file for entry in site.images}
    for file, line in translation.alt_lines.items():
        if file not in files:
            known = nearest(file, files) if files else "–"
            yield error("alt-dangling", translation.file, line, file, nearest=known)
    uses = {
        unquote(use.target).removeprefix("./").removeprefix("images/"): use
        for use in reversed(translation.whole.images)
    }
    for entry in site.images:
        use = uses.get(entry.file)
        if translation.alt.get(entry.file) or (use is not None and use.alt):
            continue
        line = use.line if use is not None else 1
        if translation.language == source:
            yield error("alt-missing", translation.file, line, entry.file)
        else:
            yield warning("alt-borrowed", translation.file, line, entry.file)
