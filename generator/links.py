"""Links inside our own HTML: where they lead, and how they are rewritten.

Shapes  ``resolve_link`` returns a ``LinkTarget`` or the name of a fault.
Errors  ``no-such-file``, ``no-such-anchor``, ``outside``, ``not-a-text``.
Source  RFC 3986 (percent-encoding).
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import unquote

from generator.model import Site

TAG = re.compile(r"<([A-Za-z][\w-]*)((?:\s+[\w:@.-]+(?:=\"[^\"]*\")?)*)\s*/?>")
EXTERNAL = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
HREF = re.compile(r'(<a\b[^>]*?\shref=")([^"]*)(")')
IMAGE = re.compile(r"<img\b[^>]*>")
IDS = re.compile(r'(\sid="|\shref="#)([^"]*")')


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTarget:
    """Where a link leads: a text of the catalogue, or an address outside."""

    slug: str = ""
    language: str = ""
    anchor: str = ""
    external: bool = False
    address: str = ""


def attribute(tag: str, name: str) -> str | None:
    """Return an attribute of a tag of our own HTML, unescaped."""
    found = re.search(rf'\s{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else None


def resolve_link(
    href: str, slug: str, language: str, sites: Mapping[str, Site]
) -> LinkTarget | str:
    """Return where a link of a site's text leads, or what is wrong with it."""
    if EXTERNAL.match(href):
        return LinkTarget(external=True, address=href)
    path, _, anchor = href.partition("#")
    path = unicodedata.normalize("NFC", unquote(path.split("?")[0]))
    anchor = unicodedata.normalize("NFC", unquote(anchor))
    parts = [slug]
    for part in path.split("/") if path else ():
        if part == "..":
            if not parts:
                return "outside"
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    if not path:
        parts.append(f"{language}.md")
    if len(parts) != 2:
        return "not-a-text" if len(parts) == 1 and parts[0] in sites else "no-such-file"
    name, file = parts
    if not file.endswith(".md"):
        return "not-a-text" if name in sites else "no-such-file"
    site = sites.get(name)
    text = site.translations.get(file[:-3]) if site is not None else None
    if text is None:
        return "no-such-file"
    if anchor and anchor not in text.whole.anchors:
        return "no-such-anchor"
    return LinkTarget(slug=name, language=file[:-3], anchor=anchor)


def rewrite_links(html: str, change: Callable[[str], str]) -> str:
    """Return the HTML with each link's address changed."""
    return HREF.sub(lambda m: m[1] + escape(change(unescape(m[2]))) + m[3], html)


def rewrite_images(html: str, replace: Callable[[str, str], str]) -> str:
    """Return the HTML with each picture replaced by other HTML."""
    return IMAGE.sub(
        lambda m: replace(attribute(m[0], "src") or "", attribute(m[0], "alt") or ""), html
    )


def prefix_ids(html: str, prefix: str) -> str:
    """Return the HTML with each id, and each link to one, made unique by a prefix."""
    return IDS.sub(lambda m: f"{m[1]}{prefix}{m[2]}", html)
