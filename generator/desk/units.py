"""The units that translators work on: a source text beside its translation, piece by piece.

Pure. A unit's ``context`` names its place (``hang-dau-go#summary``, ``hang-dau-go#spot/2``,
``hang-dau-go#những-tên-khác/1``) and stays when the source changes a little. Its ``state``
says what the translation was when it went out, so that what comes back tells what the
translator touched, whatever the editor did meanwhile.

Shapes  ``pair_texts`` gives ``Pairing``s; ``Pairing.unit`` is what files hold.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.desk.alignment import align, follow
from generator.desk.blocks import Block, Document

STATE_DIGITS = 12
PARTS = "\n\n"
SPOT = "spot"
DEEPER = "more"
HINTS = {
    "name": "name", "summary": "summary: what stands in lists and is read aloud; at most 60 words",
    "alt": "what the picture shows, for those who can't see it", "heading": "heading",
    "paragraph": "paragraph", "other": "keep the marks at the beginning of each line",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One piece of a text, as PO and XLIFF files hold it."""

    slug: str
    context: str
    source: str
    target: str = ""
    fuzzy: bool = False
    previous: str = ""
    state: str = ""
    hint: str = ""
    file: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """A unit and where its translation stands; ``needs_work`` where it is not of today."""

    unit: Unit
    sources: tuple[Block, ...] = ()
    targets: tuple[Block, ...] = ()
    key: tuple[str, ...] = ()
    needs_work: bool = False


def state_of(target: str, fuzzy: bool) -> str:
    """Return what a translation is known by when it comes back."""
    return hashlib.sha256(f"{target}\0{int(fuzzy)}".encode()).hexdigest()[:STATE_DIGITS]


def pair_texts(
    slug: str, source: Document, target: Document | None, old: Document | None,
    images: Sequence[str], *, outdated: bool,
) -> list[Pairing]:
    """Return every piece of a source text beside its translation.

    ``old`` is the source text that the translation is of, where it is another and known.
    An outdated translation whose source is unknown is fuzzy as a whole.
    """
    blind = outdated and old is None
    found = [_front(slug, key, source, target, old, blind) for key in
             (("name",), ("summary",), *(("alt", file) for file in images)) if source.value(*key)]
    contexts = _contexts(source.blocks)
    found += _body(slug, source, target, old, contexts, blind)
    return [replace(each, unit=replace(each.unit, state=state_of(each.unit.target, each.unit.fuzzy)))
            for each in found]


def _front(
    slug: str, key: tuple[str, ...], source: Document, target: Document | None,
    old: Document | None, blind: bool,
) -> Pairing:
    text = source.value(*key)
    before = old.value(*key) if old is not None else ""
    mine = target.value(*key) if target is not None else ""
    changed = bool(old is not None and before != text)
    fuzzy = bool(mine) and (changed or blind)
    line = source.text.count("\n", 0, source.front_start + source.front[key].start) + 1
    unit = Unit(slug=slug, context=f"{slug}#{':'.join(key)}", source=text, target=mine, fuzzy=fuzzy,
                previous=before if fuzzy else "", hint=HINTS[key[0]], line=line)
    return Pairing(unit=unit, key=key, needs_work=fuzzy or (changed and not mine))


def _body(
    slug: str, source: Document, target: Document | None, old: Document | None,
    contexts: Sequence[str], blind: bool,
) -> list[Pairing]:
    base = (old or source).blocks
    theirs = target.blocks if target is not None else ()
    now = follow([each.text for each in base], [each.text for each in source.blocks])
    found: dict[int, Pairing] = {}
    for mine, others in align(base, theirs) if theirs else ():
        places = sorted({now[at] for at in mine if at in now})
        if not places or not others:
            continue
        sources = tuple(source.blocks[at] for at in places)
        before = PARTS.join(base[at].text for at in mine)
        text = PARTS.join(each.text for each in sources)
        fuzzy = text != before or blind
        targets = tuple(theirs[at] for at in others)
        unit = Unit(
            slug=slug, context=f"{slug}#{contexts[places[0]]}", source=text,
            target=PARTS.join(each.text for each in targets), fuzzy=fuzzy,
            previous=before if text != before else "", hint=HINTS[sources[0].kind], line=sources[0].line,
        )
        pairing = Pairing(unit=unit, sources=sources, targets=targets, needs_work=fuzzy)
        found.update(dict.fromkeys(places, pairing))
    fresh = set(range(len(source.blocks))) - set(now.values()) if old is not None else set()
    result: list[Pairing] = []
    for at, block in enumerate(source.blocks):
        pairing = found.get(at) or Pairing(
            unit=Unit(slug=slug, context=f"{slug}#{contexts[at]}", source=block.text,
                      hint=HINTS[block.kind], line=block.line),
            sources=(block,), needs_work=at in fresh or blind,
        )
        if not result or result[-1] is not pairing:
            result.append(pairing)
    return result


def _contexts(blocks: Sequence[Block]) -> list[str]:
    """Return a name for each block: its section, and its number within it."""
    seen: Counter[str] = Counter()
    section, number, names = SPOT, 0, []
    for block in blocks:
        if block.deeper and section == SPOT:
            section, number = DEEPER, 0
        if block.kind == "heading":
            word = re.sub(r"[\W_]+", "-", block.text.lower()).strip("-")[:40].strip("-") or "section"
            seen[word] += 1
            section, number = (word if seen[word] == 1 else f"{word}-{seen[word]}"), 0
            names.append(section)
            continue
        number += 1
        names.append(f"{section}/{number}")
    return names
