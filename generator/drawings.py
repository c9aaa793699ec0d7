"""Clean an SVG drawing of everything that could act or call out.

Door to ``defusedxml``. Pure.

Shapes  In: the bytes of an SVG. Out: the cleaned bytes, its size, what was dropped.
Units   ``*_px`` CSS pixels, from ``viewBox`` or ``width`` and ``height``.
Errors  None where it is no SVG that can be read.
Source  SVG 2; a list of what is allowed, never of what is not.
"""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
ELEMENTS = frozenset(
    """svg g defs title desc path rect circle ellipse line polyline polygon text tspan textPath
    linearGradient radialGradient stop pattern clipPath mask symbol use style marker filter feBlend
    feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
    feSpotLight feTile feTurbulence""".split()
)
SAFE_ADDRESS = re.compile(r"\s*#[\w:.-]+\s*\Z")
CALLS_OUT = re.compile(
    r"url\(\s*['\"]?\s*(?!#)|@import|image-set\(|image\(|src\(|expression\(|javascript:|\\", re.IGNORECASE)
LENGTH = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(?:px)?\s*\Z")
# Our drawings' own way of holding light and dark: docs/design-language.md.
DARK = re.compile(r"@media\s*\(prefers-color-scheme:\s*dark\)\s*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
ROOT_RULE = re.compile(r":root\s*\{([^{}]*)\}")
VARIABLE = re.compile(r"(--[\w-]+)\s*:\s*([^;}]+)")
VARIABLE_USE = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
EMPTY_DRAWING = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
LARGEST_PX = 20_000
CLASS_OR_ID = re.compile(r"[.#][\w-]+")
TAG = re.compile(r"[A-Za-z][\w-]*")
LARGEST_BYTES = 3_000_000  # ours have 80 kB; a visitor's phone has to draw it
DEEPEST = 60  # groups in groups: drawing programs write a dozen
MOST_SHAPES = 100_000  # with every <use> drawn out
MOST_OCTAVES = 8
MOST_ADDRESSES = 2_000  # that style rules draw with
ADDRESSED = re.compile(r"url\(\s*+['\"]?+\s*+#([^'\")\s]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanedDrawing:
    """A drawing that only draws."""

    content: bytes
    width_px: int
    height_px: int
    dropped: tuple[str, ...]


def parse_drawing(original: bytes) -> ElementTree.Element | None:
    """Return the root of an SVG, or None where it is none that can be read."""
    if len(original) > LARGEST_BYTES:
        return None
    try:
        root = fromstring(original, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        return None
    if root.tag != f"{{{SVG}}}svg" or is_deeper(root, DEEPEST) or _is_endless(root):
        return None
    return root


def is_deeper(root: ElementTree.Element, most: int) -> bool:
    """Return whether elements nest deeper than ``most``: what walks down would fall over."""
    level = [root]
    for _ in range(most):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


def clean_drawing(original: bytes) -> CleanedDrawing | None:
    """Return the drawing without scripts, events, foreign content and addresses."""
    dropped: list[str] = []
    root = parse_drawing(original)
    if root is None:
        return None
    _clean(root, dropped)
    width_px, height_px = _size(root)
    root.set("width", str(width_px))
    root.set("height", str(height_px))
    if not root.get("viewBox"):
        root.set("viewBox", f"0 0 {width_px} {height_px}")
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK)
    content = ElementTree.tostring(root, encoding="utf-8", xml_declaration=False)
    return CleanedDrawing(content=content + b"\n", width_px=width_px, height_px=height_px,
                          dropped=tuple(sorted(set(dropped))))


def resolve_drawing(cleaned: bytes) -> bytes:
    """Return a drawing by day, its CSS variables put in: what renderers without them need."""
    text = DARK.sub("", cleaned.decode("utf-8"))
    colours = dict(VARIABLE.findall("".join(ROOT_RULE.findall(text))))
    return VARIABLE_USE.sub(lambda use: colours.get(use[1], "none"), text).encode()


def _clean(root: ElementTree.Element, dropped: list[str]) -> None:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        _clean_attributes(element, dropped)
        if _local(element.tag) == "style":
            _clean_style(element, dropped)
        for child in list(element):
            if isinstance(child.tag, str) and _is_allowed(child.tag):
                waiting.append(child)
            else:
                if isinstance(child.tag, str) and child.tag.startswith(f"{{{SVG}}}"):
                    dropped.append(f"<{_local(child.tag)}>")
                element.remove(child)


def _clean_style(element: ElementTree.Element, dropped: list[str]) -> None:
    """Leave rules that only draw; browsers read the text between children, too."""
    element.text = "".join([element.text or "", *(child.tail or "" for child in element)])
    element[:] = []
    if CALLS_OUT.search(element.text):
        dropped.append("style")
        element.text = ""


def _clean_attributes(element: ElementTree.Element, dropped: list[str]) -> None:
    for name, value in list(element.attrib.items()):
        local = _local(name)
        foreign = name.startswith("{") and not name.startswith(
            (f"{{{XLINK}}}", "{http://www.w3.org/XML/1998/namespace}")
        )
        bad_address = local == "href" and not SAFE_ADDRESS.match(value)
        if local.lower().startswith("on") or bad_address or CALLS_OUT.search(value):
            dropped.append(local)
        elif local == "numOctaves" and not (value.isdecimal() and int(value[:9]) <= MOST_OCTAVES):
            dropped.append(local)
        elif not foreign:
            continue
        del element.attrib[name]


def _is_allowed(tag: str) -> bool:
    return tag.startswith(f"{{{SVG}}}") and _local(tag) in ELEMENTS


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1]


def _size(root: ElementTree.Element) -> tuple[int, int]:
    box = re.split(r"[\s,]+", (root.get("viewBox") or "").strip())
    found = [root.get("width") or "", root.get("height") or ""]
    if len(box) == 4:
        found = box[2:]
    sides = [LENGTH.match(side) for side in found]
    written = [float(side.group(1)) if side else 0.0 for side in sides]
    numbers = [round(side) if side <= LARGEST_PX else 0 for side in written]
    if all(0 < number <= LARGEST_PX for number in numbers):
        return numbers[0], numbers[1]
    return 800, 500


def _is_endless(root: ElementTree.Element) -> bool:
    """Return whether a drawing grows beyond bounds, or in circles, as its parts are reused.

    A few lines of ``<use>`` in ``<use>``, or of patterns in patterns, are millions of shapes.
    """
    by_id = {each.get("id", ""): each for each in root.iter() if each.get("id")}
    styled = _addresses_by_selector(root)
    if styled is None:
        return True
    drawn: dict[int, int | None] = {}  # by identity; None while it is being counted
    waiting = [(root, False)]
    edges = 0
    while waiting:
        element, ready = waiting.pop()
        key = id(element)
        if not ready and key in drawn:
            continue
        parts = [*element, *(by_id[name] for name in _addresses(element, styled) if name in by_id)]
        edges += len(parts)
        if ready:
            sizes = [drawn[id(part)] for part in parts]
            drawn[key] = 1 + sum(size or 0 for size in sizes)
            if None in sizes or (drawn[key] or 0) > MOST_SHAPES or edges > 4 * MOST_SHAPES:
                return True
        else:
            drawn[key] = None
            waiting += [(element, True), *((part, False) for part in parts)]
    return False


def _addresses(element: ElementTree.Element, styled: dict[str, set[str]]) -> set[str]:
    """Return the ids that an element draws with."""
    found: set[str] = set()
    for name, value in element.attrib.items():
        if _local(name) == "href" and value.strip().startswith("#"):
            found.add(value.strip()[1:])
        elif "url(" in value:
            found.update(ADDRESSED.findall(value))
    if styled:
        classes = (f".{word}" for word in element.get("class", "").split())
        for selector in ("*", _local(str(element.tag)), f"#{element.get('id')}", *classes):
            found |= styled.get(selector, set())
    return found


def _addresses_by_selector(root: ElementTree.Element) -> dict[str, set[str]] | None:
    """Return the ids that style rules draw with, by class, id or tag; None where too many.

    Gradients hold no shapes and are left out.
    """
    plain = {each.get("id") for each in root.iter() if "Gradient" in str(each.tag)}
    found: dict[str, set[str]] = {}
    count = 0
    for style in root.iter(f"{{{SVG}}}style"):
        for rule in "".join(style.itertext()).split("}"):
            head, _, declared = rule.rpartition("{")
            names = {name for name in ADDRESSED.findall(declared) if name not in plain}
            for selector in head.rpartition("{")[2].split(",") if names else ():
                last = (selector.split() or ["*"])[-1]
                key = CLASS_OR_ID.search(last) or TAG.match(last)
                found.setdefault(key[0] if key else "*", set()).update(names)
                count += len(names)
                if count > MOST_ADDRESSES:
                    return None
    return found
