"""A one-ink SVG drawing as a tiny PDF in black alone.

An SVG placed by Typst comes out in RGB; a PDF placed by it keeps its inks. So the
drawing's shapes are written anew: fills and strokes in ``DeviceCMYK`` with K alone.

Shapes  In: SVG bytes. Out: ``Plate`` with PDF bytes and its size.
Units   SVG user units; the template scales them.
Errors  ``PlateError`` names what a one-ink drawing can't hold.
Source  SVG 2, 9 and 10; ISO 32000-2, 8.5 (paths), 8.6.4.4 (DeviceCMYK).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from generator.drawings import parse_drawing
from generator.press.svg_path import Matrix, ellipse, matrix_of, path_operators, polyline

RULE = re.compile(r"\.([\w-]+)\s*\{([^}]*)\}")
PAINT = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")
NAMED = {"black": "#000000", "white": "#ffffff"}
# Rec. 709, as ISO 12640 pictures are seen: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
LUMINANCE = (0.2126, 0.7152, 0.0722)
SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
SILENT = frozenset({"title", "desc", "style", "defs", "linearGradient", "radialGradient", "metadata"})
INHERITED = ("fill", "stroke", "stroke-width", "fill-rule", "stroke-linecap", "stroke-linejoin")
CAPS = {"butt": 0, "round": 1, "square": 2}
JOINS = {"miter": 0, "round": 1, "bevel": 2}


class PlateError(ValueError):
    """The drawing holds what one ink can't print; the text names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """A drawing ready for the press."""

    pdf: bytes
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    values: Mapping[str, str]

    def of(self, name: str, otherwise: str) -> str:
        return self.values.get(name, otherwise)


def engrave(svg: bytes) -> Plate:
    """Return the drawing as a PDF page in K alone."""
    root = parse_drawing(svg)
    if root is None:
        raise PlateError("?")
    left, top, width, height = _view_box(root)
    classes = _classes(root)
    gradients = {each.get("id", ""): _first_stop(each, classes) for each in root.iter()
                 if _local(each) in {"linearGradient", "radialGradient"}}
    first = f"1 0 0 -1 {-left:g} {top + height:g} cm"
    clip = f"{left:g} {top:g} {width:g} {height:g} re W n"
    try:
        parts = [first, clip, *_draw(root, classes, gradients, _Style(values={}))]
    except (ValueError, OverflowError, ZeroDivisionError) as fault:
        raise PlateError("1e999") from fault  # a number that no page can hold
    return Plate(pdf=pdf_page("\n".join(parts).encode("ascii"), width, height),
                 width=width, height=height)


def pdf_page(content: bytes, width: float, height: float, resources: bytes = b"<<>>",
             more: tuple[bytes, ...] = ()) -> bytes:
    """Return the smallest PDF of one page with a content stream and further objects, from 5."""
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width:g} {height:g}]/Contents 4 0 R/Resources "
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page.encode() + resources + b">>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content), *more,
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, start)


def _draw(
    element: Element, classes: Mapping[str, Mapping[str, str]], gradients: Mapping[str, str],
    style: _Style,
) -> Iterator[str]:
    """Yield the operators of an element and what is below it."""
    name = _local(element)
    if name in SILENT:
        return
    if name not in SHAPES | {"svg", "g"}:
        raise PlateError(f"<{name}>")
    style = _styled(element, classes, style)
    if style.of("display", "") == "none":
        return
    matrix = matrix_of(element.get("transform", ""))
    if matrix is None:
        raise PlateError(element.get("transform", ""))
    moved = matrix != Matrix()
    if moved:
        yield f"q {matrix.text} cm"
    if name in SHAPES:
        yield from _shape(element, name, style, gradients)
    for child in element:
        if isinstance(child.tag, str):
            yield from _draw(child, classes, gradients, style)
    if moved:
        yield "Q"


