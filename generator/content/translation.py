"""Read one ``LANG.md``: front matter, Markdown, and the digest of both.

Shapes  In: the text of the file (NFC, LF). Out: a ``Translation``.
Units   Words, characters.
Errors  Every slip is a Problem in the list given; None where there is no text to use.
Source  ``docs/formats/lang-md.md``.
"""

import hashlib
import re
import unicodedata

from generator import language as tags
from generator.content.markdown import check_spot_length, parse_text
from generator.errors import Problem, error
from generator.model import Translation
from generator.schema import Branch, Fields
from generator.yaml_reader import parse_yaml

STATUSES = frozenset({"draft", "reviewed"})
DIGEST = re.compile(r"[0-9a-f]{12}\Z")
DIGEST_DIGITS = 12
SUMMARY_WORDS_MOST = 60
SUMMARY_CHARACTERS_MOST = 120
SUMMARY_LONG_CHARACTERS_MOST = 300


def parse_translation(
    text: str, slug: str, tag: str, file: str, kind: str, problems: list[Problem]
) -> Translation | None:
    """Return the translation that a file's text holds."""
    parted = _part(text, file, problems)
    if parted is None:
        return None
    front, markdown, first_line = parted
    root = parse_yaml(front, file, problems, first_line=2)
    spot, whole = parse_text(markdown, file, first_line, problems)
    if kind != "page":
        problems.extend(check_spot_length(spot, file, first_line))
    if root is None:
        return None
    fields = Fields(Branch(entries=root.entries, line=1), file, problems)
    name = fields.text("name", required=True)
    summary = fields.text("summary", required=True)
    alt = fields.branch("alt")
    alt_texts = fields.texts("alt")
    translation = Translation(
        slug=slug, language=tag, file=file, name=name or "", summary=summary or "",
        status=fields.word("status", STATUSES) or "draft",
        alt=alt_texts,
        translated_from=_digest(fields),
        digest=source_digest(name or "", summary or "", markdown),
        spot=spot, whole=whole, name_line=fields.line_of("name"),
        alt_lines=dict(alt.entries()) if alt is not None else {},
        translated_from_line=fields.line_of("translated_from"),
    )
    fields.finish()
    if summary:
        _check_summary(fields, summary, tag)
    return translation if name and summary else None


def source_digest(name: str, summary: str, markdown: str) -> str:
    """Return what a translation of this text carries in ``translated_from``.

    The first 12 hexadecimal digits of the SHA-256 of name LF summary LF Markdown,
    in NFC, LF, without blank lines before and after the Markdown.
    """
    lines = markdown.replace("\r\n", "\n").split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    whole = unicodedata.normalize("NFC", "\n".join([name, summary, *lines]))
    return hashlib.sha256(whole.encode()).hexdigest()[:DIGEST_DIGITS]


def digest_of(content: bytes) -> str | None:
    """Return the digest of a source text's file, or None where it can't be read."""
    text = unicodedata.normalize("NFC", content.decode("utf-8-sig", "replace"))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    parted = _part(text, "", [])
    root = None if parted is None else parse_yaml(parted[0], "", [])
    if parted is None or root is None:
        return None
    fields = Fields(Branch(entries=root.entries, line=1), "", [])
    return source_digest(fields.text("name") or "", fields.text("summary") or "", parted[1])


def _part(text: str, file: str, problems: list[Problem]) -> tuple[str, str, int] | None:
    """Return front matter, Markdown, and the line on which the Markdown begins."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        problems.append(error("front-matter-missing", file, 1, lines[0]))
        return None
    for index, line in enumerate(lines[1:], start=1):
        if line.rstrip() in {"---", "..."}:
            return "\n".join(lines[1:index]), "\n".join(lines[index + 1 :]), index + 2
    problems.append(error("front-matter-open", file, 1, "---"))
    return None


def _digest(fields: Fields) -> str | None:
    found = fields.text("translated_from")
    if found is None or DIGEST.match(found):
        return found
    fields.report("wrong-type", fields.line_of("translated_from"), found, key="translated_from",
                  expected="@a-digest", found=found)
    return None


def _check_summary(fields: Fields, summary: str, tag: str) -> None:
    primary = tags.primary(tag)
    line = fields.line_of("summary")
    if primary in tags.COUNTED_BY_CHARACTER or primary in tags.COUNTED_LONG:
        long = primary in tags.COUNTED_LONG
        most = SUMMARY_LONG_CHARACTERS_MOST if long else SUMMARY_CHARACTERS_MOST
        count = len("".join(summary.split()))
        if count > most:
            fields.report("summary-too-long", line, str(count), most=str(most), unit="@characters")
        return
    count = len(summary.split())
    if count > SUMMARY_WORDS_MOST:
        fields.report("summary-too-long", line, str(count), most=str(SUMMARY_WORDS_MOST),
                      unit="@words")
