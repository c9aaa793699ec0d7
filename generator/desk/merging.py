"""Put what translators send back into the texts' files, and nothing else.

Pure. What the translator did not touch is not touched here; what the editor changed
meanwhile is not undone.

Shapes  ``merge`` returns the file's new bytes, or None where nothing changes.
Errors  Problems name the translators' file and line.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from generator.desk.blocks import Block, Document
from generator.desk.front_matter import add_alt, set_translated_from, yaml_scalar
from generator.desk.protected import localised, lost, lost_emphasis
from generator.desk.units import PARTS, Pairing, Unit, state_of
from generator.errors import Problem, error, warning


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What came of one text: its new bytes, how many pieces changed, what is still open."""

    content: bytes | None = None
    changed: int = 0
    open: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a text stands: its languages, and whether a linked text is there."""

    source: str
    language: str
    digest: str
    there: Callable[[str], bool]


def merge(
    pairings: Sequence[Pairing], units: Sequence[Unit], source: Document, target: Document | None,
    place: Place,
) -> Merged:
    """Return a text with the translator's changes, and ``translated_from`` where it is due."""
    problems: list[Problem] = []
    taken: dict[int, str] = {}
    confirmed: set[int] = set()
    for unit in units:
        at = _find(unit, pairings)
        touched = unit.state == "" or state_of(unit.target, unit.fuzzy) != unit.state
        if not touched or unit.fuzzy or not unit.target.strip():
            continue
        if at is None:
            problems.append(warning("translation-stale", unit.file, unit.line, unit.context))
            continue
        now = pairings[at].unit
        text = localised(unit.target.strip(), place.source, place.language, place.there)
        if text == now.target:
            confirmed.add(at)
            continue
        faults = _faults(unit, now, text)
        problems.extend(faults)
        if not any(each.severity == "error" for each in faults):
            taken[at] = text
    if target is None:
        return _begin(pairings, taken, source, place, problems)
    return _change(pairings, taken, confirmed, target, place, problems)


def _find(unit: Unit, pairings: Sequence[Pairing]) -> int | None:
    """Return the pairing that a unit is of; by its words where its place has changed."""
    same = [at for at, each in enumerate(pairings) if each.unit.source == unit.source]
    exact = [at for at in same if pairings[at].unit.context == unit.context]
    found = exact or same
    return found[0] if found else None


def _faults(unit: Unit, now: Unit, text: str) -> list[Problem]:
    """Return what a translation may not lose; what was gone before is no new loss."""
    if unit.state and now.target and state_of(now.target, now.fuzzy) != unit.state:
        return [error("translation-conflict", unit.file, unit.line, now.target, context=unit.context)]
    before = set(lost(now.source, now.target)) if now.target else set()
    gone = [each for each in lost(now.source, text) if each not in before]
    found = [error("translation-lost", unit.file, unit.line, each.removeprefix("]"),
                   context=unit.context) for each in gone]
    if lost_emphasis(now.source, text) and not (now.target and lost_emphasis(now.source, now.target)):
        found.append(warning("translation-emphasis", unit.file, unit.line, "**", context=unit.context))
    return found


