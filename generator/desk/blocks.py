"""Cut a ``LANG.md`` into what is translated and what is not, byte for byte.

Pure. Blocks know where they stand in the file's text, so that one can be exchanged and
all else stays: byte order mark, line endings, trailing blanks, the style of Markdown.

Shapes  ``Document.text`` is the file as decoded; ``start`` and ``end`` are indexes into it.
        A block's ``text`` is what a translator sees: NFC, LF, a wrapped paragraph on one
        line, a heading without its marks.
Source  CommonMark 0.31, 4 (leaf blocks); GFM 0.29, 4.10 (tables).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.content.files import LINE_SEPARATORS
from generator.content.markdown_lines import FENCE, MORE
from generator.yaml_reader import ScalarSpan, scalar_spans

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
FENCE_OF_FRONT = re.compile(r"(?:---|\.\.\.)[ \t]*\Z")
HEADING = re.compile(r"( {0,3}#{1,6}(?:[ \t]+|\Z))(.*?)([ \t]+#+[ \t]*|[ \t]*)\Z", re.DOTALL)
RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*\Z")
DEFINITION = re.compile(r" {0,3}\[[^\]^][^\]]*\]:[ \t]*\S+")
# What begins a line that can't be joined to the one before without another meaning.
NOT_PLAIN = re.compile(r"\s*(?:[>|<]|```|~~~|\[[^\]]*\]:|([*_])(?:[ \t]*\1){2,}\s*\Z|[-+*](?:\s|\Z)|\d{1,9}[.)](?:\s|\Z)|\[\^|={1,}\s*\Z|-{2,}\s*\Z|:?-+:?\s*\||\S*\|| {4}|\t)")
HARD_BREAK = re.compile(r"(?: {2,}|\\)\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One stretch of Markdown that is translated as a whole."""

    kind: str  # heading, paragraph or other
    text: str
    start: int
    end: int
    line: int
    deeper: bool = False
    marks: str = ""  # a heading's, or the blanks that a block begins with


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text's file: its front matter's values and its blocks in order."""

    text: str
    body_start: int
    more: int | None
    newline: str
    blocks: tuple[Block, ...]
    front: Mapping[tuple[str, ...], ScalarSpan]
    front_start: int
    definitions: tuple[str, ...] = ()

    def value(self, *path: str) -> str:
        """Return a text of the front matter, empty where it is missing."""
        span = self.front.get(path)
        return clean(span.value).strip() if span is not None else ""

    @property
    def markdown(self) -> str:
        """What stands below the front matter."""
        return self.text[self.body_start :]


def clean(text: str) -> str:
    """Return a text as the catalogue's reader has it: NFC, LF, no line separators."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", LINE_SEPARATORS.sub(" ", text))


def parse_document(content: bytes) -> Document | None:
    """Return the parts of a file, or None where it is no text of ours."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    lines = [match for match in LINE.finditer(text) if match[0]]
    if not lines or lines[0][0].removeprefix("\ufeff").rstrip() != "---":
        return None
    closing = next((each for each in lines[1:] if FENCE_OF_FRONT.match(each[0].rstrip("\r\n"))), None)
    if closing is None:
        return None
    front_start = lines[0].end()
    first = lines.index(closing) + 1
    blocks, more = _cut(lines[first:], first + 1)
    ending = re.search(r"\r\n|\r|\n", text)
    return Document(
        text=text, body_start=closing.end(), more=more, newline=ending[0] if ending else "\n",
        blocks=blocks, front=scalar_spans(text[front_start : closing.start()]),
        front_start=front_start,
        definitions=tuple(each[0].rstrip() for each in lines[first:] if DEFINITION.match(each[0])),
    )


def _cut(lines: list[re.Match[str]], number: int) -> tuple[tuple[Block, ...], int | None]:
    """Return the blocks below the front matter, and where the marker ``more`` ends."""
    blocks: list[Block] = []
    more: int | None = None
    for group, first in _groups(lines, number):
        content = group[0][0].strip()
        if len(group) == 1 and content == MORE and more is None:
            more = group[0].start() + len(group[0][0].rstrip())
            continue
        block = _block(group, first, deeper=more is not None)
        if block is not None:
            blocks.append(block)
    return tuple(blocks), more


def _groups(
    lines: list[re.Match[str]], number: int
) -> Iterator[tuple[list[re.Match[str]], int]]:
    """Yield runs of lines that belong together, each with the number of its first."""
    group: list[re.Match[str]] = []
    fence, comment = "", False
    for at, line in enumerate(lines):
        content = line[0].rstrip("\r\n")
        found = FENCE.match(content)
        alone = not fence and not comment and (
            content.strip() == MORE or bool(HEADING.match(content)))
        starts = not fence and not comment and (
            bool(found and not _is_span(found)) or content.lstrip().startswith("<!--"))
        if group and (alone or starts or (not fence and not comment and not content.strip())):
            yield group, number + at - len(group)
            group = []
        if fence:
            if found and found[1].startswith(fence) and not found[2].strip():
                fence = "-"  # this line closes it
        elif found and not comment and not _is_span(found):
            fence = found[1]
        elif comment or content.lstrip().startswith("<!--"):
            comment = "-->" not in content
            alone = not comment
        if content.strip() or group:
            group.append(line)
        if group and (alone or fence == "-"):
            yield group, number + at - len(group) + 1
            group, fence = [], "" if fence == "-" else fence
    if group:
        yield group, number + len(lines) - len(group)


def _is_span(found: re.Match[str]) -> bool:
    """Return whether what looks like a fence is code within a line."""
    return found[1][0] == "`" and "`" in found[2]


def _block(group: list[re.Match[str]], line: int, *, deeper: bool) -> Block | None:
    """Return the block that lines make, or None where there is nothing to translate."""
    contents = [each[0].rstrip("\r\n") for each in group]
    whole = "\n".join(contents)
    if whole.lstrip().startswith("<!--") and whole.rstrip().endswith("-->") and whole.count("<!--") == 1:
        return None
    if all(DEFINITION.match(each) for each in contents) or (len(group) == 1 and RULE.match(whole)):
        return None
    start, last = group[0].start(), group[-1]
    end = last.start() + len(last[0].rstrip())
    heading = HEADING.match(contents[0]) if len(group) == 1 else None
    if heading is not None:
        if not heading[2].strip():
            return None
        return Block(kind="heading", text=clean(heading[2]).strip(), start=start + len(heading[1]),
                     end=start + heading.start(3), line=line, deeper=deeper,
                     marks=heading[1].strip())
    indent = contents[0][: len(contents[0]) - len(contents[0].lstrip())]
    start += len(indent)
    plain = not NOT_PLAIN.match(contents[0]) and not any(
        NOT_PLAIN.match(each) for each in contents[1:]
    ) and not any(HARD_BREAK.search(each) for each in contents[:-1])
    if plain:
        text = " ".join(each.strip() for each in contents)
        return Block(kind="paragraph", text=clean(text), start=start, end=end, line=line,
                     deeper=deeper)
    text = "\n".join(contents).strip()
    return Block(kind="other", text=clean(text), start=start, end=end, line=line, deeper=deeper,
                 marks=indent)
