"""SVG path data and transforms as PDF operators.

Pure.

Shapes  In: attribute texts. Out: operators ``m l c h``, absolute.
Units   SVG user units, two decimals.
Errors  ``path_operators`` and ``matrix_of`` give None for what they can't read.
Source  SVG 2, 9.3 (path data), 9.3.8 and B.2 (arcs), CSS Transforms 1, 4.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(r"([MmZzLlHhVvCcSsQqTtAa])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
TRANSFORM = re.compile(r"(matrix|translate|scale|rotate)\s*\(([^)]*)\)[\s,]*")
KAPPA = 4 / 3 * (math.sqrt(2) - 1)
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Matrix:
    """An affine transform as PDF and SVG write it."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    @property
    def text(self) -> str:
        """The six numbers."""
        return " ".join(f"{each:.6g}" for each in (self.a, self.b, self.c, self.d, self.e, self.f))

    def then(self, inner: "Matrix") -> "Matrix":
        """Return the transform that applies ``inner`` first."""
        return Matrix(
            self.a * inner.a + self.c * inner.b, self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d, self.b * inner.c + self.d * inner.d,
            self.a * inner.e + self.c * inner.f + self.e,
            self.b * inner.e + self.d * inner.f + self.f,
        )


def matrix_of(text: str) -> Matrix | None:
    """Return what a ``transform`` attribute says."""
    result, end = Matrix(), 0
    for match in TRANSFORM.finditer(text.strip()):
        if match.start() != end:
            return None
        end = match.end()
        numbers = [float(each) for each in re.split(r"[\s,]+", match[2].strip()) if each]
        step = _step(match[1], numbers)
        if step is None:
            return None
        result = result.then(step)
    return result if end == len(text.strip()) else None


def _step(kind: str, numbers: list[float]) -> Matrix | None:
    if kind == "matrix" and len(numbers) == 6:
        return Matrix(*numbers)
    if kind == "translate" and len(numbers) in {1, 2}:
        return Matrix(e=numbers[0], f=numbers[1] if len(numbers) == 2 else 0)
    if kind == "scale" and len(numbers) in {1, 2}:
        return Matrix(a=numbers[0], d=numbers[-1])
    if kind == "rotate" and len(numbers) in {1, 3}:
        turn = math.radians(numbers[0])
        spin = Matrix(math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn))
        if len(numbers) == 1:
            return spin
        x, y = numbers[1:]
        return Matrix(e=x, f=y).then(spin).then(Matrix(e=-x, f=-y))
    return None


def ellipse(x: float, y: float, across: float, down: float) -> str:
    """Return an ellipse as four curves."""
    if across <= 0 or down <= 0:
        return ""
    i, j = across * KAPPA, down * KAPPA
    return " ".join((
        _at((x + across, y), "m"),
        _at((x + across, y + j), (x + i, y + down), (x, y + down), "c"),
        _at((x - i, y + down), (x - across, y + j), (x - across, y), "c"),
        _at((x - across, y - j), (x - i, y - down), (x, y - down), "c"),
        _at((x + i, y - down), (x + across, y - j), (x + across, y), "c"), "h",
    ))


def polyline(points: str, *, closed: bool) -> str:
    """Return the lines of a ``points`` attribute."""
    numbers = [float(each) for each in re.split(r"[\s,]+", points.strip()) if each]
    corners = list(zip(numbers[::2], numbers[1::2], strict=False))
    lines = [_at(corner, "m" if index == 0 else "l") for index, corner in enumerate(corners)]
    return " ".join([*lines, "h"] if closed and lines else lines)


def path_operators(data: str) -> str | None:
    """Return the operators of path data, or None where it can't be read."""
    commands = _commands(data)
    return None if commands is None else " ".join(_operators(commands))


def _commands(data: str) -> list[tuple[str, list[float]]] | None:
    """Return each command with the numbers of one step."""
    found: list[tuple[str, list[float]]] = []
    command, numbers = "", list[float]()
    if re.sub(TOKEN, "", data).strip(" \t\r\n,"):
        return None
    for match in TOKEN.finditer(_apart(data)):
        if match[1]:
            if numbers or (not found and match[1] not in "Mm"):
                return None
            command = match[1]
            if command in "Zz":
                found.append((command, []))
            continue
        if not command or command in "Zz":
            return None
        numbers.append(float(match[2]))
        if len(numbers) == COUNTS[command.upper()]:
            found.append((command, numbers))
            numbers = []
            command = {"M": "L", "m": "l"}.get(command, command)
    return None if numbers else found