def _shape(
    element: Element, name: str, style: _Style, gradients: Mapping[str, str]
) -> Iterator[str]:
    outline = _outline(element, name)
    fill = _tint(style.of("fill", "#000"), gradients)
    stroke = _tint(style.of("stroke", "none"), gradients)
    if not outline or (fill is None and stroke is None):
        return
    operators = []
    if fill is not None:
        operators.append(f"0 0 0 {fill} k")
    if stroke is not None:
        cap = CAPS.get(style.of("stroke-linecap", "butt"), 0)
        join = JOINS.get(style.of("stroke-linejoin", "miter"), 0)
        width = _number(style.of("stroke-width", "1"))
        operators.append(f"0 0 0 {stroke} K {width:g} w {cap} J {join} j")
    star = "*" if style.of("fill-rule", "") == "evenodd" else ""
    paint = {(True, False): f"f{star}", (False, True): "S", (True, True): f"B{star}"}
    yield " ".join((*operators, outline, paint[fill is not None, stroke is not None]))


def _outline(element: Element, name: str) -> str:
    """Return the path operators of a shape."""
    def get(key: str) -> float:
        return _number(element.get(key, "0"))

    if name == "path":
        found = path_operators(element.get("d", ""))
        if found is None:
            raise PlateError(element.get("d", "")[:40])
        return found
    if name == "rect":
        return f"{get('x'):g} {get('y'):g} {get('width'):g} {get('height'):g} re"
    if name == "circle":
        return ellipse(get("cx"), get("cy"), get("r"), get("r"))
    if name == "ellipse":
        return ellipse(get("cx"), get("cy"), get("rx"), get("ry"))
    if name == "line":
        return f"{get('x1'):g} {get('y1'):g} m {get('x2'):g} {get('y2'):g} l"
    return polyline(element.get("points", ""), closed=name == "polygon")


def _styled(element: Element, classes: Mapping[str, Mapping[str, str]], style: _Style) -> _Style:
    values = {key: value for key, value in style.values.items() if key in INHERITED}
    for name in (*INHERITED, "opacity", "fill-opacity", "display"):
        if name in element.attrib:
            values[name] = element.attrib[name]
    for name in element.get("class", "").split():
        values.update(classes.get(name, {}))
    values.update(_declarations(element.get("style", "")))
    return replace(style, values=values)


def _classes(root: Element) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for element in root.iter():
        if _local(element) == "style":
            for name, body in RULE.findall(element.text or ""):
                found.setdefault(name, {}).update(_declarations(body))
    return found


def _declarations(body: str) -> dict[str, str]:
    pairs = (each.partition(":") for each in body.split(";") if ":" in each)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _first_stop(gradient: Element, classes: Mapping[str, Mapping[str, str]]) -> str:
    """Return a gradient's first colour: one ink knows no blends."""
    stop = next((each for each in gradient if _local(each) == "stop"), None)
    if stop is None:
        return "none"
    found = {**_declarations(stop.get("style", ""))}
    for name in stop.get("class", "").split():
        found.update(classes.get(name, {}))
    return found.get("stop-color") or stop.get("stop-color") or "#000"


def _tint(paint: str, gradients: Mapping[str, str]) -> str | None:
    """Return the share of black of a paint, or None for none."""
    paint = paint.strip()
    reference = re.match(r"url\(#([^)]+)\)", paint)
    if reference:
        paint = gradients.get(reference[1], "none")
    if paint in {"none", "transparent"}:
        return None
    match = PAINT.match(NAMED.get(paint, paint))
    if match is None:
        raise PlateError(paint)
    digits = match[1] if len(match[1]) == 6 else "".join(char * 2 for char in match[1])
    shares = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    light = sum(share * weight for share, weight in zip(shares, LUMINANCE, strict=True))
    return f"{round(1 - light, 3):g}"


def _view_box(root: Element) -> tuple[float, float, float, float]:
    numbers = [_number(each) for each in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if each]
    if len(numbers) == 4 and numbers[2] > 0 and numbers[3] > 0:
        return (numbers[0], numbers[1], numbers[2], numbers[3])
    width, height = _number(root.get("width", "0")), _number(root.get("height", "0"))
    if width <= 0 or height <= 0:
        raise PlateError("viewBox")
    return (0.0, 0.0, width, height)


def _number(text: str) -> float:
    match = re.match(r"\s*([-+]?[0-9]*\.?[0-9]+(?:e[-+]?\d+)?)", text, re.IGNORECASE)
    return float(match[1]) if match else 0.0


def _local(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
