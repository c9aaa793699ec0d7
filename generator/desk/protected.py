"""What a translation must keep of its source: link targets, footnotes, alerts, HTML.

Pure.

Shapes  A token is the Markdown as written, such as ``](../hang-a/vi.md)`` or ``[^1]``;
        links to a text of ours count alike in every language.
"""

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

TOKEN = re.compile(
    r"""(?P<code>(?P<ticks>`+)(?:(?!(?P=ticks)).)+(?P=ticks))
      | (?P<link>\]\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*\))
      | (?P<footnote>\[\^[^\]\[\s]{1,99}\]:?)
      | (?P<alert>\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\])
      | (?P<address><(?:https?|mailto|tel):[^<>\s]*>)
      | (?P<html></?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>)""",
    re.VERBOSE | re.DOTALL,
)
TARGET = re.compile(r"\]\(\s*<?([^\s<>]*?)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)\Z", re.DOTALL)
OUR_TEXT = re.compile(r"((?:^|/))[A-Za-z0-9-]+\.md(?:#.*)?\Z")
EMPHASIS = re.compile(r"(?<![\\*])\*\*(?!\s)|(?<!\s)\*\*(?!\*)")


def tokens(text: str) -> list[tuple[int, int]]:
    """Return where protected tokens stand; code is left to the translator's sense."""
    return [found.span() for found in TOKEN.finditer(text) if not found["code"]]


def split_at_tokens(text: str) -> list[tuple[str, bool]]:
    """Return the text in pieces, each with whether it is a protected token."""
    marks = [0, *(place for span in tokens(text) for place in span), len(text)]
    pieces = ((text[first:last], bool(number % 2)) for number, (first, last) in enumerate(pairwise(marks)))
    return [piece for piece in pieces if piece[0]]


def lost(source: str, target: str) -> tuple[str, ...]:
    """Return the tokens of the source that the target lacks, as they stand in the source."""
    there = Counter(_alike(each) for each, token in split_at_tokens(target) if token)
    gone = []
    for each, token in split_at_tokens(source):
        if not token:
            continue
        if there[_alike(each)] > 0:
            there[_alike(each)] -= 1
        else:
            gone.append(each)
    return tuple(gone)


def lost_emphasis(source: str, target: str) -> bool:
    """Return whether strong emphasis of the source is gone, or left open."""
    mine, theirs = len(EMPHASIS.findall(source)), len(EMPHASIS.findall(target))
    return mine % 2 == 0 and (theirs % 2 == 1 or (mine > 0 and theirs == 0))


def localised(text: str, source: str, language: str, there: Callable[[str], bool]) -> str:
    """Return a text whose links to ``source.md`` lead to ``language.md`` where that is there.

    ``there`` says whether a path has a text in the language. Anchors are
    dropped: headings are other words in every language.
    """
    def change(path: str) -> str:
        head, _, name = path.partition("#")[0].rpartition("/")
        if name != f"{source}.md":
            return path
        new = f"{head}/{language}.md" if head else f"{language}.md"
        return new if there(new) else path

    parts = []
    for each, token in split_at_tokens(text):
        found = TARGET.match(each) if token else None
        parts.append(each if found is None else
                     each[: found.start(1)] + change(found[1]) + each[found.end(1) :])
    return "".join(parts)


def _alike(token: str) -> str:
    """Return what is the same in every language: a link's target, not its title."""
    found = TARGET.match(token)
    if found is not None:
        return "](" + OUR_TEXT.sub(r"\1.md", found[1]) + ")"
    return "".join(token.split()) if token.startswith("<") else token
