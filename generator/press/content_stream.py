"""A page's drawing commands, whole paths at a time.

An engraving has tens of thousands of points, and only the box of each path matters: so a
run of path commands is one step with all its numbers.

Pure.

Shapes  A step is an operator with its operands; ``path`` stands for a run of m l c v y h.
Units   Numbers as they stand, in the space of the current matrix.
Errors  Nothing here raises; what is no command is passed over.
Source  ISO 32000-1, 7.8.2 (content streams), 8.9.7 (inline images).
"""

import re
from collections.abc import Iterator

PATH = "path"
INLINE = "BI"
TOKEN = re.compile(
    rb"(?P<path>(?:(?:[-+.\d]+\s+)*[mlcvyh](?![\w*'\"])\s*)+)"
    rb"|(?P<number>[-+.\d]+)"
    rb"|(?P<name>/[^\s()<>\[\]{}/%]*)"
    rb"|(?P<operator>[A-Za-z'\"][\w*'\"]*)"
    rb"|(?P<string>\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|<[0-9A-Fa-f\s]*>)"
    rb"|(?P<comment>%[^\r\n]*)", re.DOTALL,
)
NUMBER = re.compile(rb"[-+.\d]+")
IMAGE_END = re.compile(rb"\sEI(?=\s|$)")

Operand = float | str
Step = tuple[str, list[Operand], list[float]]


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
            yield PATH, [], [_number(each) for each in NUMBER.findall(text)]
            operands = []
        elif kind == "number":
            operands.append(_number(text))
        elif kind == "name":
            operands.append(text.decode("latin-1"))
        elif kind == "operator":
            name = text.decode("latin-1")
            if name == "ID":
                end = IMAGE_END.search(content, place)
                place = end.end() if end is not None else len(content)
                name = INLINE
            elif name == INLINE:
                operands = []
                continue
            yield name, operands, []
            operands = []


def _number(text: bytes) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
