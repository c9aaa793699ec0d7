"""Turn ``sites/notices.yml`` into typed notices.

Shapes  In: the file's text; out: ``Notice`` in the file's order.
Units   A moment without an offset is of the office's time zone; a day alone begins at
        midnight, and as an end lasts until its last minute is over.
Errors  Every slip is a Problem in the list given; what can be read is read.
Source  ``docs/formats/notices.md``.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from generator.content.files import LARGEST_FACTS_BYTES, Project
from generator.doing import Notice
from generator.errors import Problem, Severity
from generator.language import is_sound_tag
from generator.model import Messages, Settings
from generator.schema import Branch, Fields, Leaf, nearest
from generator.yaml_reader import parse_yaml_list

NOTICES = "sites/notices.yml"
MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:?\d{2})?)?\Z", re.ASCII)
IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
LONGEST_ID = 60
LONGEST_TEXT = 300  # what a phone shows above the fold


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownWords:
    """What a notice or service may name: kinds, and what it can serve."""

    kinds: Collection[str]
    served: Collection[str]


def read_notices(
    folder: Path, settings: Settings, known: KnownWords, problems: list[Problem]
) -> tuple[Notice, ...]:
    """Return the notices of a project; none where it has no such file."""
    path = folder / NOTICES
    if not path.is_symlink() and not path.exists():
        return ()
    content = Project(folder=folder).read_bytes(path, LARGEST_FACTS_BYTES, problems)
    if content is None or not content.strip():
        return ()
    text = Project(folder=folder, held={path: content}).read_text(path, LARGEST_FACTS_BYTES, problems)
    return () if text is None else parse_notices(text, settings, known, problems)


def parse_notices(
    text: str, settings: Settings, known: KnownWords, problems: list[Problem]
) -> tuple[Notice, ...]:
    """Return the sound notices of a text."""
    root = parse_yaml_list(text, NOTICES, problems)
    found: dict[str, Notice] = {}
    for item in root.items if root is not None else ():
        if not isinstance(item, Branch):
            value = item.text if isinstance(item, Leaf) else ""
            Fields(Branch(entries=(), line=item.line), NOTICES, problems).report(
                "wrong-type", item.line, value, key="notices", expected="@a-mapping",
                found="@another")
            continue
        fields = Fields(item, NOTICES, problems)
        notice = _notice(fields, settings, known)
        if notice is None:
            continue
        if notice.id in found:
            fields.report("duplicate-id", fields.line_of("id"), notice.id,
                          first=str(found[notice.id].line))
        else:
            found[notice.id] = notice
    return tuple(found.values())


def _notice(fields: Fields, settings: Settings, known: KnownWords) -> Notice | None:
    zone = ZoneInfo(settings.timezone)
    before = sum(each.severity is Severity.ERROR for each in fields.problems)
    name = identifier(fields)
    kind = fields.word("kind", known.kinds, required=True)
    since = _moment(fields, "since", zone, end=False)
    until = _moment(fields, "until", zone, end=True)
    if since and until and since >= until:
        fields.report("ends-before", fields.line_of("until"), until.isoformat(),
                      since=since.isoformat())
    texts = spoken(fields, "text", settings, required=True)
    for language, text in texts.items():
        if len(text) > LONGEST_TEXT:
            fields.report("notice-too-long", fields.line_of("text"), text, language=language,
                          found=str(len(text)), most=str(LONGEST_TEXT))
    owner = spoken(fields, "owner", settings)
    serves = served(fields, known.served)
    fields.finish()
    after = sum(each.severity is Severity.ERROR for each in fields.problems)
    if after > before or name is None or kind is None or since is None or until is None:
        return None
    return Notice(
        id=name, kind=kind, since=since.isoformat(), until=until.isoformat(), texts=texts,
        owner=owner, serves=serves, line=fields.line, until_line=fields.line_of("until"),
    )


def identifier(fields: Fields) -> str | None:
    """Return the entry's ``id``, small letters, digits and hyphens."""
    name = fields.text("id", required=True)
    if name is not None and (not IDENTIFIER.match(name) or len(name) > LONGEST_ID):
        right = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:LONGEST_ID] or "pier-tuan-chau"
        fields.report("bad-id", fields.line_of("id"), name, right=right)
        return None
    return name


def served(fields: Fields, known: Collection[str]) -> tuple[str, ...]:
    """Return what an entry serves: sites, routes, areas, codes."""
    return fields.words("serves", known)


def spoken(
    fields: Fields, key: str, settings: Settings, *, required: bool = False
) -> dict[str, str]:
    """Return a text by language, the source language first; one plain text is in it."""
    node = fields.node(key)
    if isinstance(node, Leaf):
        text = node.text.strip()
        return {settings.source_language: text} if text else {}
    texts = fields.texts(key)
    if required and not texts:
        fields.report("missing-key", fields.line_of(key), key, key=key)
    for language in texts:
        if not is_sound_tag(language):
            fields.report("bad-language-tag", fields.line_of(key), language,
                          right=nearest(language, settings.languages))
    order = [tag for tag in settings.languages if tag in texts]
    return {tag: texts[tag] for tag in dict.fromkeys((*order, *texts))}


def read_moment(text: str, zone: ZoneInfo, *, end: bool) -> datetime | None:
    """Return the moment that a text names, with an offset, or None."""
    if not MOMENT.match(text.strip()):
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
        if len(text.strip()) == len("2026-11-25") and end:
            moment += timedelta(days=1)
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    except (ValueError, OverflowError):
        return None


def _moment(fields: Fields, key: str, zone: ZoneInfo, *, end: bool) -> datetime | None:
    leaf = fields.leaf(key, expected="@a-moment", required=True)
    if leaf is None:
        return None
    moment = read_moment(leaf.text, zone, end=end)
    if moment is None:
        fields.wrong_type(key, leaf, "@a-moment")
    return moment


def kinds_of(messages: Messages, section: str, *, but: Collection[str] = ()) -> frozenset[str]:
    """Return the words of a section of the English message file: a vocabulary."""
    begin = f"{section}."
    words = {key.removeprefix(begin) for key in messages.by_language.get("en", {})
             if key.startswith(begin)}
    return frozenset(words - set(but))
