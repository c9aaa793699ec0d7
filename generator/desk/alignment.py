"""Find which blocks of a translation translate which blocks of a source text.

Pure. A translation by hand need not have the same paragraphs: the cheapest way to walk
through both texts at once is found, where one block may stand for up to three.

Shapes  A bead is (indexes of source blocks, indexes of target blocks), either maybe empty.
Source  Gale and Church, "A program for aligning sentences in bilingual corpora" (1993),
        on paragraphs, with links, footnotes and numbers as anchors.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.desk.blocks import Block
from generator.desk.protected import split_at_tokens

Bead = tuple[tuple[int, ...], tuple[int, ...]]
STEPS = {(1, 1): 0.0, (1, 0): 3.5, (0, 1): 3.5, (2, 1): 2.2, (1, 2): 2.2, (3, 1): 4.0, (1, 3): 4.0,
         (2, 2): 3.0}
OTHER_KIND = 2.5
ANCHOR = 0.7
NUMBER = re.compile(r"\d{2,}")
WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
WIDE_COUNTS = 2.4  # a Chinese or Korean character says about as much as that many letters
LIKE_ENOUGH = 0.5


def align(source: Sequence[Block], target: Sequence[Block]) -> list[Bead]:
    """Return the beads of two texts, in order; spot and deeper are never mixed."""
    beads: list[Bead] = []
    for deeper in (False, True):
        mine = [at for at, each in enumerate(source) if each.deeper is deeper]
        theirs = [at for at, each in enumerate(target) if each.deeper is deeper]
        for found in _walk([source[at] for at in mine], [target[at] for at in theirs]):
            beads.append((tuple(mine[at] for at in found[0]), tuple(theirs[at] for at in found[1])))
    return beads


def follow(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return which text of ``old`` became which of ``new``; a changed one by likeness."""
    found: dict[int, int] = {}
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.update(zip(range(a, b), range(c, d), strict=True))
        elif kind == "replace" and b - a == d - c:
            found.update(zip(range(a, b), range(c, d), strict=True))
        elif kind == "replace":
            at = c
            for one in range(a, b):
                ratios = [(SequenceMatcher(None, old[one], new[two], autojunk=False).ratio(), -two)
                          for two in range(at, d)]
                best = max(ratios, default=(0.0, 0))
                if best[0] >= LIKE_ENOUGH:
                    found[one], at = -best[1], 1 - best[1]
    return found


def _walk(source: Sequence[Block], target: Sequence[Block]) -> list[Bead]:
    if [each.kind for each in source] == [each.kind for each in target]:
        return [((at,), (at,)) for at in range(len(source))]
    mine_all, theirs_all = [_weight(each) for each in source], [_weight(each) for each in target]
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(source) + 1):
        for j in range(len(target) + 1):
            here = best.get((i, j))
            if here is None:
                continue
            for (mine, theirs), price in STEPS.items():
                to = (i + mine, j + theirs)
                if to[0] > len(source) or to[1] > len(target):
                    continue
                cost = here[0] + price + _cost(mine_all[i : to[0]], theirs_all[j : to[1]])
                if to not in best or cost < best[to][0]:
                    best[to] = (cost, (i, j))
    beads: list[Bead] = []
    place = (len(source), len(target))
    while place != (0, 0):
        back = best[place][1]
        beads.append((tuple(range(back[0], place[0])), tuple(range(back[1], place[1]))))
        place = back
    return beads[::-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weight:
    """What is compared of a block."""

    kind: str
    length: float
    anchors: frozenset[str]


def _weight(block: Block) -> _Weight:
    anchors = set(NUMBER.findall(block.text))
    for piece, token in split_at_tokens(block.text):
        if token:
            anchors.add(re.sub(r"[A-Za-z0-9-]+\.md", ".md", piece))
    length = len(block.text) + (WIDE_COUNTS - 1) * len(WIDE.findall(block.text))
    return _Weight(kind=block.kind, length=length, anchors=frozenset(anchors))


def _cost(source: Sequence[_Weight], target: Sequence[_Weight]) -> float:
    kinds = {each.kind for each in (*source, *target)}
    if not source or not target:
        return 0.5 if "heading" in kinds else 0.0
    if "heading" in kinds and (kinds != {"heading"} or (len(source), len(target)) != (1, 1)):
        return math.inf
    far = abs(math.log((sum(each.length for each in source) + 8)
                       / (sum(each.length for each in target) + 8)))
    ours = frozenset().union(*(each.anchors for each in source))
    found = frozenset().union(*(each.anchors for each in target))
    same, other = min(3, len(ours & found)), min(3, len(ours ^ found))
    return OTHER_KIND * (len(kinds) > 1) + 2 * far - ANCHOR * same + 0.2 * other
