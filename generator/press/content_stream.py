"""A page's drawing commands, whole paths at a time.

An engraving has tens of thousands of points, and only the box of each path matters: so a
run of path commands is one step with all its numbers. A thousand pages of one template
repeat most paths, so their numbers are kept under their text.

Pure.

Shapes  A step is an operator with its operands; ``path`` stands for a run of m l c v y h.
        A text object that does nothing but show text is passed over.
Units   Numbers as they stand, in the space of the current matrix.
Errors  Nothing here raises; what is no command is passed over.
Source  ISO 32000-1, 7.8.2 (content streams), 8.9.7 (inline images), 9.4 (text objects).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

PATH = "path"
INLINE = "BI"
NUMBERS = rb"(?>[-+.\d]+\s+)"
PLAIN = rb"[^()\\]++|\\."
STRING = rb"\((?:" + PLAIN + rb"|\((?:" + PLAIN + rb")*+\))*+\)|<[0-9A-Fa-f\s]*+>"
# What stands between BT and ET where nothing but text is shown: no colour, no form, no state.
SHOWS_TEXT = (
    rb"[-+.\d\s\[\]]++|" + STRING + rb"|<<|>>|/[^\s()<>\[\]{}/%]*"
    rb"|(?:T[cdDfjJLmrswz]|BDC|BMC|EMC)(?![\w*'\"])|T\*"
)
TOKEN = re.compile(
    rb"(?P<path>(?:" + NUMBERS + rb"*+[mlcvyh](?![\w*'\"])\s*)++)"
    rb"|(?P<numbers>(?:[-+.\d]+\s*)++)"
    rb"|(?P<text>BT(?![\w*'\"])(?>" + SHOWS_TEXT + rb")*+ET(?![\w*'\"]))"
    rb"|(?P<name>/[^\s()<>\[\]{}/%]*)"
    rb"|(?P<operator>[A-Za-z'\"][\w*'\"]*)"
    rb"|(?P<string>" + STRING + rb")"
    rb"|(?P<comment>%[^\r\n]*)", re.DOTALL,
)
NUMBER = re.compile(rb"[-+.\d]+")
NO_LETTERS = bytes.maketrans(b"mlcvyh", b"      ")
IMAGE_END = re.compile(rb"\sEI(?=\s|$)")
KEPT_PATHS = 512  # a page has about forty

Operand = float | str
Step = tuple[str, list[Operand], tuple[float, ...]]


def steps(content: bytes) -> Iterator[Step]:
    """Yield (operator, operands, numbers of a path run) one after the other."""
    operands: list[Operand] = []
    place = 0
    while True:
        token = TOKEN.search(content, place)
        if token is None:
            return
        place = token.end()
        kind, text = token.lastgroup, token[0]
        if kind == "path":
            yield PATH, [], _path_numbers(text)
            operands = []
        elif kind == "numbers":
            operands += _numbers(text)
        elif kind == "name":
            operands.append(text.decode("latin-1"))
        elif kind == "text":
            operands = []
        elif kind == "operator":
            name = text.decode("latin-1")
            if name == "ID":
                end = IMAGE_END.search(content, place)
                place = end.end() if end is not None else len(content)
                name = INLINE
            elif name == INLINE:
                operands = []
                continue
            yield name, operands, ()
            operands = []


@lru_cache(maxsize=KEPT_PATHS)
def _path_numbers(text: bytes) -> tuple[float, ...]:
    return tuple(_numbers(text))


def _numbers(text: bytes) -> list[float]:
    try:
        return list(map(float, text.translate(NO_LETTERS).decode("latin-1").split()))
    except ValueError:
        return [_number(each) for each in NUMBER.findall(text)]


def _number(text: bytes) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
