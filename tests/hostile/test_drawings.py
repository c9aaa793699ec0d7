"""SVG from strangers: bombs, programs, and what only looks like a drawing."""

import re
from time import process_time

import pytest

from generator.drawings import clean_drawing, resolve_drawing
from generator.press.engraving import PlateError, engrave

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"{more}>{inner}</svg>'
USES = "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 9))
PATTERNS = "".join(
    f'<pattern id="p{n}">' + f'<rect class="c{n - 1}" width="1" height="1"/>' * 10 + "</pattern>"
    for n in range(1, 9))
PATTERN_RULES = "".join(f".c{n}{{fill:url(#p{n})}}" for n in range(1, 9))


def drawing(inner: str, more: str = "") -> bytes:
    return SVG.format(inner=inner, more=more).encode()


REFUSED = {
    "uses in uses": drawing(f'<defs><g id="a0"><path d="M0 0h1"/></g>{USES}</defs><use href="#a8"/>'),
    "patterns in patterns": drawing(
        f'<style>{PATTERN_RULES}</style><defs>{PATTERNS}</defs><rect class="c8"/>'),
    "a use of itself": drawing('<g id="a"><use href="#a"/></g>'),
    "two that use each other": drawing(
        '<g id="a"><use xlink:href=" #b "/></g><g id="b"><use xlink:href="#a"/></g>'),
    "20,000 groups deep": drawing("<g>" * 20_000 + "</g>" * 20_000),
    "billion laughs": b'<!DOCTYPE svg [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]>' + drawing("<text>&b;</text>"),
    "entity of a file": b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + drawing("<text>&a;</text>"),
    "a coding that is none": b'<?xml version="1.0" encoding="foo"?>' + drawing(""),
    "larger than any phone wants": drawing("<path/>" * 600_000),
    "another root": b"<html><svg xmlns='http://www.w3.org/2000/svg'/></html>",
}
CLEANED = {
    "script": '<script>alert(1)</script><script href="https://evil.example/x.js"/>',
    "event": '<path onload="alert(1)" ONCLICK="x" d="M0 0h1"/>',
    "foreign content": "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><script/></body></foreignObject>",
    "XHTML without a wrapper": "<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>",
    "link": '<a href="javascript:alert(1)" xlink:href="https://evil.example/"><path d="M0 0"/></a>',
    "animated address": '<use href="#a"><set attributeName="href" to="https://evil.example/"/></use>',
    "picture from elsewhere": '<image href="https://evil.example/a.png"/><use href="https://evil.example/#a"/>',
    "picture in data": '<image href="data:image/svg+xml,x"/><use href="data:x"/>',
    "style that imports": "<style>@import 'https://evil.example/a.css'</style>",
    "style cut by a child": "<style>a{}<title/>@import 'https://evil.example/a.css'</style>",
    "style in two halves": "<style>@imp<desc/>ort 'https://evil.example/a.css'</style>",
    "style with an escape": r"<style>a{fill:u\72l(https://evil.example/)}</style>",
    "set of pictures": "<style>a{mask:image-set('https://evil.example/a' 1x)}</style>",
    "address by src()": "<style>a{mask:src('https://evil.example/a')}</style>",
    "fill from elsewhere": '<path fill="url( https://evil.example/#a)" d="M0 0h1"/>',
    "style attribute": '<path style="mask:url(//evil.example/a)" d="M0 0h1"/>',
    "octaves": '<filter id="a"><feTurbulence numOctaves="999999999"/></filter>',
    "processing instruction": '<?xml-stylesheet href="https://evil.example/a.css"?>',
}


@pytest.mark.parametrize("name", REFUSED)
def test_bomb_is_refused_at_once(name: str) -> None:
    before = process_time()
    assert clean_drawing(REFUSED[name]) is None
    with pytest.raises(PlateError):
        engrave(REFUSED[name])
    assert process_time() - before < 10


@pytest.mark.parametrize("name", CLEANED)
def test_what_acts_or_calls_out_is_taken_away(name: str) -> None:
    cleaned = clean_drawing(drawing(CLEANED[name]))
    assert cleaned is not None
    text = cleaned.content.decode().lower()
    assert "evil.example" not in text and "script" not in text and "99999" not in text
    assert not re.search(r"\son\w+=", text)


@pytest.mark.parametrize("more", ['width="1" height="' + "9" * 400 + '"', 'width="1e9" height="1"'])
def test_size_beyond_all_bounds(more: str) -> None:
    cleaned = clean_drawing(SVG.replace(' viewBox="0 0 9 9"', "").format(more=" " + more, inner="").encode())
    assert cleaned is not None and (cleaned.width_px, cleaned.height_px) == (800, 500)


def test_numbers_that_no_page_holds() -> None:
    with pytest.raises(PlateError):
        engrave(drawing(f'<path d="M0 0h{"9" * 400}a1e300 1e300 0 0 0 1e308 1e308z"/>'))


@pytest.mark.parametrize("text", [
    ":root {" * 20_000, "@media (prefers-color-scheme: dark) {" * 20_000, "var(" * 20_000,
    ":root {" + "--a " * 30_000, "var(" + " " * 60_000,
])
def test_colours_are_looked_up_in_linear_time(text: str) -> None:
    before = process_time()
    resolve_drawing(text.encode())
    assert process_time() - before < 5


def test_what_drawing_programs_write_stays() -> None:
    """Illustrator's clip paths by class, a gradient used by thousands, uses of symbols."""
    inner = ("<style>.st0{clip-path:url(#c)}.st1{fill:url(#g)}</style><defs><clipPath id='c'><path d='M0 0h9v9z'/>"
             "</clipPath><linearGradient id='g'><stop offset='1'/></linearGradient><symbol id='s'><path d='M0 0h1'/>"
             "</symbol></defs><g class='st0'>" + "<path class='st1' d='M0 0h1v1z'/>" * 3000
             + "<use xlink:href='#s'/>" * 500 + "</g>")
    cleaned = clean_drawing(drawing(inner))
    assert cleaned is not None and cleaned.dropped == ()
    assert cleaned.content.count(b"use ") == 500
