"""Units as an XLIFF 2.1 file, and back.

Pure. One ``file`` for each site, one ``unit`` for each piece. Link targets, footnote
marks and the like are inline codes (``ph``) with their Markdown in ``originalData``, so
that a translation program guards them.

Shapes  ``name`` of a unit is its context; notes of category ``state`` and ``previous``.
Errors  ``ValueError`` with the parser's words where a file is no XLIFF 2 file.
Source  XLIFF 2.1 (OASIS, 2018), 4.2 and 4.7.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, ParseError, SubElement, indent, register_namespace, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from generator.drawings import is_deeper
from generator.desk.protected import split_at_tokens
from generator.desk.units import Unit, state_of

SPACE = "urn:oasis:names:tc:xliff:document:2.0"
X = f"{{{SPACE}}}"
PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
FUZZY = "heritage:fuzzy"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CODE_POINT = re.compile(r"[0-9A-Fa-f]{1,6}")
DEEPEST = 60  # inline codes within inline codes: programs write two or three
UNIT = re.compile(r"<(?:\w+:)?unit\b")
Text = tuple[Element, str, list[str]]


def write_xliff(units: Sequence[Unit], source: str, language: str) -> bytes:
    """Return an XLIFF file with every unit in order."""
    register_namespace("", SPACE)
    root = Element(f"{X}xliff", {"version": "2.1", "srcLang": source, "trgLang": language})
    texts: list[Text] = []
    for slug, group in groupby(units, key=lambda each: each.slug):
        found = list(group)
        file = SubElement(root, f"{X}file", {"id": f"f-{slug}", "original": found[0].file or slug})
        for number, unit in enumerate(found, start=1):
            texts += _unit(file, unit, number)
    indent(root, " ")
    for element, text, codes in texts:  # after indent, which takes blanks for its own
        _write_text(element, text, codes)
    body: bytes = tostring(root, "utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + body + b"\n"


def read_xliff(content: bytes) -> tuple[str, list[Unit]]:
    """Return the tag of the target language and the units."""
    try:
        root = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as fault:
        raise ValueError(str(fault) or type(fault).__name__) from fault
    if is_deeper(root, DEEPEST):
        raise ValueError(f"more than {DEEPEST} levels")
    if root.tag != f"{X}xliff":
        raise ValueError(f"{root.tag} {root.get('version', '')}".strip())
    text = content.decode("utf-8", "replace")
    lines = [text.count("\n", 0, found.start()) + 1 for found in UNIT.finditer(text)]
    units = [_read_unit(unit, lines[number] if number < len(lines) else 1)
             for number, unit in enumerate(root.iter(f"{X}unit"))]
    return root.get("trgLang", ""), [unit for unit in units if unit.context]


def _unit(file: Element, unit: Unit, number: int) -> Iterator[Text]:
    """Add a unit; yield the elements that are still to be filled."""
    found = SubElement(file, f"{X}unit", {"id": f"u{number}", "name": unit.context})
    notes = SubElement(found, f"{X}notes")
    for category, text in (("state", unit.state), ("kind", unit.hint), ("previous", unit.previous)):
        if text:
            SubElement(notes, f"{X}note", {"category": category}).text = NOT_XML.sub("", text)
    codes = list(dict.fromkeys(
        piece for text in (unit.source, unit.target) for piece, token in split_at_tokens(text) if token
    ))
    if codes:
        kept = SubElement(found, f"{X}originalData")
        for at, code in enumerate(codes, start=1):
            SubElement(kept, f"{X}data", {"id": f"d{at}"}).text = code
    state = {"state": "translated" if unit.target and not unit.fuzzy else "initial"}
    if unit.fuzzy:
        state["subState"] = FUZZY
    segment = SubElement(found, f"{X}segment", state)
    yield SubElement(segment, f"{X}source", {PRESERVE: "preserve"}), unit.source, codes
    if unit.target:
        yield SubElement(segment, f"{X}target", {PRESERVE: "preserve"}), unit.target, codes


def _write_text(element: Element, text: str, codes: Sequence[str]) -> None:
    """Fill an element with text and inline codes."""
    element.text = ""
    last: Element | None = None
    seen: dict[str, int] = {}
    for piece, token in split_at_tokens(text):
        if token:
            at = codes.index(piece) + 1
            seen[piece] = seen.get(piece, 0) + 1
            name = str(at) if seen[piece] == 1 else f"{at}-{seen[piece]}"
            last = SubElement(element, f"{X}ph", {"id": name, "dataRef": f"d{at}"})
            last.tail = ""
        elif last is None:
            element.text += NOT_XML.sub("", piece)
        else:
            last.tail = (last.tail or "") + NOT_XML.sub("", piece)


def _read_unit(unit: Element, line: int) -> Unit:
    codes = {each.get("id", ""): each.text or "" for each in unit.iter(f"{X}data")}
    notes = {each.get("category", ""): each.text or "" for each in unit.iter(f"{X}note")}
    source = target = ""
    fuzzy = False
    for part in unit:
        if part.tag in {f"{X}segment", f"{X}ignorable"}:
            mine, theirs = part.find(f"{X}source"), part.find(f"{X}target")
            source += "" if mine is None else "".join(_read_text(mine, codes))
            if theirs is not None:
                target += "".join(_read_text(theirs, codes))
            elif part.tag == f"{X}ignorable" and mine is not None:
                target += "".join(_read_text(mine, codes))
            fuzzy = fuzzy or (part.get("subState") == FUZZY and part.get("state", "initial") == "initial")
    context = unit.get("name", "")
    state = notes.get("state", "")
    if fuzzy and state and state_of(target, True) != state:
        fuzzy = False  # who changed it has seen it, whatever the program left as its state
    return Unit(slug=context.partition("#")[0], context=context, source=source, target=target,
                fuzzy=fuzzy, state=state, line=line)


def _character(written: str) -> str:
    """Return the character that ``cp`` stands for; nothing where there is none."""
    number = int(written, 16) if CODE_POINT.fullmatch(written) else 0
    return "" if 0xD800 <= number <= 0xDFFF or not 0 < number <= sys.maxunicode else chr(number)


def _read_text(element: Element, codes: dict[str, str]) -> Iterator[str]:
    """Yield an element's text with its inline codes put back."""
    yield element.text or ""
    for each in element:
        name = each.tag.removeprefix(X)
        if name == "cp":
            yield _character(each.get("hex", "20"))
        elif name == "pc":
            yield codes.get(each.get("dataRefStart", ""), "")
            yield from _read_text(each, codes)
            yield codes.get(each.get("dataRefEnd", ""), "")
        elif name == "mrk":
            yield from _read_text(each, codes)
        elif name in {"ph", "sc", "ec"}:
            yield codes.get(each.get("dataRef", ""), "")
        yield each.tail or ""
