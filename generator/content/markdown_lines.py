"""Find in the Markdown's own lines what the HTML no longer shows.

Shapes  ``Masked.lines`` are the lines with code blanked out, so that what looks
        like a tag, a footnote or a table there is left alone.
Units   Line indexes from 0; ``first_line`` is the file's line of index 0.
Errors  Every slip is a Problem returned.
Source  CommonMark 0.31, 4.5 (fences), 4.6 (HTML blocks); GFM 0.29, 4.10 (tables).
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from generator.errors import Problem, error, warning

MORE = "<!-- more -->"
FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})([^\n]*)")
CODE = re.compile(
    r'<(code|pre)[^>]*? data-sourcepos="(\d+):(\d+)-(\d+):(\d+)"[^>]*>'
)
HEADING = re.compile(r'<h([1-6])[^>]*? data-sourcepos="(\d+):')
ROW = re.compile(r'<tr data-sourcepos="(\d+):\d+-\d+:\d+">')
RAW_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s[^<>]*)?)/?>")
RAW_ATTRIBUTE = re.compile(r"""([A-Za-z_:@][\w:.@-]*)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?""")
DEEP_QUOTE = re.compile(r"(?: {0,3}>){24}((?: {0,3}>)+)")
SOURCE_POSITION = re.compile("data-sourcepos", re.IGNORECASE)
FOOTNOTE_USE = re.compile(r"(?<!\\)\[\^([^\]\[\s]{1,99})\](?!:)")
FOOTNOTE_DEFINITION = re.compile(r"[ >]{0,9}\[\^([^\]\[\s]{1,99})\]:")
REFERENCE_USE = re.compile(r"(?<![\\\]])\[[^\[\]]{1,300}\]\[([^\[\]]{0,99})\]")
REFERENCE_DEFINITION = re.compile(r"[ >]{0,9}(?:[-*+] {1,3})?\[([^\[\]^]{1,99})\]:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """The lines with code spans and code blocks blanked out."""

    lines: tuple[str, ...]


def split_at_more(lines: list[str]) -> int | None:
    """Return the index of the first ``<!-- more -->`` outside a fence."""
    fence = ""
    for index, line in enumerate(lines):
        found = FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence) and not found[2].strip():
                fence = ""
        elif found and not (found[1][0] == "`" and "`" in found[2]):
            fence = found[1]
        elif line.strip() == MORE:
            return index
    return None


def mask_code(lines: list[str], html: str) -> Masked:
    """Return the lines with every stretch blanked that the HTML says is code."""
    masked = [bytearray(line.encode()) for line in lines]
    for match in CODE.finditer(html):
        top, left, bottom, right = (int(match[group]) for group in (2, 3, 4, 5))
        for number in range(top, min(bottom, len(masked)) + 1):
            line = masked[number - 1]
            start = left - 1 if number == top else 0
            stop = right if number == bottom else len(line)
            if match[1] == "pre":
                start, stop = 0, len(line)
            stop = min(stop, len(line))
            line[start:stop] = b" " * max(0, stop - start)
    return Masked(lines=tuple(line.decode("utf-8", "replace") for line in masked))


def mask_comments(masked: Masked) -> Masked:
    """Return the lines with HTML comments blanked out, too; an open one is left."""
    text = "\n".join(masked.lines)
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        hidden = text[start : end + 3]
        parts += [text[at:start], "".join("\n" if char == "\n" else " " for char in hidden)]
        at = end + 3
    return Masked(lines=tuple("".join([*parts, text[at:]]).split("\n")))


def plain_line(line: str) -> str:
    """Return a line without what only an attack would hold.

    Quotes deeper than any text has cost the parser quadratic time, and
    ``data-sourcepos`` is the parser's own mark for positions.
    """
    deep = DEEP_QUOTE.match(line)
    if deep:
        line = line[: deep.start(1)] + line[deep.end(1) :].lstrip("> ")
    return SOURCE_POSITION.sub("data-sourcepoz", line) if "sourcepos" in line.lower() else line


def count_headings(lines: list[str]) -> int:
    """Return how many lines could make a heading; a few more are no matter."""
    return sum(
        line.lstrip(" \t>*+-0123456789.)").startswith("#")
        or set(line.strip(" \t>")) in ({"-"}, {"="}) for line in lines)


def definitions_after(masked: Masked, lines: list[str], more: int) -> list[str]:
    """Return the link and footnote definitions below the marker, whole."""
    found: list[str] = []
    inside = False
    for index in range(more, len(lines)):
        line = lines[index]
        if REFERENCE_DEFINITION.match(masked.lines[index]) or FOOTNOTE_DEFINITION.match(
            masked.lines[index]
        ):
            inside = True
            found += ["", line.lstrip(" >")]
        elif inside and (not line.strip() or line.startswith(("    ", "\t"))):
            found.append(line)
        else:
            inside = False
    return found


def check_source(
    masked: Masked, lines: list[str], html: str, file: str, first_line: int
) -> Iterator[Problem]:
    """Yield what is wrong in the lines themselves."""
    yield from _check_fences(lines, html, file, first_line)
    yield from _check_headings(html, file, first_line)
    yield from _check_tables(lines, html, file, first_line)
    yield from _check_definitions(masked, file, first_line)


def _check_fences(lines: list[str], html: str, file: str, first_line: int) -> Iterator[Problem]:
    for match in CODE.finditer(html):
        if match[1] != "pre":
            continue
        top, bottom = int(match[2]) - 1, min(int(match[4]), len(lines)) - 1
        opening = FENCE.match(lines[top]) if top < len(lines) else None
        if opening is None:
            continue
        last = lines[bottom].strip().lstrip("> \t") if bottom > top else ""
        if not (last.startswith(opening[1]) and not last.strip(opening[1][0])):
            yield warning("fence-open", file, top + first_line, lines[top].strip())


def _check_headings(html: str, file: str, first_line: int) -> Iterator[Problem]:
    found = [(int(match[1]), int(match[2])) for match in HEADING.finditer(html)]
    level = 1
    for deep, line in found:
        if deep > level + 1:
            yield warning("heading-skipped", file, line + first_line - 1, "#" * deep,
                          right="#" * (level + 1))
        level = deep


def _check_tables(lines: list[str], html: str, file: str, first_line: int) -> Iterator[Problem]:
    for table in re.finditer(r"<table.*?</table>", html, re.DOTALL):
        wanted = 0
        for row in ROW.finditer(table[0]):
            index = int(row[1]) - 1
            cells = _cells(lines[index]) if index < len(lines) else 0
            if not wanted:
                wanted = cells
            elif cells != wanted:
                yield warning("table-ragged", file, index + first_line, str(cells),
                              wanted=str(wanted))


def _cells(line: str) -> int:
    row = line.strip().lstrip("> \t").replace("\\|", "")
    return row.strip("|").count("|") + 1 if not row.endswith("||") else row.count("|") - 1


def _check_definitions(masked: Masked, file: str, first_line: int) -> Iterator[Problem]:
    notes = {m[1].lower() for line in masked.lines if (m := FOOTNOTE_DEFINITION.match(line))}
    references = {
        " ".join(m[1].lower().split())
        for line in masked.lines if (m := REFERENCE_DEFINITION.match(line))
    }
    for index, line in enumerate(masked.lines):
        if "[" not in line:
            continue
        for use in FOOTNOTE_USE.finditer(line):
            if use[1].lower() not in notes:
                yield error("footnote-missing", file, index + first_line, use[0])
        for use in REFERENCE_USE.finditer(line):
            name = " ".join(use[1].lower().split())
            if name and not name.startswith("^") and name not in references:
                yield error("link-reference", file, index + first_line, use[0], name=use[1])


def check_comments(masked: Masked, file: str, first_line: int) -> Iterator[Problem]:
    """Yield a warning for a comment that is never closed."""
    opened: int | None = None
    for index, line in enumerate(masked.lines):
        at = 0
        while True:
            if opened is None:
                at = line.find("<!--", at)
                if at < 0:
                    break
                opened, at = index, at + 4
            else:
                at = line.find("-->", at)
                if at < 0:
                    break
                opened, at = None, at + 3
    if opened is not None:
        yield warning("html-comment-open", file, opened + first_line, "<!--")


def raw_html_problems(
    masked: Masked, file: str, first_line: int, tags: Collection[str],
    attributes: Mapping[str, Collection[str]],
) -> Iterator[Problem]:
    """Yield a warning for each raw tag or attribute that sanitising takes away."""
    for index, line in enumerate(masked.lines):
        if "<" not in line:
            continue
        for match in RAW_TAG.finditer(line):
            name = match[2].lower()
            if name not in tags:
                if not match[1]:
                    yield warning("html-dropped", file, index + first_line, match[0])
                continue
            allowed = set(attributes.get(name, ())) | set(attributes["*"])
            for found in RAW_ATTRIBUTE.finditer(match[3]):
                if found[1].lower() not in allowed:
                    yield warning("html-dropped", file, index + first_line, found[0])