def _apart(data: str) -> str:
    """Return path data with the flags of arcs set apart: ``a1 1 0 01 5 5`` is legal."""
    return re.sub(
        r"([Aa])([^A-Za-z]*)",
        lambda arc: arc[1] + re.sub(
            r"((?:[-+]?[\d.]+[\s,]*){3}?)([01])[\s,]*([01])[\s,]*([-+]?[\d.]+)[\s,]*([-+]?[\d.]+)",
            r"\1 \2 \3 \4 \5 ", arc[2]), data)


def _operators(commands: list[tuple[str, list[float]]]) -> Iterator[str]:
    here = start = control = (0.0, 0.0)
    before = ""
    for command, numbers in commands:
        kind = command.upper()
        if kind == "Z":
            here = start
            yield "h"
        else:
            points = _absolute(kind, numbers, here if command.islower() else (0.0, 0.0), here)
            text, control = _drawn(kind, points, numbers, here, control if before in "CSQT" else here,
                                   before)
            here = points[-1]
            yield text
            if kind == "M":
                start = here
        before = kind


def _absolute(kind: str, numbers: list[float], base: Point, here: Point) -> list[Point]:
    if kind == "H":
        return [(base[0] + numbers[0], here[1])]
    if kind == "V":
        return [(here[0], base[1] + numbers[0])]
    pairs = numbers[5:] if kind == "A" else numbers
    return [(base[0] + x, base[1] + y) for x, y in zip(pairs[::2], pairs[1::2], strict=True)]


def _drawn(
    kind: str, points: list[Point], numbers: list[float], here: Point, control: Point, before: str
) -> tuple[str, Point]:
    """Return the operator of one step, and its last control point."""
    if kind in "MLHV":
        return _at(points[0], "m" if kind == "M" else "l"), points[0]
    if kind == "A":
        return " ".join(_arc(here, points[-1], numbers)), points[-1]
    mirrored = (2 * here[0] - control[0], 2 * here[1] - control[1])
    if kind in "CS":
        if kind == "S":
            points = [mirrored if before in "CS" else here, *points]
        return _at(*points, "c"), points[1]
    middle = points[0] if kind == "Q" else (mirrored if before in "QT" else here)
    end = points[-1]
    first = tuple(a + 2 / 3 * (m - a) for a, m in zip(here, middle, strict=True))
    second = tuple(b + 2 / 3 * (m - b) for b, m in zip(end, middle, strict=True))
    return _at((first[0], first[1]), (second[0], second[1]), end, "c"), middle


def _arc(here: Point, end: Point, numbers: list[float]) -> Iterator[str]:
    """Yield the curves of an elliptic arc (SVG 2, B.2.4)."""
    across, down, turn = abs(numbers[0]), abs(numbers[1]), math.radians(numbers[2])
    if here == end:
        return
    if across == 0 or down == 0:
        yield _at(end, "l")
        return
    cos, sin = math.cos(turn), math.sin(turn)
    dx, dy = (here[0] - end[0]) / 2, (here[1] - end[1]) / 2
    x, y = cos * dx + sin * dy, -sin * dx + cos * dy
    grow = max(1.0, math.sqrt((x / across) ** 2 + (y / down) ** 2))
    across, down = across * grow, down * grow
    square = (across * down) ** 2 / ((across * y) ** 2 + (down * x) ** 2) - 1
    factor = math.sqrt(max(0.0, square)) * (-1 if numbers[3] == numbers[4] else 1)
    cx, cy = factor * across * y / down, -factor * down * x / across
    first = math.atan2((y - cy) / down, (x - cx) / across)
    last = math.atan2((-y - cy) / down, (-x - cx) / across)
    sweep = last - first
    if numbers[4] and sweep < 0:
        sweep += 2 * math.pi
    elif not numbers[4] and sweep > 0:
        sweep -= 2 * math.pi
    middle = (cos * cx - sin * cy + (here[0] + end[0]) / 2,
              sin * cx + cos * cy + (here[1] + end[1]) / 2)
    count = max(1, math.ceil(abs(sweep) / (math.pi / 2) - 1e-9))
    step = sweep / count
    reach = 4 / 3 * math.tan(step / 4)

    def at(angle: float, along: float) -> Point:
        u = across * (math.cos(angle) - along * math.sin(angle))
        v = down * (math.sin(angle) + along * math.cos(angle))
        return (middle[0] + cos * u - sin * v, middle[1] + sin * u + cos * v)

    for index in range(count):
        begin, finish = first + index * step, first + (index + 1) * step
        yield _at(at(begin, reach), at(finish, -reach), at(finish, 0), "c")


def _at(*parts: Point | str) -> str:
    """Return points and the operator after them."""
    return " ".join(
        part if isinstance(part, str) else " ".join(f"{round(each, 2):g}" for each in part)
        for part in parts
    )
