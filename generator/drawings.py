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
CALLS_OUT = re.compile(r"url\(\s*['\"]?\s*(?!#)|@import|expression\(|javascript:|\\", re.IGNORECASE)
LENGTH = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(?:px)?\s*\Z")
# Our drawings' own way of holding light and dark: docs/design-language.md.
DARK = re.compile(r"@media\s*\(prefers-color-scheme:\s*dark\)\s*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
ROOT_RULE = re.compile(r":root\s*\{([^}]*)\}")
VARIABLE = re.compile(r"(--[\w-]+)\s*:\s*([^;}]+)")
VARIABLE_USE = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
LARGEST_PX = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanedDrawing:
    """A drawing that only draws."""

    content: bytes
    width_px: int
    height_px: int
    dropped: tuple[str, ...]


def parse_drawing(original: bytes) -> ElementTree.Element | None:
    """Return the root of an SVG, or None where it is none that can be read."""
    try:
        root = fromstring(original, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        return None
    return root if root.tag == f"{{{SVG}}}svg" else None


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
        if _local(element.tag) == "style" and CALLS_OUT.search(element.text or ""):
            dropped.append("style")
            element.text = ""
        for child in list(element):
            if isinstance(child.tag, str) and _is_allowed(child.tag):
                waiting.append(child)
            else:
                if isinstance(child.tag, str) and child.tag.startswith(f"{{{SVG}}}"):
                    dropped.append(f"<{_local(child.tag)}>")
                element.remove(child)


def _clean_attributes(element: ElementTree.Element, dropped: list[str]) -> None:
    for name, value in list(element.attrib.items()):
        local = _local(name)
        foreign = name.startswith("{") and not name.startswith(
            (f"{{{XLINK}}}", "{http://www.w3.org/XML/1998/namespace}")
        )
        bad_address = local == "href" and not SAFE_ADDRESS.match(value)
        if local.lower().startswith("on") or bad_address or CALLS_OUT.search(value):
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
    numbers = [round(float(side.group(1))) if side else 0 for side in sides]
    if all(0 < number <= LARGEST_PX for number in numbers):
        return numbers[0], numbers[1]
    return 800, 500