# ------------------------------------------------------------------ a text that is there
def _change(
    pairings: Sequence[Pairing], taken: dict[int, str], confirmed: set[int], target: Document,
    place: Place, problems: list[Problem],
) -> Merged:
    edits: list[tuple[int, int, str]] = []
    alts: list[tuple[str, str]] = []
    for at, text in taken.items():
        pairing = pairings[at]
        if pairing.key:
            span = target.front.get(pairing.key)
            if span is None:
                alts.append((pairing.key[-1], text))
            else:
                tail = target.newline if span.style in {"|", ">"} else ""
                edits.append((span.start + target.front_start, span.end + target.front_start,
                              yaml_scalar(text, span.style) + tail))
        elif pairing.targets:
            edits += _exchange(pairing.targets, text, target.newline)
        else:
            where, text = _gap(pairings, at, target), _with_marks(pairing.sources[0], text)
            edits.append((where, where, 2 * target.newline + _lines(text, target.newline)))
    content = target.text
    for start, end, text in sorted(edits, key=lambda each: each[0], reverse=True):
        content = content[:start] + text + content[end:]
    result = content.encode()
    for file, text in alts:
        result = add_alt(result, file, text)
    still = [each.unit.context for at, each in enumerate(pairings)
             if each.needs_work and at not in taken and at not in confirmed]
    lifted = any(pairings[at].unit.fuzzy for at in confirmed)
    if (taken or lifted) and not still:
        result = set_translated_from(result, place.digest)
    return Merged(content=result if result != target.text.encode() else None, changed=len(taken),
                  open=tuple(still), problems=tuple(problems))


def _exchange(blocks: Sequence[Block], text: str, newline: str) -> list[tuple[int, int, str]]:
    """Return edits for a piece; block by block where it still has as many parts."""
    parts = text.split(PARTS)
    if len(parts) != len(blocks):
        return [(blocks[0].start, blocks[-1].end, _lines(text, newline))]
    return [
        (block.start, block.end, _lines(part if block.kind != "heading" else " ".join(part.split()), newline))
        for block, part in zip(blocks, parts, strict=True) if part != block.text
    ]


def _gap(pairings: Sequence[Pairing], at: int, target: Document) -> int:
    """Return where a new piece goes: behind the piece before it, in the same half."""
    deeper = pairings[at].sources[0].deeper
    for each in reversed(pairings[:at]):
        if each.targets and each.targets[-1].deeper is deeper:
            return each.targets[-1].end
    if deeper and target.more is not None:
        return target.more
    spot = [each.end for each in target.blocks if not each.deeper]
    if deeper or not spot:
        return len(target.text.rstrip()) if deeper else target.body_start
    return target.blocks[0].start if target.blocks else target.body_start


def _with_marks(block: Block, text: str) -> str:
    if block.kind == "heading":
        return f"{block.marks} {' '.join(text.split())}"
    return block.marks + text


def _lines(text: str, newline: str) -> str:
    return text.replace("\n", newline)


# ------------------------------------------------------------------ a text that is new
def _begin(
    pairings: Sequence[Pairing], taken: dict[int, str], source: Document, place: Place,
    problems: list[Problem],
) -> Merged:
    """Return a whole new text once every piece but alts is there."""
    missing = [each.unit.context for at, each in enumerate(pairings)
               if at not in taken and each.key[:1] != ("alt",)]
    if missing:
        return Merged(open=tuple(missing) if taken else (), problems=tuple(problems))
    front = {pairings[at].key: text for at, text in taken.items() if pairings[at].key}
    lines = ["---", f"name: {yaml_scalar(front['name',], '')}",
             f"summary: {yaml_scalar(front['summary',], '')}"]
    alts = [(key[1], text) for key, text in front.items() if key[0] == "alt"]
    lines += ["alt:"] * bool(alts)
    lines += [f"  {yaml_scalar(file, '')}: {yaml_scalar(text, '')}" for file, text in alts]
    lines += ["status: draft", f"translated_from: {place.digest}", "---"]
    parts = []
    deeper = False
    for at, pairing in enumerate(pairings):
        if pairing.sources:
            if pairing.sources[0].deeper and not deeper:
                parts.append("<!-- more -->")
                deeper = True
            parts.append(_with_marks(pairing.sources[0], taken[at]))
    parts += [localised(each, place.source, place.language, place.there)
              for each in source.definitions]
    content = "\n".join(lines) + "\n" + PARTS.join(parts) + "\n"
    return Merged(content=content.encode(), changed=len(taken), problems=tuple(problems))


def in_file(units: Sequence[Unit], file: str) -> list[Unit]:
    """Return units that know which file they came in."""
    return [replace(each, file=file) for each in units]
