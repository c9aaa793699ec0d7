"""Mend what points at a site that has a new name, or is gone.

Pure. Every byte that is not part of such a link stays as it is; code and comments are
left alone.

Shapes  In and out: the bytes of a Markdown or YAML file. ``folder`` is the file's
        folder below the project, such as ``sites/hang-dau-go``.
Source  CommonMark 0.31, 6.3 (inline links) and 4.7 (reference definitions).
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from generator.content.markdown import without_code
from generator.yaml_reader import Spot, list_items

BEFORE_TARGET = re.compile(rb"(?:\]\([ \t]*<?|^[ >]*\[[^\]\n]+\]:[ \t]*<?|\b(?:href|src)[ \t]*=[ \t]*[\"'])"
                           rb"([^\s<>\"'()]+)", re.MULTILINE | re.IGNORECASE)
AFTER_TARGET = re.compile(rb">?(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)")
LABEL = re.compile(rb"!?\[((?:[^\[\]\n]|\n(?!\n)|\[[^\[\]\n]*\])*)\Z")
LONE_RETURN = re.compile(rb"\r(?!\n)")
FENCE_OF_FRONT = re.compile(rb"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A file's new bytes, and the lines on which links were mended."""

    content: bytes
    lines: tuple[int, ...] = ()


def mend_markdown(content: bytes, folder: str, old: str, new: str | None) -> Mended:
    """Return a text whose links to ``sites/old`` lead to ``sites/new``.

    With None the link is dissolved: its words stay. A reference definition or raw HTML
    can't be dissolved; such a link stays and is reported by ``heritage check``.
    """
    if f"{old}/".encode() not in content:
        return Mended(content=content)
    start = _body_start(content)
    try:
        masked = _masked(content[start:])
    except UnicodeDecodeError:
        return Mended(content=content)
    parts, at, lines = [content[:start]], 0, []
    body = content[start:]
    for found in BEFORE_TARGET.finditer(masked):
        span = _slug_span(body[slice(*found.span(1))], folder, old)
        if span is None or found.start(1) < at:
            continue
        first, last = found.start(1) + span[0], found.start(1) + span[1]
        if new is not None:
            parts += [body[at:first], new.encode()]
            at = last
        else:
            label = LABEL.search(body, at, found.start())
            after = AFTER_TARGET.match(body, found.end(1))
            if label is None or after is None or found[0][:2] != b"](":
                continue
            parts += [body[at : label.start()], label[1]]
            at = after.end()
        lines.append(content.count(b"\n", 0, start + first) + 1)
    return Mended(content=b"".join([*parts, body[at:]]), lines=tuple(lines))


def mend_lists(content: bytes, old: str, new: str | None, keys: frozenset[str]) -> Mended:
    """Return YAML whose lists under one of ``keys`` name ``new`` instead of ``old``.

    With None, or where the list names ``new`` already, the item is taken out.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return Mended(content=content)
    spots = [each for each in list_items(text) if each.path and each.path[-1] in keys]
    lines = []
    for spot in reversed([each for each in spots if each.value == old]):
        first, last = spot.items[spot.at]
        lines.append(text.count("\n", 0, first) + 1)
        others = {each.value for each in spots if each.items == spot.items}
        if new is not None and new not in others:
            text = text[:first] + new + text[last:]
        else:
            text = _without(text, spot)
    return Mended(content=text.encode(), lines=tuple(reversed(lines)))


def _without(text: str, spot: Spot) -> str:
    """Return the text without a list's item, its comma or its line included."""
    first, last = spot.items[spot.at]
    if not spot.flow:
        head = text.rfind("\n", 0, first) + 1
        tail = text.find("\n", last)
        if len(spot.items) == 1:  # an empty list says more than a key without a value
            return text[:head] + text[head:first].replace("-", "", 1) + "[]" + text[last:]
        return text[:head] + ("" if tail < 0 else text[tail + 1 :])
    if spot.at + 1 < len(spot.items):
        return text[:first] + text[spot.items[spot.at + 1][0] :]
    if spot.at:
        return text[: spot.items[spot.at - 1][1]] + text[last:]
    return text[:first] + text[last:]


def _slug_span(target: bytes, folder: str, old: str) -> tuple[int, int] | None:
    """Return where the slug stands in a link's target that leads into ``sites/old``."""
    path = re.split(rb"[#?]", target, maxsplit=1)[0]
    if path.startswith(b"/") or re.match(rb"[A-Za-z][A-Za-z0-9+.-]*:", path):
        return None
    way: list[tuple[str, tuple[int, int] | None]] = [(each, None) for each in folder.split("/")]
    at = 0
    for part in path.split(b"/"):
        name = unquote(part.decode("utf-8", "replace"))
        if name == ".." and way:
            way.pop()
        elif name not in {"", "."}:
            way.append((name, (at, at + len(part))))
        at += len(part) + 1
    if [name for name, _ in way[:2]] == ["sites", old] and len(way) > 2:
        return way[1][1]
    return None


def _body_start(content: bytes) -> int:
    """Return where the Markdown begins, behind front matter if there is some."""
    if not content.removeprefix(BOM).startswith(b"---"):
        return len(BOM) if content.startswith(BOM) else 0
    marks = FENCE_OF_FRONT.finditer(content, content.find(b"\n") + 1)
    closing = next(marks, None)
    return closing.end() if closing else len(content)


def _masked(body: bytes) -> bytes:
    """Return the body with code and comments blanked; each byte stands where it stood."""
    plain = LONE_RETURN.sub(b"\n", body).replace(b"\r\n", b" \n")
    return "\n".join(without_code(plain.decode("utf-8"))).encode()
